"""The review: options by place, use against cost, and the months of one centre."""

from math import sqrt
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ..theme import OPTION_COLOURS, STATUS_COLOURS, Theme
from .rollout_charts import years
from .template import bold, colour_key, escape, figure, flush_left, label, names, steps

ROW = 28  # pixels of a bar with the space round it
SYMBOLS = {
    "keep": "circle", "improve": "square", "move": "triangle-up", "hand_over": "diamond", "close": "x",
    "ask": "circle-open",
}  # fmt: skip
MOST_POINTS = 300  # more are counted in cells
CELLS = (24, 14)  # across and up
MARGIN = pd.Timedelta(days=8)  # beside the first and the last mark of months
LARGEST = 13  # pixels from the middle of the fullest cell's disc


def options_by_place(places: pd.DataFrame, theme: Theme) -> go.Figure:
    """Draw each place's open centres by option in one bar, in the order given, from the top.

    Parameters
    ----------
    places : pandas.DataFrame
        Places with their ``code`` and names, and a column of centres for each option.
    theme : Theme
        Language and theme.
    """
    palette, words = theme.palette, theme.words
    rows = places.iloc[::-1]  # bars are counted from the bottom
    at, titles = list(range(len(rows))), names(rows, theme)
    shown = [option for option in OPTION_COLOURS if rows[option].sum() > 0]
    totals = rows[shown].sum(axis=1)
    clicked = list(zip(titles, rows.code, strict=True))
    traces = [
        {
            "type": "bar", "orientation": "h", "x": list(rows[option]), "y": at, "customdata": clicked, "name": "",
            "marker": {"color": OPTION_COLOURS[option], "line": {"width": 0}}, "meta": words(f"option.{option}"),
            "hovertemplate": "%{customdata[0]}: <b>%{x:,}</b> " + words(f"option.{option}"),
        }
        for option in shown
    ]  # fmt: skip
    written, margin = flush_left(titles, theme)
    for y, total in enumerate(totals):
        written.append(label(words.number(total), x=total, y=y, xanchor="left", xshift=6) | _quiet(theme))
    key, above = colour_key({words(f"option.{each}"): OPTION_COLOURS[each] for each in shown}, theme, margin)
    written.append(key)
    return figure(
        theme,
        traces,
        max(ROW * len(rows), 60) + above,
        annotations=written,
        barmode="stack",
        margin={"l": margin, "r": 60, "t": above, "b": 0},
        xaxis={"visible": False, "range": [0, max(1, totals.max())]},
        yaxis={"showticklabels": False, "range": [-0.5, len(rows) - 0.5]},
        font={"color": palette.text},
    )


def use_against_cost(centres: pd.DataFrame, theme: Theme, few: float | None = None, height: int = 420) -> go.Figure:
    """Draw centres by their visits a day and what each costs a year; many are counted in cells.

    Parameters
    ----------
    centres : pandas.DataFrame
        ``centre_id``, the names, ``visits_per_open_day``, ``baht_a_year`` (baht), ``option``.
    theme : Theme
        Language and theme.
    few : float, optional
        The visits a day below which a centre is little used: a line.
    height : int
        In pixels.
    """
    palette, words = theme.palette, theme.words
    known = centres.dropna(subset=["visits_per_open_day", "baht_a_year"])
    many = len(known) > MOST_POINTS
    traces = [_cells(known, theme)] if many else [*_points(known, theme)]
    most, dearest = float(known.visits_per_open_day.max()), float(known.baht_a_year.max()) / 1000
    shapes, labels = [], []
    if few:
        line = {"type": "line", "x0": few, "x1": few, "y0": 0, "y1": 1, "yref": "paper", "layer": "below"}
        shapes.append(line | {"line": {"color": palette.plan, "width": 1, "dash": "4px,3px"}})
        text = words("review.chart.few", n=few)
        labels.append(label(text, x=few, y=1, yref="paper", xanchor="left", yanchor="bottom", xshift=4))
    labels.append(label(words("review.chart.use"), x=1, y=0, xref="paper", yref="paper", xanchor="right", yshift=-38))
    top = {"x": 0, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "yshift": 18}
    labels.append(label(words("review.chart.cost"), xshift=-52, **top))
    return figure(
        theme,
        traces,
        height,
        shapes=shapes,
        annotations=[each | _quiet(theme) for each in labels],
        margin={"l": 52, "r": 12, "t": 44, "b": 46},
        xaxis=_axis(most * 1.05, theme),
        yaxis=_axis(dearest * 1.1, theme),
    )


def _points(known: pd.DataFrame, theme: Theme) -> list[dict[str, Any]]:
    words = theme.words
    return [
        {
            "type": "scatter", "mode": "markers", "x": list(rows.visits_per_open_day), "y": list(rows.baht_a_year / 1000),
            "marker": {"color": OPTION_COLOURS[option], "symbol": SYMBOLS[option], "size": 11}, "name": "",
            "customdata": [[name, code] for name, code in zip(names(rows, theme), rows.centre_id, strict=True)],
            "hovertemplate": "%{customdata[0]}<br><b>%{x:,.1f}</b> " + words("review.chart.use")
            + "<br><b>%{y:,.0f}</b> " + words("review.chart.cost") + "<br>" + escape(words(f"option.{option}")),
        }
        for option in OPTION_COLOURS
        if len(rows := known[known.option == option])
    ]  # fmt: skip


def _cells(known: pd.DataFrame, theme: Theme) -> dict[str, Any]:
    """Return discs where centres are, each as large as they are many."""
    across, up = CELLS
    counts, xs, ys = np.histogram2d(known.visits_per_open_day, known.baht_a_year / 1000, bins=[across, up])
    at = np.argwhere(counts > 0)
    n = counts[at[:, 0], at[:, 1]]
    radius = [max(2.5, LARGEST * sqrt(each / n.max())) for each in n]
    return {
        "type": "scatter", "mode": "markers", "name": "",
        "x": [float(xs[i] + xs[i + 1]) / 2 for i in at[:, 0]], "y": [float(ys[j] + ys[j + 1]) / 2 for j in at[:, 1]],
        "marker": {"size": [2 * each for each in radius], "color": STATUS_COLOURS["open"]},
        "customdata": [int(each) for each in n],
        "hovertemplate": theme.words("review.chart.cell", n="%{customdata:,}"),
    }  # fmt: skip


def months(activity: pd.DataFrame, theme: Theme, height: int = 260) -> go.Figure:
    """Draw a centre's visits month by month; the line has a gap where a month was not reported.

    Parameters
    ----------
    activity : pandas.DataFrame
        ``month`` (its first day) and ``visits`` of one centre, a row for each month of the period; null where unknown.
    theme : Theme
        Language and theme.
    height : int
        In pixels.
    """
    palette, words = theme.palette, theme.words
    days, visits = pd.to_datetime(activity.month), activity.visits.astype("float64")
    top = float(visits.max()) if visits.notna().any() else 1.0
    line = {
        "type": "scatter", "mode": "lines+markers", "x": list(days), "y": list(visits), "connectgaps": False, "name": "",
        "line": {"color": STATUS_COLOURS["open"], "width": 2}, "marker": {"color": STATUS_COLOURS["open"], "size": 7},
        "customdata": [words.month(day) for day in days], "meta": words("activity.visits"),
        "hovertemplate": "%{customdata}: <b>%{y:,}</b> " + words("activity.visits"),
    }  # fmt: skip
    return figure(
        theme,
        [line],
        height,
        annotations=years(days.iloc[0], days.iloc[-1], theme),
        margin={"l": 44, "r": 12, "t": 12, "b": 28},
        xaxis={"range": [days.iloc[0] - MARGIN, days.iloc[-1] + MARGIN], "showticklabels": False},
        yaxis=_axis(top * 1.1, theme),
        font={"color": palette.text},
    )


def survey(course: pd.DataFrame, theme: Theme, height: int = 300) -> go.Figure:
    """Draw the centres surveyed by day, and dashed how many they would be if as many were surveyed on each of the days given.

    Parameters
    ----------
    course : pandas.DataFrame
        ``review_progress.course`` of one place.
    theme : Theme
        Language and theme.
    height : int
        In pixels.
    """
    palette, words = theme.palette, theme.words
    known, given = course.dropna(subset=["surveyed"]), course.dropna(subset=["even_pace"])
    top, start, end = float(course.centres.max()), course.on.iloc[0], course.on.iloc[-1]
    done, today = int(known.surveyed.iloc[-1]), known.on.iloc[-1]
    traces = [_over_days(known.on, known.surveyed, theme, "review.surveyed", STATUS_COLOURS["open"], 3)]
    if len(given):
        even = _over_days(given.on, given.even_pace, theme, "review.even_pace", palette.plan, 1.5)
        traces.append(even | {"line": {"color": palette.plan, "width": 1.5, "dash": "6px,4px"}})
    late = (today - start) > (end - start) * 0.5  # the figure goes on the side with more space
    side = {"xanchor": "right" if late else "left", "xshift": -9 if late else 9}
    ahead = not (given.even_pace[given.on == today] > done).any()  # then there is space over the line, else under it
    beside = {"yanchor": "bottom", "yshift": 6} if ahead else {"yanchor": "top", "yshift": -24}
    figure_at = side | beside | {"x": today, "y": done}
    labels = [label(f"{bold(words.number(done))} {words('review.surveyed')}", **figure_at)]
    last = {"x": 1, "y": 0, "yshift": -6, "xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "top"}
    first = last | {"x": 0, "xanchor": "left"}
    labels += [label(words.date(day), **at) | _quiet(theme) for day, at in ((start, first), (end, last))]
    return figure(
        theme,
        traces,
        height,
        annotations=labels,
        margin={"l": 52, "r": 12, "t": 12, "b": 34},
        xaxis={"range": [start, end], "showticklabels": False},
        yaxis=_axis(top * 1.08, theme),
        font={"color": palette.text},
    )


def _over_days(on: pd.Series, count: pd.Series, theme: Theme, key: str, colour: str, width: float) -> dict[str, Any]:
    words = theme.words
    return {
        "type": "scatter", "mode": "lines", "x": list(on), "y": [float(value) for value in count], "name": "",
        "line": {"color": colour, "width": width}, "meta": words(key), "customdata": [words.date(day) for day in on],
        "hovertemplate": "%{customdata}: <b>%{y:,.0f}</b> " + words(key),
    }  # fmt: skip


def _axis(top: float, theme: Theme) -> dict[str, Any]:
    ticks = steps(top)
    texts = [theme.words.number(tick) for tick in ticks]
    return {
        "range": [0, top or 1],
        "tickvals": ticks,
        "ticktext": texts,
        "showgrid": True,
        "gridcolor": theme.palette.grid,
    }


def _quiet(theme: Theme) -> dict[str, Any]:
    return {"font": {"color": theme.palette.quiet}}
