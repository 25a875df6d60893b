"""Tables on a page itself: places one level down, and centres."""

from functools import cache

import pandas as pd
from markupsafe import Markup

from ..exhibits import Context, Table
from ..exhibits.figure_tables import at_right, localities, of_centres, of_places, written
from ..exhibits.place_exhibits import lowest_first
from ..metrics import places
from ..theme import status_svg
from ..web.sortable_table import NONE, Column, sortable
from .render import html


def table(context: Context, shown: Table, *, rows: int = 0, marks: Column = NONE, order: Column = NONE) -> Markup:
    """Return a table of an exhibit as HTML; see :func:`ocod_dash.web.sortable_table.sortable`."""
    texts, headings = written(shown.frame, context.words), {column: shown.headings[column] for column in shown.frame}
    figures = at_right(texts, len(headings))
    return sortable(context.words, headings, texts, figures, in_sight=rows, marks=marks, order=order)


def place_table(context: Context, measures: tuple[str, ...], *, planned: bool = False, rows: int = 12) -> Markup:
    """Return the places one level down, with a bar for percent complete.

    Parameters
    ----------
    context : Context
        The data, the view and the language.
    measures : tuple of str
        The columns.
    planned : bool
        Leave out places without a centre in the plan; the lowest percent complete comes first.
    rows : int
        How many are in sight.
    """
    level = context.view.level
    of = lowest_first(context) if planned else context.ask(places.progress, level=level)
    shown = of_places(context, of, measures)
    frame, headings = shown.frame.drop(columns="code").dropna(axis="columns", how="all"), dict(shown.headings)
    marks = {"percent_complete": [_bar(share) for share in of.percent_complete]}
    return table(context, Table(frame, headings), rows=rows, marks=marks)


def centre_table(context: Context, shown: pd.DataFrame, rows: int = 8) -> Markup:
    """Return centres, each with its place under its name, but for one that all have, and the mark of its status."""
    found = of_centres(context, shown)
    below = found.frame[["centre", "status", "since"]].assign(centre=localities(context, shown))
    rest = Table(below, found.headings)
    marks = {
        "centre": [html("first_line", text=each) for each in found.frame.centre],
        "status": [_mark(each) for each in shown.status],
    }
    order = {"since": ["" if pd.isna(day) else day.isoformat() for day in shown.since]}
    return table(context, rest, rows=rows, marks=marks, order=order)


def _bar(share: float) -> Markup:
    """Draw a share of a hundred as a bar; none where there is none."""
    return Markup() if pd.isna(share) else html("share", share=round(share, 1))


@cache
def _mark(status: str) -> Markup:
    return html("status_mark", svg=status_svg(status, 16))
