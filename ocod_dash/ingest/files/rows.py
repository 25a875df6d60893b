"""Rows of text as every reader gives them: blank ones left out, those beside the table marked, cells of bounded length."""

import re
from collections.abc import Sequence

import polars as pl

from .source import ASIDE, ROW

# What a cell has that is not blank.
SEEN = r"[^\s\p{Cc}\p{Cf}]"
# Cells of a blank row hold fewer bytes than this, on average.
SHORT = 4
# A total or a note begins in one of so many columns.
FOREMOST = 4
# As much as a cell of a spreadsheet holds; one letter more shows that there was more.
LONGEST = 32_767
# The first cell of a row that sums up those above it, or that is a note about the table.
TOTAL = (
    r"(?i)^\s*(รวม|รวมทั้งสิ้น|รวมทั้งหมด|รวมทั้งจังหวัด|ยอดรวม|ผลรวม|รวมยอด|จำนวนรวม|(grand |sub-?)?totals?|sum)"
    r"\s*:?\s*([\d๐-๙][\d๐-๙,. ]*.{0,20})?\s*$"
)
NOTE = r"(?i)^\s*(หมายเหตุ|ที่มา|แหล่งที่มา|แหล่งข้อมูล|ข้อมูล\s*ณ|ผู้จัดทำ|ผู้รายงาน|notes?\b|remarks?\b|sources?\b|\*)"


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
    return _marked(_not_blank(_bounded(rows)), header)


def _bounded(rows: pl.DataFrame) -> pl.DataFrame:
    sizes = rows.select(pl.col(pl.String).str.len_bytes().max())
    long = [
        name
        for name, (size,) in zip(sizes.columns, zip(*sizes.rows(), strict=True), strict=True)
        if (size or 0) > LONGEST
    ]
    return rows.with_columns(pl.col(long).str.head(LONGEST + 1)) if long else rows


def _not_blank(rows: pl.DataFrame) -> pl.DataFrame:
    """Leave out the rows that hold nothing, or nothing but spaces and invisible characters, such as an old end-of-file mark."""
    # Looking into every cell is slow, and a blank row is short.
    size = pl.sum_horizontal(pl.col(pl.String).str.len_bytes().fill_null(0))
    short = rows.filter(size <= SHORT * rows.width)
    blank = short.filter(~pl.any_horizontal(pl.col(pl.String).str.contains(SEEN).fill_null(value=False)))
    return rows.filter(~pl.col(ROW).is_in(blank[ROW].implode())) if blank.height else rows


def _marked(rows: pl.DataFrame, header: Sequence[str]) -> pl.DataFrame:
    columns = [name for name in rows.columns if name != ROW][: len(header)]
    first = pl.coalesce(pl.when(pl.col(name).str.contains(SEEN)).then(pl.col(name)) for name in columns[:FOREMOST])
    found = rows.select(ROW, first=first) if columns else rows.select(ROW, first=pl.lit(None, pl.String))
    named = [(column, name) for column, name in zip(columns, header, strict=False) if name]
    likely = pl.col("first").str.contains(TOTAL) | pl.col("first").str.contains(NOTE)
    if named:
        likely |= pl.col("first") == named[0][1]
    rows_likely = found.filter(likely.fill_null(value=False))
    if rows_likely.is_empty():
        return rows.with_columns(pl.lit(None, pl.String).alias(ASIDE))
    cells = rows.filter(pl.col(ROW).is_in(rows_likely[ROW].implode()))
    texts: dict[int, str] = {}
    for line, (row, *values) in zip(rows_likely["first"], cells.select(ROW, *columns).iter_rows(), strict=True):
        filled = [value for value in values if value and re.search(r"\S", value)]
        repeated = len(named) > 1 and sum(
            " ".join((values[columns.index(column)] or "").split()) == name for column, name in named
        ) >= max(2, round(0.8 * len(named)))
        total = bool(re.search(TOTAL, line)) and len(columns) > 2 and len(filled) <= len(columns) / 2
        note = bool(re.search(NOTE, line)) and len(columns) > 2 and len(filled) == 1
        if repeated or total or note:
            texts[row] = line
    marks = pl.DataFrame(
        {ROW: list(texts), ASIDE: list(texts.values())}, schema={ROW: rows.schema[ROW], ASIDE: pl.String}
    )
    return rows.join(marks, on=ROW, how="left", maintain_order="left")
