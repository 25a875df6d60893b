"""The S-curve: centres opened against the plan, and what remains; and how many opened each month."""

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ..i18n import Words
from ..theme import STATUS_COLOURS, Theme, rgba
from .template import bold, figure, label, steps

MONTHS = 12  # that the bars show
STRIP = 0.15  # of the height: the gap by month under the curve
APART = 0.13  # of the height: between the two, for the strip's name
HIGH = 0.88  # of the plan: a curve that is no lower has no space for its day above
LOW = 0.15  # of the plan: a curve that is no higher has no space for its figure below


def s_curve(course: pd.DataFrame, total: pd.Series, theme: Theme, judged: bool = True, height: int = 450) -> go.Figure:
    """Draw centres ever opened by month, the plan dashed beside them, and the gap between the two by month under them.

    The gap of the day is marked on the curve, and what remains is shaded.

    Parameters
    ----------
    course : pandas.DataFrame
        ``rollout.course`` of one place.
    total : pandas.Series
        The one row of ``rollout.summary`` of the same view.
    theme : Theme
        Language and theme.
    judged : bool
        Whether the gap may be called short of the plan or ahead of it; otherwise it is a signed number.
    height : int
        In pixels.
    """
    palette, words = theme.palette, theme.words
    known = course.dropna(subset=["opened"])
    plan = course if total.with_due == total.in_plan else course.iloc[:0]
    today, start, end = known.on.iloc[-1], course.on.iloc[0], course.on.iloc[-1]
    top, opened, left = int(total.in_plan), int(known.opened.iloc[-1]), int(total.in_plan - known.opened.iloc[-1])
    traces = [
        line(known.on, known.opened, theme, "chart.opened", STATUS_COLOURS["open"], 3)
        | {"fill": "tozeroy", "fillcolor": rgba(STATUS_COLOURS["open"], 0.10)}
    ]
    if len(plan):
        traces.append(line(plan.on, plan.due, theme, "chart.due", palette.plan, 1.5) | {"line": dashed(palette.plan)})
    if known.closed.max() > 0:
        traces.append(line(known.on, known.closed, theme, "chart.closed", STATUS_COLOURS["closed"], 2))
    point = {"color": STATUS_COLOURS["open"], "size": 10, "line": {"color": palette.ground, "width": 2}}
    traces.append(
        {"type": "scatter", "x": [today], "y": [opened], "mode": "markers", "marker": point, "hoverinfo": "skip"}
    )
    rule = _rule(course, plan, theme)
    traces.append(targets(course.on, [top / 2] * len(course), rule))
    if len(plan):
        traces += _strip(known, rule, theme)
    gap = opened - int(total.due) if len(plan) else 0
    shapes: list[dict[str, Any]] = [
        {"type": "line", "x0": today, "x1": today, "y0": 0, "y1": 1, "yref": "paper", "layer": "below"}
        | {"line": {"color": palette.quiet, "width": 1}, "name": words.date(today)}
    ]
    if gap:
        shapes.append(
            {"type": "line", "x0": today, "x1": today, "y0": opened, "y1": int(total.due)}
            | {"line": {"color": _gap_colour(gap), "width": 5}, "name": _gap_text(gap, words, judged)}
        )
    late = (today - start) > (end - start) * 0.5  # labels go on the side with more space
    inner, outer = ("right", "left") if late else ("left", "right")
    near = len(plan) and 0 < opened - total.due < top * LOW  # the plan goes on close below the curve's end
    at_today = {"x": today, "y": int(total.due) if near else opened, "yanchor": "top"}
    at_opened = {"y": opened * 0.4} if opened > top * LOW else {"y": opened, "yanchor": "bottom", "yshift": 6}
    labels = [
        label(f"{bold(words.number(opened))}<br>{words('chart.opened.short')}", align=inner, xanchor=inner)
        | {"x": today, "xshift": -9 if late else 9, "font": {"color": palette.open_text}}
        | at_opened,
        label(words.date(today), x=today, xanchor=inner, xshift=-6 if late else 6)
        | (
            {"y": 0, "yanchor": "bottom"}
            if late and opened > top * HIGH
            else {"y": top, "yanchor": "top", "yshift": -2}
        )
        | {"font": {"color": palette.quiet}},
    ]
    if len(plan) and left and end > today:
        shapes.append(
            {"type": "rect", "x0": today, "x1": end, "y0": opened, "y1": top, "line": {"width": 0}, "layer": "below"}
            | {
                "fillcolor": rgba(STATUS_COLOURS["in_progress"], 0.20),
                "name": f"{words('chart.to_go')}: {words.number(left)}",
            }
        )
        if late:
            under = _lines_of(theme, 2) if gap else 0  # the gap's label is first
            to_go = label(f"{bold(words.number(left))}<br>{words('chart.to_go')}", align=outer, xanchor=outer, xshift=9)
            labels.append(to_go | at_today | {"yshift": -6 - under, "font": {"color": palette.quiet}})
    if gap:
        side, shift = (outer, 9) if late and end > today else (inner, -9 if late else 9)
        text = label(_gap_text(gap, words, judged), align=side, xanchor=side, xshift=shift, yshift=-6)
        labels.append(text | at_today | {"font": {"color": palette.todo_text if gap < 0 else palette.open_text}})
    if len(plan):
        full = words("chart.plan", n=bold(words.number(top)), month=words.month(plan.on[plan.due >= top].iloc[0]))
        labels.append(label(full, x=1, xref="paper", y=top, xanchor="right", yanchor="bottom", yshift=2))
    labels += years(start, end, theme)
    ticks, strip, bottom = steps(top), {}, 0.0
    if len(plan):
        bottom = STRIP + APART
        most, least = max(0, int((known.opened - known.due).max())), min(0, int((known.opened - known.due).min()))
        strip["yaxis2"] = {
            "domain": [0, STRIP], "anchor": "x", "range": [least - 0.5, most + 0.5], "tickvals": [0],
            "showgrid": True, "gridcolor": palette.line, "showticklabels": False,
        }  # fmt: skip
        named = {"x": 0, "xref": "paper", "y": STRIP, "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
        if end > today:
            last = {"x": today, "y": gap, "yref": "y2", "xanchor": "left", "xshift": 9}
            labels.append(label(bold(signed(gap, words)), **last))
        labels.append(label(words("chart.gap.by_month"), **named) | {"yshift": 4, "font": {"color": palette.quiet}})
    return figure(
        theme,
        traces,
        height,
        shapes=shapes,
        annotations=labels,
        margin={"l": 0, "r": 0, "t": 28, "b": 26},
        hoverdistance=-1,  # wherever the pointer is, the nearest month answers
        xaxis=months_axis(start, end, theme),
        yaxis={
            "domain": [bottom, 1],
            "range": [0, top * 1.002],
            "tickvals": ticks,
            "ticktext": [words.number(tick) for tick in ticks],
            "showgrid": True,
            "ticklabelposition": "inside top",
        },
        **strip,
    )


def by_month(course: pd.DataFrame, theme: Theme, height: int = 290) -> go.Figure:
    """Draw how many centres opened in each of the last months, with the number over its bar.

    A month that is not over has a bar with an outline alone, and its days under it.

    Parameters
    ----------
    course : pandas.DataFrame
        ``rollout.course`` of one place.
    theme : Theme
        Language and theme.
    height : int
        In pixels.
    """
    palette, words = theme.palette, theme.words
    known = course.dropna(subset=["opened"])
    opened = known.opened.diff().fillna(known.opened).astype(int).tail(MONTHS)
    ends = known.on.tail(MONTHS)
    at, most, blue = list(range(len(ends))), max(1, int(opened.max())), STATUS_COLOURS["open"]
    over = [bool(end.is_month_end) for end in ends]
    bars = {
        "type": "bar", "x": at, "y": list(opened), "name": "", "cliponaxis": False, "textposition": "outside",
        "text": [bold(words.number(n)) for n in opened],
        "marker": {"color": [blue if each else rgba(blue, 0.2) for each in over], "line": {"color": blue, "width": 1.5}},
        "customdata": [words.month(end) for end in ends],
        "hovertemplate": "%{customdata}: <b>%{y:,}</b> " + words("chart.opened"),
    }  # fmt: skip
    shown = [n for n in at if (at[-1] - n) % 3 == 0]
    under = [words.month(ends.iloc[n]) for n in shown]
    if not over[-1]:
        under[-1] += "<br>" + words("chart.month.days", last=ends.iloc[-1].day)
    return figure(
        theme,
        [bars],
        height,
        bargap=0.25,
        margin={"l": 0, "r": 20, "t": 26, "b": 28 if over[-1] else 50},  # the last month is wider than its bar
        xaxis={"tickvals": shown, "ticktext": under},
        yaxis={"visible": False, "range": [0, most]},
        font={"color": palette.text},
    )


def months_axis(start: pd.Timestamp, end: pd.Timestamp, theme: Theme) -> dict[str, Any]:
    """Return an axis of time without labels, on which a rule across the chart follows the pointer from month to month."""
    rule = {"showspikes": True, "spikemode": "across", "spikethickness": 1, "spikedash": "solid"}
    rule |= {"spikecolor": theme.palette.quiet, "spikesnap": "hovered data"}
    return {"range": [start, end], "showticklabels": False} | rule


def line(on: pd.Series, count: pd.Series, theme: Theme, key: str, colour: str, width: float) -> dict[str, Any]:
    """Return a line over time, which other programs draw by the name of its key."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(on),
        "y": [float(value) for value in count],
        "line": {"color": colour, "width": width},
        "hoverinfo": "skip",
        "name": "",
        "meta": theme.words(key),
    }


def _rule(course: pd.DataFrame, plan: pd.DataFrame, theme: Theme) -> list[str]:
    """Write for each day what the rule under the pointer says: the day, how many opened and closed, how many are due, the gap."""
    words, rule = theme.words, []
    for row in course.itertuples():
        counts = [] if pd.isna(row.opened) else [(row.opened, "chart.opened")]
        counts += [(row.closed, "chart.closed")] if row.closed > 0 else []
        counts += [(row.due, "chart.due")] if len(plan) else []
        lines = [f"{bold(words.number(count))} {words(key)}" for count, key in counts]
        if len(plan) and not pd.isna(row.opened):
            lines.append(f"{bold(signed(int(row.opened - row.due), words))} {words('chart.gap')}")
        rule.append("<br>".join([words.date(row.on), *lines]))
    return rule


def targets(on: pd.Series, heights: list[float], rule: list[str]) -> dict[str, Any]:
    """Return unseen points that the pointer finds by the month alone, since all are at one height."""
    return {
        "type": "scatter", "mode": "markers", "x": list(on), "y": heights, "marker": {"opacity": 0, "size": 1},
        "customdata": rule, "hovertemplate": "%{customdata}", "name": "",
    }  # fmt: skip


def _strip(known: pd.DataFrame, rule: list[str], theme: Theme) -> list[dict[str, Any]]:
    """Draw the gap by month on the axis under the curve: below its line short of the plan, above it ahead."""
    gap = [float(each) for each in known.opened - known.due]
    strip = {"type": "scatter", "mode": "lines", "x": list(known.on), "yaxis": "y2", "fill": "tozeroy", "name": ""}
    strip |= {"meta": theme.words("chart.gap.by_month")}
    sides = [
        strip | {"y": side, "line": {"color": colour, "width": 1}, "fillcolor": rgba(colour, 0.5), "hoverinfo": "skip"}
        for side, colour in (
            ([min(each, 0.0) for each in gap], _gap_colour(-1)),
            ([max(each, 0.0) for each in gap], _gap_colour(1)),
        )
        if any(side)
    ]
    return [*sides, targets(known.on, [0.0] * len(gap), rule[: len(gap)]) | {"yaxis": "y2"}]


def _gap_text(gap: int, words: Words, judged: bool) -> str:
    if not judged:
        return f"{bold(signed(gap, words))}<br>{words('chart.gap.plain')}"
    text = words("chart.gap.short" if gap < 0 else "chart.gap.ahead", n=bold(words.number(abs(gap))))
    return text.replace(" ", "<br>", 1)  # there is little space beside the curve on a phone


def _gap_colour(gap: int) -> str:
    return STATUS_COLOURS["in_progress" if gap < 0 else "open"]


def _lines_of(theme: Theme, n: int) -> int:
    """Return how high some lines of a label are, in pixels."""
    return round(theme.type_size * 1.35 * n)


def signed(n: float, words: Words, decimals: int = 0) -> str:
    """Write a difference with its sign, as typeset: a plus, a minus, or none of nothing."""
    shown = round(n, decimals)
    return f"{'+' if shown > 0 else '−' if shown < 0 else ''}{words.number(abs(n), decimals)}"


def dashed(colour: str) -> dict[str, Any]:
    """Return how the line of a plan is drawn."""
    return {"color": colour, "width": 1.5, "dash": "5px,4px"}


def years(start: pd.Timestamp, end: pd.Timestamp, theme: Theme) -> list[dict[str, Any]]:
    """Write each year under its January, and the first under the curve's beginning unless January is near."""
    years = [pd.Timestamp(date(year, 1, 1)) for year in range(start.year + 1, end.year + 1)]
    every = max(1, len(years) // 6)
    marks = years[::every]
    if not marks or (marks[0] - start) > (end - start) * 0.12:
        marks = [start, *marks]
    place = {
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
        "xanchor": "left",
        "yshift": -5,
        "font": {"color": theme.palette.quiet},
    }
    shown = [mark for mark in marks if (end - mark) > (end - start) * 0.06]
    return [label(theme.words.year(mark.year), x=mark, **place) for mark in shown]
