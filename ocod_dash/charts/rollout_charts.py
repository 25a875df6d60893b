"""The S-curve: centres opened against the plan, and what remains; and how many opened each month."""

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ..theme import STATUS_COLOURS, Theme, rgba
from .template import bold, figure, label

MONTHS = 12  # that the bars show
LOW = 0.15  # of the plan: a curve that is no higher has no space for its figure below


def s_curve(course: pd.DataFrame, total: pd.Series, theme: Theme, height: int = 400) -> go.Figure:
    """Draw centres ever opened by month, the plan dashed beside them, what remains shaded.

    Parameters
    ----------
    course : pandas.DataFrame
        ``rollout.course`` of one place.
    total : pandas.Series
        The one row of ``rollout.summary`` of the same view.
    theme : Theme
        Language and theme.
    height : int
        In pixels.
    """
    palette, words = theme.palette, theme.words
    known = course.dropna(subset=["opened"])
    plan = course if total.with_due == total.in_plan else course.iloc[:0]
    today, start, end = known.on.iloc[-1], course.on.iloc[0], course.on.iloc[-1]
    top, opened, left = int(total.in_plan), int(known.opened.iloc[-1]), int(total.in_plan - known.opened.iloc[-1])
    traces = [
        _line(known.on, known.opened, theme, "chart.opened", STATUS_COLOURS["open"], 3)
        | {"fill": "tozeroy", "fillcolor": rgba(STATUS_COLOURS["open"], 0.10)}
    ]
    if len(plan):
        traces.append(_line(plan.on, plan.due, theme, "chart.due", palette.plan, 1.5) | {"line": _dashed(palette.plan)})
    if known.closed.max() > 0:
        traces.append(_line(known.on, known.closed, theme, "chart.closed", STATUS_COLOURS["closed"], 2))
    point = {"color": STATUS_COLOURS["open"], "size": 10, "line": {"color": palette.ground, "width": 2}}
    traces.append(
        {"type": "scatter", "x": [today], "y": [opened], "mode": "markers", "marker": point, "hoverinfo": "skip"}
    )
    shapes: list[dict[str, Any]] = [
        {"type": "line", "x0": today, "x1": today, "y0": 0, "y1": top, "layer": "below"}
        | {"line": {"color": palette.quiet, "width": 1}}
    ]
    late = (today - start) > (end - start) * 0.5  # labels go on the side with more space
    inner, outer = ("right", "left") if late else ("left", "right")
    at_today = {"x": today, "y": opened, "yanchor": "top"}
    at_opened = {"y": opened * 0.4} if opened > top * LOW else {"y": opened, "yanchor": "bottom", "yshift": 6}
    labels = [
        label(f"{bold(words.number(opened))}<br>{words('chart.opened.short')}", align=inner, xanchor=inner)
        | {"x": today, "xshift": -9 if late else 9, "font": {"color": palette.open_text}}
        | at_opened,
        label(words.date(today), x=today, y=top, xanchor=inner, yanchor="top", xshift=-6 if late else 6)
        | {"yshift": -2, "font": {"color": palette.quiet}},
    ]
    if len(plan) and left and end > today:
        shapes.append(
            {"type": "rect", "x0": today, "x1": end, "y0": opened, "y1": top, "line": {"width": 0}, "layer": "below"}
            | {"fillcolor": rgba(STATUS_COLOURS["in_progress"], 0.20)}
        )
        if late:
            to_go = f"{bold(words.number(left))}<br>{words('chart.to_go')}"
            labels.append(
                label(to_go, align=outer, xanchor=outer, xshift=9, yshift=-6, font={"color": palette.todo_text})
                | at_today
            )
    if len(plan):
        full = words("chart.plan", n=bold(words.number(top)), month=words.month(end))
        labels.append(label(full, x=1, xref="paper", y=top, xanchor="right", yanchor="bottom", yshift=2))
    labels += years(start, end, theme)
    steps = _steps(top)
    return figure(
        theme,
        traces,
        height,
        shapes=shapes,
        annotations=labels,
        margin={"l": 0, "r": 0, "t": 28, "b": 26},
        xaxis={"range": [start, end], "showticklabels": False},
        yaxis={
            "range": [0, top * 1.002],
            "tickvals": steps,
            "ticktext": [words.number(step) for step in steps],
            "showgrid": True,
            "ticklabelposition": "inside top",
        },
    )


def by_month(course: pd.DataFrame, theme: Theme, since: date | None = None, height: int = 290) -> go.Figure:
    """Draw how many centres opened in each of the last months, with the number over its bar.

    Parameters
    ----------
    course : pandas.DataFrame
        ``rollout.course`` of one place.
    theme : Theme
        Language and theme.
    since : datetime.date, optional
        The months after it are set off from those before; without it all look the same.
    height : int
        In pixels.
    """
    palette, words = theme.palette, theme.words
    known = course.dropna(subset=["opened"])
    opened = known.opened.diff().fillna(known.opened).astype(int).tail(MONTHS)
    ends = known.on.tail(MONTHS)
    at, most, blue = list(range(len(ends))), max(1, int(opened.max())), STATUS_COLOURS["open"]
    strong = [since is None or end > pd.Timestamp(since) for end in ends]
    bars = {
        "type": "bar", "x": at, "y": list(opened), "name": "", "cliponaxis": False, "textposition": "outside",
        "text": [bold(words.number(n)) for n in opened],
        "marker": {"color": [blue if each else rgba(blue, 0.4) for each in strong]},
        "customdata": [words.month(end) for end in ends],
        "hovertemplate": "%{customdata}: <b>%{y:,}</b> " + words("chart.opened"),
    }  # fmt: skip
    shown = [n for n in at if (at[-1] - n) % 3 == 0]
    return figure(
        theme,
        [bars],
        height,
        bargap=0.25,
        margin={"l": 0, "r": 20, "t": 26, "b": 28},  # the last month is wider than its bar
        xaxis={"tickvals": shown, "ticktext": [words.month(ends.iloc[n]) for n in shown]},
        yaxis={"visible": False, "range": [0, most]},
        font={"color": palette.text},
    )


def _line(on: pd.Series, count: pd.Series, theme: Theme, key: str, colour: str, width: float) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(on),
        "y": [float(value) for value in count],
        "line": {"color": colour, "width": width},
        "customdata": [theme.words.date(day) for day in on],
        "hovertemplate": "%{customdata}<br><b>%{y:,.0f}</b> " + theme.words(key),
        "name": "",
        "meta": theme.words(key),
    }


def _dashed(colour: str) -> dict[str, Any]:
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


def _steps(top: int) -> list[float]:
    """Return three to five round values under ``top``, none close to it."""
    step = next(s * 10**p for p in range(8) for s in (1, 2, 5) if top / (s * 10**p) <= 5.5)
    return [step * n for n in range(1, 7) if step * n <= top * 0.93]
