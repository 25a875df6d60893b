"""Reading text files of cells, block by block, so that a file of any length takes the same memory."""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import polars as pl
from polars.exceptions import ComputeError

from ...problem import Problem
from . import encoding, header
from .source import EXTRA, ROW, SEPARATORS, Reading, Source, not_blank

# How much of the file is read to detect its separator and headers.
HEAD = 64 * 1024
# How much text goes into one batch of rows.
BATCH = 8 * 1024 * 1024


def read(path: Path, sha256: str, reading: Reading, names: Collection[str]) -> Source:
    """Read a text file: cells separated by comma, semicolon, tab or bar, in the encoding found or given.

    Raises
    ------
    Problem
        If it has no headers, is not in the encoding, or a quoted cell in it is not closed.
    """
    code = reading.encoding or encoding.find(path)
    lines = _head(path, code)
    separator = reading.separator or _separator(lines)
    records, ends = _records(lines, separator)
    at = None if reading.header is None else next((i for i, end in enumerate(ends) if end >= reading.header), -1)
    found = header.find(records, names, at)
    if found is None:
        raise Problem(
            "ingest.empty" if reading.header is None else "ingest.no_header", file=path.name, row=str(reading.header)
        )
    used = ends[found.at]
    how = Reading(code, separator, (ends[found.at - 1] if found.at else 0) + 1)
    source = Source(path.name, sha256, "csv", how, found.cells, lambda: iter(()))
    batches = partial(_batches, path, code, source.columns, separator, used)
    return replace(source, batches=batches)


def _head(path: Path, code: str) -> list[str]:
    """Return the file's first lines, each with its end; the last may be cut."""
    text = ""
    for block in _lined(path, code):
        text += block
        if len(text) >= HEAD:
            break
    return [line + "\n" for line in text[:HEAD].split("\n")]


def _lined(path: Path, code: str) -> Iterator[str]:
    """Yield a file's text with one sign at the end of each line, where the file has CR LF, LF or CR; nothing else ends one."""
    lines = io.IncrementalNewlineDecoder(None, translate=True)
    mark = "\ufeff"
    for text in encoding.decoded(path, code):
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
    except TypeError:
        raise Problem("ingest.separator", value=separator) from None
    return records, ends


def _batches(path: Path, code: str, columns: tuple[str, ...], separator: str, used: int) -> Iterator[pl.DataFrame]:
    """Yield the rows below the headers, a batch for each part of the text."""
    begun = used
    for body in _parts(path, code, used):
        rows = _rows(body, columns, separator, begun, path)
        begun += body.count(b"\n")
        if rows.height:
            yield rows


def _parts(path: Path, code: str, used: int) -> Iterator[bytes]:
    """Yield the text below the headers in UTF-8, in parts that end where a record ends."""
    left, skip = b"", used
    for text in _lined(path, code):
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


def _rows(body: bytes, columns: tuple[str, ...], separator: str, used: int, path: Path) -> pl.DataFrame:
    if not body.strip():
        return pl.DataFrame()
    try:
        rows = pl.read_csv(
            body,
            has_header=False,
            schema=dict.fromkeys((*columns, EXTRA), pl.String),
            separator=separator,
            truncate_ragged_lines=True,
            missing_columns="insert",
            extra_columns="ignore",
        )
    except ComputeError:
        return not_blank(_one_by_one(body, columns, separator, used, path))
    begins = pl.int_range(1 + used, pl.len() + 1 + used, dtype=pl.Int64)
    if b'"' in body:
        inside = pl.sum_horizontal(pl.col(pl.String).str.count_matches("\n", literal=True).fill_null(0))
        begins += inside.cum_sum().shift(1, fill_value=0)
    return not_blank(rows.with_columns(begins.alias(ROW)))


def _one_by_one(body: bytes, columns: tuple[str, ...], separator: str, used: int, path: Path) -> pl.DataFrame:
    """Read what Polars refuses: a quotation mark within a cell, or one that is never closed.

    Raises
    ------
    Problem
        If a quoted cell does not end; it names the row.
    """
    width = len(columns) + 1
    records: list[list[str | int | None]] = []
    begun = used
    reader = csv.reader(io.StringIO(body.decode()), delimiter=separator, strict=True)
    try:
        for record in reader:
            cells = [cell or None for cell in record[:width]]
            records.append([*cells, *[None] * (width - len(cells)), begun + 1])
            begun = used + reader.line_num
    except csv.Error:
        raise Problem("ingest.quotes", file=path.name, row=str(begun + 1)) from None
    schema = {**dict.fromkeys((*columns, EXTRA), pl.String), ROW: pl.Int64}
    return pl.DataFrame(records, schema=schema, orient="row")
