"""The lines and bars of a figure as plain series, for slides and workbooks that draw charts of their own."""

import re
from dataclasses import dataclass, replace
from html import unescape
from typing import Any, Literal

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ..theme import Theme

Kind = Literal["bars", "stack", "lines", "points"]
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Series:
    """One line, or the bars of one colour.

    Parameters
    ----------
    name : str
        What it counts; empty where it is the only one.
    values : tuple of float or None
        One for each label; None where there is none.
    colours : tuple of str
        ``#RRGGBB``: one, or one a bar.
    dashed : bool
        Whether a line is dashed.
    """

    name: str
    values: tuple[float | None, ...]
    colours: tuple[str, ...]
    dashed: bool = False


@dataclass(frozen=True)
class Plain:
    """A chart as any program can draw it.

    Parameters
    ----------
    kind : {"bars", "stack", "lines", "points"}
        Bars beside names; bars of several parts; lines over time; lines of points, each with its own ``x``.
    labels : tuple of str or float
        The bars' names from the top, the days in words, or each point's ``x``.
    series : tuple of Series
        What it shows.
    percent : bool
        Whether the values are percentages.
    below : Plain, optional
        What is drawn under lines on an axis of its own, above and below zero.
    """

    kind: Kind
    labels: tuple[Any, ...]
    series: tuple[Series, ...]
    percent: bool = False
    below: "Plain | None" = None

    @property
    def rows(self) -> int:
        """How many bars or parts of bars are below each other; of lines none."""
        return len(self.labels) if self.kind in ("bars", "stack") else 0


def plain(figure: go.Figure, theme: Theme) -> list[Plain]:
    """Return a figure's charts: none of what is not lines or bars, several of small multiples.

    A trace counts if it has a name for its series in ``meta``. A figure of shapes has its bars in its own ``meta``.
    """
    groups: dict[str, list[Any]] = {}
    for trace in figure.data:
        if trace.meta is not None:
            groups.setdefault(getattr(trace, "xaxis", None) or "x", []).append(trace)
    if figure.layout.meta:
        return [_counted(figure.layout.meta)]
    charts = [_bars(each, figure) if each[0].type == "bar" else _lines(each, theme) for each in groups.values()]
    return [chart for chart in charts if chart.labels]


def text(markup: str) -> str:
    """Return a text of a figure without its markup."""
    return unescape(_TAG.sub("", markup.replace("<br>", " ")))


def _counted(meta: dict[str, Any]) -> Plain:
    values = tuple(float(value) for value in meta["values"])
    return Plain("bars", tuple(meta["labels"]), (Series("", values, tuple(meta["colours"])),))


def _bars(traces: list[Any], figure: go.Figure) -> Plain:
    labels = [text(item if isinstance(item, str) else item[0]) for item in traces[0].customdata]
    series = []
    for trace in traces:
        colours = trace.marker.color
        listed = [colours] if isinstance(colours, str) else list(colours)
        # A figure counts its bars from the bottom.
        values = tuple(_number(value) for value in reversed(list(trace.x)))
        series.append(Series(text(trace.meta), values, tuple(_solid(colour) for colour in reversed(listed))))
    kind: Kind = "stack" if figure.layout.barmode == "stack" else "bars"
    return Plain(kind, tuple(reversed(labels)), tuple(series))


def _lines(traces: list[Any], theme: Theme) -> Plain:
    percent = "%</b>" in str(traces[0].hovertemplate)
    if isinstance(traces[0].x[0], (int, float)):
        points = [float(x) for x in max((trace.x for trace in traces), key=len)]
        alike: dict[tuple[str, ...], list[Any]] = {}  # parts of one line: of one name and look
        for trace in reversed(traces):
            alike.setdefault((trace.meta, trace.line.color, str(trace.line.dash)), []).append(trace)
        curves = tuple(_series(own[0], _joined([_at(points, trace) for trace in own])) for own in alike.values())
        return Plain("points", tuple(points), curves, percent=True)
    under = [trace for trace in traces if trace.yaxis != traces[0].yaxis]
    if under:
        own = [trace for trace in traces if trace not in under]
        above, below = _lines(own, theme), _lines(under, theme)
        rest = (None,) * (len(above.labels) - len(below.labels))  # days to come
        longer = tuple(replace(series, values=series.values + rest) for series in below.series)
        return replace(above, below=replace(below, labels=above.labels, series=longer))
    known = [dict(zip(map(pd.Timestamp, trace.x), trace.y, strict=True)) for trace in traces]
    days = sorted({day for each in known for day in each})
    written = {
        day: text
        for trace in traces
        if trace.text
        for day, text in zip(map(pd.Timestamp, trace.x), trace.text, strict=True)
    }
    labels = tuple(written.get(day) or _day(day, theme) for day in days)
    series = tuple(
        _series(trace, [_number(own.get(day)) for day in days]) for trace, own in zip(traces, known, strict=True)
    )
    return Plain("lines", labels, series, percent)


def _at(points: list[float], trace: Any) -> list[float | None]:
    """Return a trace's values at some points; None before its first and after its last."""
    return [_number(value) for value in np.interp(points, trace.x, trace.y, left=np.nan, right=np.nan)]


def _joined(parts: list[list[float | None]]) -> list[float | None]:
    """Return the values of several parts of a line as one, with gaps between them."""
    return [next((value for value in values if value is not None), None) for values in zip(*parts, strict=True)]


def _series(trace: Any, values: list[float | None]) -> Series:
    return Series(
        text(trace.meta), tuple(values), (_solid(trace.line.color),), bool(trace.line.dash not in (None, "solid"))
    )


def _day(day: pd.Timestamp, theme: Theme) -> str:
    """Write the last day of a month as the month, any other in full."""
    return theme.words.month(day) if day.is_month_end else theme.words.date(day)


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _solid(colour: str) -> str:
    """Return a colour as ``#RRGGBB``; a pale one as it looks on white."""
    if colour.startswith("#"):
        return colour
    red, green, blue, alpha = map(float, re.findall(r"[\d.]+", colour))
    return "#" + "".join(f"{round(255 - (255 - part) * alpha):02X}" for part in (red, green, blue))
