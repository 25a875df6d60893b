"""Opening a file: its kind by its content, not by its name, and what cannot be read at all."""

import hashlib
import re
import zipfile
from collections.abc import Collection
from pathlib import Path

from ...problem import Problem
from . import delimited, documents, workbook
from .source import Reading, Source

# Kinds of files, and the endings of names that promise each.
KINDS: dict[str, tuple[str, ...]] = {
    "csv": (".csv", ".txt", ".tsv", ".tab"),
    "xlsx": (".xlsx", ".xlsm"),
    "xls": (".xls",),
    "ods": (".ods",),
    "json": (".json",),
    "geojson": (".geojson", ".json"),
}
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# Beginnings of files that people mistake for a table.
OTHERS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"\x1f\x8b": "GZIP",
    b"<html": "HTML",
    b"<!doc": "HTML",
    b"<table": "HTML",
    b"<?xml": "XML",
}
WHITE = b" \t\r\n"
JSON = re.compile(rb'\{\s*(["}]|$)|\[\s*([{\]]|$)')


def read(path: str | Path, reading: Reading | None = None, names: Collection[str] = ()) -> Source:
    """Read a file: text of cells, a workbook, JSON or GeoJSON.

    Parameters
    ----------
    path : str or Path
        The file.
    reading : Reading, optional
        How to read it, where that should not be found.
    names : collection of str
        Names that its columns are known to have; they help to find the headers.

    Raises
    ------
    Problem
        If the file is missing, a folder, empty, damaged, encrypted, not what its name says, or no table.
    """
    path, reading = Path(path), reading or Reading()
    sha256 = _digest(path)
    kind = _kind(path)
    if kind == "csv":
        source = delimited.read(path, sha256, reading, names)
    elif kind == "json":
        source = documents.read(path, sha256, reading)
    else:
        source = workbook.read(path, sha256, kind, reading, names)
    _promised(path, source.kind)
    if source.head.is_empty():
        raise Problem("ingest.no_rows", file=path.name)
    return source


def _digest(path: Path) -> str:
    if path.is_dir():
        raise Problem("ingest.folder", file=str(path))
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise Problem("ingest.missing", file=str(path)) from None
    except OSError as error:
        raise Problem("ingest.unreadable", file=str(path), reason=error.strerror or str(error)) from None


def _kind(path: Path) -> str:
    """Return what a file is, by its first bytes."""
    with path.open("rb") as file:
        head = file.read(4096)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip(WHITE)
    if not text and path.stat().st_size <= len(head):
        raise Problem("ingest.empty", file=path.name)
    for mark, name in OTHERS.items():
        if text[: len(mark)].lower() == mark.lower():
            raise Problem("ingest.other", file=path.name, kind=name)
    kind = _packed(path) if head.startswith(ZIP) else "xls" if head.startswith(OLE) else None
    # A file that promises JSON and begins like it is reported on as JSON.
    likely = JSON.match(text) or (path.suffix.lower() in KINDS["geojson"] and text[:1] in (b"{", b"["))
    kind = kind or ("json" if likely else "csv")
    if kind in ("xlsx", "xls", "ods"):
        _promised(path, kind)
    return kind


def _packed(path: Path) -> str:
    """Return which workbook a packed file is."""
    try:
        with zipfile.ZipFile(path) as packed:
            names = set(packed.namelist())
            opendocument = "mimetype" in names and b"opendocument" in packed.open("mimetype").read(100)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Problem("ingest.damaged", file=path.name) from None
    if opendocument:
        return "ods"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise Problem("ingest.other", file=path.name, kind="ZIP")


def _promised(path: Path, kind: str) -> None:
    """Refuse a file whose name promises another kind: one file was mistaken for another."""
    ending = path.suffix.lower()
    promises = [each for each, endings in KINDS.items() if ending in endings]
    # What encrypts a new workbook puts it in an old container: that is reported by its reader.
    if promises and kind not in promises and not (kind == "xls" and promises == ["xlsx"]):
        raise Problem("ingest.ending", file=path.name, ending=ending, kind=kind.upper(), right=KINDS[kind][0])
