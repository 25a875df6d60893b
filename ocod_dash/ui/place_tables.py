"""Tables on a page itself: places one level down, and centres."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pandas as pd
from markupsafe import Markup

from ..exhibits import Context, Exhibit, Table
from ..exhibits.figure_tables import at_right, localities, of_centres, of_places, written
from ..exhibits.place_exhibits import in_plan
from ..metrics import places
from ..theme import status_svg
from ..web.sortable_table import NONE, Column, sortable
from .render import html


def table(
    context: Context, shown: Table, caption: str, *, rows: int = 0, marks: Column = NONE, order: Column = NONE
) -> Markup:
    """Return a table of an exhibit as HTML; see :func:`ocod_dash.web.sortable_table.sortable`."""
    shown = shown.read
    texts, headings = written(shown.frame, context.words), {column: shown.headings[column] for column in shown.frame}
    figures = at_right(texts, len(headings))
    return sortable(headings, texts, figures, caption, in_sight=rows, marks=marks, order=order)


def place_table(
    exhibit: Exhibit, measures: tuple[str, ...], links: Mapping[str, str], *, planned: bool = False, rows: int = 12
) -> Markup:
    """Return the places one level down, with a bar for percent complete and each place's course.

    Parameters
    ----------
    exhibit : Exhibit
        What the table shows.
    measures : tuple of str
        The columns.
    links : mapping of str to str
        Where each place's name leads to, by the place's code.
    planned : bool
        Leave out places without a centre in the plan.
    rows : int
        How many are in sight.
    """
    context, level = exhibit.context, exhibit.context.view.level
    of = in_plan(context) if planned else context.ask(places.progress, level=level)
    shown = of_places(context, of, measures)
    shown = replace(shown, frame=shown.frame.drop(columns="code").dropna(axis="columns", how="all"))
    names = zip(of.code, shown.frame.place, strict=True)
    marks = {"place": [html("link", to=links[code], text=name) for code, name in names]}
    marks |= {"percent_complete": [_bar(share) for share in of.percent_complete]}
    most_behind_first = of.behind_plan.rank(ascending=False, method="dense", na_option="bottom")
    order = {"behind_plan": [f"{rank:.0f}" for rank in most_behind_first]}
    bare = replace(shown, frame=shown.frame.assign(place=""))
    return table(context, bare, exhibit.title, rows=rows, marks=marks, order=order)


def centre_table(exhibit: Exhibit, shown: pd.DataFrame, rows: int = 8) -> Markup:
    """Return centres of an exhibit, each with its place under its name, but for one that all have, and the mark of its status."""
    context = exhibit.context
    found = of_centres(context, shown).read
    below = found.frame[["centre", "status", "since"]].assign(centre=localities(context, shown))
    rest = Table(below, found.headings)
    marks = {
        "centre": [html("first_line", text=each) for each in found.frame.centre],
        "status": [_mark(each) for each in shown.status],
    }
    order = {"since": ["" if pd.isna(day) else day.isoformat() for day in shown.since]}
    return table(context, rest, exhibit.title, rows=rows, marks=marks, order=order)


def _bar(share: float) -> Markup:
    """Draw a share of a hundred as a bar; none where there is none."""
    return Markup() if pd.isna(share) else html("share", share=round(share, 1))


@cache
def _mark(status: str) -> Markup:
    return html("status_mark", svg=status_svg(status, 16))
