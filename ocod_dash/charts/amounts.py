"""Published amounts that do not follow each other: a bar each."""

import pandas as pd
import plotly.graph_objects as go

from ..theme import STATUS_COLOURS, Theme
from .template import bold, escape, figure, label

LINE = 50  # pixels of a bar with its words above it: 29 and 21


def amounts(rows: pd.DataFrame, theme: Theme) -> go.Figure:
    """Draw claims as bars of their own, the earliest on top, each under its figure, its time and its source.

    Parameters
    ----------
    rows : pandas.DataFrame
        Claims, the earliest first, with ``short`` (the figure in words), ``written`` (with its unit), ``when`` and ``who``.
    theme : Theme
        Language and theme.
    """
    each = list(rows.itertuples(index=False))
    at = list(range(len(each) - 1, -1, -1))
    bars = {
        "type": "bar", "orientation": "h", "x": list(rows.value), "y": at, "name": "",
        "marker": {"color": STATUS_COLOURS["open"]},
        "customdata": [(escape(row.written), escape(row.who)) for row in each],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}",
    }  # fmt: skip
    where = {"x": 0, "xanchor": "left", "yanchor": "bottom", "yshift": 15}
    labels = [
        label(f"{bold(escape(row.short))}  {escape(row.when)}", y=y, **where) for y, row in zip(at, each, strict=True)
    ]
    return figure(
        theme,
        [bars],
        LINE * len(each) + 12,
        annotations=labels,
        margin={"l": 0, "r": 0, "t": 12, "b": 0},
        xaxis={"visible": False, "range": [0, max(*rows.value, 1)]},
        yaxis={"showticklabels": False, "range": [-0.35, len(each) - 0.35]},
        meta={
            "labels": [f"{row.short} · {row.who}" for row in each],
            "values": [float(value) for value in rows.value],
            "colours": [STATUS_COLOURS["open"]] * len(each),
        },
    )
