"""Tables on a page itself: places one level down, and centres."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

import pandas as pd
from markupsafe import Markup, escape

from ..exhibits import Context, Exhibit, Table
from ..exhibits.figure_tables import at_right, localities, of_centres, of_places, written
from ..exhibits.place_exhibits import in_plan, progress
from ..theme import mark_svg
from ..web.sortable_table import Column, sortable
from .render import html


def table(context: Context, shown: Table, caption: str, *, rows: int = 0, totals: int = 0, **columns: Column) -> Markup:
    """Return a table of an exhibit as HTML; see :func:`ocod_dash.web.sortable_table.sortable`."""
    shown = shown.read
    texts, headings = written(shown.frame, context.words), {column: shown.headings[column] for column in shown.frame}
    figures = at_right(texts, len(headings))
    return sortable(headings, texts, figures, caption, in_sight=rows, totals=totals, **columns)


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
    context = exhibit.context
    of = in_plan(context) if planned else progress(context)
    shown = of_places(context, of, measures).without("code", "short")  # "behind_plan" is read as the same figure
    shown = replace(shown, frame=shown.frame.dropna(axis="columns", how="all"))
    marks = {"place": linked(of.code, shown.frame.place, links), "percent_complete": [*map(_bar, of.percent_complete)]}
    most_behind_first = of.short.rank(ascending=False, method="dense", na_option="bottom")
    order = {"behind_plan": [f"{rank:.0f}" for rank in most_behind_first]}
    bare = replace(shown, frame=shown.frame.assign(place=""))
    return table(context, bare, exhibit.title, rows=rows, marks=marks, order=order)


def linked(codes: Iterable[str], names: Iterable[str], links: Mapping[str, str]) -> list[Markup]:
    """Return the names of places as links, by their codes; a name without one, such as of a total, as it is."""
    named = zip(codes, names, strict=True)
    return [html("link", to=links[code], text=name) if code in links else escape(name) for code, name in named]


def centre_table(exhibit: Exhibit, shown: pd.DataFrame, rows: int = 8) -> Markup:
    """Return centres of an exhibit, each with its place under its name, but for one that all have, and the mark of its status."""
    context = exhibit.context
    found = of_centres(context, shown).read
    below = found.frame[["centre", "status", "since"]].assign(centre=localities(context, shown))
    rest = Table(below, found.headings)
    marks = {
        "centre": [html("first_line", text=each) for each in found.frame.centre],
        "status": [mark(each) for each in shown.status],
    }
    order = {"since": ["" if pd.isna(day) else day.isoformat() for day in shown.since]}
    return table(context, rest, exhibit.title, rows=rows, marks=marks, order=order)


def _bar(share: float) -> Markup:
    """Draw a share of a hundred as a bar; none where there is none."""
    return Markup() if pd.isna(share) else html("share", share=round(share, 1))


@cache
def mark(status: str) -> Markup:
    """Return the mark of a status or of an option, as it stands before its name."""
    return html("status_mark", svg=mark_svg(status, 16))
