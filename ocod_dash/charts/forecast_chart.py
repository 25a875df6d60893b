"""How many centres are open, and how many would be: the range of the simulations beyond the reference date."""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ..metrics.forecast import ENDS, RANGES
from ..theme import STATUS_COLOURS, Theme, rgba
from .rollout_charts import dashed, line, months_axis, targets, years
from .template import bold, figure, label, steps

BLUE = STATUS_COLOURS["open"]
SHADE = 0.17  # opacity of a range: those inside it lie on it, so that they are darker
PAST = 6  # months before the day that are shown at least
HEIGHTS = (0.7, 0.45, 0.2)  # of what is left: where the names of the ranges are


def fan(
    course: pd.DataFrame,
    fan: pd.DataFrame,
    median: pd.Timestamp | None,
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
    median : pandas.Timestamp or None
        The day by which half of the simulations are complete; None where it is not within 30 years.
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
    fan = fan.round(dict.fromkeys(ENDS, 1))
    today, end, is_open = fan.on.iloc[0], fan.on.iloc[-1], float(fan["median"].iloc[0])
    known = course.dropna(subset=["open"])
    known = known[known.on >= today - pd.DateOffset(months=max(PAST, len(fan) // 2))]
    plan = course[course.on >= known.on.iloc[0]] if planned else course.iloc[:0]
    complete = plan.on[plan.due >= in_plan].head(1)
    end = max([end, *complete])
    plan = plan[plan.on <= end]
    due = dict(zip(plan.on, plan.due, strict=True))
    low = min([known.open.min(), *plan.due, *fan.from_95]) if is_open > in_plan / 2 else 0
    traces: list[dict[str, Any]] = []
    for percent in reversed(RANGES):
        traces += _range(fan, percent, theme)
    traces.append(line(fan.on, fan["median"], theme, "forecast.median", palette.open_text, 1.2))
    traces.append(line(known.on, known.open, theme, "measure.open", BLUE, 3))
    if len(plan):
        traces.append(line(plan.on, plan.due, theme, "chart.due", palette.plan, 1.5) | {"line": dashed(palette.plan)})
    point = {"color": BLUE, "size": 10, "line": {"color": palette.ground, "width": 2}}
    traces.append(
        {"type": "scatter", "x": [today], "y": [is_open], "mode": "markers", "marker": point, "hoverinfo": "skip"}
    )
    middle = (low + in_plan) / 2
    rule = [_past(row, due.get(row.on), theme) for row in known.itertuples()]
    traces.append(targets(known.on, [middle] * len(known), rule))
    rule = [_ahead(row, due.get(row["on"]), theme) for _, row in fan[1:].iterrows()]
    traces.append(targets(fan.on[1:], [middle] * len(rule), rule))
    shapes = [
        {"type": "line", "x0": today, "x1": today, "y0": 0, "y1": 1, "yref": "paper", "layer": "below"}
        | {"line": {"color": palette.quiet, "width": 1}, "name": words.date(today)},
        {"type": "line", "x0": known.on.iloc[0], "x1": end, "y0": in_plan, "y1": in_plan, "layer": "below"}
        | {"line": {"color": palette.line, "width": 1}},
    ]
    whole = bold(words.number(in_plan))
    full = words("chart.plan", n=whole, month=words.month(complete.iloc[0])) if len(complete) else ""
    labels = [
        label(words.date(today), x=today, y=low, xanchor="right", yanchor="bottom", xshift=-6)
        | {"font": {"color": palette.quiet}},
        label(f"{bold(words.number(is_open))}<br>{words('chart.open')}", x=today, y=is_open, align="left")
        | {"xanchor": "left", "xshift": 9, "yanchor": "top", "yshift": -12, "font": {"color": palette.open_text}},
        label(full or words("forecast.plan", n=whole), x=0, xref="paper", y=in_plan, xanchor="left")
        | {"yanchor": "bottom", "yshift": 2},
        *_names(fan, in_plan, theme),
        *years(known.on.iloc[0], end, theme),
    ]
    if median is not None:
        labels.append(
            label(bold(words.month(median)), x=median, y=in_plan, yanchor="bottom", yshift=2)
            | {"font": {"color": palette.open_text}}
        )
    step = steps(in_plan - low)[0]
    ticks = [step * n for n in range(int(low // step) + 1, int(in_plan // step) + 1) if step * n < in_plan - step / 3]
    return figure(
        theme,
        traces,
        height,
        shapes=shapes,
        annotations=labels,
        margin={"l": 0, "r": 8, "t": 30, "b": 26},
        hoverdistance=-1,  # wherever the pointer is, the nearest month answers
        xaxis=months_axis(known.on.iloc[0], end, theme),
        yaxis={
            "range": [low, in_plan + (in_plan - low) * 0.002], "tickvals": ticks,
            "ticktext": [words.number(tick) for tick in ticks], "showgrid": True, "ticklabelposition": "inside top",
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


def _names(fan: pd.DataFrame, in_plan: int, theme: Theme) -> list[dict[str, Any]]:
    """Write each range's percentage under its lower edge, the inner ones higher up."""
    is_open, days = fan["median"].iloc[0], fan.on.astype("int64").to_numpy()
    found = []
    for percent, share in zip(RANGES, HEIGHTS, strict=True):
        edge = np.maximum.accumulate(fan[f"from_{percent}"].to_numpy())
        height = is_open + (in_plan - is_open) * share
        at = float(np.interp(height, edge, days))
        x, y = pd.Timestamp(int(at), unit=fan.on.dt.unit), float(np.interp(at, days, edge))
        found.append(
            label(theme.words.percent(percent), x=x.normalize(), y=y, xanchor="left", yanchor="top", xshift=3)
            | {"font": {"color": theme.palette.quiet}}
        )
    return found


def _past(row: Any, due: float | None, theme: Theme) -> str:
    words = theme.words
    lines = [f"{bold(words.number(row.open))} {words('chart.open')}", *_due(due, theme)]
    return "<br>".join([words.date(row.on), *lines])


def _ahead(row: pd.Series, due: float | None, theme: Theme) -> str:
    words = theme.words
    lines = [f"{words('forecast.median')}: {bold(words.number(row['median']))}"]
    for percent in RANGES:
        low, high = (words.number(row[f"{side}_{percent}"]) for side in ("from", "to"))
        lines.append(words("forecast.hover", percent=percent, low=low, high=high))
    return "<br>".join([words.date(row["on"]), *lines, *_due(due, theme)])


def _due(due: float | None, theme: Theme) -> list[str]:
    return [] if due is None else [f"{bold(theme.words.number(due))} {theme.words('chart.due')}"]
