"""Reading tables of HTML, as government systems export them, often under a name that ends in .xls."""

import re
from collections.abc import Collection

import polars as pl

from ...problem import Problem
from . import encoding, grid
from .file import File
from .source import Reading, Source

# HTML takes many times its size in memory.
LARGEST = 50_000_000
# A cell can be declared to reach over no more rows or columns than this.
MOST_SPANNED = 1_000
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w\-]+)", re.I)


def read(file: File, reading: Reading, names: Collection[str]) -> Source:
    """Read the table of an HTML file with the most headers that are known.

    Raises
    ------
    Problem
        If it has no table, or is too large.
    """
    from lxml import etree, html  # late: few files are HTML

    if file.size > LARGEST:
        raise Problem("ingest.large_html", file=file.name, most=LARGEST // 1_000_000)
    code = reading.encoding or _encoding(file)
    text = "".join(encoding.decoded(file, code)).removeprefix("\ufeff")
    try:
        # The text is decoded: what the page itself says about that would be believed again.
        root = html.fromstring(re.sub(r"<\?xml[^>]*\?>", "", text), parser=html.HTMLParser(encoding=None))
    except (etree.LxmlError, ValueError):
        raise Problem("ingest.damaged", file=file.name) from None
    tables = [_cells(table) for table in root.iter("table")]
    tables = [cells for cells in tables if cells.height > 1 or (cells.height and cells.width > 1)]
    if not tables:
        raise Problem("ingest.other", file=file.name, kind="HTML")
    cells = max(tables, key=lambda each: grid.likeness(each, names))
    return grid.source(cells, file, "html", Reading(encoding=code, header=reading.header), names)


def _encoding(file: File) -> str:
    with file.open() as opened:
        head = opened.read(4096)
    given = CHARSET.search(head)
    name = given[1].decode().lower() if given else ""
    # A page that says TIS-620 or Windows' code page means the one that holds both.
    names = {
        "windows-874": encoding.THAI,
        "tis-620": encoding.THAI,
        "tis620": encoding.THAI,
        "x-windows-874": encoding.THAI,
    }
    try:
        for _ in encoding.decoded(file, found := names.get(name, name)):
            pass
        return found
    except Problem:  # none is given, or not the one in which it is written
        return encoding.find(file)


def _cells(table: object) -> pl.DataFrame:
    """Return a table's cells; one over several rows or columns is the first of them, and in each of its rows."""
    rows: list[dict[int, str]] = []
    waiting: dict[int, tuple[int, str]] = {}
    for row in table.iter("tr"):  # type: ignore[attr-defined]
        if next(row.iterancestors("table"), None) is not table:
            continue
        cells: dict[int, str] = {column: text for column, (_, text) in waiting.items()}
        waiting = {column: (n - 1, text) for column, (n, text) in waiting.items() if n > 1}
        at = 0
        for cell in row.iterchildren("td", "th"):
            while at in cells:
                at += 1
            text = " ".join(cell.text_content().split())
            wide, deep = _spanned(cell.get("colspan")), _spanned(cell.get("rowspan"))
            cells[at] = text
            for column in range(at + 1, at + wide):
                cells[column] = ""
            if deep > 1:
                waiting |= {at: (deep - 1, text)}
            at += wide
        rows.append(cells)
    width = max((max(row, default=-1) + 1 for row in rows), default=0)
    columns = {f"column_{at}": [row.get(at) or None for row in rows] for at in range(width)}
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _spanned(text: str | None) -> int:
    return min(int(text), MOST_SPANNED) if text and re.fullmatch(r"[1-9]\d{0,5}", text.strip()) else 1
