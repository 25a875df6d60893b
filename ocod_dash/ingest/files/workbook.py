"""Reading workbooks: XLSX, old XLS and ODS, at once, after a check that this is safe."""

import re
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

import fastexcel
import polars as pl

from ...problem import Problem, Sentence
from . import grid, header, ooxml
from .file import File
from .source import VALUES_SHEET, Reading, Source

# What a workbook may unpack to, in bytes; more is a bomb, or too much for the memory.
LARGEST = 2_000_000_000
# A sheet's own text never packs better than this, of 1; a bomb does.
DENSEST = 500
# Cells of the used range that may be loaded: each takes 32 bytes, whether it holds anything or not.
MOST_CELLS = 30_000_000
# What an old container that holds an encrypted new workbook contains, letter by letter.
SEALED = "EncryptedPackage".encode("utf-16-le")
# Cells and rows that an ODS repeats.
REPEATED = re.compile(rb'<table:table-(?:row|cell)[^>]*?number-(rows|columns)-repeated="(\d+)"([^>]*)>')


def read(file: File, kind: str, reading: Reading, names: Collection[str]) -> Source:
    """Read a sheet of a workbook, by default the visible one with the most headers that are known.

    Raises
    ------
    Problem
        If the workbook is encrypted, damaged or too large, or has no such sheet or no headers.
    """
    about = _safe(file, kind) if kind in ("xlsx", "ods") else {}
    content = file.read()
    if kind == "xls" and SEALED in content:
        raise Problem("ingest.encrypted", file=file.name)
    try:
        book = fastexcel.read_excel(content)
    except fastexcel.FastExcelError as error:
        raise _refusal(file, error) from None
    sheets = tuple(name for name in book.sheet_names if name != VALUES_SHEET)
    if reading.sheet is not None and reading.sheet not in sheets:
        raise Problem("ingest.sheet", file=file.name, value=reading.sheet, sheets=", ".join(sheets))
    wanted = (reading.sheet,) if reading.sheet is not None else sheets
    small = [name for name in wanted if name not in about or about[name].cells <= MOST_CELLS]
    if not small:
        largest = max(wanted, key=lambda each: about[each].cells)
        raise Problem("ingest.range", file=file.name, sheet=largest, n=about[largest].cells, most=MOST_CELLS)
    read = {name: _cells(book, name, file) for name in small}
    visible = [name for name in small if read[name][1]] or small
    name = max(visible, key=lambda each: grid.likeness(read[each][0], names))
    notes: list[Sentence] = []
    others = _same_headers({each: sheet for each, (sheet, _) in read.items()}, name, names)
    for seen, key in ((True, "note.sheets"), (False, "note.hidden_sheets")):
        same = {each: n for each, n in others.items() if read[each][1] == seen}
        if same:
            notes.append(Sentence(key, {"n": len(same), "rows": sum(same.values()), "sheets": ", ".join(same)}))

    def table(sheet: str, notes: Sequence[Sentence] = ()) -> Source:
        cells, found = _merged(read[sheet][0], about[sheet]) if sheet in about else (read[sheet][0], [])
        how = Reading(header=reading.header, sheet=sheet)
        return grid.source(cells, file, kind, how, names, [*found, *notes])

    source = table(name, notes)
    alike = tuple(table(each) for each in others if read[each][1])
    values = _values(_cells(book, VALUES_SHEET, file)[0]) if VALUES_SHEET in book.sheet_names else {}
    return replace(source, sheets=sheets, values=values, alike=alike)


def _safe(file: File, kind: str) -> dict[str, ooxml.Sheet]:
    """Look into a packed workbook before it is unpacked, and at every byte of it; return what it says about its sheets."""
    try:
        with file.open() as opened, zipfile.ZipFile(opened) as packed:
            files = packed.infolist()
            size = sum(each.file_size for each in files)
            if size > LARGEST or size > max(DENSEST * file.size, 50_000_000):
                raise Problem("ingest.bomb", file=file.name, size=size // 1_000_000, most=LARGEST // 1_000_000)
            if any(each.flag_bits & 1 for each in files) or (kind == "ods" and _sealed(packed)):
                raise Problem("ingest.encrypted", file=file.name)
            if packed.testzip() is not None:
                raise Problem("ingest.damaged", file=file.name)
            if kind == "xlsx":
                return ooxml.sheets(packed)
            _repeats(file, packed)
            return {}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, OSError, zipfile.zlib.error):  # type: ignore[attr-defined]
        raise Problem("ingest.damaged", file=file.name) from None


def _sealed(packed: zipfile.ZipFile) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in packed.namelist() and b"encryption-data" in packed.read(manifest)


def _repeats(file: File, packed: zipfile.ZipFile) -> None:
    """Refuse an ODS that repeats cells with a value so often that they would fill the memory."""
    content = packed.read("content.xml") if "content.xml" in packed.namelist() else b""
    rows = columns = 1
    for kind, times, rest in REPEATED.findall(content):
        if kind == b"columns" and b"value-type" in rest:
            columns = max(columns, int(times))
        elif (
            kind == b"rows" and int(times) < 1_000_000
        ):  # the rows below the table are repeated to the end of the sheet
            rows = max(rows, int(times))
    if rows * columns > MOST_CELLS:
        raise Problem("ingest.range", file=file.name, sheet="–", n=rows * columns, most=MOST_CELLS)


def _refusal(file: File, error: Exception) -> Problem:
    sealed = "password" in str(error).lower() or "encrypt" in str(error).lower()
    return Problem("ingest.encrypted" if sealed else "ingest.damaged", file=file.name)


def _cells(book: Any, name: str, file: File) -> tuple[pl.DataFrame, bool]:
    """Return a sheet's cells as text, from its first row on, and whether it is visible."""
    try:
        sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        cells: pl.DataFrame = sheet.to_polars()
    except fastexcel.FastExcelError as error:
        raise _refusal(file, error) from None
    return cells.with_columns(pl.all().cast(pl.String)), sheet.visible == "visible"


def _values(cells: pl.DataFrame) -> dict[str, dict[str, str]]:
    """Return what a user has said that values mean: field, value, number of rows, what is meant."""
    values: dict[str, dict[str, str]] = {}
    for name, text, _, meant in cells.slice(1).iter_rows() if cells.width == 4 else ():
        if name and text and meant and meant.strip():
            values.setdefault(name, {})[text] = meant.strip()
    return values


def _merged(cells: pl.DataFrame, sheet: ooxml.Sheet) -> tuple[pl.DataFrame, list[Sentence]]:
    """Give each row of a merged cell its value, and say so; how many rows are hidden too."""
    notes: list[Sentence] = []
    n = 0
    for first, last, column in sheet.merged:
        last = min(last, cells.height)
        place = column - sheet.first  # what is loaded begins with the first column that is used
        if not 0 <= place < cells.width or first >= last:
            continue
        values = cells.to_series(place)
        value = values[first - 1]
        if value is None:
            continue
        cells = cells.with_columns(values.scatter(range(first, last), value))
        n += last - first
    if n:
        notes.append(Sentence("note.merged", {"n": n}))
    if sheet.hidden:
        notes.append(Sentence("note.hidden_rows", {"n": sheet.hidden}))
    return cells, notes


def _same_headers(read: dict[str, pl.DataFrame], name: str, names: Collection[str]) -> dict[str, int]:
    """Return the other sheets with the headers of one, each with its rows."""
    own = header.find(grid.first(read[name]), names)
    if own is None or own.at == header.NOWHERE:
        return {}
    keys = {header.header_key(cell) for cell in own.cells if cell}
    same: dict[str, int] = {}
    for each, cells in read.items():
        other = header.find(grid.first(cells), names) if each != name else None
        if other and {header.header_key(cell) for cell in other.cells if cell} == keys:
            same[each] = cells.height - other.at - 1
    return {each: n for each, n in same.items() if n > 0}
