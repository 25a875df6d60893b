"""The OpenAPI description of the addresses, in either language: descriptions are message keys until they are said."""

from typing import Any

from fastapi import FastAPI, Response

from ..i18n import LANGUAGES, Words
from .params import MEDIA
from .resources import ALL, Rows

TYPES = {"date": {"type": "string", "format": "date"}}


def described(rows: Rows) -> dict[str, Any]:
    """Return how a route tells of itself: its rows, and what else it may answer."""
    return {
        "description": f"api.{rows.name}",
        "operation_id": rows.name,
        "response_class": Response,
        "responses": {
            200: {"description": f"api.{rows.name}"},
            304: {"description": "api.unchanged"},
            422: {"description": "api.wrong"},
            503: {"description": "api.unavailable"},
        },
    }


def openapi(app: FastAPI, words: Words, root: str) -> dict[str, Any]:
    """Return the description in a language, for a service that stands at ``root``."""
    told: dict[str, Any] = _said(app.openapi(), words)
    told["servers"] = [{"url": root}]
    for rows in ALL:
        operation = told["paths"][f"/{rows.name}"]["get"]
        operation["responses"]["200"]["content"] = {
            MEDIA[name]: {"schema": _json(rows, words) if name == "json" else {"type": "string"}}
            for name in rows.formats
        }
        for status in ("422", "503"):
            operation["responses"][status]["content"] = {"application/json": {"schema": _problem()}}
        for parameter in operation["parameters"]:
            parameter["schema"].pop("default", None)
            allowed = {"format": rows.formats, "lang": LANGUAGES}.get(parameter["name"])
            if allowed:
                parameter["schema"] |= {"enum": list(allowed)}
            if parameter["schema"].get("type") == "array":
                parameter["explode"] = False  # one parameter, its values with commas between
    return told


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


def _json(rows: Rows, words: Words) -> dict[str, Any]:
    """Describe the JSON answer with its rows."""
    columns = {name: _column(rows, name, words) for name in rows.columns}
    release = {
        "number": {"type": "integer"},
        "as_of": TYPES["date"],
        "published_at": {"type": "string", "format": "date-time"},
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
            "rows": {"type": "array", "items": {"type": "object", "properties": columns}},
        },
    }


def _column(rows: Rows, name: str, words: Words) -> dict[str, Any]:
    kind = TYPES.get(rows.kind(name), {"type": rows.kind(name)})
    return kind | {"type": [kind["type"], "null"], "description": rows.meaning(name, words)}


def _said(node: Any, words: Words) -> Any:
    """Return a copy in which every message key has become its message."""
    if isinstance(node, dict):
        return {name: _said(value, words) for name, value in node.items()}
    if isinstance(node, list):
        return [_said(each, words) for each in node]
    return words(node) if isinstance(node, str) and node.startswith("api.") and words.has(node) else node
