"""Tables that a page shows as they are: sorted by a click on a heading, scrolled on the screen, printed whole."""

from collections.abc import Mapping, Sequence
from functools import cache

import pandas as pd
from markupsafe import Markup

from ..exhibits import Context, Table
from ..exhibits.figure_tables import at_right, of_centres, of_places, written
from ..exhibits.place_exhibits import lowest_first
from ..metrics import places as measured
from ..metrics import rollout
from ..theme import status_svg
from .part import html

Column = Mapping[str, Sequence[str]]  # by a column's id, something for each row
NONE: Column = {}


def plain(context: Context, table: Table, *, rows: int = 0, marks: Column = NONE, order: Column = NONE) -> Markup:
    """Return a table as HTML.

    Parameters
    ----------
    context : Context
        This run.
    table : Table
        A column of figures stands at the right.
    rows : int
        How many rows are in sight, where the others are scrolled to; 0 for all.
    marks : mapping of str to sequence of Markup
        HTML before the texts of a column.
    order : mapping of str to sequence of str
        What a column is sorted by instead of its texts or figures.
    """
    texts, heads, columns = written(table.frame, context.words), table.heads, list(table.frame)
    cells = [
        [
            (text, marks[column][at] if column in marks else "", order[column][at] if column in order else "")
            for column, text in zip(columns, line, strict=True)
        ]
        for at, line in enumerate(texts)
    ]
    figures, sorts = at_right(texts, len(heads)), [len(cells) > 1 and _says(cells, at) for at in range(len(heads))]
    return html("sortable", heads=heads, cells=cells, figures=figures, sorts=sorts, rows=rows, words=context.words)


def _says(cells: list[list[tuple[str, str, str]]], at: int) -> bool:
    """Say whether there is text in a column: one of pictures has no order."""
    return any(line[at][0] or Markup(line[at][1]).striptags() for line in cells)


def places(context: Context, measures: tuple[str, ...], *, planned: bool = False, rows: int = 12) -> Markup:
    """Return the places one level down as a table, with a bar for percent complete and each place's course.

    Parameters
    ----------
    context : Context
        This run.
    measures : tuple of str
        The columns.
    planned : bool
        Leave out places without a centre in the plan, and the courses; the lowest percent complete stands first.
    rows : int
        How many are in sight.
    """
    words, level = context.words, context.view.level
    of = lowest_first(context) if planned else context.ask(measured.progress, level=level)
    table = of_places(context, of, measures)
    frame, headings = table.frame.drop(columns="code").dropna(axis="columns", how="all"), dict(table.headings)
    marks = {"percent_complete": [_bar(share) for share in of.percent_complete]}
    if not planned:
        course = context.ask(rollout.course, level=level)
        curves = course[course.opened.notna()].groupby("code").opened.apply(list)
        if len(curves) and curves.map(len).max() > 2:
            frame["course"], headings["course"] = "", words("table.course")
            marks["course"] = [_course(curves.get(code, [])) for code in of.code]
    return plain(context, Table(frame, headings), rows=rows, marks=marks)


def centres(context: Context, shown: pd.DataFrame, rows: int = 8) -> Markup:
    """Return centres as a table: each with its place under its name, but for one that all have, and the mark of its status."""
    view, found = context.view, of_centres(context, shown)
    differ = ["district"] * (not view.district) + ["province"] * (len(view.provinces) != 1)
    places = found.frame[differ].agg(", ".join, axis="columns") if differ else ""
    table = Table(found.frame[["centre", "status", "since"]].assign(centre=places), found.headings)
    marks = {
        "centre": [Markup('<span class="ocod-first">{}</span>').format(each) for each in found.frame.centre],
        "status": [_mark(each) for each in shown.status],
    }
    order = {"since": ["" if pd.isna(day) else day.isoformat() for day in shown.since]}
    return plain(context, table, rows=rows, marks=marks, order=order)


def _bar(share: float) -> Markup:
    """Draw a share of a hundred as a bar; none where there is none."""
    if pd.isna(share):
        return Markup("")
    return Markup('<i class="ocod-share" style="--share: {}%"></i>').format(round(share, 1))


def _course(opened: Sequence[float]) -> Markup:
    """Draw a course as a small area from nothing to its highest."""
    if len(opened) < 2:
        return Markup("")
    most = max(*opened, 1)
    line = " ".join(
        f"{100 * at / (len(opened) - 1):.4g},{100 - 100 * value / most:.4g}" for at, value in enumerate(opened)
    )
    return Markup(
        '<svg class="ocod-course" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">'
        '<polygon points="0,100 {0} 100,100"/><polyline points="{0}"/></svg>'
    ).format(line)


@cache
def _mark(status: str) -> Markup:
    return Markup('<span class="ocod-status" aria-hidden="true">{}</span>').format(Markup(status_svg(status, 16)))
