"""Who has how many centres: the Lorenz curve, and the fifths of provinces by income."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ..i18n import Words
from ..theme import STATUS_COLOURS, Theme, rgba
from .template import bold, escape, figure, flush_left, label, margin_for

NONE: Mapping[int, str] = {}
MOST_NAMED = 6  # provinces marked that a chart of another program has as series of their own; more are one
PALE = 0.35  # of the colour of what is not chosen, where something is


def lorenz(curve: pd.DataFrame, theme: Theme, chosen: tuple[str, ...] = (), height: int = 320) -> go.Figure:
    """Draw the share of the centres that each share of the people has, fewest first, against equal shares.

    Parameters
    ----------
    curve : pandas.DataFrame
        ``equity.lorenz``.
    theme : Theme
        Language and theme.
    chosen : tuple of str
        Codes of the provinces whose parts of the curve are marked, the others pale; none marks none.
    height : int
        In pixels.
    """
    palette, words = theme.palette, theme.words
    blue = STATUS_COLOURS["open"]
    names = words.names(curve)
    written = [
        (name, words.percent(x), words.percent(y))
        for name, x, y in zip(names, curve.people, curve.centres, strict=True)
    ]
    hover = words("chart.lorenz.hover", name_people="%{customdata[1]}", name_centres="%{customdata[2]}")
    traces: list[dict[str, Any]] = [
        {"type": "scatter", "mode": "lines", "x": [0, 100], "y": [0, 100], "hoverinfo": "skip", "name": ""}
        | {"meta": words("chart.lorenz.equal")}
        | {"line": {"color": palette.plan, "width": 1.5, "dash": "5px,4px"}},
        {
            "type": "scatter", "mode": "lines", "x": [0.0, *curve.people], "y": [0.0, *curve.centres], "name": "",
            "line": {"color": rgba(blue, PALE) if chosen else blue, "width": 3},
            "fill": "tonexty", "fillcolor": rgba(blue, 0.15),
            "customdata": [("", words.percent(0), words.percent(0)), *written],
            "hovertemplate": "%{customdata[0]}<br>" + hover, "meta": words("chart.lorenz.centres"),
        },
    ]  # fmt: skip
    traces += _marked(curve, written, "%{customdata[0]}<br>" + hover, chosen, words)
    steps = [0, 25, 50, 75, 100]
    text = [f"{step}%" for step in steps]
    labels = [
        label(words("chart.lorenz.equal"), x=50, y=50, xanchor="right", yanchor="bottom", xshift=-6)
        | {"font": {"color": palette.quiet}},
        label(words("chart.lorenz.people"), x=1, xref="paper", y=0, xanchor="right", yanchor="bottom", yshift=3)
        | {"font": {"color": palette.quiet}},
        label(words("chart.lorenz.centres"), x=0, y=100, xanchor="left", yanchor="top", xshift=4)
        | {"font": {"color": palette.quiet}},
    ]
    return figure(
        theme,
        traces,
        height,
        annotations=labels,
        margin={"l": 44, "r": 24, "t": 8, "b": 26},
        xaxis={"range": [0, 100], "tickvals": steps[1:], "ticktext": text[1:]},
        yaxis={"range": [0, 100], "tickvals": steps, "ticktext": text, "showgrid": True},
    )


def _marked(
    curve: pd.DataFrame, written: list[tuple[str, str, str]], hover: str, chosen: tuple[str, ...], words: Words
) -> list[dict[str, Any]]:
    """Return the parts of the curve of some provinces, each ending in a point; of many, all with one name."""
    blue, (people, centres) = STATUS_COLOURS["open"], ([0.0, *curve[name]] for name in ("people", "centres"))
    return [
        {
            "type": "scatter", "mode": "lines+markers", "x": people[at : at + 2], "y": centres[at : at + 2], "name": "",
            "line": {"color": blue, "width": 4}, "marker": {"color": blue, "size": [0, 8]},
            "customdata": [written[at], written[at]], "hovertemplate": hover,
            "meta": written[at][0] if len(chosen) <= MOST_NAMED else words("equity.fifth.selected", n=len(chosen)),
        }
        for at, code in enumerate(curve.code) if code in chosen
    ]  # fmt: skip


def fifths(rows: pd.DataFrame, theme: Theme, chosen: Mapping[int, str] = NONE) -> go.Figure:
    """Draw open centres per 100,000 registered people of each fifth of the provinces by income, the poorest on top.

    Parameters
    ----------
    rows : pandas.DataFrame
        ``equity.fifths``.
    theme : Theme
        Language and theme.
    chosen : mapping of int to str
        The fifths that are marked, the others pale, each with what is written beside its figure; none marks none.
    """
    palette, words = theme.palette, theme.words
    shown = rows.iloc[::-1]
    last = {1: "poorest", len(rows): "richest"}
    titles = [
        words(f"equity.fifth.{last.get(int(row.fifth), 'middle')}", fifth=int(row.fifth)) for row in shown.itertuples()
    ]
    at = list(range(len(shown)))
    written, margin = flush_left(titles, theme)
    strong = [int(fifth) in (chosen or last) for fifth in shown.fifth]
    beside = [chosen.get(int(fifth), "") for fifth in shown.fifth]
    quiet = f"<span style='color:{palette.quiet}'>"
    bars = {
        "type": "bar", "orientation": "h", "x": list(shown.per_100k), "y": at, "name": "", "textposition": "outside",
        "text": [
            f" {bold(words.number(value, 1))}" + (f"   {quiet}{escape(text)}</span>" if text else "")
            for value, text in zip(shown.per_100k, beside, strict=True)
        ],
        "cliponaxis": False,
        "marker": {"color": [STATUS_COLOURS["open"] if each else rgba(STATUS_COLOURS["open"], PALE) for each in strong]},
        "customdata": [
            (title, words("equity.incomes", low=words.number(row.income_from), high=words.number(row.income_to)))
            for title, row in zip(titles, shown.itertuples(), strict=True)
        ],
        "hovertemplate": "%{customdata[0]}: <b>%{x:.1f}</b><br>%{customdata[1]}", "meta": words("measure.per_100k"),
    }  # fmt: skip
    return figure(
        theme,
        [bars],
        44 * len(shown) + 8,
        annotations=written,
        margin={"l": margin, "r": 48 + margin_for(beside, theme) * any(beside), "t": 0, "b": 0},
        xaxis={"visible": False, "range": [0, max(shown.per_100k.max(), 0.1)]},
        yaxis={"showticklabels": False, "range": [-0.5, len(shown) - 0.5]},
        font={"color": palette.text},
    )
