"""Reading JSON: a list of records anywhere in the document, one record a line, and GeoJSON's features with their points."""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

import polars as pl

from ...problem import Problem, Sentence
from . import encoding
from .file import File
from .geometry import inside_point
from .header import header_key
from .rows import finished
from .source import EXTRA, MOST_COLUMNS, ROW, Reading, Source

# JSON is read at once, and takes several times its size in memory.
LARGEST = 200_000_000
# Documents and records are nested no deeper than this.
DEEPEST = 60
# What precedes the document where it is a script: ``var data =`` or ``callback(``.
SCRIPT = re.compile(r"^\s*(?:(?:export\s+default|(?:var|let|const|window\.)?\s*[\w.$]+\s*=|[\w.$]+\s*\()\s*)(?=[\[{])")

Record = dict[str, str]


def read(file: File, reading: Reading, names: Collection[str]) -> Source:
    """Read a JSON or GeoJSON file; the fields of a record within a record are the record's own.

    Of several lists of records, the one with the most fields that are known is read.

    Raises
    ------
    Problem
        If it is cut short or no JSON, too large, nested too deep, or has no list of records.
    """
    if file.size > LARGEST:
        raise Problem("ingest.large", file=file.name, most=LARGEST // 1_000_000)
    code = reading.encoding or encoding.find(file)
    document = _document("".join(encoding.decoded(file, code)).removeprefix("\ufeff"), file)
    features = _features(document)
    lists = [[_feature(each, file) for each in features]] if features is not None else list(_lists(document, file))
    if not lists:
        raise Problem("ingest.records", file=file.name)
    known = {header_key(name) for name in names}
    records = max(lists, key=lambda each: (len({header_key(name) for name in _fields(each)} & known), len(each)))
    header = _fields(records)
    if len(header) > MOST_COLUMNS:
        raise Problem("ingest.columns", file=file.name, n=len(header), most=MOST_COLUMNS)
    if not header:
        raise Problem("ingest.no_rows", file=file.name)
    columns = {name: [record.get(name) for record in records] for name in header}
    rows = pl.DataFrame(columns, schema=dict.fromkeys(header, pl.String))
    rows = rows.with_columns(pl.int_range(1, pl.len() + 1).alias(ROW), pl.lit(None, pl.String).alias(EXTRA))
    rows = finished(rows, header)
    kind = "json" if features is None else "geojson"
    shapes = sum(bool(_shape(each)) for each in features or ())
    notes = (Sentence("note.shapes", {"n": shapes}),) if shapes else ()
    return Source(file.name, file.sha256, kind, Reading(code), header, lambda: iter((rows,)), notes=notes)


def _document(text: str, file: File) -> Any:
    """Return what a text of JSON means: one document, or a list of those that it has, one a line."""
    script = SCRIPT.match(text)
    if script:
        text = text[script.end() :].rstrip().rstrip(";").rstrip().rstrip(")")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        lines = _lines(text)
        if lines is not None:
            return lines
        raise Problem("ingest.json", file=file.name, row=str(error.lineno)) from None
    except RecursionError:
        raise Problem("ingest.deep", file=file.name, most=DEEPEST) from None
    except ValueError:
        raise Problem("ingest.digits", file=file.name) from None


def _lines(text: str) -> list[Any] | None:
    """Return the records of a text that has one a line; None where it has not."""
    records = []
    for line in text.splitlines():
        bare = line.strip().rstrip(",")
        if bare:
            if not bare.startswith("{"):
                return None
            try:
                records.append(json.loads(bare))
            except (ValueError, RecursionError):
                return None
    return records if len(records) > 1 else None


def _features(document: Any) -> list[Any] | None:
    """Return the features of GeoJSON: of a collection, or a list of them, as one a line gives it."""
    if isinstance(document, dict) and document.get("type") == "FeatureCollection":
        found = document.get("features")
        return found if isinstance(found, list) else []
    if isinstance(document, list) and document and all(_dict(each).get("type") == "Feature" for each in document):
        return document
    return None


def _lists(document: Any, file: File) -> Iterator[list[Record]]:
    """Yield the lists of records in a document, wherever they are."""
    waiting = [(document, 0)]
    while waiting:
        value, depth = waiting.pop(0)
        if depth > DEEPEST:
            raise Problem("ingest.deep", file=file.name, most=DEEPEST)
        if isinstance(value, list) and all(isinstance(each, dict) for each in value):
            yield [_flat(each, file) for each in value]
        elif isinstance(value, dict):
            table = _table(value)
            if table:
                yield table
            # Records by their ids, instead of a list of them.
            if len(value) > 1 and all(isinstance(each, dict) and each for each in value.values()):
                yield [_flat(each, file) for each in value.values()]
            waiting += [(each, depth + 1) for each in value.values()]
        elif isinstance(value, list):
            # A list of rows, the first of which has the headers.
            if len(value) > 1 and all(isinstance(each, list) for each in value) and _texts(value[0]):
                yield [_row(value[0], each) for each in value[1:]]
            waiting += [(each, depth + 1) for each in value[:1] if isinstance(each, list | dict)]


def _table(value: dict[str, Any]) -> list[Record] | None:
    """Return the records of a table with its headers apart: ``{"columns": [...], "data": [[...]]}``."""
    rows = next((each for each in value.values() if _list_of(each, list)), None)
    for heads in value.values():
        if rows and heads is not rows and isinstance(heads, list) and heads:
            names = [_dict(each).get("id") or _dict(each).get("name") or each for each in heads]
            if _texts(names) and len(names) == len(rows[0]):
                return [_row(names, each) for each in rows]
    return None


def _list_of(value: Any, kind: type) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, kind) for each in value)


def _texts(values: Any) -> bool:
    return _list_of(values, str)


def _row(names: list[str], cells: list[Any]) -> Record:
    return {name.strip(): _text(cell) for name, cell in zip(names, cells, strict=False) if cell is not None}


def _fields(records: list[Record]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for record in records for name in record))


def _flat(record: dict[str, Any], file: File, depth: int = 0) -> Record:
    """Return a record with those within it; one of their fields that has a name of its own is ``outer.inner``."""
    if depth > DEEPEST:
        raise Problem("ingest.deep", file=file.name, most=DEEPEST)
    flat = {
        _text(name).strip(): _text(value)
        for name, value in record.items()
        if not isinstance(value, dict) and value is not None
    }
    for outer, value in record.items():
        if isinstance(value, dict):
            within = _flat(value, file, depth + 1)
            flat |= {f"{outer}.{name}" if name in flat else name: inner for name, inner in within.items()}
    return flat


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    try:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    except RecursionError:
        text = "…"
    # Half a letter can be escaped in JSON, but is valid in no text.
    return text.encode(errors="replace").decode()


def _feature(feature: Any, file: File) -> Record:
    """Return a feature's properties, and its point as degrees: of a shape, a point inside it."""
    record = _flat(_dict(_dict(feature).get("properties")), file)
    geometry = _dict(_dict(feature).get("geometry"))
    place = inside_point(geometry)
    if place:
        record |= {"longitude": _text(place[0]), "latitude": _text(place[1])}
    return record


def _shape(feature: Any) -> bool:
    """Return whether a feature has a shape from which a point was taken."""
    geometry = _dict(_dict(feature).get("geometry"))
    return geometry.get("type") not in (None, "Point") and inside_point(geometry) is not None
