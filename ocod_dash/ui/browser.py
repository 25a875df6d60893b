"""What only the browser can do: language and theme, charts, SVG that can be clicked, PNG of a frame, the style sheet."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from ..charts.template import CONFIG

PLOTLY = "app/static/plotly-basic-4.1.1.min.js"  # the version that the Python package draws for
_HERE = Path(__file__).parent
_hands = st.components.v2.component(
    "ocod_hands",
    js=(_HERE / "png.js").read_text("utf-8") + (_HERE / "hands.js").read_text("utf-8"),
    isolate_styles=False,
)
_picture = st.components.v2.component(
    "ocod_picture", js=(_HERE / "picture.js").read_text("utf-8"), isolate_styles=False
)
_plot = st.components.v2.component("ocod_plot", js=(_HERE / "plot.js").read_text("utf-8"), isolate_styles=False)


def style() -> None:
    """Load the only style sheet, once a page."""
    st.html(_HERE / "style.css")


def hands(language: str, *, failed: str) -> str | None:
    """Put the app's hands into the page; once a page, before the widgets that a click may set.

    A click on an element with the key ``png_<key>`` saves the picture of the frame ``frame_<key>``, with its
    heading, the line behind it, and the text of ``row_<key>``, as ``<key>.png``, without a run. A change of the theme asks
    for a run, since charts and maps are coloured on the server.

    Parameters
    ----------
    language
        The language of the page, for readers aloud and for hyphenation: ``th`` or ``en``.
    failed
        What to tell the visitor when a picture could not be saved.

    Returns
    -------
    str or None
        The code of the province that was clicked in a picture, in the run that the click asked for.
    """
    result = _hands(
        key="hands",
        data={"language": language, "dark": st.context.theme.type == "dark"},
        on_theme_change=_run,
        on_province_change=_run,
        on_failed_change=_run,
    )
    if result.failed:
        st.toast(failed, icon=":material/error:")
    return result.province


def svg(picture: str, key: str, alt: str, *, height: int | None = None, hidden: bool = False) -> None:
    """Show an SVG of ours, as wide as its place.

    Parameters
    ----------
    picture
        The SVG, with a ``viewBox``, every colour and size as attributes (a saved PNG has no style sheet) and every text
        escaped. What has ``data-province="50"`` can be clicked and reached by keyboard; its ``<title>`` is its name.
    key
        Unique on the page.
    alt
        What a reader who does not see the picture should know.
    height
        In pixels; by default as high as the width asks for.
    hidden
        Only for saving, in a frame whose picture cannot be saved itself.
    """
    _picture(
        key=f"{'hidden' if hidden else 'picture'}_{key}",
        data={"svg": picture, "key": key, "alt": alt, "height": height},
        height=height or "content",
    )


def plot(spec: str, key: str, alt: str, *, on_click: Callable[[list[str]], None] | None = None) -> None:
    """Show a Plotly chart, as wide as its place and as high as its layout says.

    Parameters
    ----------
    spec
        The figure as Plotly's JSON; of its traces only bars, lines, points and pies can be drawn.
    key
        Unique on the page.
    alt
        What a reader who does not see the chart should know.
    on_click
        Gets the ``customdata`` of a part that was clicked, before the run that the click asks for.
    """
    name = f"chart_{key}"

    def clicked() -> None:
        part = st.session_state[name].clicked
        if on_click and part:
            on_click(part)

    listen: dict[str, Any] = {"on_clicked_change": clicked} if on_click else {}
    data = {"spec": spec, "config": CONFIG, "alt": alt, "clickable": on_click is not None, "library": library()}
    _plot(key=name, data=data, **listen)


def library() -> str:
    """Return where the browser finds Plotly, wherever the app is served."""
    return "/".join(["", *st.get_option("server.baseUrlPath").strip("/").split(), PLOTLY])


def _run() -> None:
    """Streamlit keeps a trigger only when it has a callback."""
