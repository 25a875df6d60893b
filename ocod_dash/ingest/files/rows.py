"""Rows of text as every reader gives them: blank ones left out, those beside the table marked, cells of bounded length."""

from collections.abc import Sequence

import polars as pl

from .asides import SEEN, marked
from .source import ROW

# Cells of a blank row hold fewer bytes than this, on average.
SHORT = 4
# As much as a cell of a spreadsheet holds; one letter more shows that there was more.
LONGEST = 32_767


def finished(rows: pl.DataFrame, header: Sequence[str]) -> pl.DataFrame:
    """Leave out blank rows, cut cells that are too long, and mark the rows that are beside the table.

    Parameters
    ----------
    rows : polars.DataFrame
        Text columns, those of the table first, ``ROW`` and ``EXTRA``.
    header : sequence of str
        The headers, in the order of the columns.

    Returns
    -------
    polars.DataFrame
        The rows with ``ASIDE``: the first text of a total, a note or a repeated header row, null for a row of the table.
    """
    return marked(_not_blank(_bounded(rows)), header)


def _bounded(rows: pl.DataFrame) -> pl.DataFrame:
    sizes = rows.select(pl.col(pl.String).str.len_bytes().max()).row(0, named=True)
    long = [name for name, size in sizes.items() if (size or 0) > LONGEST]
    return rows.with_columns(pl.col(long).str.head(LONGEST + 1)) if long else rows


def _not_blank(rows: pl.DataFrame) -> pl.DataFrame:
    """Leave out the rows that hold nothing, or nothing but spaces and invisible characters, such as an old end-of-file mark."""
    # Looking into every cell is slow, and a blank row is short.
    size = pl.sum_horizontal(pl.col(pl.String).str.len_bytes().fill_null(0))
    short = rows.filter(size <= SHORT * rows.width)
    blank = short.filter(~pl.any_horizontal(pl.col(pl.String).str.contains(SEEN).fill_null(value=False)))
    return rows.filter(~pl.col(ROW).is_in(blank[ROW].implode())) if blank.height else rows
