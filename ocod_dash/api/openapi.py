"""The OpenAPI description of the resources, in either language: message keys, translated when it is requested."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Response

from .. import geography
from ..i18n import LANGUAGES, Words
from ..query import MOST_LETTERS, MOST_VALUES
from ..schema import STATUSES
from .params import open_current, tags
from .request_models import MEDIA
from .resources import RESOURCES, Resource

ERRORS = {
    404: "api.missing",
    405: "api.read_only",
    422: "api.wrong",
    429: "api.often",
    500: "api.failed",
    503: "api.unavailable",
}
# The headers of an answer, and of those that are no answer; each with its type and meaning.
HEADERS = {
    "ETag": ("string", "api.header.etag"),
    "Ocod-Release": ("integer", "api.told.release"),
    "Ocod-Day": ("date", "api.told.day"),
    "Ocod-Sample": ("string", "api.told.sample"),
}
NEXT = {"Link": ("string", "api.header.next")}
AGAIN = {"Retry-After": ("integer", "api.header.again")}
# Where an answer leads: the resource and its parameter, and the column of the first row that it takes.
LINKS = {
    "regions": ("provinces", "region", "code"),
    "provinces": ("districts", "province", "code"),
    "programmes": ("claims", "programme", "programme_id"),
}
LATER = ("siting",)  # resources whose answer may take a while
TYPES = {"date": {"type": "string", "format": "date"}}
TEXT = {"type": "string"}
OPTIONAL = {"bbox", "total", "totals", "next", "without_district", "plan"}  # members of an answer that not all have

log = logging.getLogger(__name__)


def route_options(resource: Resource) -> dict[str, Any]:
    """Return what FastAPI needs to describe a resource's route: its rows, and its other answers."""
    return {
        "description": f"api.{resource.name}",
        "operation_id": resource.name,
        "response_class": Response,
        "responses": {
            200: {"description": f"api.{resource.name}"},
            **({202: {"description": "api.solving"}} if resource.name in LATER else {}),
            304: {"description": "api.unchanged"},
            **{code: {"description": text} for code, text in ERRORS.items()},
        },
    }


def openapi(app: FastAPI, words: Words, root: str) -> dict[str, Any]:
    """Return the description in a language, for a service mounted at ``root``."""
    description: dict[str, Any] = _translated(app.openapi(), words)
    description["servers"] = [{"url": root}]
    allowed = {**_listed(), "lang": tuple(LANGUAGES)}
    for resource in RESOURCES:
        operation = description["paths"][f"/{resource.name}"]["get"]
        responses = operation["responses"]
        responses["200"] |= {
            "content": {MEDIA[name]: {"schema": _content(resource, name, words)} for name in resource.formats},
            "headers": _headers(HEADERS | (NEXT if resource.name == "centres" else {}), words),
        }
        if resource.name in LINKS:
            target, parameter, column = LINKS[resource.name]
            values = {parameter: f"$response.body#/rows/0/{column}"}
            responses["200"]["links"] = {target: {"operationId": target, "parameters": values}}
        if resource.name in LATER:
            responses["202"] |= {
                "content": {MEDIA["json"]: {"schema": _solving(words)}},
                "headers": _headers(AGAIN, words),
            }
        for code in ERRORS:
            responses[str(code)]["content"] = {"application/json": {"schema": _problem()}}
        responses["429"] |= {"headers": _headers(AGAIN, words), "content": {"text/plain": {"schema": TEXT}}}
        for parameter in operation["parameters"]:
            _describe(parameter, allowed | {"format": resource.formats})
    return description


def _describe(parameter: dict[str, Any], allowed: Mapping[str, Sequence[str]]) -> None:
    """Write in a parameter's schema which values it takes."""
    schema, name = parameter["schema"], parameter["name"]
    schema.pop("default", None)
    if schema.get("type") == "array":
        parameter["explode"] = False  # one parameter with comma-separated values
        schema |= {"minItems": 1, "maxItems": MOST_VALUES}
        schema["items"] |= {"enum": list(allowed[name])} if name in allowed else {"minLength": 1}
    elif name in allowed:
        schema |= {"enum": list(allowed[name])}
    elif schema.get("type") == "string":
        schema |= {"minLength": 1, "maxLength": MOST_LETTERS}


def _listed() -> dict[str, tuple[str, ...]]:
    """Return the values of the parameters whose values can be listed, those of programmes where there is a release."""
    places = {
        "region": tuple(place.code for place in geography.regions()),
        "province": tuple(place.code for place in geography.provinces()),
        "status": STATUSES,
    }
    try:
        return places | tags(open_current())
    except Exception as error:
        log.info("the description is without the values of tags: %r", error)
        return places


def _headers(declared: Mapping[str, tuple[str, str]], words: Words) -> dict[str, Any]:
    return {
        name: {"description": words(key), "schema": TYPES.get(kind, {"type": kind})}
        for name, (kind, key) in declared.items()
    }


def _content(resource: Resource, name: str, words: Words) -> dict[str, Any]:
    """Describe an answer in one of its formats."""
    if name == "csv":
        return TEXT
    described = _json(resource, words)
    if name == "geojson":
        del described["properties"]["rows"]
        members = {
            "type": {"const": "Feature"},
            "geometry": {"type": ["object", "null"]},
            "properties": {"type": "object"},
        }
        described["properties"] |= {
            "type": {"const": "FeatureCollection"},
            "bbox": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
            "features": {
                "type": "array",
                "items": {"type": "object", "required": list(members), "properties": members},
            },
        }
    return described | {"required": [name for name in described["properties"] if name not in OPTIONAL]}


def _in_each_language() -> dict[str, Any]:
    """Describe a text in every language."""
    texts = {language: {"type": "string"} for language in LANGUAGES}
    return {"type": "object", "required": list(texts), "properties": texts}


def _problem() -> dict[str, Any]:
    """Describe the answer that says what is wrong."""
    fault = {
        "parameter": {"type": "string"},
        "value": {"type": "string"},
        "allowed": {"type": "array", "items": {"type": "string"}},
        "nearest": {"type": ["string", "null"]},
        "message": _in_each_language(),
    }
    return {
        "type": "object",
        "required": ["status", "message", "faults"],
        "properties": {
            "status": {"type": "integer"},
            "message": _in_each_language(),
            "faults": {"type": "array", "items": {"type": "object", "properties": fault}},
        },
    }


def _solving(words: Words) -> dict[str, Any]:
    """Describe the answer that says that there is none yet."""
    return {
        "type": "object",
        "required": ["state", "proven"],
        "properties": {
            "state": {"const": "solving"},
            "proven": {"type": "number", "description": words("api.told.proven")},
        },
    }


def _json(resource: Resource, words: Words) -> dict[str, Any]:
    """Describe the JSON answer with its rows."""
    columns = {name: _column(resource, name, words) for name in resource.columns}
    release = {
        "number": {"type": "integer"},
        "as_of": TYPES["date"],
        "published_at": {"type": "string", "format": "date-time"},
    }
    read_as = {
        "parameter": {"type": "string"},
        "value": {"type": "string"},
        "day": TYPES["date"],
        "message": _in_each_language(),
    }
    return {
        "type": "object",
        "properties": {
            "release": {"type": "object", "description": words("api.told.release"), "properties": release},
            "day": TYPES["date"] | {"description": words("api.told.day")},
            "sample": {"type": "boolean", "description": words("api.told.sample")},
            "note": _in_each_language() | {"description": words("api.told.note")},
            "source": _in_each_language() | {"description": words("api.told.source")},
            "asked": {"type": "object", "description": words("api.told.asked")},
            "read_as": {
                "type": "array",
                "description": words("api.told.read_as"),
                "items": {"type": "object", "properties": read_as},
            },
            "rows": {
                "type": "array",
                "items": {"type": "object", "required": list(columns), "properties": columns},
            },
            "total": {"type": "integer"},
            "totals": {"type": ["object", "null"], "additionalProperties": {"type": "number"}},
            "next": {"type": ["string", "null"]},
            "without_district": {"type": "integer"},
            "plan": {"type": "object", "description": words("api.told.plan")},
        },
    }


def _column(resource: Resource, name: str, words: Words) -> dict[str, Any]:
    declared = TYPES.get(resource.type_of(name), {"type": resource.type_of(name)})
    return declared | {"type": [declared["type"], "null"], "description": resource.meaning(name, words)}


def _translated(node: Any, words: Words) -> Any:
    """Return a copy with every message key replaced by its message."""
    if isinstance(node, dict):
        return {name: _translated(value, words) for name, value in node.items()}
    if isinstance(node, list):
        return [_translated(each, words) for each in node]
    return words(node) if isinstance(node, str) and node.startswith("api.") and words.has(node) else node
