"""The pages, the ways between them, and the way down and up: country, region, province, district."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from .. import geography
from ..config import ROOT
from ..exhibits import Context
from ..i18n import LANGUAGES
from . import address, browser
from .address import PAGES
from .part import Answers, html, part

HERE = "here"


def open_pages(context: Context) -> dict[str, Any]:
    """Make the pages of this run, titled in the visitor's language, and return them by name."""
    st.session_state["pages"] = {
        name: st.Page(
            ROOT / "pages" / f"{name}.py",
            title=context.words(f"page.{name}"),
            url_path=path,
            default=name == "overview",
        )
        for name, path in PAGES.items()
    }
    return pages()


def pages() -> dict[str, Any]:
    """Return the pages of this run by name."""
    made: dict[str, Any] = st.session_state["pages"]
    return made


def href(name: str, *, at: str | None = HERE, choices: Mapping[str, str] | None = None) -> str:
    """Return the address of a page of ours; it keeps what is looked at, or is of the place ``at`` (None: the country).

    ``choices`` are what is chosen there, of the page's own choices. A link with ``data-go`` leads there without loading the
    app anew.
    """
    view = st.session_state["view"] if at == HERE else st.session_state["view"].at(at)
    query = address.query(view, PAGES[name]) | dict(choices or {})
    return path(name) + (f"?{urlencode(query, safe=',')}" if query else "")


def path(name: str) -> str:
    """Return a page's path, wherever the app is served."""
    return browser.under(PAGES[name])


def bar(context: Context, answers: Answers) -> None:
    """Draw the ways to our pages, the languages, and the button of the take-away dialog, which ``answers`` open."""
    here = address.page_name()
    pages = [(name, context.words(f"page.{name}"), href(name), path == here) for name, path in PAGES.items()]
    languages = [(language.code, language.label) for language in LANGUAGES.values()]
    part("bar", html("bar", words=context.words, pages=pages, languages=languages), answers=answers)


def breadcrumb(context: Context) -> None:
    """Draw the way from the country to the place in view, and what else is chosen; a step above is a way there."""
    words, view = context.words, context.view
    name = next(name for name, path in PAGES.items() if path == address.page_name())
    place: geography.Place | None = view.place
    above: list[tuple[str | None, str]] = []
    while place and place.parent:
        place = geography.place(place.parent)
        above.insert(0, (place.code, words.name(place)))
    if view.regions or view.provinces:
        above.insert(0, (None, words("country")))
    steps = [(href(name, at=code, choices=address.own()), place) for code, place in above]
    part("breadcrumb", html("crumbs", label=words("breadcrumb"), steps=steps, chosen=context.chosen))


def on_bar(bar: list[str]) -> None:
    """Look at the place whose bar was clicked: its name and code."""
    address.look_at(st.session_state["view"].at(bar[1]))
