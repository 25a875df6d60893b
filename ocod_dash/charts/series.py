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
    joined : bool
        Whether a line runs from value to value.
    texts : tuple of str
        Each value in words, where it has some: that it is about so much.
    across : bool
        Whether it is one figure that all times are compared with, such as a target; its name tells it.
    """

    name: str
    values: tuple[float | None, ...]
    colours: tuple[str, ...]
    dashed: bool = False
    joined: bool = True
    texts: tuple[str, ...] = ()
    across: bool = False


@dataclass(frozen=True)
class Mark:
    """What is marked on lines over time: a day from bottom to top, a distance on a day, or an area.

    Parameters
    ----------
    name : str
        What it is, in words.
    colour : str
        ``#RRGGBB``.
    begins, ends : pandas.Timestamp
        Its days; the same of a day.
    low, high : float
        Where it is.
    whole : bool
        Whether it is a day from bottom to top, wherever these are.
    """

    name: str
    colour: str
    begins: pd.Timestamp
    ends: pd.Timestamp
    low: float = 0
    high: float = 0
    whole: bool = False


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
    days : tuple of pandas.Timestamp
        The days of lines over time, one for each label; they are not equally far apart.
    span : tuple of pandas.Timestamp
        The first and the last day that lines over time are drawn for.
    marks : tuple of Mark
        What is marked on them.
    below : Plain, optional
        What is drawn under lines on an axis of its own, above and below zero.
    gaps : bool
        Whether a line over time has a gap where a value is missing; else the day is that of another line, and the line
        goes on over it.
    """

    kind: Kind
    labels: tuple[Any, ...]
    series: tuple[Series, ...]
    percent: bool = False
    days: tuple[pd.Timestamp, ...] = ()
    span: tuple[pd.Timestamp, ...] = ()
    marks: tuple[Mark, ...] = ()
    below: "Plain | None" = None
    gaps: bool = False

    @property
    def rows(self) -> int:
        """How many bars or parts of bars are below each other; of lines none."""
        return len(self.labels) if self.kind in ("bars", "stack") else 0


def plain(figure: go.Figure, theme: Theme) -> list[Plain]:
    """Return a figure's charts: none of what is not lines or bars, several of small multiples.

    A trace counts if it has a name for its series in ``meta``, a shape over lines if it has a ``name``. A figure of shapes has
    its bars in its own ``meta``.
    """
    groups: dict[str, list[Any]] = {}
    for trace in figure.data:
        if trace.meta is not None:
            groups.setdefault(getattr(trace, "xaxis", None) or "x", []).append(trace)
    if figure.layout.meta:
        return [_counted(figure.layout.meta)]
    charts = [_bars(each, figure) if each[0].type == "bar" else _lines(each, figure, theme) for each in groups.values()]
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


def _lines(traces: list[Any], figure: go.Figure, theme: Theme) -> Plain:
    if isinstance(traces[0].x[0], (int, float)):
        points = [float(x) for x in max((trace.x for trace in traces), key=len)]
        alike: dict[tuple[str, ...], list[Any]] = {}  # parts of one line: of one name and look
        for trace in reversed(traces):
            alike.setdefault((trace.meta, trace.line.color, str(trace.line.dash)), []).append(trace)
        curves = tuple(_series(own[0], _joined([_at(points, trace) for trace in own])) for own in alike.values())
        return Plain("points", tuple(points), curves, percent="%" in "".join(figure.layout.yaxis.ticktext or ()))
    under = [trace for trace in traces if trace.yaxis != traces[0].yaxis]
    above = _over_time([trace for trace in traces if trace not in under], theme)
    own = [shape for shape in figure.layout.shapes if shape.name and _axis(shape) == (traces[0].xaxis or "x")]
    across = tuple(_across(shape, len(above.days)) for shape in own if shape.y0 == shape.y1)
    marks = tuple(_mark(shape) for shape in own if shape.y0 != shape.y1)
    above = replace(above, series=above.series + across, marks=marks, span=_span(figure, traces[0], above))
    if not under:
        return above
    return replace(above, below=replace(_over_time(under, theme), span=above.span))


def _over_time(traces: list[Any], theme: Theme) -> Plain:
    known = [dict(zip(_days(trace), trace.y, strict=True)) for trace in traces]
    days = sorted({day for each in known for day in each})
    written = {day: text for trace in traces if trace.text for day, text in zip(_days(trace), trace.text, strict=True)}
    labels = tuple(written.get(day) or _day(day, theme) for day in days)
    series = tuple(
        replace(_series(trace, [_number(own.get(day)) for day in days]), texts=_texts(trace, days))
        for trace, own in zip(traces, known, strict=True)
    )
    percent = "%</b>" in str(traces[0].hovertemplate)
    return Plain("lines", labels, series, percent, tuple(days), gaps=all(own.keys() == set(days) for own in known))


def _days(trace: Any) -> list[pd.Timestamp]:
    """Return a trace's days; the middle of a month or a year may be a noon."""
    return [pd.Timestamp(x).normalize() for x in trace.x]


def _texts(trace: Any, days: list[pd.Timestamp]) -> tuple[str, ...]:
    own = zip(_days(trace), trace.customdata, strict=True) if trace.text else ()
    written = {day: text(each[0]) for day, each in own}
    return tuple(written.get(day, "") for day in days)


def _axis(shape: Any) -> str:
    return "x" if shape.xref in (None, "paper") else shape.xref


def _across(shape: Any, days: int) -> Series:
    return Series(text(shape.name), (float(shape.y0),) * days, (_solid(shape.line.color),), dashed=True, across=True)


def _mark(shape: Any) -> Mark:
    whole = shape.yref == "paper"
    low, high = sorted(float(y) for y in (shape.y0, shape.y1))
    colour = _solid(shape.fillcolor or shape.line.color)
    return Mark(text(shape.name), colour, pd.Timestamp(shape.x0), pd.Timestamp(shape.x1), low, high, whole)


def _span(figure: go.Figure, trace: Any, lines: Plain) -> tuple[pd.Timestamp, ...]:
    """Return the days that a chart is drawn for: those of its axis, else those of its lines."""
    limits = figure.layout["xaxis" + (trace.xaxis or "x")[1:]].range or (lines.days[0], lines.days[-1])
    return tuple(pd.Timestamp(day) for day in limits)


def _at(points: list[float], trace: Any) -> list[float | None]:
    """Return a trace's values at some points; None before its first and after its last."""
    return [_number(value) for value in np.interp(points, trace.x, trace.y, left=np.nan, right=np.nan)]


def _joined(parts: list[list[float | None]]) -> list[float | None]:
    """Return the values of several parts of a line as one, with gaps between them."""
    return [next((value for value in values if value is not None), None) for values in zip(*parts, strict=True)]


def _series(trace: Any, values: list[float | None]) -> Series:
    dashed, joined = trace.line.dash not in (None, "solid"), "lines" in trace.mode
    return Series(text(trace.meta), tuple(values), (_solid(trace.line.color),), dashed, joined)


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
