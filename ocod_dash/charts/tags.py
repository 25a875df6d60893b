"""The goals of programmes: their tags as a heat map."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from ..theme import Theme
from .template import bold, escape, figure, label, margin_for

LINE, KEY = 34, 20  # pixels of a row of cells, and of a line of the key


def matrix(
    pairs: pd.DataFrame, named: Mapping[str, str], lines: Mapping[str, str], goals: Mapping[str, str], theme: Theme
) -> go.Figure:
    """Draw how many programmes have each pair of action line and SDG, with the number in the cell.

    Parameters
    ----------
    pairs : pandas.DataFrame
        ``programmes.matrix``.
    named : mapping of str to str
        The programmes' names by id.
    lines, goals : mapping of str to str
        The names of the action lines, from the top, and of the SDGs, from the left, by code.
    theme : Theme
        Language and theme.
    """
    palette = theme.palette
    behind = pairs.groupby(["line", "sdg"]).programme_id.apply(list)
    down = [escape(name) for name in [*lines.values()][::-1]]
    counts = {pair: len(ids) for pair, ids in behind.items()}
    most = max(counts.values())
    texts, cells, grounds = [], [], []
    for y, line in enumerate([*lines][::-1]):
        for x, goal in enumerate(goals):
            n = counts.get((line, goal), 0)
            if n:
                names = ", ".join(escape(named.get(code, code)) for code in behind[(line, goal)])
                cells.append((x, y, (f"{lines[line]} · SDG {goal} {goals[goal]}", names)))
                step = min(len(palette.sequence) - 1, round((n - 1) / max(most - 1, 1) * (len(palette.sequence) - 1)))
                box = {"type": "rect", "x0": x - 0.48, "x1": x + 0.48, "y0": y - 0.46, "y1": y + 0.46, "layer": "below"}
                grounds.append(box | {"fillcolor": palette.sequence[step], "line": {"width": 0}})
                texts.append(label(bold(str(n)), x=x, y=y, font={"color": _on(palette.sequence[step])}))
    squares = {
        "type": "scatter", "mode": "markers", "x": [cell[0] for cell in cells], "y": [cell[1] for cell in cells],
        "marker": {"size": 30, "symbol": "square", "opacity": 0, "color": palette.text},  # for the pointer alone
        "customdata": [cell[2] for cell in cells], "name": "",
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}",
    }  # fmt: skip
    margin, half = margin_for(down, theme), -(-len(goals) // 2)
    key = [  # in two columns: from the edge, and from the cells
        label(f"{bold(goal)} {escape(name)}", x=0, xref="paper", xanchor="left", y=0, yref="paper", yanchor="top")
        | {"xshift": 0 if at >= half else -margin, "yshift": -30 - KEY * (at % half), "font": {"color": palette.quiet}}
        for at, (goal, name) in enumerate(goals.items())
    ]
    return figure(
        theme,
        [squares],
        LINE * len(lines) + KEY * half + 44,
        shapes=grounds,
        annotations=texts + key,
        margin={"l": margin, "r": 0, "t": 0, "b": KEY * half + 36},
        xaxis={"tickvals": list(range(len(goals))), "ticktext": list(goals), "side": "bottom"}
        | {"range": [-0.5, len(goals) - 0.5]},
        yaxis={"tickvals": list(range(len(lines))), "ticktext": down, "range": [-0.5, len(lines) - 0.5]},
    )


def _on(colour: str) -> str:
    """Return black or white, whichever reads better on a colour."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#14213D" if 0.299 * red + 0.587 * green + 0.114 * blue > 140 else "#FFFFFF"
