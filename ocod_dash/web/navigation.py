"""Navigation in the browser: links and fields change the address, and Streamlit runs the page that the address names."""

from typing import Any

import streamlit as st

from . import own_files, url_state


def component_script(name: str) -> str:
    """Return the script of a component: a re-export of a file of ``web/static``, short, since every run sends it."""
    # Streamlit takes a single line for the name of a file.
    there = url_state.address(own_files.static(name))
    return f'const there = await import(location.origin + "{there}");\nexport default there.default;'


_navigation = st.components.v2.component("ocod_navigation", js=component_script("navigation.js"), isolate_styles=False)


def navigation(language: str, corrected: dict[str, Any] | None = None) -> None:
    """Install the navigation, once a page.

    A click on a link with ``data-go`` goes to a page of the app without loading it again; what a field says becomes a
    parameter of the address. A change of the theme asks for a run, since charts and maps are coloured on the server.

    Parameters
    ----------
    language : str
        The language code of the page, for screen readers and hyphenation.
    corrected : dict, optional
        What :func:`ocod_dash.web.url_state.correction` returns.
    """
    data = {"language": language, "dark": is_dark(), "corrected": corrected}
    _navigation(key="navigation", data=data, on_theme_change=run_again)


def is_dark() -> bool:
    """Say whether the visitor's theme is dark."""
    return st.context.theme.type == "dark"


def run_again() -> None:
    """Do nothing but run: Streamlit keeps a trigger only when it has a callback."""
