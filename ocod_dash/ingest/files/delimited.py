"""Reading text files of cells, block by block, so that a file of any length takes the same memory."""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import partial

import polars as pl
from polars.exceptions import ComputeError

from ...problem import Problem
from . import encoding, header
from .asides import SEEN
from .file import File
from .rows import LONGEST, finished
from .source import EXTRA, MOST_COLUMNS, ROW, SEPARATORS, Reading, Source

# How much of the file is read to detect its separator and headers.
HEAD = 64 * 1024
# A first line longer than this holds no headers.
LONGEST_LINE = 4 * 1024 * 1024
# How much text goes into one batch of rows.
BATCH = 8 * 1024 * 1024
# So many cells beyond the headers of a row are looked at.
MOST_BEYOND = 64


def read(file: File, reading: Reading, names: Collection[str]) -> Source:
    """Read a text file: cells separated by comma, semicolon, tab or bar, in the encoding found or given.

    Raises
    ------
    Problem
        If it has no headers, is not in the encoding, or a quoted cell in it is not closed.
    """
    code = reading.encoding or encoding.find(file)
    lines = _head(file, code)
    separator = reading.separator or _separator(lines)
    if len(separator.encode()) != 1 or separator in '"\r\n\0':
        raise Problem("ingest.separator", value=separator)
    records, ends = _records(lines, separator)
    at = None if reading.header is None else _record(ends, reading.header)
    found = header.find(records, names, at)
    if found is None:
        raise Problem(
            "ingest.empty" if reading.header is None else "ingest.no_header", file=file.name, row=str(reading.header)
        )
    if len(found.cells) > MOST_COLUMNS:
        raise Problem("ingest.columns", file=file.name, n=len(found.cells), most=MOST_COLUMNS)
    used = ends[found.at] if found.at >= 0 else 0
    how = Reading(code, separator, 0 if found.at < 0 else (ends[found.at - 1] if found.at else 0) + 1)
    source = Source(file.name, file.sha256, "csv", how, found.cells, lambda: iter(()))
    batches = partial(_batches, file, code, source, separator, used)
    return replace(source, batches=batches, above=header.above(records, found, len(found.cells)))


def _record(ends: list[int], row: int) -> int:
    """Return which record is on a row; one after all of them for none."""
    return next((i for i, end in enumerate(ends) if end >= row), len(ends)) if row else header.NOWHERE


def _head(file: File, code: str) -> list[str]:
    """Return the file's first lines, each with its end; the last may be cut."""
    text = ""
    for block in _lined(file, code):
        text += block
        # A line of very many headers is longer, and is needed whole.
        if len(text) >= HEAD and ("\n" in text or len(text) >= LONGEST_LINE):
            break
    return [line + "\n" for line in text[: max(HEAD, text.find("\n") + 1)].split("\n")]


def _lined(file: File, code: str) -> Iterator[str]:
    """Yield a file's text with one sign at the end of each line, where the file has CR LF, LF or CR; nothing else ends one."""
    lines = io.IncrementalNewlineDecoder(None, translate=True)
    mark = "\ufeff"
    for text in encoding.decoded(file, code):
        yield lines.decode(text.removeprefix(mark))
        mark = ""
    yield lines.decode("", final=True)


def _separator(lines: list[str]) -> str:
    """Return what separates the first records most alike, and into most cells."""

    def likeness(separator: str) -> tuple[int, int]:
        widths = Counter(len(record) for record in _records(lines, separator)[0] if len(record) > 1)
        return max(((n, width) for width, n in widths.items()), default=(0, 0))

    return max(SEPARATORS, key=likeness)


def _records(lines: list[str], separator: str) -> tuple[list[list[str]], list[int]]:
    """Return the first records, and for each the line that it ends on."""
    records: list[list[str]] = []
    ends: list[int] = []
    try:
        reader = csv.reader(lines, delimiter=separator)
        for record in reader:
            records.append(record)
            ends.append(reader.line_num)
            if len(records) > 2 * header.DEEPEST:
                break
    except csv.Error:
        # An overlong cell in the head: what came before it is enough to go by.
        return records, ends
    return records, ends


def _batches(file: File, code: str, source: Source, separator: str, used: int) -> Iterator[pl.DataFrame]:
    """Yield the rows below the headers, a batch for each part of the text."""
    begun = used
    for body in _parts(file, code, used):
        rows = _rows(body, source.columns, separator, begun, file)
        begun += body.count(b"\n")
        if rows.height:
            yield finished(rows, source.header)


def _parts(file: File, code: str, used: int) -> Iterator[bytes]:
    """Yield the text below the headers in UTF-8, in parts that end where a record ends."""
    left, skip = b"", used
    for text in _lined(file, code):
        left += text.encode()
        while skip and b"\n" in left:
            left, skip = left.partition(b"\n")[2], skip - 1
        if skip or len(left) < BATCH:
            continue
        cut = _last_end(left)
        if cut:
            yield left[:cut]
            left = left[cut:]
    if not skip and left.strip():
        yield left


def _last_end(text: bytes) -> int:
    """Return where the last complete record ends: at a line end outside quotation marks; 0 for nowhere."""
    cut = text.rfind(b"\n") + 1
    if text.count(b'"', 0, cut) % 2 == 0:
        return cut
    # Inside a quoted cell: the record began before the mark that opened it.
    return text.rfind(b"\n", 0, text.rfind(b'"', 0, cut)) + 1 if b'"' in text else cut


def _rows(body: bytes, columns: tuple[str, ...], separator: str, used: int, file: File) -> pl.DataFrame:
    if not body.strip():
        return pl.DataFrame()
    extra = _beyond(body, separator, len(columns))
    try:
        rows = pl.read_csv(
            body,
            has_header=False,
            schema=dict.fromkeys((*columns, *extra), pl.String),
            separator=separator,
            truncate_ragged_lines=True,
            missing_columns="insert",
            extra_columns="ignore",
        )
    except ComputeError:
        return _one_by_one(body, columns, separator, used, file)
    begins = pl.int_range(1 + used, pl.len() + 1 + used, dtype=pl.Int64)
    if b'"' in body:
        inside = pl.sum_horizontal(pl.col(pl.String).str.count_matches("\n", literal=True).fill_null(0))
        begins += inside.cum_sum().shift(1, fill_value=0)
    rows = rows.with_columns(begins.alias(ROW))
    texts = (pl.when(pl.col(name).str.contains(SEEN)).then(pl.col(name)) for name in extra)
    return rows.with_columns(pl.coalesce(*texts).alias(EXTRA)).drop(extra[1:])


def _beyond(body: bytes, separator: str, width: int) -> list[str]:
    """Return names for the columns that the longest row has beyond the headers, at least one and at most ``MOST_BEYOND``."""
    sign = separator.encode()
    longest = max(line.count(sign) for line in body.split(b"\n")) + 1
    return [EXTRA, *(f"{EXTRA} {place}" for place in range(1, min(longest - width, MOST_BEYOND)))]


def _one_by_one(body: bytes, columns: tuple[str, ...], separator: str, used: int, file: File) -> pl.DataFrame:
    """Read what Polars refuses: a quotation mark within a cell, or one that is never closed.

    Raises
    ------
    Problem
        If a quoted cell does not end; it names the row.
    """
    width = len(columns)
    records: list[list[str | int | None]] = []
    begun = used
    former = csv.field_size_limit(len(body) + 1)
    reader = csv.reader(io.StringIO(body.decode()), delimiter=separator, strict=True)
    try:
        for record in reader:
            cells = [cell[: LONGEST + 1] or None for cell in record]
            beyond = next((cell for cell in cells[width:] if cell and cell.strip()), None)
            records.append([*cells[:width], *[None] * (width - len(cells)), beyond, begun + 1])
            begun = used + reader.line_num
    except csv.Error:
        raise Problem("ingest.quotes", file=file.name, row=str(begun + 1)) from None
    finally:
        csv.field_size_limit(former)
    schema = {**dict.fromkeys((*columns, EXTRA), pl.String), ROW: pl.Int64}
    return pl.DataFrame(records, schema=schema, orient="row")
