"""Rows that are beside a table though they are among its rows: totals, notes, headers that come again."""

import re
from collections.abc import Sequence

import polars as pl

from .source import ASIDE, ROW, trimmed

# What a cell has that is not blank.
SEEN = r"[^\s\p{Cc}\p{Cf}]"
# A total or a note begins in one of so many columns.
FOREMOST = 4
# The first cell of a row that sums up those above it, or that is a note about the table.
TOTAL = (
    r"(?i)^\s*(รวม|รวมทั้งสิ้น|รวมทั้งหมด|รวมทั้งจังหวัด|ยอดรวม|ผลรวม|รวมยอด|จำนวนรวม|(grand |sub-?)?totals?|sum)"
    r"\s*:?\s*([\d๐-๙][\d๐-๙,. ]*.{0,20})?\s*$"
)
NOTE = r"(?i)^\s*(หมายเหตุ|ตารางที่|ที่มา|แหล่งที่มา|แหล่งข้อมูล|ข้อมูล\s*ณ|ผู้จัดทำ|ผู้รายงาน|notes?\b|remarks?\b|sources?\b|\*)"
# What a total has in its other cells: numbers, with their unit.
COUNT = r"^[\d๐-๙][\d๐-๙,. ]*.{0,10}$"
# Headers of which this share is in a row, of 1, come again in it.
AGAIN = 0.8
# A table of fewer columns has no totals or notes that can be told from its rows.
NARROW = 3


def marked(rows: pl.DataFrame, header: Sequence[str]) -> pl.DataFrame:
    """Add ``ASIDE``: the first text of a total, a note or a repeated header row, null for a row of the table.

    Parameters
    ----------
    rows : polars.DataFrame
        Text columns, those of the table first, and ``ROW``.
    header : sequence of str
        The headers, in the order of the columns.
    """
    columns = [name for name in rows.columns if name != ROW][: len(header)]
    seen = (pl.when(pl.col(name).str.contains(SEEN)).then(pl.col(name)) for name in columns[:FOREMOST])
    first = pl.coalesce(*seen, pl.lit(None, pl.String))
    # Few rows begin like one of these; only they are looked at whole.
    begins = [name for name in header[:FOREMOST] if name][:1]
    likely = first.str.contains(TOTAL) | first.str.contains(NOTE) | first.str.strip_chars().is_in(begins)
    texts = {
        row: text
        for row, text, *cells in rows.filter(likely).select(ROW, first.alias(ASIDE), *columns).iter_rows()
        if _aside(text, cells, header)
    }
    marks = pl.DataFrame(
        {ROW: list(texts), ASIDE: list(texts.values())}, schema={ROW: rows.schema[ROW], ASIDE: pl.String}
    )
    return rows.join(marks, on=ROW, how="left", maintain_order="left")


def _aside(text: str, cells: Sequence[str | None], header: Sequence[str]) -> bool:
    filled = sum(bool(trimmed(cell)) for cell in cells)
    named = [(trimmed(cell), name) for cell, name in zip(cells, header, strict=True) if name]
    if len(named) > 1 and sum(cell == name for cell, name in named) >= AGAIN * len(named):
        return True
    counts = all(re.match(COUNT, trimmed(cell)) for cell in cells if trimmed(cell) and cell != text)
    total, note = re.search(TOTAL, text), re.search(NOTE, text)
    if len(cells) < NARROW:
        return False
    return (total is not None and (counts or filled <= len(cells) / 2)) or (note is not None and filled == 1)
