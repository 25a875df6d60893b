"""The Plotly template, and the few things that every chart does the same way."""

from collections.abc import Mapping
from functools import cache
from typing import Any
from unicodedata import category

import pandas as pd
import plotly.graph_objects as go

from ..theme import FONT, Theme

LETTER = 0.52  # mean width of a letter, as a share of the type size
KEY_LINE, KEYS_A_LINE = 24, 3  # pixels of a line of a colour key, and how many names it has: they fit on a phone


@cache
def template(theme: Theme) -> go.layout.Template:
    """Return the template: no boxes, no ticks, hairline grid across only."""
    palette, size = theme.palette, theme.type_size
    axis = {
        "showgrid": False, "zeroline": False, "showline": False, "ticks": "", "automargin": False, "fixedrange": True,
        "tickfont": {"color": palette.quiet, "size": size},
    }  # fmt: skip
    font = {"family": FONT, "size": size, "color": palette.text}
    return go.layout.Template(
        layout={
            "font": font,
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "margin": {"l": 0, "r": 0, "t": 8, "b": 24},
            "showlegend": False,
            "xaxis": axis,
            "yaxis": axis | {"gridcolor": palette.grid},
            "hoverlabel": {"bgcolor": palette.card, "bordercolor": palette.line, "font": font},
            "hovermode": "closest",
            "dragmode": False,
            "bargap": 0.42,
        }
    )


def figure(theme: Theme, traces: list[dict[str, Any]], height: int, **layout: Any) -> go.Figure:
    """Build a figure in our style from traces and layout, ``height`` pixels high."""
    return go.Figure(data=traces, layout={"template": template(theme), "height": height, **layout})


def label(text: str, **where: Any) -> dict[str, Any]:
    """Return an annotation without arrow or box: a direct label."""
    return {"text": text, "showarrow": False, "borderpad": 0, **where}


def bold(text: str) -> str:
    """Set a text of ours in bold."""
    return f"<b>{text}</b>"


def escape(text: str) -> str:
    """Make a name safe inside a chart: Plotly reads a little HTML in its texts."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def names(frame: pd.DataFrame, theme: Theme) -> list[str]:
    """Return the places' names, safe inside a chart."""
    return [escape(name) for name in theme.words.names(frame)]


def margin_for(texts: list[str], theme: Theme) -> int:
    """Estimate the width of the widest text, in pixels: Thai marks above and below the line take none."""
    letters = max((sum(category(letter) != "Mn" for letter in text) for text in texts), default=0)
    return int(letters * theme.type_size * LETTER) + 14


def flush_left(texts: list[str], theme: Theme, more: int = 0) -> tuple[list[dict[str, Any]], int]:
    """Write names at the left edge, where a newspaper would have them, one a bar from the bottom.

    Returns
    -------
    tuple of list of dict and int
        The annotations, and the left margin that they need, in pixels, with ``more`` beside them.
    """
    margin = margin_for(texts, theme) + more
    place = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": -margin}
    return [label(text, y=at, **place) for at, text in enumerate(texts)], margin


def keyed(name: str, colour: str) -> str:
    """Write a name after a square of its colour."""
    return f"<span style='color:{colour}'>■</span> {name}"


def colour_key(named: Mapping[str, str], theme: Theme, margin: int) -> tuple[dict[str, Any], int]:
    """Return the key of the colours of bars, for above them.

    Parameters
    ----------
    named : mapping of str to str
        The colour of each name, in the order of the parts of a bar.
    theme : Theme
        Language and theme.
    margin : int
        Pixels to the left of the plot, where the key begins.

    Returns
    -------
    tuple of dict and int
        The annotation, and its height in pixels.
    """
    each = [keyed(name, colour) for name, colour in named.items()]
    lines = ["   ".join(each[at : at + KEYS_A_LINE]) for at in range(0, len(each), KEYS_A_LINE)]
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 4}
    key = label("<br>".join(lines), align="left", xshift=-margin, font={"color": theme.palette.quiet}, **place)
    return key, KEY_LINE * len(lines)


def steps(top: float) -> list[float]:
    """Return three to five round values under ``top``, none close to it."""
    step = next(s * 10**p for p in range(8) for s in (1, 2, 5) if top / (s * 10**p) <= 5.5)
    return [step * n for n in range(1, 7) if step * n <= top * 0.93]
