"""The OpenAPI description of the resources, in either language: message keys, translated when it is requested."""

from typing import Any

from fastapi import FastAPI, Response

from ..i18n import LANGUAGES, Words
from .params import MEDIA
from .resources import RESOURCES, Resource

TYPES = {"date": {"type": "string", "format": "date"}}


def route_options(resource: Resource) -> dict[str, Any]:
    """Return what FastAPI needs to describe a resource's route: its rows, and its other answers."""
    return {
        "description": f"api.{resource.name}",
        "operation_id": resource.name,
        "response_class": Response,
        "responses": {
            200: {"description": f"api.{resource.name}"},
            304: {"description": "api.unchanged"},
            422: {"description": "api.wrong"},
            503: {"description": "api.unavailable"},
        },
    }


def openapi(app: FastAPI, words: Words, root: str) -> dict[str, Any]:
    """Return the description in a language, for a service mounted at ``root``."""
    description: dict[str, Any] = _translated(app.openapi(), words)
    description["servers"] = [{"url": root}]
    for resource in RESOURCES:
        operation = description["paths"][f"/{resource.name}"]["get"]
        operation["responses"]["200"]["content"] = {
            MEDIA[name]: {"schema": _json(resource, words) if name == "json" else {"type": "string"}}
            for name in resource.formats
        }
        for status in ("422", "503"):
            operation["responses"][status]["content"] = {"application/json": {"schema": _problem()}}
        for parameter in operation["parameters"]:
            parameter["schema"].pop("default", None)
            allowed = {"format": resource.formats, "lang": LANGUAGES}.get(parameter["name"])
            if allowed:
                parameter["schema"] |= {"enum": list(allowed)}
            if parameter["schema"].get("type") == "array":
                parameter["explode"] = False  # one parameter with comma-separated values
    return description


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
            "rows": {"type": "array", "items": {"type": "object", "properties": columns}},
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
