"""Places by how late they are: by their centres overdue, or by the days behind their plan."""

import pandas as pd
import plotly.graph_objects as go

from ..theme import STATUS_COLOURS, Theme
from .template import bold, figure, flush_left, margin_for, names

ROW = 30  # pixels a bar has with the space round it


def overdue(places: pd.DataFrame, theme: Theme) -> go.Figure:
    """Draw the centres overdue of each place, in the order given, from the top.

    Parameters
    ----------
    places : pandas.DataFrame
        Rows of ``places.progress``.
    theme : Theme
        Language and theme.
    """
    words = theme.words
    beside = [words("overdue.beside", plan=int(row.in_plan), days=int(row.overdue_days)) for row in places.itertuples()]
    return _bars(places, "overdue", beside, theme)


def late(places: pd.DataFrame, theme: Theme) -> go.Figure:
    """Draw the days that each place is behind its plan, in the order given, from the top; beside them the centres.

    Parameters
    ----------
    places : pandas.DataFrame
        Rows of ``places.progress`` with ``late_days``, none of which is below 0.
    theme : Theme
        Language and theme.
    """
    beside = [theme.words("late.beside", opened=int(row.opened), due=int(row.due)) for row in places.itertuples()]
    return _bars(places, "late_days", beside, theme)


def _bars(places: pd.DataFrame, measure: str, beside: list[str], theme: Theme) -> go.Figure:
    palette, words = theme.palette, theme.words
    rows, beside = places[::-1], beside[::-1]  # bars are counted from the bottom
    titles = names(rows, theme)
    texts = [
        f" {bold(words.number(figure))}   <span style='color:{palette.quiet}'>{text}</span>"
        for figure, text in zip(rows[measure], beside, strict=True)
    ]
    written, margin = flush_left(titles, theme)
    bars = {
        "type": "bar", "orientation": "h", "x": [int(figure) for figure in rows[measure]],
        "y": list(range(len(rows))), "text": texts,
        "marker": {"color": STATUS_COLOURS["in_progress"]}, "textposition": "outside", "cliponaxis": False,
        "customdata": list(zip(titles, rows.code, strict=True)), "name": "", "meta": words(f"measure.{measure}"),
        "hovertemplate": "%{customdata[0]}: <b>%{x:,}</b> " + words(f"measure.{measure}.clause"),
    }  # fmt: skip
    return figure(
        theme,
        [bars],
        max(ROW * len(rows), 60) + 8,
        annotations=written,
        margin={"l": margin, "r": margin_for([f"{each} 00" for each in beside], theme), "t": 0, "b": 0},
        xaxis={"visible": False, "range": [0, max(1, int(rows[measure].max()))]},
        yaxis={"showticklabels": False, "range": [-0.5, len(rows) - 0.5]},
    )
