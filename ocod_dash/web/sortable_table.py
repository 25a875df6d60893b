"""Tables of HTML: a click on a heading sorts, what is out of sight is scrolled to, all is printed."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from .page_renderer import html

Column = Mapping[str, Sequence[str]]  # by a column's id, something for each row
NONE: Column = {}
LONG = 40  # letters of a text whose column is wider than its longest word
LONG_HEADING = 14  # and of a heading, on a phone


def sortable(
    headings: Mapping[str, str],
    rows: Sequence[Sequence[str]],
    figures: Sequence[bool],
    caption: str,
    *,
    in_sight: int = 0,
    marks: Column = NONE,
    order: Column = NONE,
    totals: int = 0,
) -> Markup:
    """Return a table.

    Parameters
    ----------
    headings : mapping of str to str
        Each column's id and heading.
    rows : sequence of sequence of str
        The cells' texts.
    figures : sequence of bool
        Whether a column is aligned right and sorts by number.
    caption : str
        What the table shows, for readers who do not see what is above it.
    in_sight : int
        How many rows are in sight, where the others are scrolled to; 0 for all.
    marks : mapping of str to sequence of Markup
        HTML before the texts of a column.
    order : mapping of str to sequence of str
        What a column is sorted by instead of its texts or figures.
    totals : int
        How many of the first rows are totals, which stay above the others however these are sorted.
    """
    cells = [
        [
            (text, marks[column][at] if column in marks else "", order[column][at] if column in order else "")
            for column, text in zip(headings, row, strict=True)
        ]
        for at, row in enumerate(rows)
    ]
    sorts = [len(cells) > 1 and _has_text(cells, at) for at in range(len(headings))]
    shown = {"headings": headings, "cells": cells, "figures": figures, "sorts": sorts, "rows": in_sight}
    return html("sortable", **shown, caption=caption, totals=totals, long=LONG, long_head=LONG_HEADING)


def _has_text(cells: list[list[tuple[str, str, str]]], at: int) -> bool:
    """Say whether there is text in a column: one of pictures has no order."""
    return any(row[at][0] or Markup(row[at][1]).striptags() for row in cells)
