"""What others published: claims over time, programmes and events on a timeline."""

from datetime import date
from itertools import accumulate
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ..metrics.ledger import allowed, interval
from ..theme import STATUS_COLOURS, Theme, rgba
from .place_charts import LINES
from .rollout_charts import years
from .template import bold, escape, figure, label

LANE, LINE = 46, 44  # pixels of a programme's lane, and of an event's line
MORE = 18  # pixels of a second line of words
SHORT = 18  # letters of a name that fits centred over a point near the edge of a phone
DOT, SMALL_DOT = 12, 7  # pixels of the mark of an event, and of a figure
LETTERS = 46  # in a line of words that fits a phone
NAME_LETTERS = 60  # in a line of a programme's name that fits a phone; many of Thai take no width
# The colour of a programme's status; the others are grey.
LANE_COLOURS = {
    "running": STATUS_COLOURS["open"],
    "in_force": STATUS_COLOURS["open"],
    "in_service": STATUS_COLOURS["open"],
    "transformed": STATUS_COLOURS["open"],
}
ENDS = ("closed", "superseded", "done")  # statuses after which a programme's lane is empty


def over_time(
    rows: pd.DataFrame, lines: pd.DataFrame, theme: Theme, height: int = 240, *, joined: bool = True
) -> go.Figure:
    """Draw claims of one measure over time from zero, with what their qualifiers and dates allow; others as lines across.

    Parameters
    ----------
    rows : pandas.DataFrame
        Claims, with ``stands`` and ``precision`` (when), ``line`` (claims of one line are joined; its name), ``written``
        (the figure in words), ``when`` and ``who``.
    lines : pandas.DataFrame
        Claims to draw as dashed lines across: ``value`` and ``written``.
    theme : Theme
        Language and theme.
    height : int
        In pixels.
    joined : bool
        Whether a line runs from claim to claim: not where they are one figure in several wordings.
    """
    palette = theme.palette
    traces, labels, shapes = [], [], []
    spans = [interval(row.stands, row.precision) for row in _tuples(rows)]
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    padding = max((last - first) * 0.14, pd.Timedelta(days=60))
    start, end = pd.Timestamp(first) - padding, pd.Timestamp(last) + padding
    allows = [allowed(row.value, row.qualifier)[1] for row in _tuples(rows)]
    top = max(*allows, *lines.value, 1) * 1.22
    several = rows.line.nunique() > 1
    for at, ((colour, dash), (name, own)) in enumerate(zip(LINES, rows.groupby("line", sort=False), strict=False)):
        middles, low, high = [], [], []
        for row in _tuples(own):
            one, other = (pd.Timestamp(day) for day in interval(row.stands, row.precision))
            middles.append(one + (other - one) / 2)
            if other > one:  # bars of errors are not drawn along time
                span = {"type": "line", "x0": one, "x1": other, "y0": row.value, "y1": row.value, "layer": "below"}
                shapes.append(span | {"line": {"color": rgba(colour, 0.55), "width": 3}})
            least, most = allowed(row.value, row.qualifier)
            low.append(row.value - least)
            high.append(most - row.value)
        bar = {"type": "data", "color": rgba(colour, 0.55), "thickness": 3, "width": 0}
        traces.append(
            {
                "type": "scatter", "mode": "lines+markers" if joined else "markers", "name": "",
                "x": middles, "y": list(own.value),
                "line": {"color": colour, "width": 1.5, "dash": dash}, "cliponaxis": False,
                "marker": {"color": colour, "size": 11, "line": {"color": palette.ground, "width": 2}},
                "error_y": bar | {"array": high, "arrayminus": low, "symmetric": False},
                "customdata": [(escape(row.written), escape(row.who)) for row in _tuples(own)],
                "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}",
                "meta": escape(str(name)),
                "text": list(own.when),
            }
        )  # fmt: skip
        sides = _sides(list(own.value), low, high, below=bool(at % 2))
        for x, row, side in zip(middles, _tuples(own), sides, strict=True):
            text = bold(escape(row.short)) + (f"<br>{escape(str(name))}" if several else "")
            anchor = _inside(str(name), (x - start) / (end - start)) if several else {}
            labels.append(label(text, x=x, **anchor | side))
    for row in _tuples(lines):
        line = {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": row.value, "y1": row.value}
        dashes = {"color": palette.plan, "width": 1.5, "dash": "5px,4px"}
        shapes.append(line | {"line": dashes, "name": escape(row.written)})
        where = {"x": 0, "xref": "paper", "xanchor": "left", "yanchor": "bottom", "yshift": 1}
        labels.append(label(escape(row.written), y=row.value, font={"color": palette.quiet}, **where))
    return figure(
        theme,
        traces,
        height,
        shapes=shapes,
        annotations=labels + _when(start, end, theme),
        margin={"l": 0, "r": 0, "t": 12, "b": 26},
        xaxis={"type": "date", "range": [start, end], "showticklabels": False},
        yaxis={
            "range": [0, top],
            "showticklabels": False,
            "tickvals": [0],
            "showgrid": True,
            "gridcolor": palette.line,
        },
    )


def lanes(
    rows: pd.DataFrame, events: pd.DataFrame, uses: pd.DataFrame, spans: pd.DataFrame, theme: Theme, day: date
) -> go.Figure:
    """Draw each programme's events on one timeline, and its status between them up to the day.

    Parameters
    ----------
    rows : pandas.DataFrame
        ``programmes.cards`` with ``title``.
    events : pandas.DataFrame
        ``programmes.events`` with ``title``, ``written`` (the date in words) and ``who``.
    uses : pandas.DataFrame
        Figures that imply use, of ``programme_status.evidence``, with the same.
    spans : pandas.DataFrame
        ``programme_status.spans``.
    theme : Theme
        Language and theme.
    day : datetime.date
        The reference date: a line; what comes after it is drawn hollow.
    """
    palette, today = theme.palette, pd.Timestamp(day)
    own = events[events.subject.isin(rows.programme_id)]
    dates = [*own.date, *uses.date, today]
    start = pd.Timestamp(min(dates)) - pd.Timedelta(days=120)
    end = max(dates) + pd.Timedelta(days=150)
    shapes, labels, traces = [], [], []
    for y, row in zip(range(len(rows) - 1, -1, -1), rows.to_dict("records"), strict=True):
        mine = own[own.subject == row["programme_id"]]
        lane = {"type": "line", "y0": y, "y1": y, "layer": "below"}
        shapes.append(lane | {"x0": start, "x1": end, "line": {"color": palette.line, "width": 1}})
        for span in _tuples(spans[(spans.subject == row["programme_id"]) & ~spans.status.isin(ENDS)]):
            colour = LANE_COLOURS.get(span.status, STATUS_COLOURS["planned"])
            shapes.append(lane | {"x0": span.begins, "x1": span.ends, "line": {"color": colour, "width": 6}})
        name = "<br>".join(escape(line) for line in wrap(row["title"], NAME_LETTERS, break_long_words=False))
        where = {"x": 0, "xref": "paper", "xanchor": "left", "yanchor": "bottom", "yshift": 8, "align": "left"}
        labels.append(label(name, y=y, **where))
        for marks, size in ((uses[uses.subject == row["programme_id"]], SMALL_DOT), (mine, DOT)):
            if not marks.empty:
                traces.append(_dots(marks, [y] * len(marks), theme, size))
    shapes.append(
        {"type": "line", "x0": today, "x1": today, "y0": 0, "y1": 1, "yref": "paper", "layer": "below"}
        | {"line": {"color": palette.quiet, "width": 1}}
    )
    labels.append(
        label(theme.words.date(day), x=today, y=1, yref="paper", yanchor="bottom", font={"color": palette.quiet})
        | {"xanchor": "right" if today - start > (end - start) / 2 else "left"}
    )
    return figure(
        theme,
        traces,
        LANE * len(rows) + 60,
        shapes=shapes,
        annotations=labels + years(start, end, theme),
        margin={"l": 0, "r": 0, "t": 24, "b": 26},
        xaxis={"type": "date", "range": [start, end], "showticklabels": False},
        yaxis={"range": [-0.4, len(rows) - 0.2], "showticklabels": False},
    )


def happened(events: pd.DataFrame, theme: Theme, day: date) -> go.Figure:
    """Draw events one a line from the top, each with its words over its place in time.

    Parameters
    ----------
    events, theme, day
        As for :func:`lanes`.
    """
    palette = theme.palette
    first, last = events.date.min(), events.date.max()
    beside = max((last - first) * 0.04, pd.Timedelta(days=5))
    start, end = first - beside, last + beside
    titles = [wrap(f"{event.written}  {event.title}", LETTERS, break_long_words=False) for event in _tuples(events)]
    below = list(accumulate(LINE + MORE * (len(lines) - 1) for lines in titles))  # pixels from the top
    at = [below[-1] - pixels for pixels in below]
    shapes, labels = [], []
    for y, event, lines in zip(at, _tuples(events), titles, strict=True):
        line = {"type": "line", "x0": start, "x1": end, "y0": y, "y1": y, "layer": "below"}
        shapes.append(line | {"line": {"color": palette.line, "width": 1}})
        text = "<br>".join(escape(each) for each in lines).replace(event.written, bold(event.written), 1)
        colour = palette.text if event.past else palette.quiet
        where = {"x": 0, "xref": "paper", "xanchor": "left", "yanchor": "bottom", "yshift": 7, "align": "left"}
        labels.append(label(text, y=y, font={"color": colour}, **where))
    if start < pd.Timestamp(day) < end:
        shapes.append(
            {"type": "line", "x0": day, "x1": day, "y0": 0, "y1": 1, "yref": "paper", "layer": "below"}
            | {"line": {"color": palette.quiet, "width": 1}}
        )
    return figure(
        theme,
        [_dots(events, at, theme)],
        below[-1] + 46,
        shapes=shapes,
        annotations=labels + _when(start, end, theme),
        margin={"l": 0, "r": 0, "t": 4, "b": 30},
        xaxis={"type": "date", "range": [start, end], "showticklabels": False},
        yaxis={"range": [-12, below[-1]], "showticklabels": False},
    )


def _sides(values: list[float], low: list[float], high: list[float], *, below: bool) -> list[dict[str, Any]]:
    """Return where each label goes: beyond what is allowed, and off the line to the next point and from the one before."""
    sides = []
    for at, value in enumerate(values):
        last = at == len(values) - 1
        under = below or (last and at > 0 and values[at - 1] > value)
        side: dict[str, Any] = (
            {"y": value - low[at], "yanchor": "top", "yshift": -9}
            if under
            else {"y": value + high[at], "yanchor": "bottom", "yshift": 9}
        )
        if under and not last and values[at + 1] < value:
            side |= {"xanchor": "right", "xshift": 4}  # the line goes down to the right
        sides.append(side)
    return sides


def _inside(name: str, place: float) -> dict[str, Any]:
    """Return how a long name is anchored so that it fits a chart on a phone; ``place`` is from 0, left, to 1, right."""
    if len(name) <= SHORT or 1 / 3 < place < 2 / 3:
        return {}
    side, away = ("left", -30) if place < 0.5 else ("right", 30)
    return {"xanchor": side, "xshift": away, "align": side}


def _dots(events: pd.DataFrame, at: list[int], theme: Theme, size: int = DOT) -> dict[str, Any]:
    palette = theme.palette
    return {
        "type": "scatter", "mode": "markers", "x": list(events.date), "y": at, "name": "", "cliponaxis": False,
        "marker": {
            "size": size, "color": [palette.text if past else palette.ground for past in events.past],
            "symbol": ["x" if status in ENDS[:2] else "circle" for status in events.status],
            "line": {"color": [palette.ground if past else palette.text for past in events.past], "width": 1.5},
        },
        "customdata": [(escape(e.written), escape(e.title), escape(e.who)) for e in _tuples(events)],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<br>%{customdata[2]}",
    }  # fmt: skip


def _when(start: pd.Timestamp, end: pd.Timestamp, theme: Theme) -> list[dict[str, Any]]:
    """Write four months at most under their first days; years where the time is long."""
    firsts = pd.date_range(start, end, freq="MS", inclusive="right")
    if len(firsts) > 24:
        return years(start, end, theme)
    place = {"y": 0, "yref": "paper", "yanchor": "top", "xanchor": "left", "yshift": -5}
    shown = [day for day in firsts[:: max(1, -(-len(firsts) // 4))] if (end - day) > (end - start) * 0.17]
    return [label(theme.words.month(day), x=day, font={"color": theme.palette.quiet}, **place) for day in shown]


def _tuples(rows: pd.DataFrame) -> Any:
    return rows.itertuples(index=False)
