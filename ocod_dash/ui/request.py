"""What a visitor asks for: the address, the browser's language and theme, and the current release, read once a run."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import streamlit as st

from ..clock import today
from ..exhibits import Context
from ..exhibits.parameters import PARAMETERS, options
from ..i18n import LANGUAGES, language_of
from ..loader import open_release
from ..page_registry import BY_PATH, Page
from ..query import Notice, Parameter
from ..theme import Theme
from ..view import PARAMETERS as OF_VIEW
from ..view import View, cut
from ..web import navigation, url_state
from .embed import EXHIBIT
from .exhibit_card import PREFIX
from .page_context import PageContext

LANGUAGE = Parameter(tuple(LANGUAGES))
KNOWN = frozenset({*OF_VIEW, "lang", *PARAMETERS})  # parameters of ours
VIEW = "view"  # in the session: the last view, which a page of what others published has in its links


def read() -> tuple[PageContext, list[Notice]]:
    """Return what the visitor asks for, and what of the address could not be used."""
    (address, too_long), data = cut(url_state.parameters(), KNOWN), open_release()
    page = BY_PATH[url_state.path_name(BY_PATH)]
    view, notices = _view(page, address, data.release.as_of)
    language, dropped = LANGUAGE.read("lang", address.get("lang", ()))
    named = "".join(language[-1:])
    choices, more = _choices(page, address, options(data))
    embedded = url_state.is_embedded()
    only = "".join(address.get(EXHIBIT, [])[-1:]) if embedded else ""
    context = PageContext(
        Context(data, view, Theme(named or language_of(st.context.locale), navigation.is_dark())),
        date.fromisoformat(choices["on"][0]) if choices.get("on") else today(),
        tuple(choices.items()),
        at_once=True,
        page=page,
        url_language=named,
        base=url_state.base_path(),
        today=today(),
        embedded=embedded,
        only=PREFIX + only if only else "",
    )
    context = replace(context, state=page.state(context))
    return context, [*too_long, *notices, *dropped, *more]


def _view(page: Page, address: url_state.Query, latest: date) -> tuple[View, list[Notice]]:
    if page.day == "published":
        return st.session_state.get(VIEW, View()), []
    view, notices = View.from_query(address, latest)
    st.session_state[VIEW] = view
    if view.statuses and not page.shows_centres and not page.is_text:
        notices.append(Notice("notice.no_centres", ",".join(view.statuses)))
    return view, notices


def _choices(
    page: Page, address: url_state.Query, options: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, tuple[str, ...]], list[Notice]]:
    choices, notices = {}, []
    for name in page.parameters:
        if name in address:
            parameter = PARAMETERS[name]
            known = replace(parameter, allowed=options[name]) if name in options else parameter
            chosen, dropped = known.read(name, address[name])
            notices += dropped
            if chosen:
                choices[name] = chosen
    return choices, notices
