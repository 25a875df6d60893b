"""The pages, the ways between them, and the way down and up: country, region, province, district."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from .. import geography
from ..config import ROOT
from ..exhibits import Visit
from . import address
from .text import plain

PAGES = {
    "overview": "",
    "regions": "regions",
    "map": "map",
    "programmes": "programmes",
    "forum": "forum",
    "ledger": "ledger",
    "data": "data",
    "present": "present",
}


def open_pages(visit: Visit) -> dict[str, Any]:
    """Make the pages of this run, titled in the visitor's language, and return them by name."""
    st.session_state["pages"] = {
        name: st.Page(
            ROOT / "pages" / f"{name}.py", title=visit.words(f"page.{name}"), url_path=path, default=name == "overview"
        )
        for name, path in PAGES.items()
    }
    return pages()


def pages() -> dict[str, Any]:
    """Return the pages of this run by name."""
    made: dict[str, Any] = st.session_state["pages"]
    return made


HERE = "here"


def link(
    visit: Visit,
    name: str,
    label: str,
    *,
    at: str | None = HERE,
    choices: Mapping[str, str] | None = None,
    **options: Any,
) -> None:
    """Draw a link to a page of ours; it keeps what is looked at, or goes to the place ``at`` (None: the country).

    ``choices`` are what is chosen there, of the page's own choices.
    """
    view = st.session_state["view"] if at == HERE else st.session_state["view"].at(at)
    query = address.query(view, PAGES[name]) | dict(choices or {})
    st.page_link(pages()[name], label=plain(label), query_params=query, **options)


def breadcrumb(visit: Visit) -> None:
    """Draw the way from the country to the place in view, and what else is chosen; a step above is a way there."""
    words, view = visit.words, visit.view
    place: geography.Place | None = view.place
    above: list[tuple[str | None, str]] = []
    while place and place.parent:
        place = geography.place(place.parent)
        above.insert(0, (place.code, words.name(place)))
    if view.regions or view.provinces:
        above.insert(0, (None, words("country")))
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="breadcrumb"):
        # Buttons, not links: Streamlit does not write a link to the page in view into the address.
        for code, name in above:
            st.button(plain(name), type="tertiary", key=f"to_{code}", on_click=_look_at, args=(code,))
        st.markdown(f"**{plain(visit.chosen)}**", width="content")


def _look_at(code: str | None) -> None:
    address.look_at(st.session_state["view"].at(code))


def on_bar(bar: list[str]) -> None:
    """Look at the place whose bar was clicked: its name and code."""
    address.look_at(st.session_state["view"].at(bar[1]))
