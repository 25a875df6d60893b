"""From a grid of cells, as a sheet or an HTML table has them, to a source: its headers, its one table of several, its rows."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

import polars as pl

from ...problem import Problem, Sentence
from . import header
from .asides import SEEN
from .file import File
from .rows import finished
from .source import EXTRA, ROW, Reading, Source


def likeness(cells: pl.DataFrame, names: Collection[str]) -> tuple[int, int]:
    """Return how many headers of a grid are known, and its rows."""
    found = header.find(first(cells), names)
    return (found.matches(names), cells.height) if found else (0, 0)


def first(cells: pl.DataFrame) -> list[tuple[str | None, ...]]:
    """Return the first rows of a grid."""
    return cells.head(2 * header.DEEPEST).rows()


def source(
    cells: pl.DataFrame, file: File, kind: str, reading: Reading, names: Collection[str], notes: Sequence[Sentence] = ()
) -> Source:
    """Return the table that a grid of text cells holds.

    Parameters
    ----------
    cells : polars.DataFrame
        The cells as text, from the first row on.
    file : File
        The file that has the grid.
    kind : str
        One of ``read.KINDS``.
    reading : Reading
        How the file is read; ``header`` where that is given.
    names : collection of str
        Names of columns that such a file is known to have.
    notes : sequence of Sentence
        What the user should know about the grid.

    Raises
    ------
    Problem
        If the grid has no headers.
    """
    found = header.find(first(cells), names, None if reading.header is None else reading.header - 1)
    if found is None:
        key = "ingest.empty" if reading.header is None else "ingest.no_header"
        raise Problem(key, file=file.name, row=str(reading.header))
    notes = list(notes)
    padded = found.cells + ("",) * (cells.width - len(found.cells))
    start, end = _best_table(padded, names)
    if end - start < len([name for name in padded if name]) and start + len(padded) - end:
        others = [name for name in (*padded[:start], *padded[end:]) if name]
        if others:
            notes.append(Sentence("note.tables", {"n": len(others), "columns": ", ".join(others)}))
    above = header.above(first(cells), found, cells.width)[start:end]
    cells, padded = cells.select(cells.columns[start:end]), padded[start:end]
    how = replace(reading, header=found.at + 1)
    empty = Source(file.name, file.sha256, kind, how, padded, lambda: iter(()))
    numbered = cells.with_row_index(ROW, offset=1).with_columns(pl.col(ROW).cast(pl.Int64)).slice(found.at + 1)
    columns = dict(zip(cells.columns, empty.columns, strict=True))
    rows = finished(numbered.rename(columns).with_columns(pl.lit(None, pl.String).alias(EXTRA)), padded)
    notes += _unnamed(rows, empty)
    return replace(empty, batches=lambda: iter((rows,)), notes=tuple(notes), above=above)


def _best_table(headers: Sequence[str], names: Collection[str]) -> tuple[int, int]:
    """Return from where to where the table is, of several side by side: where the headers begin again."""
    keys = [header.header_key(name) for name in headers]
    known = {header.header_key(name) for name in names}
    repeated = {key for key in keys if key and keys.count(key) > 1}
    gaps = [place for place, key in enumerate(keys) if not key]
    if not repeated or not gaps:
        return 0, len(headers)
    bounds = [-1, *gaps, len(headers)]
    parts = [(a + 1, b) for a, b in pairwise(bounds) if b - a > 1]
    matches = [len({*keys[a:b]} & known) for a, b in parts]
    alike = [part for part, n in zip(parts, matches, strict=True) if n >= header.ENOUGH]
    # Two tables with the same headers, with a gap between; one table with a blank header is left as it is.
    return alike[0] if len(alike) > 1 else (0, len(headers))


def _unnamed(rows: pl.DataFrame, source: Source) -> list[Sentence]:
    """Return that there is text in columns without a header, which no field can be read from by name."""
    unnamed = [column for column, name in zip(source.columns, source.header, strict=True) if not name]
    if not unnamed or source.reading.header == 0:
        return []
    n = rows.select(pl.any_horizontal(pl.col(unnamed).str.contains(SEEN).fill_null(value=False)).sum()).item()
    return [Sentence("note.unnamed", {"n": int(n), "columns": ", ".join(unnamed)})] if n else []
