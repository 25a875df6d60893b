"""How many centres are open, and how many would be: the range of the simulations beyond the reference date."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ..metrics.forecast import RANGES
from ..theme import STATUS_COLOURS, Theme, rgba
from .rollout_charts import dashed, line, targets, years
from .template import bold, figure, label, steps

BLUE = STATUS_COLOURS["open"]
SHADE = 0.17  # opacity of a range: those inside it lie on it, so that they are darker
PAST = 12  # months before the day that are shown at least
HIGH = 0.8  # of the height: the label of the day is under the line from here on


def fan(
    course: pd.DataFrame,
    fan: pd.DataFrame,
    days: Sequence[pd.Timestamp | None],
    in_plan: int,
    planned: bool,
    theme: Theme,
    height: int = 420,
) -> go.Figure:
    """Draw the centres open by month and, beyond the day, the ranges of 50, 80 and 95 percent with a thin median.

    Parameters
    ----------
    course : pandas.DataFrame
        ``rollout.course`` of one place.
    fan : pandas.DataFrame
        ``forecast.Forecast.fan`` of the same place.
    days : sequence of pandas.Timestamp or None
        The days by which 50, 50, 80 and 95 percent are complete at the latest: of the median and of each range's end.
    in_plan : int
        Centres in the plan.
    planned : bool
        Whether every centre has a due date; otherwise no plan is drawn.
    theme : Theme
        Language and theme.
    height : int
        In pixels.
    """
    palette, words = theme.palette, theme.words
    today, end = fan.on.iloc[0], fan.on.iloc[-1]
    known = course.dropna(subset=["open"])
    known = known[known.on >= today - pd.DateOffset(months=max(PAST, len(fan)))]
    plan = course[course.on >= known.on.iloc[0]] if planned else course.iloc[:0]
    end = max([end, *plan.on[plan.due >= in_plan].head(1)])
    plan = plan[plan.on <= end]
    traces: list[dict[str, Any]] = []
    for percent in reversed(RANGES):
        traces += _range(fan, percent, theme)
    traces.append(line(fan.on, fan["median"], theme, "forecast.median", palette.open_text, 1.2))
    traces.append(line(known.on, known.open, theme, "measure.open", BLUE, 3))
    if len(plan):
        traces.append(line(plan.on, plan.due, theme, "chart.due", palette.plan, 1.5) | {"line": dashed(palette.plan)})
    point = {"color": BLUE, "size": 10, "line": {"color": palette.ground, "width": 2}}
    is_open = float(fan["median"].iloc[0])
    traces.append(
        {"type": "scatter", "x": [today], "y": [is_open], "mode": "markers", "marker": point, "hoverinfo": "skip"}
    )
    traces.append(targets(known.on, [in_plan / 2] * len(known), [_past(row, theme) for row in known.itertuples()]))
    traces.append(
        targets(fan.on[1:], [in_plan / 2] * (len(fan) - 1), [_ahead(row, theme) for _, row in fan[1:].iterrows()])
    )
    shapes = [
        {"type": "line", "x0": today, "x1": today, "y0": 0, "y1": 1, "yref": "paper", "layer": "below"}
        | {"line": {"color": palette.quiet, "width": 1}, "name": words.date(today)},
        {"type": "line", "x0": known.on.iloc[0], "x1": end, "y0": in_plan, "y1": in_plan, "layer": "below"}
        | {"line": {"color": palette.line, "width": 1}},
    ]
    low = is_open < in_plan * HIGH
    labels = [
        label(words.date(today), x=today, y=0, xanchor="right", yanchor="bottom", xshift=-6)
        | {"font": {"color": palette.quiet}},
        label(f"{bold(words.number(is_open))} {words('chart.open')}", x=today, y=is_open, xanchor="right", xshift=-9)
        | {"yanchor": "bottom" if low else "top", "yshift": 4 if low else -8, "font": {"color": palette.open_text}},
        label(words("forecast.plan", n=bold(words.number(in_plan))), x=0, xref="paper", y=in_plan, xanchor="left")
        | {"yanchor": "bottom", "yshift": 2},
        *_limits(days, in_plan, theme, end),
        *years(known.on.iloc[0], end, theme),
    ]
    ticks = steps(in_plan)
    return figure(
        theme,
        traces,
        height,
        shapes=shapes,
        annotations=labels,
        margin={"l": 0, "r": 30, "t": 44, "b": 26},
        hoverdistance=-1,  # wherever the pointer is, the nearest month answers
        xaxis={
            "range": [known.on.iloc[0], end], "showticklabels": False, "showspikes": True, "spikemode": "across",
            "spikethickness": 1, "spikedash": "solid", "spikecolor": palette.quiet, "spikesnap": "hovered data",
        },
        yaxis={
            "range": [0, in_plan * 1.002], "tickvals": ticks, "ticktext": [words.number(tick) for tick in ticks],
            "showgrid": True, "ticklabelposition": "inside top",
        },
    )  # fmt: skip


def _range(fan: pd.DataFrame, percent: int, theme: Theme) -> list[dict[str, Any]]:
    """Draw a range as the area between its ends; other programs draw the ends, each by its name."""
    ends = [(fan[f"{side}_{percent}"], f"forecast.{side}") for side in ("from", "to")]
    low, high = (
        line(fan.on, counts, theme, key, rgba(BLUE, 0.6), 0) | {"meta": theme.words(key, percent=percent)}
        for counts, key in ends
    )
    return [low, high | {"fill": "tonexty", "fillcolor": rgba(BLUE, SHADE)}]


def _limits(days: Sequence[pd.Timestamp | None], in_plan: int, theme: Theme, end: pd.Timestamp) -> list[dict[str, Any]]:
    """Write where the median reaches the plan, and where each range does so at the latest."""
    words, found = theme.words, []
    median, *ends = days
    if median is not None:
        found.append(
            label(bold(words.month(median)), x=median, y=in_plan, yanchor="bottom", yshift=2)
            | {"font": {"color": theme.palette.open_text}}
        )
    for at, (day, percent) in enumerate(zip(ends, RANGES, strict=True)):
        if day is None or day > end:
            continue
        under = {"yanchor": "top", "yshift": -6 - round(theme.type_size * 1.35 * at)}
        found.append(
            label(words.percent(percent), x=day, y=in_plan, xanchor="left", xshift=3)
            | under
            | {"font": {"color": theme.palette.quiet}}
        )
    return found


def _past(row: Any, theme: Theme) -> str:
    words = theme.words
    return "<br>".join([words.date(row.on), f"{bold(words.number(row.open))} {words('chart.open')}"])


def _ahead(row: pd.Series, theme: Theme) -> str:
    words = theme.words
    lines = [f"{words('forecast.median')}: {bold(words.number(row['median']))}"]
    for percent in RANGES:
        low, high = (words.number(row[f"{side}_{percent}"]) for side in ("from", "to"))
        lines.append(words("forecast.hover", percent=percent, low=low, high=high))
    return "<br>".join([words.date(row.on), *lines])
