"""The next centres: people within reach by the number of sites, and people without a centre by place."""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ..theme import SITE_COLOUR, STATUS_COLOURS, Theme, rgba
from .template import bold, escape, figure, flush_left, label, margin_for, names, steps

MOST_POINTS = 100  # of a line
ROW, NARROW_ROW = 40, 28  # pixels of a place with its bars, and of one of many
MANY = 10  # places
PALE = 0.35
LEGEND = 26  # pixels above the bars


def curve(
    reached: pd.DataFrame, theme: Theme, plan: tuple[int, float], flat: int | None = None, height: int = 340
) -> go.Figure:
    """Draw the people within reach by the number of sites, chosen one after the other, and what no choice can exceed.

    Parameters
    ----------
    reached : pandas.DataFrame
        ``sites`` from 0; ``reached``, by the first so many sites; ``bound``.
    theme : Theme
        Language and theme.
    plan : tuple of int and float
        The sites of the plan and what it reaches: a point.
    flat : int, optional
        The number of sites after which each further one adds few: a line.
    height : int
        In pixels.
    """
    palette, words = theme.palette, theme.words
    shown = reached.iloc[np.unique(np.linspace(0, len(reached) - 1, MOST_POINTS).astype(int))]
    low, high = float(reached.reached.iloc[0]), float(reached.bound.max())
    unit, scale = ("chart.siting.million", 1e6) if high >= 1e6 else ("chart.siting.people", 1.0)
    number, value = plan
    lines = [
        _line(shown.sites, shown.bound, theme, "chart.siting.bound", palette.plan, 1.5, dash="5px,4px"),
        _line(shown.sites, shown.reached, theme, "chart.siting.reached", STATUS_COLOURS["open"], 3),
    ]
    point = {
        "type": "scatter", "mode": "markers", "x": [number], "y": [value], "name": "",
        "marker": {"size": 12, "color": "#fff", "line": {"color": SITE_COLOUR, "width": 3}},
        "customdata": [words.number(value)],
        "hovertemplate": "%{x:,}: <b>%{customdata}</b> " + words("chart.siting.plan"),
    }  # fmt: skip
    middle = shown.iloc[len(shown) // 2]
    quiet = {"font": {"color": palette.quiet}}
    above = {"x": 0, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "xshift": -44}
    below = {"x": 1, "y": 0, "xref": "paper", "yref": "paper", "xanchor": "right", "yshift": -38}
    at_plan = {"x": number, "y": value, "xanchor": "left", "yanchor": "top", "xshift": 6, "yshift": -12}
    at_bound = {"x": int(middle.sites), "y": middle.bound, "xanchor": "right", "yanchor": "bottom", "yshift": 4}
    labels = [
        label(bold(words.number(value / scale, 1 if scale > 1 else 0)), **at_plan),
        label(words(unit), **above, yshift=6) | quiet,
        label(words("chart.siting.sites"), **below) | quiet,
        label(words("chart.siting.bound"), **at_bound) | quiet,
    ]
    shapes = []
    if flat and flat <= reached.sites.max():
        line = {"color": palette.quiet, "width": 1, "dash": "2px,3px"}
        shapes.append(
            {"type": "line", "x0": flat, "x1": flat, "y0": 0, "y1": 1, "yref": "paper", "layer": "below", "line": line}
        )
        at_flat = {"x": flat, "y": 0, "yref": "paper", "xanchor": "left", "yanchor": "bottom", "xshift": 5, "yshift": 4}
        labels.append(label(words("chart.siting.flat", n=flat), **at_flat) | quiet)
    room, last = max((high - low) * 0.08, 1.0), float(reached.sites.max())
    ticks, across = _between(low - room, high + room), steps(last * 1.05)
    return figure(
        theme,
        [*lines, point],
        height,
        shapes=shapes,
        annotations=labels,
        margin={"l": 48, "r": 16, "t": 34, "b": 46},
        xaxis={"range": [0, last * 1.03 or 1], "tickvals": across, "ticktext": [words.number(n) for n in across]},
        yaxis={
            "range": [low - room, high + room], "showgrid": True, "tickvals": ticks,
            "ticktext": [words.number(tick / scale, 0 if (tick / scale).is_integer() else 1) for tick in ticks],
        },
        font={"color": palette.text},
    )  # fmt: skip


def _between(low: float, high: float) -> list[float]:
    """Return three to six round values between two."""
    span = max(high - low, 1e-9)
    step = next(s * 10.0**p for p in range(-3, 10) for s in (1, 2, 5) if span / (s * 10.0**p) <= 6)
    first = np.ceil(low / step)
    return [round(float((first + n) * step), 6) for n in range(8) if (first + n) * step <= high]


def _line(
    x: pd.Series, y: pd.Series, theme: Theme, key: str, colour: str, width: float, dash: str = "solid"
) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines", "x": [int(n) for n in x], "y": [round(float(value)) for value in y], "name": "",
        "line": {"color": colour, "width": width, "dash": dash}, "meta": theme.words(key),
        "hovertemplate": "%{x:,}: <b>%{y:,.0f}</b> " + theme.words(key),
    }  # fmt: skip


def by_place(rows: pd.DataFrame, theme: Theme) -> go.Figure:
    """Draw the people without a centre within reach of each place, before (pale) and after, in the order given.

    Parameters
    ----------
    rows : pandas.DataFrame
        ``code``, ``name_th``, ``name_en``; ``without_before``, ``without_after``; ``people``.
    theme : Theme
        Language and theme.
    """
    words, blue = theme.words, STATUS_COLOURS["open"]
    shown = rows[::-1]  # bars are counted from the bottom
    at, named = list(range(len(shown))), list(zip(names(shown, theme), shown.code, strict=True))
    parts = {"without_after": shown.without_after, "newly": shown.without_before - shown.without_after}
    bars = [
        {
            "type": "bar", "orientation": "h", "x": [int(n) for n in people], "y": at, "name": "",
            "marker": {"color": blue if part == "without_after" else rgba(blue, PALE), "line": {"width": 0}},
            "meta": words(f"siting.{part}"), "customdata": named,
            "hovertemplate": "%{customdata[0]}: <b>%{x:,}</b> " + words(f"siting.{part}"),
        }
        for part, people in parts.items()
    ]  # fmt: skip
    after = [words.number(n) for n in shown.without_after]
    before = [words("chart.siting.from", n=words.number(n)) for n in shown.without_before]
    return _of_places(shown, bars, (after, before), theme, barmode="stack")


def two_plans(rows: pd.DataFrame, theme: Theme) -> go.Figure:
    """Draw the people without a centre within reach of each place: now (a bar), with a plan and with a saved one (points).

    Parameters
    ----------
    rows : pandas.DataFrame
        ``code``, ``name_th``, ``name_en``; ``without_before``, ``without_after``, ``without_saved``.
    theme : Theme
        Language and theme.
    """
    palette, words, blue = theme.palette, theme.words, STATUS_COLOURS["open"]
    shown = rows[::-1]  # bars are counted from the bottom
    at, named = list(range(len(shown))), list(zip(names(shown, theme), shown.code, strict=True))

    def hover(key: str) -> dict[str, Any]:
        template = "%{customdata[0]}: <b>%{x:,}</b> " + words(f"siting.{key}")
        return {"name": "", "meta": words(f"siting.{key}"), "customdata": named, "hovertemplate": template}

    bars = {
        "type": "bar", "orientation": "h", "x": [int(n) for n in shown.without_before], "y": at,
        "marker": {"color": rgba(blue, PALE), "line": {"width": 0}}, "width": 0.5, **hover("without_before"),
    }  # fmt: skip
    marks = {
        "without_saved": {"symbol": "diamond", "size": 13, "color": palette.card, "line": {"color": palette.text, "width": 2}},
        "without_after": {"symbol": "circle", "size": 11, "color": SITE_COLOUR, "line": {"color": palette.card, "width": 1}},
    }  # fmt: skip
    points = [
        {"type": "scatter", "mode": "markers", "x": [int(n) for n in shown[key]], "y": at, "marker": mark, **hover(key)}
        for key, mark in marks.items()
    ]
    after = [words.number(n) for n in shown.without_after]
    saved = [f"| {words.number(n)}" for n in shown.without_saved]
    legend = label(words("chart.siting.legend"), x=0, y=1, xref="paper", yref="paper", xanchor="left", yanchor="bottom")
    legend |= {"font": {"color": palette.quiet}}
    return _of_places(shown, [bars, *points], (after, saved), theme, legend, shift=12)


def _of_places(
    shown: pd.DataFrame,
    traces: list[dict[str, Any]],
    figures: tuple[list[str], list[str]],
    theme: Theme,
    legend: dict[str, Any] | None = None,
    shift: int = 6,
    **layout: Any,
) -> go.Figure:
    """Draw bars of places, from the bottom, with their names before them and two figures behind them."""
    written, margin = flush_left(names(shown, theme), theme)
    ends = [
        label(text, x=int(end), y=y, xanchor="left", xshift=shift)
        for y, (end, text) in enumerate(zip(shown.without_before, _beside(*figures, theme), strict=True))
    ]
    above = LEGEND if legend else 0
    row = ROW if len(shown) <= MANY else NARROW_ROW
    return figure(
        theme,
        traces,
        max(row * len(shown), 60) + 8 + above,
        annotations=[*written, *ends, *([legend] if legend else [])],
        margin={
            "l": margin,
            "r": margin_for([" ".join(pair) for pair in zip(*figures, strict=True)], theme),
            "t": above,
            "b": 0,
        },
        xaxis={"visible": False, "range": [0, max(1, int(shown.without_before.max()))]},
        yaxis={"showticklabels": False, "range": [-0.5, len(shown) - 0.5]},
        font={"color": theme.palette.text},
        **layout,
    )


def _beside(first: list[str], second: list[str], theme: Theme) -> list[str]:
    """Return the texts beside bars: a figure, and quietly another."""
    colour = theme.palette.quiet
    return [
        f"{bold(one)} <span style='color:{colour}'>{escape(two)}</span>" for one, two in zip(first, second, strict=True)
    ]
