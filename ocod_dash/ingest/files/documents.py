"""Reading JSON: a list of records, anywhere in the document, and GeoJSON's features with their points."""

import json
from pathlib import Path
from typing import Any

import polars as pl

from ...problem import Problem
from .source import EXTRA, ROW, Reading, Source, not_blank

# JSON is read at once, and takes several times its size in memory.
LARGEST = 200_000_000
# As many as a spreadsheet holds; records that each have a field of their own would fill the memory.
MOST_COLUMNS = 16_384


def read(path: Path, sha256: str, reading: Reading) -> Source:
    """Read a JSON or GeoJSON file; the fields of a record within a record are the record's own.

    Raises
    ------
    Problem
        If it is cut short or no JSON, too large, or has no list of records.
    """
    if path.stat().st_size > LARGEST:
        raise Problem("ingest.large", file=path.name, most=LARGEST // 1_000_000)
    try:
        document = json.loads(path.read_bytes().decode(reading.encoding or "utf-8-sig"))
    except UnicodeDecodeError as error:
        if error.end == len(error.object):
            raise Problem("ingest.json", file=path.name, row="–", reason="cut within a letter") from None
        row = str(error.object.count(b"\n", 0, error.start) + 1)
        raise Problem("ingest.encoding", file=path.name, row=row, encoding=reading.encoding or "UTF-8") from None
    except LookupError:
        raise Problem("ingest.no_encoding", value=str(reading.encoding)) from None
    except json.JSONDecodeError as error:
        raise Problem("ingest.json", file=path.name, row=str(error.lineno), reason=error.msg) from None
    except (RecursionError, ValueError) as error:
        reason = "too deep" if isinstance(error, RecursionError) else "a number of too many digits"
        raise Problem("ingest.json", file=path.name, row="1", reason=reason) from None
    features = isinstance(document, dict) and document.get("type") == "FeatureCollection"
    records = [_feature(each) for each in document.get("features") or ()] if features else _records(document)
    if records is None:
        raise Problem("ingest.records", file=path.name)
    header = tuple(dict.fromkeys(name for record in records for name in record))
    if len(header) > MOST_COLUMNS:
        raise Problem("ingest.columns", file=path.name, n=len(header), most=MOST_COLUMNS)
    if not header:
        raise Problem("ingest.no_rows", file=path.name)
    columns = {name: [record.get(name) for record in records] for name in header}
    rows = pl.DataFrame(columns, schema=dict.fromkeys(header, pl.String))
    rows = not_blank(rows.with_columns(pl.int_range(1, pl.len() + 1).alias(ROW), pl.lit(None, pl.String).alias(EXTRA)))
    kind = "geojson" if features else "json"
    return Source(path.name, sha256, kind, Reading("utf-8"), header, lambda: iter((rows,)))


def _records(document: Any) -> list[dict[str, str]] | None:
    """Return the first list of records in a document."""
    if isinstance(document, list):
        return [_flat(each) for each in document] if all(isinstance(each, dict) for each in document) else None
    if isinstance(document, dict):
        return next((found for each in document.values() if (found := _records(each))), None)
    return None


def _flat(record: dict[str, Any]) -> dict[str, str]:
    """Return a record with those within it; one of their fields that has a name of its own is ``outer.inner``."""
    flat = {
        _text(name).strip(): _text(value)
        for name, value in record.items()
        if not isinstance(value, dict) and value is not None
    }
    for outer, value in record.items():
        if isinstance(value, dict):
            flat |= {f"{outer}.{name}" if name in flat else name: inner for name, inner in _flat(value).items()}
    return flat


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    # Half a letter can be escaped in JSON, but is valid in no text.
    return text.encode(errors="replace").decode()


def _feature(feature: Any) -> dict[str, str]:
    """Return a feature's properties, and its point as degrees; other shapes have no point."""
    if not isinstance(feature, dict):
        return {}
    record = _flat(_dict(feature.get("properties")))
    geometry = _dict(feature.get("geometry"))
    place = geometry.get("coordinates")
    if geometry.get("type") == "Point" and isinstance(place, list) and len(place) >= 2:
        record |= {"longitude": _text(place[0]), "latitude": _text(place[1])}
    return record
