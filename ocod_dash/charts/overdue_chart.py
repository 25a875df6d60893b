"""Places by their centres overdue, each beside its centres in the plan and its longest delay."""

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
    palette, words = theme.palette, theme.words
    rows = places[::-1]  # bars are counted from the bottom
    titles = names(rows, theme)
    beside = [words("overdue.beside", plan=int(row.in_plan), days=int(row.overdue_days)) for row in rows.itertuples()]
    texts = [
        f" {bold(words.number(row.overdue))}   <span style='color:{palette.quiet}'>{text}</span>"
        for row, text in zip(rows.itertuples(), beside, strict=True)
    ]
    written, margin = flush_left(titles, theme)
    bars = {
        "type": "bar", "orientation": "h", "x": list(rows.overdue), "y": list(range(len(rows))), "text": texts,
        "marker": {"color": STATUS_COLOURS["in_progress"]}, "textposition": "outside", "cliponaxis": False,
        "customdata": list(zip(titles, rows.code, strict=True)), "name": "", "meta": words("measure.overdue"),
        "hovertemplate": "%{customdata[0]}: <b>%{x:,}</b> " + words("measure.overdue"),
    }  # fmt: skip
    return figure(
        theme,
        [bars],
        max(ROW * len(rows), 60) + 8,
        annotations=written,
        margin={"l": margin, "r": margin_for([f"{each} 00" for each in beside], theme), "t": 0, "b": 0},
        xaxis={"visible": False, "range": [0, max(1, rows.overdue.max())]},
        yaxis={"showticklabels": False, "range": [-0.5, len(rows) - 0.5]},
    )
