"""The prize's funnel: shrinking bars with the one category lit."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from ..theme import STATUS_COLOURS, Theme, rgba
from .template import bold, escape, figure, label


def funnel(stages: Sequence[Mapping[str, Any]], theme: Theme) -> go.Figure:
    """Draw the prize's stages as shrinking bars, the one category lit, and its projects one by one as squares.

    Parameters
    ----------
    stages : sequence of mapping
        From the widest: ``value`` and ``lit`` (projects of the category, 0 where they are not known), ``name`` and
        ``note`` in words.
    theme : Theme
        Language and theme.
    """
    palette, lit = theme.palette, STATUS_COLOURS["in_progress"]
    top, count = float(stages[0]["value"]), len(stages)
    shapes, labels, squares = [], [], []
    wide = 0.66  # of the full width, for the bars; the squares take the rest
    for y, stage in zip(range(count - 1, -1, -1), stages, strict=True):
        share = float(stage["value"]) / top * wide
        box = {"type": "rect", "y0": y - 0.42, "y1": y + 0.02, "line": {"width": 0}}
        shapes.append(box | {"x0": 0, "x1": share, "fillcolor": rgba(STATUS_COLOURS["open"], 0.85)})
        if stage["lit"]:
            # A project or a few of hundreds would not be seen: the lit part is never under three pixels or so.
            shapes.append(box | {"x0": 0, "x1": max(stage["lit"] / top * wide, 0.006), "fillcolor": lit})
            squares += [
                (0.74 + (n % 10) * 0.026, y - 0.08 - (n // 10) * 0.24, stage["name"]) for n in range(int(stage["lit"]))
            ]
        title = f"{bold(escape(stage['written']))}  {escape(stage['name'])}"
        where = {"xanchor": "left", "yanchor": "bottom"}
        labels.append(label(title, x=0, y=y + 0.05, **where))
        labels.append(
            label(escape(stage["note"]), x=share, y=y - 0.2, xanchor="left", xshift=6, font={"color": palette.quiet})
        )
    dots = {
        "type": "scatter", "mode": "markers", "x": [s[0] for s in squares], "y": [s[1] for s in squares], "name": "",
        "marker": {"symbol": "square", "size": 8, "color": lit}, "hoverinfo": "skip", "cliponaxis": False,
    }  # fmt: skip
    return figure(
        theme,
        [dots],
        66 * count + 10,
        shapes=shapes,
        annotations=labels,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis={"visible": False, "range": [0, 1]},
        yaxis={"visible": False, "range": [-0.5, count - 0.5]},
        meta={
            "labels": [" · ".join(filter(None, (stage["name"], stage["note"]))) for stage in stages],
            "values": [float(stage["value"]) for stage in stages],
            "colours": [lit if stage["lit"] == stage["value"] else STATUS_COLOURS["open"] for stage in stages],
        },
    )
