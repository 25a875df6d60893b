"""Navigation in the browser: links and fields change the address, and Streamlit runs the page that the address names."""

import json
from functools import cache
from typing import Any

import streamlit as st

from ..i18n import Words
from . import own_files, streamlit_compat, uploads, url_state


def component_script(name: str) -> str:
    """Return the script of a component: a re-export of a file of ``web/static``, short, since every run sends it."""
    # Streamlit takes a single line for the name of a file.
    there = url_state.address(own_files.static(name))
    return f'const there = await import(location.origin + "{there}");\nexport default there.default;'


_navigation = st.components.v2.component("ocod_navigation", js=component_script("navigation.js"), isolate_styles=False)


def navigation(
    words: Words, corrected: dict[str, Any] | None = None, count: tuple[str, str] = ("", ""), page: str = ""
) -> None:
    """Install the navigation, once a page.

    A click on a link with ``data-go`` goes to a page of the app without loading it again; what a field says becomes a
    parameter of the address. A change of the theme asks for a run, since charts and maps are coloured on the server.

    Parameters
    ----------
    words : Words
        The language of the page: for screen readers, hyphenation, and Streamlit's own texts.
    corrected : dict, optional
        What :func:`ocod_dash.web.url_state.correction` returns.
    count : tuple of str
        How many are in view, as a number and in a text with what is chosen; a screen reader announces what changed.
    page : str
        The page's name: on another page the title is announced.
    """
    number, text = count
    data = {
        "language": words.language,
        "dark": is_dark(),
        "corrected": corrected,
        "count": {"number": number, "text": text},
        "page": page,
        "texts": url_state.address(_texts(words.language)),
    }
    _navigation(key="navigation", data=data, on_theme_change=run_again)


@cache
def _texts(language: str) -> str:
    """Return the path of what Streamlit has in English only, in a language: a file, since no run need send it again."""
    words = Words(language)
    notices = {"lost": words("browser.lost"), "busy": words("browser.busy"), "dialog": streamlit_compat.LOST_DIALOG}
    texts = {english: words(key) for english, key in streamlit_compat.TEXTS.items()}
    limits = uploads.uploads().limits
    texts |= {streamlit_compat.too_large(most): words("upload.large", megabytes=most) for most in limits}
    around = [(*parts, words(key, it="{}")) for parts, key in streamlit_compat.AROUND.items()]
    content = {"notices": notices, "texts": texts, "around": around, "roles": streamlit_compat.ROLES}
    return own_files.offer(f"texts-{language}.json", json.dumps(content, ensure_ascii=False).encode())


def is_dark() -> bool:
    """Say whether the visitor's theme is dark."""
    return st.context.theme.type == "dark"


def run_again() -> None:
    """Do nothing but run: Streamlit keeps a trigger only when it has a callback."""
