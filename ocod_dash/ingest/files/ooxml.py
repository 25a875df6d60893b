"""What an XLSX says about its sheets beside their cells: hidden or not, how far they reach, merged cells, hidden rows."""

import re
import zipfile
from dataclasses import dataclass, field
from html import unescape
from typing import IO

# How much of a sheet is looked at at once, and how much of it again with the next part.
PART, OVERLAP = 4 * 1024 * 1024, 512
CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?r=["']([A-Z]{1,3})(\d{1,7})["'][^>/]*(/?)>""")
MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']""")
HIDDEN = re.compile(rb'<(?:\w+:)?row\s[^>]*?r="(\d{1,7})"[^>]*?hidden="(?:1|true)"')
LAST_COLUMN = 16_384
SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook.

    Parameters
    ----------
    part : str
        Where the workbook holds it.
    visible : bool
        Whether a user sees it.
    rows, columns : int
        The last row and column that have a cell.
    first : int
        The first column that has a cell with a value.
    merged : tuple of tuple of int
        First row, last row and column of the cells that are merged over several rows, counted from 1.
    hidden : int
        How many rows are hidden.
    """

    part: str
    visible: bool
    rows: int = 0
    columns: int = 0
    first: int = 1
    merged: tuple[tuple[int, int, int], ...] = field(default=(), repr=False)
    hidden: int = 0

    @property
    def cells(self) -> int:
        """How many cells the used range has."""
        return self.rows * self.columns


def sheets(book: zipfile.ZipFile) -> dict[str, Sheet]:
    """Return the sheets of an XLSX by name."""
    relations = {
        given["Id"]: given["Target"]
        for given in _attributes(RELATION, book, "xl/_rels/workbook.xml.rels")
        if "Id" in given and "Target" in given
    }
    found: dict[str, Sheet] = {}
    for given in _attributes(SHEET, book, "xl/workbook.xml"):
        target = relations.get(next((value for name, value in given.items() if name.endswith(":id")), ""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        visible = given.get("state", "visible") == "visible"
        if part in book.namelist():
            with book.open(part) as opened:
                found[given.get("name", "")] = _looked_at(opened, part, visible)
    return found


def _attributes(element: re.Pattern[str], book: zipfile.ZipFile, part: str) -> list[dict[str, str]]:
    text = book.read(part).decode("utf-8", "replace") if part in book.namelist() else ""
    return [{name: unescape(value) for name, value in ATTRIBUTE.findall(each)} for each in element.findall(text)]


def _looked_at(opened: IO[bytes], part: str, visible: bool) -> Sheet:
    rows = columns = hidden = 0
    first = LAST_COLUMN
    merged: set[tuple[int, int, int]] = set()
    left = b""
    while True:
        block = opened.read(PART)
        text = left + block
        cells = CELL.findall(text)
        rows = max(rows, *(int(row) for row in {row for _, row, _ in cells}), 0)
        columns = max(columns, *map(_column, {letters for letters, _, _ in cells}), 0)
        first = min(first, *map(_column, {letters for letters, _, empty in cells if not empty}), first)
        merged |= {
            (int(first), int(last), _column(letters))
            for letters, first, _, last in MERGED.findall(text)
            if int(last) > int(first)
        }
        hidden += len(HIDDEN.findall(text)) - len(HIDDEN.findall(left))
        if not block:
            return Sheet(part, visible, rows, columns, first, tuple(sorted(merged)), hidden)
        left = text[-OVERLAP:]


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place
