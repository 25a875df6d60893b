"""Workbooks with a sheet a month: a row is of the month that its sheet is named after."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

import polars as pl

from ... import dates
from ...problem import Problem, Sentence
from ..files import ASIDE, DITTO, EXTRA, ROW, Source, header_key, with_dittos_read
from .month_columns import MONTH

EXPECTED = "2026-01, ม.ค. 2569"


def with_months_of_sheets(source: Source, fields: Mapping[str, Collection[str]]) -> Source:
    """Return a file with the month of each row, which is its sheet's name; sheets with the same headers are read as one.

    A file whose rows have a month, or none of whose sheets is named after one, is returned as it is.

    Parameters
    ----------
    source : Source
        The file, with its ditto marks read.
    fields : mapping of str to collection of str
        The other names of the fields ``month`` and ``year``.

    Raises
    ------
    Problem
        If some of the sheets are named after a month and others are not, or two after the same one.
    """
    keys = {header_key(header) for header in source.header}
    has_month, has_year = (
        any(header_key(name) in keys for name in (field, *fields[field])) for field in ("month", "year")
    )
    if has_month or source.reading.sheet is None:
        return source
    sheets = [source, *map(with_dittos_read, source.alike)]
    sheets.sort(key=lambda each: source.sheets.index(str(each.reading.sheet)))
    names = [str(each.reading.sheet) for each in sheets]
    months = [dates.month_start(name) or (has_year and dates.month(name)) or None for name in names]
    if not any(months):
        return source
    if None in months or len({*months}) < len(months):
        raise Problem("ingest.month_sheets", file=source.name, sheets=", ".join(names), expected=EXPECTED)
    lasts = [max((int(batch[ROW].max() or 0) for batch in each.batches()), default=0) for each in sheets]  # type: ignore[arg-type]
    before = [sum(lasts[:at]) for at in range(len(sheets))]

    def batches() -> Iterator[pl.DataFrame]:
        for sheet, name, row in zip(sheets, names, before, strict=True):
            own = {header_key(column): column for column in sheet.columns}
            same = (pl.col(own[header_key(column)]).alias(column) for column in source.columns)
            chosen = [pl.col(ROW) + row, EXTRA, ASIDE, DITTO, *same, pl.lit(name).alias(MONTH)]
            yield from (batch.select(chosen) for batch in sheet.batches())

    rows = ", ".join(f"{name} {row + 1}–{row + last}" for name, row, last in zip(names, before, lasts, strict=True))
    others = [note for each in sheets for note in each.notes if note.key != "note.sheets"]
    notes = (*others, Sentence("note.month_sheets", {"n": len(sheets), "rows": rows}))
    return replace(source, header=(*source.header, MONTH), batches=batches, notes=notes, alike=())
