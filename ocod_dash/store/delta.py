"""Reading Delta tables wherever they are, once it is certain that all of a version is there."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import polars as pl
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError, TableNotFoundError

from .problems import Damaged

LOG = "_delta_log"
COMMIT = re.compile(r"^(\d{20})\.json$")
CHECKPOINT = re.compile(r"^(\d{20})\.checkpoint.*\.parquet$")
# The last bytes of a Parquet file: the length of its footer, and a mark.
FOOTER, MARK = 8, b"PAR1"


class LocalTable(DeltaTable):
    """A table in a folder of any name.

    Polars opens the files that a table lists by their paths, and the table lists them as parts of an address, in which
    Thai letters, spaces and most signs are encoded.
    """

    def file_uris(self, *arguments: Any, **options: Any) -> list[str]:
        """Return the paths of the table's files."""
        return [unquote(path) for path in super().file_uris(*arguments, **options)]


def opened(uri: str, version: int | None = None) -> DeltaTable:
    """Open a version of the table at an address, the newest by default.

    The library reads an empty log entry as if nothing had been written, and a truncated file stops the program; so in
    a folder both are looked at first.

    Raises
    ------
    Damaged
        If an entry of its log or one of its files is missing or incomplete.
    """
    name, folder = uri.rpartition("/")[2], folder_of(uri)
    if folder:
        for entry in missing_entries(folder, version):
            raise Damaged("store.damaged.entry", name, entry)
    try:
        table = (LocalTable if folder else DeltaTable)(uri, version=version)
        if folder:
            _check_files(name, folder, table)
    except TableNotFoundError:
        raise Damaged("store.damaged.table", name) from None
    except DeltaError as error:
        raise Damaged("store.damaged.log", name, reason=str(error).partition("\n")[0]) from None
    return table


def scan(uri: str, version: int | None = None) -> pl.LazyFrame:
    """Open a version of a table as :func:`opened` does; it is read when the frame is collected."""
    return pl.scan_delta(opened(uri, version))


def collected(frame: pl.LazyFrame, name: str) -> pl.DataFrame:
    """Read what was opened of a table.

    Raises
    ------
    Damaged
        If the content of a file is not what was written.
    """
    try:
        return frame.collect()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        raise Damaged("store.damaged.content", name) from None


def row_count(table: DeltaTable) -> int:
    """Return how many rows a table has by its log."""
    return int(_files(table)["num_records"].sum())


def folder_of(uri: str) -> Path | None:
    """Return the folder of a table; None for one in object storage."""
    return Path(unquote(urlsplit(uri).path)) if uri.startswith("file:") else None


def entries(folder: Path) -> dict[int, int]:
    """Return the size in bytes of each entry of a table's log, by its version; none where there is no log."""
    try:
        with os.scandir(folder / LOG) as found:
            matches = ((COMMIT.match(each.name), each) for each in found)
            return {int(match[1]): each.stat().st_size for match, each in matches if match}
    except (FileNotFoundError, NotADirectoryError):
        return {}


def entry_name(version: int) -> str:
    """Return the name of the log entry of a version."""
    return f"{LOG}/{version:020}.json"


def missing_entries(folder: Path, version: int | None = None) -> Iterator[str]:
    """Yield the entries that a version needs and that are missing or empty; a checkpoint replaces those before it."""
    found = entries(folder)
    last = max(found, default=-1) if version is None else version
    marks = (CHECKPOINT.match(path.name) for path in (folder / LOG).glob("*.checkpoint*"))
    first = max((int(mark[1]) + 1 for mark in marks if mark and int(mark[1]) <= last), default=0)
    if found:
        yield from (entry_name(each) for each in range(first, last + 1) if not found.get(each))


def _check_files(name: str, folder: Path, table: DeltaTable) -> None:
    for path, size, _ in _files(table).iter_rows():
        file = folder / unquote(path)
        try:
            with file.open("rb") as content:
                found = content.seek(0, os.SEEK_END)
                content.seek(max(found - FOOTER, 0))
                end = content.read()
        except FileNotFoundError:
            raise Damaged("store.damaged.missing", name, file.name) from None
        if found != size:
            raise Damaged("store.damaged.size", name, file.name, found=found, size=size)
        if end[4:] != MARK or int.from_bytes(end[:4], "little") > size - FOOTER:
            raise Damaged("store.damaged.content", name, file.name)


def _files(table: DeltaTable) -> pl.DataFrame:
    """Return ``path``, ``size_bytes`` and ``num_records`` of each file of a table."""
    return pl.DataFrame(table.get_add_actions(flatten=True)).select("path", "size_bytes", "num_records")
