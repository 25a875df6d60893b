"""A part of a page that only shows: HTML from a template, with a chart or a picture in its middle, as one element.

What asks the visitor something is a widget of Streamlit's; what only shows is a part. Templates escape what they are
given, so a text from a file is text whatever stands in it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..charts.template import CONFIG
from .phrases import phrases

PLOTLY = "app/static/plotly-basic-4.1.1.min.js"  # the version that the Python package draws for
_HERE = Path(__file__).parent
_templates = Environment(
    loader=FileSystemLoader(_HERE / "parts"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,  # else every use looks whether the file has changed
)
_templates.filters["phrases"] = phrases
# Each part of a page brings its script along at every run: it only fetches part.js from the page's hands, which bring it.
_part = st.components.v2.component(
    "ocod_part",
    js="globalThis.ocodPart ??= Promise.withResolvers();\nexport default await ocodPart.promise;",
    isolate_styles=False,
)
_numbers = count(1)


@dataclass(frozen=True)
class Chart:
    """A Plotly chart in the middle of a part, as wide as its place and as high as its layout says.

    Parameters
    ----------
    spec : str
        The figure as Plotly's JSON; of its traces only bars, lines, points and pies can be drawn.
    alt : str
        What a reader who does not see the chart should know.
    on_click : callable, optional
        Gets the ``customdata`` of a part that was clicked, before the run that the click asks for.
    """

    spec: str
    alt: str
    on_click: Callable[[list[str]], None] | None = None


@dataclass(frozen=True)
class Picture:
    """An SVG of ours in the middle of a part, as wide as its place.

    Parameters
    ----------
    svg : str
        With a ``viewBox`` and every text escaped. What has ``data-province="50"`` can be clicked and reached by
        keyboard; its ``<title>`` is its name.
    key : str
        Unique on the page.
    alt : str
        What a reader who does not see the picture should know.
    height : int
        In pixels.
    """

    svg: str
    key: str
    alt: str
    height: int


def html(template: str, **values: Any) -> Markup:
    """Fill a template of ``ui/parts``, without its ending, with values that it escapes."""
    return Markup(_templates.get_template(f"{template}.html").render(values))


def part(
    key: str,
    head: str,
    foot: str = "",
    *,
    middle: Chart | Picture | None = None,
    answers: dict[str, Callable[[], dict[str, str]]] | None = None,
) -> None:
    """Show a part.

    Parameters
    ----------
    key : str
        Unique on the page; the element has the class ``st-key-<key>``.
    head, foot : str
        What :func:`html` made, above and below the middle.
    middle : Chart or Picture, optional
        What is drawn between them.
    answers : mapping of str to callable, optional
        What a click on an element with ``data-ask`` gets, by what it asks: ``{"table": HTML}`` is unfolded,
        ``{"name", "type", "content"}`` with its content in base64 is saved as a file.
    """
    data: dict[str, Any] = {"head": head, "foot": foot}
    listen: dict[str, Any] = {}
    if isinstance(middle, Chart):
        clickable = middle.on_click is not None
        data["chart"] = {"spec": middle.spec, "alt": middle.alt, "clickable": clickable}
        data["chart"] |= {"config": CONFIG, "library": library()}
        if clickable:
            listen["on_clicked_change"] = lambda: _clicked(key, middle)
    elif middle:
        data["picture"] = middle.__dict__
    if answers:
        listen["on_asked_change"] = lambda: _asked(key)
        asked = st.session_state.pop(f"asked_{key}", None)
        if asked in answers:
            data["answer"] = answers[asked]() | {"number": next(_numbers)}
    _part(key=key, data=data, **listen)


def library() -> str:
    """Return where the browser finds Plotly, wherever the app is served."""
    return "/".join(["", *st.get_option("server.baseUrlPath").strip("/").split(), PLOTLY])


def _clicked(key: str, chart: Chart) -> None:
    clicked = st.session_state[key].clicked
    if chart.on_click and clicked:
        chart.on_click(clicked)


def _asked(key: str) -> None:
    st.session_state[f"asked_{key}"] = st.session_state[key].asked
