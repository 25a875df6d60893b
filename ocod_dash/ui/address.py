"""The address is the state: read it when it came from outside, write it when the visitor changed something.

What is chosen lives in one place, ``st.session_state.view`` and ``st.session_state.choices``. An address that differs
from the one written last (a link, a reload, Back) replaces it; widgets change it by their callbacks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st

from .. import geography
from ..exhibits.place_exhibits import MAP_LAYERS, MAP_MEASURES, NO_LAYER
from ..i18n import LANGUAGES, language_of
from ..view import Notice, View, is_day, split, today


@dataclass(frozen=True)
class Choice:
    """A choice of one page or a few, which the address carries too.

    Parameters
    ----------
    pages : tuple of str
        The pages' names in the address; empty for the overview.
    allowed : tuple of str
        What may be chosen; empty where the data say so.
    default : tuple of str
        What is meant when the address leaves it out.
    accepts : callable, optional
        Says whether a text may be chosen, where what may cannot be listed.
    """

    pages: tuple[str, ...]
    allowed: tuple[str, ...] = ()
    default: tuple[str, ...] = ()
    accepts: Callable[[str], bool] | None = None


PAGES = {
    "overview": "",
    "regions": "regions",
    "map": "map",
    "programmes": "programmes",
    "forum": "forum",
    "ledger": "ledger",
    "data": "data",
    "present": "present",
}  # by name, each as it is in the address
CHART = "chart"  # the parameter that names the one chart; it acts in an embedded page only
# These pages have a date of their own: the register's places and as-of date are neither used nor written there.
PUBLISHED = ("programmes", "forum", "ledger")
MOST_LETTERS = 100  # of a search
SORTS = ("newest", "oldest", "largest", "programme")
PACES = ("5", "10", "20", "30")  # seconds of a slide
DATA_PARTS = ("state", "bring", "history", "dictionary", "sources")
FILES = ("register", "claims")  # that can be brought in
CHOICES = {
    "compare": Choice(("regions",), tuple(geography.places()["code"])),
    "measure": Choice(("map",), MAP_MEASURES, MAP_MEASURES[:1]),
    "layers": Choice(("map",), (*MAP_LAYERS, NO_LAYER), MAP_LAYERS[:1]),
    "on": Choice(PUBLISHED, accepts=is_day),
    "kind": Choice(("programmes",)),
    "line": Choice(("programmes",)),
    "sdg": Choice(("programmes",)),
    "agency": Choice(("programmes",)),
    "programme": Choice(("ledger",)),
    "claim": Choice(("ledger",)),
    "search": Choice(("ledger",), accepts=lambda text: len(text) <= MOST_LETTERS),
    "sort": Choice(("ledger",), SORTS, SORTS[:1]),
    "count_on": Choice(("ledger",), accepts=is_day),
    "part": Choice(("data",), DATA_PARTS, DATA_PARTS[:1]),
    "file": Choice(("data",), FILES, FILES[:1]),
    "slide": Choice(("present",), tuple(str(number) for number in range(1, 100)), ("1",)),
    "pace": Choice(("present",), PACES),
    "notes": Choice(("present",), ("1",)),
}


def load(latest: date, options: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """Take up what the address says, if it came from outside.

    Parameters
    ----------
    latest : datetime.date
        The release's as-of date.
    options : mapping of str to tuple of str
        What may be chosen, by name, where the data say so.

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
        view, notices = (state["view"], []) if page in PUBLISHED else View.from_query(query, latest)
        state["view"] = view
        state["language"] = next(iter(_allowed(query, "lang", tuple(LANGUAGES), notices)[-1:]), None)
        here = {name: choice for name, choice in CHOICES.items() if page in choice.pages and name in query}
        state["choices"] = {name: _taken(query, name, choice, options or {}, notices) for name, choice in here.items()}
        state["notices"] = notices
    state["outside"] = query != state.get("address")
    return str(state["language"] or language_of(st.context.locale))


def save() -> dict[str, Any] | None:
    """Write what is chosen to the address, if it is not there already.

    Returns
    -------
    dict or None
        Where the address came from outside and says what cannot be used, what to write in its place: the parameters
        ``seen``, each a name and a value, and those ``wanted``, as an address has them.
    """
    state, now = st.session_state, written()
    state["address"] = {name: [value] for name, value in now.items()}
    whole = {**now, **_foreign()}
    if state.pop("outside", False):
        if list(state["address"].items()) == list(_query().items()):
            return None
        seen = [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
        return {"seen": seen, "wanted": f"?{urlencode(whole, doseq=True, safe=',')}" if whole else ""}
    if state["address"] != _query():
        st.query_params.from_dict(whole)
    return None


def unsaved() -> bool:
    """Say whether a fragment's widget has changed what is chosen since the address was written."""
    return {name: [value] for name, value in written().items()} != st.session_state["address"]


def written() -> dict[str, str]:
    """Return what is chosen as the parameters of this page's address."""
    return query(st.session_state["view"], st.session_state["page"]) | own()


def own() -> dict[str, str]:
    """Return the choices of the page in view alone."""
    state = st.session_state
    return {
        name: ",".join(values)
        for name, values in state["choices"].items()
        if state["page"] in CHOICES[name].pages and values not in ((), CHOICES[name].default)
    }


def query(view: View, page: str = "") -> dict[str, str]:
    """Return the parameters that lead to a view on a page, in the language chosen; or to the published pages' own date."""
    language = st.session_state["language"]
    there = {"on": ",".join(chosen("on"))} if page in PUBLISHED else view.to_query()
    return {name: value for name, value in there.items() if value} | ({"lang": language} if language else {})


def alone() -> str:
    """Return the key of the one chart that is shown inside another website; empty for the whole page."""
    return str(st.query_params.get(CHART, "")) if st.context.is_embedded else ""


def key() -> str:
    """Return all that a page's parts and their links read here, for what is kept for all visitors who chose the same.

    The view is the one that links carry: a published page does not look at it, and while the map plays it goes on.
    """
    state = st.session_state
    return f"{page_name()} {state['view']} {state['language']} {state['choices']} {alone()}"


def day() -> date:
    """Return the date of the published pages: the one chosen, or today in Thailand."""
    return date.fromisoformat(chosen("on")[0]) if chosen("on") else today()


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


def go(view: View, page: str) -> dict[str, str]:
    """Look at a view on another page; return the parameters that lead there.

    They count as written at once, for the visitor may turn back before that page has run.
    """
    look_at(view)
    there = query(st.session_state["view"], page)
    st.session_state["address"] = {name: [value] for name, value in there.items()}
    return there


def depart() -> None:
    """Remember the page in view with its own choices, to come back to."""
    st.session_state["departed"] = st.session_state["page"], own()


def back() -> tuple[str, dict[str, str]]:
    """Return the page last departed from, or else the overview, and the parameters that lead there with the view of now."""
    page, own = st.session_state.get("departed", ("", {}))
    return page, go(st.session_state["view"], page) | own


def speak(language: str) -> None:
    """Speak a language from the next run on."""
    st.session_state["language"] = language


def page_name() -> str:
    """Return the last part of the page's path; empty for the overview, which Streamlit also shows for a path of no page."""
    name = urlsplit(st.context.url or "").path.rstrip("/").rpartition("/")[2]
    return name if name in PAGES.values() else ""


def _query() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params if name in _names()}


def _foreign() -> dict[str, list[str]]:
    """Parameters that are not ours stay in the address."""
    return {name: st.query_params.get_all(name) for name in st.query_params if name not in _names()}


def _names() -> set[str]:
    return {"region", "province", "district", "status", "as_of", "lang", *CHOICES}


def _taken(
    query: Mapping[str, list[str]],
    name: str,
    choice: Choice,
    options: Mapping[str, tuple[str, ...]],
    notices: list[Notice],
) -> tuple[str, ...]:
    if choice.accepts is None:
        return _allowed(query, name, options.get(name, choice.allowed), notices)
    text = query[name][-1].strip()
    if choice.accepts(text):
        return (text,) if text else ()
    notices.append(Notice(f"notice.{name}", text))
    return ()


def _allowed(
    query: Mapping[str, list[str]], name: str, allowed: tuple[str, ...], notices: list[Notice]
) -> tuple[str, ...]:
    values, dropped = split(query.get(name, ()), allowed)
    notices += [Notice(f"notice.{name}", value, near) for value, near in dropped]
    return values
