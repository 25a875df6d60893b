"""Places side by side: what is left to do, the ranking by status, and an S-curve each."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ..schema import STATUSES
from ..theme import STATUS_COLOURS, Theme, rgba
from .rollout_charts import years
from .template import bold, colour_key, escape, figure, flush_left, keyed, label, margin_for, names

FEW = 8  # places at most for taller rows
ROW, TALL_ROW = 28, 40  # pixels a bar has with the space round it
MULTIPLE, TALL_MULTIPLE = 72, 84  # pixels a small S-curve has with its name
NAMED = 24  # pixels of them for the name
HALF_UP = 60  # percent: a curve that ends higher has its figure below its end, another above it
# Lines of places side by side: distinguished by colour and dash, none of them a status's meaning.
LINES = (
    ("#3485DA", "solid"),
    ("#E06923", "8px,3px"),
    ("#8E5488", "3px,2px"),
    ("#2C8A66", "10px,3px,2px,3px"),
    ("#8C6358", "1px,3px"),
)
MOST_COMPARED = len(LINES)
LATE = "▼ "  # before the figure of a place well behind its plan, so that colour does not say it alone
# From the axis outwards: what is done, then what is under way, then the rest.
STACK = ("open", "in_progress", "planned", "suspended", "closed")
assert set(STACK) == set(STATUSES)


def still_to_do(places: pd.DataFrame, theme: Theme) -> go.Figure:
    """Draw the centres not yet open, in the order given, with their share of the place's plan beside the bar."""
    palette, words = theme.palette, theme.words
    rows = places[::-1]  # bars are counted from the bottom
    decimals = _decimals(rows.percent_not_open)
    at, titles = list(range(len(rows))), names(rows, theme)
    quiet = f"<span style='color:{palette.quiet}'>"
    texts = [
        f" {bold(words.number(row.not_open))}   {quiet}{_percent(row.percent_not_open, theme, decimals)}</span>"
        for row in rows.itertuples()
    ]
    written, margin = flush_left(titles, theme)
    bars = {
        "type": "bar", "orientation": "h", "x": list(rows.not_open), "y": at, "text": texts, "name": "",
        "marker": {"color": STATUS_COLOURS["in_progress"]}, "textposition": "outside", "cliponaxis": False,
        "customdata": list(zip(titles, rows.code, strict=True)), "meta": words("measure.not_open"),
        "hovertemplate": "%{customdata[0]}: <b>%{x:,}</b> " + words("measure.not_open"),
    }  # fmt: skip
    return figure(
        theme,
        [bars],
        max(_height(rows), 60) + 8,
        annotations=written,
        margin={"l": margin, "r": 92, "t": 0, "b": 0},
        xaxis={"visible": False, "range": [0, max(1, rows.not_open.max())]},
        yaxis={"showticklabels": False, "range": [-0.5, len(rows) - 0.5]},
    )


def ranking(places: pd.DataFrame, theme: Theme) -> go.Figure:
    """Draw each place's centres by status in one bar, in the order given, with its centres overdue between name and bar."""
    palette, words = theme.palette, theme.words
    rows = places[places.in_plan > 0].iloc[::-1]  # bars are counted from the bottom
    at, titles = list(range(len(rows))), names(rows, theme)
    shown = [status for status in STACK if rows[status].sum() > 0]
    clicked = list(zip(titles, rows.code, strict=True))
    traces = [
        {
            "type": "bar", "orientation": "h", "x": list(rows[status]), "y": at, "customdata": clicked, "name": "",
            "marker": {"color": STATUS_COLOURS[status], "line": {"width": 0}},
            "hovertemplate": "%{customdata[0]}: <b>%{x:,}</b> " + words(f"status.{status}"),
            "meta": words(f"status.{status}"),
        }
        for status in shown
    ]  # fmt: skip
    written, margin = flush_left(titles, theme, more=60)
    for y, row in enumerate(rows.itertuples()):
        colour = palette.todo_text if row.overdue else palette.quiet
        overdue = bold(words.number(row.overdue)) if row.with_due else "–"
        written.append(label(overdue, x=0, y=y, xanchor="right", xshift=-8, font={"color": colour}))
        count = f"{words.number(row.open)} / {words.number(row.in_plan)}"
        written.append(label(count, x=row.in_plan, y=y, xanchor="left", xshift=6, font={"color": palette.quiet}))
    key, above = colour_key({words(f"status.{each}"): STATUS_COLOURS[each] for each in shown}, theme, margin)
    written.append(key)
    return figure(
        theme,
        traces,
        max(_height(rows), 60) + above,
        annotations=written,
        barmode="stack",
        margin={"l": margin, "r": 84, "t": above, "b": 0},
        xaxis={"visible": False, "range": [0, max(1, rows.in_plan.max())]},
        yaxis={"showticklabels": False, "range": [-0.5, len(rows) - 0.5]},
    )


def small_curves(course: pd.DataFrame, places: pd.DataFrame, theme: Theme, columns: int = 2) -> go.Figure:
    """Draw one S-curve a place, all on one scale of percent of its plan, the plan dashed in each.

    Parameters
    ----------
    course : pandas.DataFrame
        ``rollout.course`` at the places' level.
    places : pandas.DataFrame
        ``places.progress``; its order is the order of the curves.
    theme : Theme
        Language and theme.
    columns : int
        How many curves are side by side.
    """
    palette = theme.palette
    shown = places[places.in_plan > 0]
    lines, gap = -(-len(shown) // columns), 0.05
    pixels = TALL_MULTIPLE if len(shown) <= FEW else MULTIPLE
    wide, high = (1 - gap * (columns - 1)) / columns, 1 / lines
    first, last = course.on.min(), course.dropna(subset=["opened"]).on.max()
    traces: list[dict[str, Any]] = []
    labels: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    decimals = _decimals(shown.percent_complete)
    for at, row in enumerate(shown.itertuples(), start=1):
        column, line = (at - 1) % columns, (at - 1) // columns
        x0, y1 = column * (wide + gap), 1 - line * high
        axes[f"xaxis{at}"] = {"domain": [x0, x0 + wide], "anchor": f"y{at}", "visible": False, "range": [first, last]}
        bottom, top = y1 - high * 0.92, y1 - high * NAMED / pixels
        axes[f"yaxis{at}"] = {"domain": [bottom, top], "anchor": f"x{at}", "range": [0, 106]} | {
            "showticklabels": False, "tickvals": [0], "showgrid": True, "gridcolor": palette.line,
        }  # fmt: skip
        own = course[course.code == row.code]
        behind = row.late
        colour = STATUS_COLOURS["in_progress" if behind else "open"]
        text = palette.todo_text if behind else palette.open_text
        name = escape(theme.words.name(places.loc[row.Index]))
        axis = {"xaxis": f"x{at}", "yaxis": f"y{at}", "type": "scatter", "mode": "lines", "name": ""}
        known = own.dropna(subset=["opened"])
        traces.append(
            axis
            | {"x": list(known.on), "y": list(known.opened / row.in_plan * 100), "fill": "tozeroy"}
            | {"line": {"color": colour, "width": 2}, "fillcolor": rgba(colour, 0.12)}
            | {"customdata": [(name, theme.words.month(day)) for day in known.on]}
            | {"hovertemplate": "%{customdata[0]}, %{customdata[1]}: <b>%{y:.0f}%</b>", "meta": name}
        )
        if row.with_due == row.in_plan:
            due = own[own.on <= last]
            traces.append(
                axis
                | {"x": list(due.on), "y": list(due.due / row.in_plan * 100), "hoverinfo": "skip"}
                | {"line": {"color": palette.plan, "width": 1, "dash": "3px,2px"}, "meta": theme.words("chart.due")}
            )
        paper = {"xref": "paper", "yref": "paper"}
        labels.append(label(name, x=x0, y=y1, xanchor="left", yanchor="top", yshift=-3, **paper))
        percent = bold(LATE * row.late + _percent(row.percent_complete, theme, decimals))
        under = row.percent_complete >= HALF_UP
        place = {"y": bottom, "yanchor": "bottom", "yshift": 1} if under else {"y": top, "yanchor": "top"}
        labels.append(label(percent, x=x0 + wide, xanchor="right", xshift=-4, font={"color": text}, **place, **paper))
    margin = {"l": 0, "r": 0, "t": 0, "b": 0}
    return figure(
        theme,
        traces,
        pixels * lines,
        annotations=labels,
        margin=margin,
        **axes,
    )


def compare(course: pd.DataFrame, places: pd.DataFrame, theme: Theme, height: int = 320) -> go.Figure:
    """Draw the S-curves of a few places on one scale, each named at its end.

    Parameters
    ----------
    course : pandas.DataFrame
        ``rollout.course`` at the places' level.
    places : pandas.DataFrame
        The rows of ``places.progress`` to compare, two to five.
    theme : Theme
        Language and theme.
    height : int
        In pixels.
    """
    words, palette = theme.words, theme.palette
    traces, ends = [], []
    for row, (colour, dash) in zip(places.itertuples(), LINES, strict=False):
        own = course[course.code == row.code].dropna(subset=["opened"])
        name = escape(words.name(row._asdict()))
        share = own.opened / row.in_plan * 100
        traces.append(
            {
                "type": "scatter", "mode": "lines", "x": list(own.on), "y": list(share), "name": "",
                "line": {"color": colour, "width": 2.5, "dash": dash},
                "customdata": [(name, words.month(day)) for day in own.on],
                "hovertemplate": "%{customdata[0]}, %{customdata[1]}: <b>%{y:.1f}%</b>", "meta": name,
            }
        )  # fmt: skip
        ends.append((float(share.iloc[-1]), name, colour))
    first, last = course.on.min(), course.dropna(subset=["opened"]).on.max()
    labels = [
        label(f"{keyed(name, colour)} {bold(words.percent(share))}", x=1, xref="paper", y=at)
        | {"xanchor": "left", "xshift": 8, "align": "left"}
        for (share, name, colour), at in zip(
            sorted(ends), _without_overlap([share for share, *_ in sorted(ends)]), strict=True
        )
    ]
    margin = margin_for([f"■ {name} 100%" for _, name, _ in ends], theme) + 12
    steps = [0, 25, 50, 75, 100]
    return figure(
        theme,
        traces,
        height,
        annotations=labels + years(first, last, theme),
        margin={"l": 0, "r": margin, "t": 10, "b": 26},
        xaxis={"range": [first, last], "showticklabels": False},
        yaxis={"range": [0, 104], "tickvals": steps, "ticktext": [f"{step}%" for step in steps], "showgrid": True}
        | {"ticklabelposition": "inside top", "gridcolor": palette.grid},
    )


def _height(rows: pd.DataFrame) -> int:
    return (TALL_ROW if len(rows) <= FEW else ROW) * len(rows)


def _without_overlap(heights: list[float], least: float = 8.0) -> list[float]:
    """Separate labels that would overlap, none below the axis; heights ascend, in percent of the axis."""
    placed: list[float] = []
    for height in reversed(heights):
        placed.append(min(height, placed[-1] - least) if placed else height)
    return [max(height, at * least) for at, height in enumerate(reversed(placed))]


def _decimals(shares: pd.Series) -> int:
    """Return how many decimals shares of a hundred need: one where whole percents would hide which of two is higher."""
    return int(shares.round(1).nunique() > shares.round().nunique())


def _percent(value: float, theme: Theme, decimals: int = 0) -> str:
    return "–" if pd.isna(value) else theme.words.percent(value, decimals)
