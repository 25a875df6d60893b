"""What only the browser can do for the whole page: style sheet, language and theme, links, how parts are drawn."""

from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
_SCRIPTS = ("chart.js", "picture.js", "part.js", "hands.js")  # one module
_hands = st.components.v2.component(
    "ocod_hands", js="".join((_HERE / name).read_text("utf-8") for name in _SCRIPTS), isolate_styles=False
)


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
