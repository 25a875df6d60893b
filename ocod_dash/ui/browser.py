"""What only the browser can do for the whole page: the style sheet, language and theme, links to our own pages."""

from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
_hands = st.components.v2.component("ocod_hands", js=(_HERE / "hands.js").read_text("utf-8"), isolate_styles=False)


def style() -> None:
    """Load the only style sheet, once a page."""
    st.html(_HERE / "style.css")


def hands(language: str, regions: str) -> None:
    """Put the app's hands into the page, once a page.

    A click on a link with ``data-go`` goes to a page of ours without loading the app anew; one on a province of a map goes
    to that province's page. A change of the theme asks for a run, since charts and maps are coloured on the server.

    Parameters
    ----------
    language : str
        The language of the page, for readers aloud and for hyphenation: ``th`` or ``en``.
    regions : str
        The path of the page of a place.
    """
    data = {"language": language, "dark": st.context.theme.type == "dark", "regions": regions}
    _hands(key="hands", data=data, on_theme_change=_run)


def _run() -> None:
    """Streamlit keeps a trigger only when it has a callback."""
