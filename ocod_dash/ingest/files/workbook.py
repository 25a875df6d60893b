"""Reading workbooks: XLSX, old XLS and ODS, at once, after a check that this is safe."""

import zipfile
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl

from ...problem import Problem
from . import header
from .source import EXTRA, ROW, Reading, Source, not_blank

# What a workbook may unpack to, in bytes; more is a bomb, or too much for the memory.
LARGEST = 2_000_000_000
# A sheet's own text never packs better than this, of 1; a bomb does.
DENSEST = 500
# What an old container that holds an encrypted new workbook contains, letter by letter.
SEALED = "EncryptedPackage".encode("utf-16-le")


def read(path: Path, sha256: str, kind: str, reading: Reading, names: Collection[str]) -> Source:
    """Read a sheet of a workbook, by default the one with the most headers that are known.

    Raises
    ------
    Problem
        If the workbook is encrypted, damaged or too large, or has no such sheet or no headers.
    """
    if kind in ("xlsx", "ods"):
        _safe(path, kind)
    elif SEALED in path.read_bytes():
        raise Problem("ingest.encrypted", file=path.name)
    try:
        book = fastexcel.read_excel(path)
    except fastexcel.FastExcelError as error:
        raise _refusal(path, error) from None
    sheets = tuple(book.sheet_names)
    if reading.sheet is not None and reading.sheet not in sheets:
        raise Problem("ingest.sheet", file=path.name, value=reading.sheet, sheets=", ".join(sheets))
    wanted = (reading.sheet,) if reading.sheet is not None else sheets
    read = {name: _cells(book, name, path) for name in wanted}
    name = max(read, key=lambda each: _likeness(read[each], names))
    cells = read[name]
    found = header.find(_first(cells), names, None if reading.header is None else reading.header - 1)
    if found is None:
        key = "ingest.empty" if reading.header is None else "ingest.no_header"
        raise Problem(key, file=path.name, row=str(reading.header))
    how = Reading(header=found.at + 1, sheet=name)
    padded = found.cells + ("",) * (cells.width - len(found.cells))
    source = Source(path.name, sha256, kind, how, padded, lambda: iter(()), sheets)
    numbered = cells.with_row_index(ROW, offset=1).with_columns(pl.col(ROW).cast(pl.Int64)).slice(found.at + 1)
    columns = dict(zip(cells.columns, source.columns, strict=True))
    rows = not_blank(numbered.rename(columns).with_columns(pl.lit(None, pl.String).alias(EXTRA)))
    return replace(source, batches=lambda: iter((rows,)))


def _safe(path: Path, kind: str) -> None:
    """Look into a packed workbook before it is unpacked, and at every byte of it."""
    try:
        with zipfile.ZipFile(path) as packed:
            files = packed.infolist()
            size = sum(each.file_size for each in files)
            if size > LARGEST or size > max(DENSEST * path.stat().st_size, 50_000_000):
                raise Problem("ingest.bomb", file=path.name, size=size // 1_000_000, most=LARGEST // 1_000_000)
            if any(each.flag_bits & 1 for each in files) or (kind == "ods" and _sealed(packed)):
                raise Problem("ingest.encrypted", file=path.name)
            if packed.testzip() is not None:
                raise Problem("ingest.damaged", file=path.name)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, OSError, zipfile.zlib.error):  # type: ignore[attr-defined]
        raise Problem("ingest.damaged", file=path.name) from None


def _sealed(packed: zipfile.ZipFile) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in packed.namelist() and b"encryption-data" in packed.read(manifest)


def _refusal(path: Path, error: Exception) -> Problem:
    sealed = "password" in str(error).lower() or "encrypt" in str(error).lower()
    return Problem("ingest.encrypted" if sealed else "ingest.damaged", file=path.name)


def _cells(book: Any, name: str, path: Path) -> pl.DataFrame:
    """Return a sheet's cells as text, from its first row on."""
    try:
        cells: pl.DataFrame = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
    except fastexcel.FastExcelError as error:
        raise _refusal(path, error) from None
    return cells.with_columns(pl.all().cast(pl.String))


def _first(cells: pl.DataFrame) -> list[tuple[str | None, ...]]:
    return cells.head(2 * header.DEEPEST).rows()


def _likeness(cells: pl.DataFrame, names: Collection[str]) -> tuple[int, int]:
    """Return how many headers of a sheet are known, and its rows."""
    found = header.find(_first(cells), names)
    return (found.matches(names), cells.height) if found else (0, 0)
