"""Rows as an answer: JSON, CSV or GeoJSON, each with release, date, source, and whether it is of the sample."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pandas as pd
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from ..exhibits import citation
from ..exports.csv import csv
from ..exports.records import outlined, pointed, records
from ..i18n import LANGUAGES, Words
from .params import MEDIA, Asked, ask

FEATURES: dict[str | None, Callable[[dict[str, Any]], dict[str, Any]]] = {"outline": outlined, "point": pointed}


class Unchanged(Exception):
    """What is asked is what the program already has."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked.tag)
        self.asked = asked


def fresh(request: Request, *given: Any) -> Asked:
    """Read what a request asks for, as :func:`ask` does.

    Raises
    ------
    Unchanged
        If the program already has the answer.
    """
    asked = ask(request, *given)
    known = request.headers.get("if-none-match", "")
    if asked.tag in known or known.strip() == "*":
        raise Unchanged(asked)
    return asked


def answer(asked: Asked, rows: pd.DataFrame, **more: Any) -> Response:
    """Answer with rows; ``more`` is what a JSON answer tells besides."""
    table = rows[list(asked.rows.columns)]
    if asked.format == "csv":
        return Response(csv(table, source(asked, asked.words)), headers=headers(asked))
    plain = records(table)
    if asked.format == "geojson":
        features = [FEATURES[asked.rows.shape](row) for row in plain]
        told = {"type": "FeatureCollection"} | about(asked) | more | {"features": features}
    else:
        told = about(asked) | more | {"rows": plain}
    return JSONResponse(told, headers=headers(asked))


def stream(asked: Asked, parts: Iterable[pd.DataFrame]) -> Response:
    """Answer with rows that never stand in memory together, as CSV or GeoJSON."""
    write = _csv if asked.format == "csv" else _geojson
    return StreamingResponse(write(asked, parts), headers=headers(asked))


def source(asked: Asked, words: Words) -> str:
    """Cite where the rows are from."""
    cite = citation.published if asked.rows.published else citation.counted
    return cite(asked.data.release, asked.day, words)


def about(asked: Asked) -> dict[str, Any]:
    """Return what every answer says of itself."""
    release = asked.data.release
    note = (
        "api.note.published" if asked.rows.published else "badge.sample.help" if release.sample else "api.note.counted"
    )
    return {
        "release": {
            "number": release.number,
            "as_of": release.as_of.isoformat(),
            "published_at": release.published_at.isoformat(timespec="seconds"),
        },
        "day": asked.day.isoformat(),
        "sample": sampled(asked),
        "note": {language: Words(language)(note) for language in LANGUAGES},
        "source": {language: source(asked, Words(language)) for language in LANGUAGES},
        "asked": asked.query,
    }


def sampled(asked: Asked) -> bool:
    """Say whether the rows are of the sample register; what others published never is."""
    return asked.data.release.sample and not asked.rows.published


def headers(asked: Asked) -> dict[str, str]:
    """Return what every answer says of itself in its headers, in every format."""
    release, sample = asked.data.release, sampled(asked)
    name = f"{asked.rows.name}{'_sample' if sample else ''}_{asked.day}.{asked.format}"
    return {
        "Content-Type": f"{MEDIA[asked.format]}; charset=utf-8",
        "Content-Disposition": f'{"inline" if asked.format == "json" else "attachment"}; filename="{name}"',
        "ETag": asked.tag,
        "Cache-Control": "no-cache",
        "Vary": "Accept, Accept-Language",
        "Ocod-Release": str(release.number),
        "Ocod-As-Of": release.as_of.isoformat(),
        "Ocod-Published-At": release.published_at.isoformat(timespec="seconds"),
        "Ocod-Sample": str(sample).lower(),
    }


def _csv(asked: Asked, parts: Iterable[pd.DataFrame]) -> Iterator[bytes]:
    said, columns = source(asked, asked.words), list(asked.rows.columns)
    for number, part in enumerate(parts):
        yield csv(part[columns], said, header=number == 0)


def _geojson(asked: Asked, parts: Iterable[pd.DataFrame]) -> Iterator[str]:
    told = json.dumps({"type": "FeatureCollection"} | about(asked), ensure_ascii=False)
    yield told.removesuffix("}") + ', "features": ['
    for number, part in enumerate(parts):
        features = (FEATURES[asked.rows.shape](row) for row in records(part[list(asked.rows.columns)]))
        text = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
        yield (",\n" if number and text else "") + text
    yield "]}"
