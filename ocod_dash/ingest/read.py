"""Reading a file into rows of text, each with the line it stands on, so that nothing is lost or guessed on the way."""

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from polars.exceptions import ComputeError

from .problem import Problem

DELIMITERS = (",", ";", "\t")
# How much of the file is looked at to find its delimiter and header.
HEAD = 64 * 1024
SAMPLED = 20
# Cells of a blank row hold fewer bytes than this, on average.
SHORT = 4
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
BOM = b"\xef\xbb\xbf"

# Columns beside the file's own; no header can have these names, since headers are trimmed.
ROW = " row"
EXTRA = " extra"


@dataclass(frozen=True)
class Source:
    """A file as it was read.

    Parameters
    ----------
    name : str
        The file's name, without its folder.
    sha256 : str
        Digest of its bytes.
    columns : tuple of str
        Its headers, in order. A header that comes again has its place added: ``date (4)``.
    repeated : frozenset of str
        The headers that come more than once.
    rows : polars.DataFrame
        The rows that are not empty, every column text as written; ``ROW`` is the line a row begins on, counted as a
        text editor does, ``EXTRA`` the first cell beyond the last header, if any.
    """

    name: str
    sha256: str
    columns: tuple[str, ...]
    repeated: frozenset[str]
    rows: pl.DataFrame


def read(path: str | Path) -> Source:
    """Read a CSV file: UTF-8 with or without byte order mark, cells parted by comma, semicolon or tab.

    Parameters
    ----------
    path : str or Path
        The file.

    Raises
    ------
    Problem
        If the file is missing, empty, no CSV file, not UTF-8, or a quoted cell in it is not closed.
    """
    path = Path(path)
    data = _bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    data = data.removeprefix(BOM)
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    lines = _head(data, path)
    delimiter = _delimiter(lines)
    header, used = _header(lines, delimiter)
    if not header:
        raise Problem("ingest.empty", file=path.name)
    columns = _unique(header)
    start = 0
    for _ in range(used):
        start = data.find(b"\n", start) + 1 or len(data)
    rows = _rows(data[start:], columns, delimiter, used, path)
    if rows.is_empty():
        raise Problem("ingest.no_rows", file=path.name)
    repeated = frozenset(name for name in header if name and header.count(name) > 1)
    return Source(path.name, digest, columns, repeated, rows)


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise Problem("ingest.folder", file=str(path))
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise Problem("ingest.missing", file=str(path)) from None
    except OSError as error:
        raise Problem("ingest.unreadable", file=str(path), reason=error.strerror or str(error)) from None
    if not data.removeprefix(BOM).strip():
        raise Problem("ingest.empty", file=path.name)
    if data.startswith(WORKBOOKS):
        raise Problem("ingest.workbook", file=path.name)
    if b"\0" in data[:HEAD]:
        raise Problem("ingest.not_csv", file=path.name)
    return data


def _head(data: bytes, path: Path) -> list[str]:
    """Return the file's first lines, each with its end; the last may be cut."""
    head = data[:HEAD]
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        # A letter cut at the end of the head is no fault of the file.
        if error.start < len(head) - 4 or len(head) == len(data):
            raise _not_utf8(data, path) from None
        text = head[: error.start].decode("utf-8")
    return [line + "\n" for line in text.split("\n")]


def _delimiter(lines: list[str]) -> str:
    """Return the delimiter that parts the first rows most alike, and into most cells."""

    def width(delimiter: str) -> tuple[int, int]:
        sampled = [len(record) for record in _records(lines, delimiter)[:SAMPLED]]
        header = sampled[0] if sampled else 0
        return (header if header > 1 else 0, sum(cells == header for cells in sampled))

    return max(DELIMITERS, key=width)


def _records(lines: list[str], delimiter: str) -> list[list[str]]:
    records: list[list[str]] = []
    try:
        records.extend(record for record in csv.reader(lines, delimiter=delimiter) if record)
    except csv.Error:
        # An overlong cell in the head: what came before it is enough to go by.
        return records
    return records


def _header(lines: list[str], delimiter: str) -> tuple[list[str], int]:
    """Return the cells of the first line that is not blank, trimmed, and how many lines were used."""
    reader = csv.reader(lines, delimiter=delimiter)
    for record in reader:
        if any(cell.strip() for cell in record):
            return [" ".join(cell.split()) for cell in record], reader.line_num
    return [], 0


def _unique(header: list[str]) -> tuple[str, ...]:
    columns: list[str] = []
    for place, name in enumerate(header, start=1):
        name = name or f"({place})"
        while name in columns:
            name = f"{name} ({place})"
        columns.append(name)
    return tuple(columns)


def _rows(body: bytes, columns: tuple[str, ...], delimiter: str, used: int, path: Path) -> pl.DataFrame:
    if not body.strip():
        return pl.DataFrame()
    try:
        rows = pl.read_csv(
            body,
            has_header=False,
            schema=dict.fromkeys((*columns, EXTRA), pl.String),
            separator=delimiter,
            truncate_ragged_lines=True,
            missing_columns="insert",
            extra_columns="ignore",
        )
    except ComputeError as error:
        raise _fault(body, delimiter, used, path) from error
    begins = pl.int_range(1 + used, pl.len() + 1 + used, dtype=pl.Int64)
    if b'"' in body:
        inside = pl.sum_horizontal(pl.col(pl.String).str.count_matches("\n", literal=True).fill_null(0))
        begins += inside.cum_sum().shift(1, fill_value=0)
    return _not_blank(rows.with_columns(begins.alias(ROW)))


def _not_blank(rows: pl.DataFrame) -> pl.DataFrame:
    """Leave out the rows that hold nothing, or nothing but spaces."""
    # Looking into every cell is slow, and a blank row is short.
    size = pl.sum_horizontal(pl.col(pl.String).str.len_bytes().fill_null(0))
    short = rows.filter(size <= SHORT * rows.width)
    blank = short.filter(~pl.any_horizontal(pl.col(pl.String).str.strip_chars().fill_null("") != ""))
    return rows.filter(~pl.col(ROW).is_in(blank[ROW].implode())) if blank.height else rows


def _fault(body: bytes, delimiter: str, used: int, path: Path) -> Problem:
    """Find where a file stops being a CSV file; slow, so only done once it is known to."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(body, path, used)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    begun = 0
    try:
        for _ in reader:
            begun = reader.line_num
    except csv.Error:
        pass
    return Problem("ingest.quotes", file=path.name, row=str(begun + 1 + used))


def _not_utf8(data: bytes, path: Path, used: int = 0) -> Problem:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1 + used
        return Problem("ingest.not_utf8", file=path.name, row=str(row))
    raise ValueError("the bytes are UTF-8")
