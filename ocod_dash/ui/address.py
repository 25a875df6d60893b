"""The address is the state: read it when it came from outside, write it when the visitor changed something.

What is chosen lives in one place, ``st.session_state.view`` and ``st.session_state.choices``. An address that differs
from the one written last (a link, a reload, Back) replaces it; widgets change it by their callbacks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

import streamlit as st

from .. import geography
from ..i18n import LANGUAGES, language_of
from ..view import Notice, View, split


@dataclass(frozen=True)
class Choice:
    """A choice of one page alone, which the address carries too.

    Parameters
    ----------
    page : str
        The page's name in the address; empty for the overview.
    allowed : tuple of str
        What may be chosen.
    default : tuple of str
        What is meant when the address leaves it out.
    """

    page: str
    allowed: tuple[str, ...]
    default: tuple[str, ...] = ()


MAP_MEASURES = ("percent_not_open", "percent_complete", "in_plan", "in_progress", "per_100k")
MAP_LAYERS = ("provinces", "centres")
DATA_PARTS = ("state", "bring", "history", "dictionary", "sources")
CHOICES = {
    "compare": Choice("regions", tuple(geography.places()["code"])),
    "measure": Choice("map", MAP_MEASURES, MAP_MEASURES[:1]),
    "layers": Choice("map", (*MAP_LAYERS, "none"), MAP_LAYERS[:1]),
    "part": Choice("data", DATA_PARTS, DATA_PARTS[:1]),
}


def load(latest: date) -> str:
    """Take up what the address says, if it came from outside.

    Parameters
    ----------
    latest : datetime.date
        The release's as-of date.

    Returns
    -------
    str
        The language.
    """
    state, query = st.session_state, _query()
    state.setdefault("view", View())
    state.setdefault("language", None)
    state.setdefault("choices", {})
    state["notices"] = state.pop("new_notices", [])
    page = state["page"] = page_name()
    if query != state.get("address"):
        view, notices = View.from_query(query, latest)
        state["view"] = view
        state["language"] = next(iter(_allowed(query, "lang", LANGUAGES, notices)[-1:]), None)
        here = {name: choice for name, choice in CHOICES.items() if choice.page == page and name in query}
        state["choices"] = {name: _allowed(query, name, choice.allowed, notices) for name, choice in here.items()}
        state["notices"] = notices
    return str(state["language"] or language_of(st.context.locale))


def save() -> None:
    """Write what is chosen to the address, if it is not there already."""
    written = _written()
    st.session_state["address"] = {name: [value] for name, value in written.items()}
    if st.session_state["address"] != _query():
        st.query_params.from_dict({**written, **_foreign()})


def unsaved() -> bool:
    """Say whether a fragment's widget has changed what is chosen since the address was written."""
    return {name: [value] for name, value in _written().items()} != st.session_state["address"]


def _written() -> dict[str, str]:
    state = st.session_state
    own = {
        name: ",".join(values)
        for name, values in state["choices"].items()
        if CHOICES[name].page == state["page"] and values not in ((), CHOICES[name].default)
    }
    return query(state["view"]) | own


def query(view: View) -> dict[str, str]:
    """Return the parameters that lead to a view, in the language chosen."""
    language = st.session_state["language"]
    return view.to_query() | ({"lang": language} if language else {})


def chosen(name: str) -> tuple[str, ...]:
    """Return what is chosen of a page's own choices."""
    return tuple(st.session_state["choices"].get(name) or CHOICES[name].default)


def choose(name: str, *values: str) -> None:
    """Choose values of a page's own choices."""
    st.session_state["choices"] = st.session_state["choices"] | {name: values}


def look_at(view: View) -> None:
    """Look at another view, from the next run on; what does not fit together is dropped with a notice."""
    whole, notices = view.whole()
    st.session_state["view"] = whole
    st.session_state["new_notices"] = notices


def speak(language: str) -> None:
    """Speak a language from the next run on."""
    st.session_state["language"] = language


def page_name() -> str:
    """Return the last part of the page's path; empty for the overview."""
    return urlsplit(st.context.url or "").path.rstrip("/").rpartition("/")[2]


def _query() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params if name in _names()}


def _foreign() -> dict[str, list[str]]:
    """Parameters that are not ours stay in the address."""
    return {name: st.query_params.get_all(name) for name in st.query_params if name not in _names()}


def _names() -> set[str]:
    return {"region", "province", "district", "status", "as_of", "lang", *CHOICES}


def _allowed(
    query: Mapping[str, list[str]], name: str, allowed: tuple[str, ...], notices: list[Notice]
) -> tuple[str, ...]:
    values, dropped = split(query.get(name, ()), allowed)
    notices += [Notice(f"notice.{name}", value, near) for value, near in dropped]
    return values
