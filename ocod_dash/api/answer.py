"""A resource's rows as an answer: JSON, CSV or GeoJSON, each with release, date, source, and whether it is of the sample."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pandas as pd
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from ..exhibits import citation
from ..exports.csv import csv
from ..exports.file_names import file_name
from ..exports.records import bbox, joined, outlined, pointed, records
from ..i18n import LANGUAGES, Words
from ..metrics.findings import sentence
from ..view import tell
from .params import ValidRequest, parse
from .request_models import MEDIA, CommonParameters
from .resources import Resource

FEATURES: dict[str | None, Callable[[dict[str, Any]], dict[str, Any]]] = {"outline": outlined, "point": pointed}


class NotModified(Exception):
    """The program already has the answer."""

    def __init__(self, valid: ValidRequest) -> None:
        super().__init__(valid.tag)
        self.valid = valid


def parse_conditional(request: Request, parameters: CommonParameters, resource: Resource) -> ValidRequest:
    """Check a request as :func:`parse` does, and its ``If-None-Match``.

    Raises
    ------
    NotModified
        If the program already has the answer.
    """
    valid = parse(request, parameters, resource)
    known = request.headers.get("if-none-match", "")
    # A cache may have made the tag weak, or written it without its W/.
    if valid.tag.removeprefix("W/") in re.findall(r'"[^"]*"', known) or known.strip() == "*":
        raise NotModified(valid)
    return valid


def answer(valid: ValidRequest, rows: pd.DataFrame, **more: Any) -> Response:
    """Answer with rows; ``more`` are further members of a JSON answer."""
    table = rows[list(valid.resource.columns)]
    if valid.format == "csv":
        return Response(csv(table, source(valid, valid.words)), headers=headers(valid))
    plain = records(table)
    if valid.format == "geojson":
        features = [FEATURES[valid.resource.geometry](row) for row in plain]
        content = {"type": "FeatureCollection"} | bbox(features) | metadata(valid) | more | {"features": features}
    else:
        content = metadata(valid) | more | {"rows": plain}
    return JSONResponse(content, headers=headers(valid))


def stream(valid: ValidRequest, chunks: Iterable[pd.DataFrame]) -> Response:
    """Answer with rows that are never in memory all at once, as CSV or GeoJSON."""
    write = _csv if valid.format == "csv" else _geojson
    return StreamingResponse(write(valid, chunks), headers=headers(valid))


def source(valid: ValidRequest, words: Words) -> str:
    """Cite where the rows are from."""
    cite = citation.published if valid.resource.published else citation.counted
    return cite(valid.data.release, valid.day, words)


def note(valid: ValidRequest, words: Words) -> str:
    """Say what kind of figures the rows are."""
    if is_sample(valid):
        return sentence(words("badge.sample.help"), words, sample=True)
    return words("api.note.published" if valid.resource.published else "api.note.counted")


def metadata(valid: ValidRequest) -> dict[str, Any]:
    """Return the members that every JSON answer has: release, day, source, parameters and how they were read."""
    release = valid.data.release
    return {
        "release": {
            "number": release.number,
            "as_of": release.as_of.isoformat(),
            "published_at": release.published_at.isoformat(timespec="seconds"),
        },
        "day": valid.day.isoformat(),
        "sample": is_sample(valid),
        "note": {language: note(valid, Words(language)) for language in LANGUAGES},
        "source": {language: source(valid, Words(language)) for language in LANGUAGES},
        "asked": valid.query,
        "read_as": [
            {
                "parameter": notice.parameter,
                "value": notice.value,
                "day": str(notice.read_as),
                "message": {language: tell(notice, Words(language)) for language in LANGUAGES},
            }
            for notice in valid.notices
        ],
    }


def is_sample(valid: ValidRequest) -> bool:
    """Return whether the rows are of the sample register; published figures never are."""
    return valid.data.release.sample and not valid.resource.published


def headers(valid: ValidRequest) -> dict[str, str]:
    """Return the headers that an answer has in every format."""
    release, sample = valid.data.release, is_sample(valid)
    name = file_name(
        (valid.resource.name,),
        valid.format,
        sample=sample,
        view=valid.view,
        day=valid.day,
        statuses="status" in valid.resource.columns,
        choices=[value for values in valid.chosen.values() for value in values],
    )
    return {
        "Content-Type": f"{MEDIA[valid.format]}; charset=utf-8",
        "Content-Disposition": f'{"inline" if valid.format == "json" else "attachment"}; filename="{name}"',
        "ETag": valid.tag,
        "Cache-Control": "no-cache",
        "Vary": "Accept, Accept-Language",
        "Ocod-Release": str(release.number),
        "Ocod-Day": valid.day.isoformat(),
        "Ocod-As-Of": release.as_of.isoformat(),
        "Ocod-Published-At": release.published_at.isoformat(timespec="seconds"),
        "Ocod-Sample": str(sample).lower(),
    }


def _csv(valid: ValidRequest, chunks: Iterable[pd.DataFrame]) -> Iterator[bytes]:
    cited, columns = source(valid, valid.words), list(valid.resource.columns)
    for number, chunk in enumerate(chunks):
        yield csv(chunk[columns], cited, header=number == 0)


def _geojson(valid: ValidRequest, chunks: Iterable[pd.DataFrame]) -> Iterator[str]:
    columns, feature_of = list(valid.resource.columns), FEATURES[valid.resource.geometry]
    head = json.dumps({"type": "FeatureCollection"} | metadata(valid), ensure_ascii=False)
    yield head.removesuffix("}") + ', "features": ['
    boxes: list[list[float]] = []
    for number, chunk in enumerate(chunks):
        features = [feature_of(row) for row in records(chunk[columns])]
        boxes += bbox(features).values()
        text = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
        yield (",\n" if number and text else "") + text
    yield "]" + json.dumps(joined(boxes)).replace("{", ", ", 1) if boxes else "]}"
