"""Opening a file: its kind by its content, not by its name, and what cannot be read at all."""

import re
import zipfile
from collections.abc import Collection
from pathlib import Path

from ...problem import Problem
from . import delimited, documents, web_page, workbook
from .file import File
from .source import Reading, Source

# Kinds of files, and the endings of names that promise each.
KINDS: dict[str, tuple[str, ...]] = {
    "csv": (".csv", ".txt", ".tsv", ".tab"),
    "xlsx": (".xlsx", ".xlsm"),
    "xls": (".xls",),
    "ods": (".ods",),
    "json": (".json", ".jsonl", ".ndjson", ".js"),
    "geojson": (".geojson", ".json", ".jsonl", ".geojsonl"),
    "html": (".html", ".htm", ".xls", ".xlsx"),
}
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# Beginnings of files that people mistake for a table.
OTHERS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"\x1f\x8b": "GZIP",
    b"<?xml": "XML",
}
HTML = re.compile(
    rb"(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(html|!doctype html|table|body|head|meta|style|div)\b", re.I | re.S
)
WHITE = b" \t\r\n"
JSON = re.compile(rb'\{\s*(["}]|$)|\[\s*([{\[\]]|$)|(var|let|const)\s+[\w$]+\s*=\s*[\[{]')

# What else a file may begin with whose name promises JSON.
LIKE_JSON = re.compile(rb"[\[{]|[\w.$]+\s*[(=]\s*[\[{]")


def read(file: File | str | Path, reading: Reading | None = None, names: Collection[str] = ()) -> Source:
    """Read a file: text of cells, a workbook, JSON, GeoJSON or an HTML table.

    Parameters
    ----------
    file : File, str or Path
        The file, or where it is.
    reading : Reading, optional
        How to read it, where that should not be found.
    names : collection of str
        Names that its columns are known to have; they help to find the headers.

    Raises
    ------
    Problem
        If the file is missing, a folder, empty, damaged, encrypted, not what its name says, or no table.
    """
    file, reading = file if isinstance(file, File) else File.at(file), reading or Reading()
    kind = _kind(file)
    if kind == "csv":
        source = delimited.read(file, reading, names)
    elif kind == "json":
        source = documents.read(file, reading, names)
    elif kind == "html":
        source = web_page.read(file, reading, names)
    else:
        source = workbook.read(file, kind, reading, names)
    _promised(file, source.kind)
    if source.head.is_empty():
        raise Problem("ingest.no_rows", file=file.name)
    return source


def _kind(file: File) -> str:
    """Return what a file is, by its first bytes."""
    with file.open() as opened:
        head = opened.read(4096)
    text = _plain(head).lstrip(WHITE)
    if not text and file.size <= len(head):
        raise Problem("ingest.empty", file=file.name)
    if HTML.match(text):
        return "html"
    for mark, name in OTHERS.items():
        if text[: len(mark)].lower() == mark.lower():
            raise Problem("ingest.other", file=file.name, kind=name)
    kind = _packed(file) if head.startswith(ZIP) else "xls" if head.startswith(OLE) else None
    # A file that promises JSON and begins like it is reported on as JSON.
    likely = JSON.match(text) or (file.ending in (*KINDS["json"], *KINDS["geojson"]) and LIKE_JSON.match(text))
    kind = kind or ("json" if likely else "csv")
    if kind in ("xlsx", "xls", "ods"):
        _promised(file, kind)
    return kind


def _plain(head: bytes) -> bytes:
    """Return the beginning of a file without the mark of its encoding, and of UTF-16 without the zero bytes."""
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        if head.startswith(mark):
            return head.removeprefix(mark).replace(b"\0", b"")
    return head.replace(b"\0", b"") if head[:2] in (b"{\0", b"[\0", b"<\0", b"\0{", b"\0[", b"\0<") else head


def _packed(file: File) -> str:
    """Return which workbook a packed file is."""
    try:
        with file.open() as opened, zipfile.ZipFile(opened) as packed:
            names = set(packed.namelist())
            opendocument = "mimetype" in names and b"opendocument" in packed.open("mimetype").read(100)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Problem("ingest.damaged", file=file.name) from None
    if opendocument:
        return "ods"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise Problem("ingest.other", file=file.name, kind="ZIP")


def _promised(file: File, kind: str) -> None:
    """Refuse a file whose name promises another kind: one file was mistaken for another."""
    promises = [each for each, endings in KINDS.items() if file.ending in endings]
    # What encrypts a new workbook puts it in an old container: that is reported by its reader.
    if promises and kind not in promises and not (kind == "xls" and "xlsx" in promises):
        raise Problem("ingest.ending", file=file.name, ending=file.ending, kind=kind.upper(), right=KINDS[kind][0])
