"""What only the browser can do for the whole page: style sheet, language and theme, links, what is chosen."""

from typing import Any

import streamlit as st

PLOTLY = "plotly-basic-4.1.1.min.js"  # the version that the Python package draws for


def under(path: str) -> str:
    """Return a path of the app as an address without the host, wherever the app is served."""
    return "/".join(["", *st.get_option("server.baseUrlPath").strip("/").split(), path])


def served(name: str) -> str:
    """Return the address of a file of ours that the browser reads, without the host."""
    return under(f"app/static/{name}")


def script(name: str) -> str:
    """Return the script of a component: what a file of ``ui/static`` exports. It is short, since each run sends it along."""
    # Streamlit takes one line for the name of a file.
    return f'const there = await import(location.origin + "{served(name)}");\nexport default there.default;'


_hands = st.components.v2.component("ocod_hands", js=script("hands.js"), isolate_styles=False)


def hands(language: str, regions: str, corrected: dict[str, Any] | None = None) -> None:
    """Put the app's hands into the page, once a page.

    A click on a link with ``data-go`` goes to a page of ours without loading the app anew; one on a province of a map goes
    to that province's page; what a field says goes into the address. A change of the theme asks for a run, since charts and
    maps are coloured on the server.

    Parameters
    ----------
    language : str
        The language of the page, for readers aloud and for hyphenation: ``th`` or ``en``.
    regions : str
        The path of the page of a place.
    corrected : dict, optional
        What to write in the address in place of what is there (see :func:`address.save`).
    """
    data = {"language": language, "dark": st.context.theme.type == "dark", "regions": regions, "corrected": corrected}
    _hands(key="hands", data=data, on_theme_change=_run)


def _run() -> None:
    """Streamlit keeps a trigger only when it has a callback."""
