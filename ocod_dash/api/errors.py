"""Errors for a program and its reader: which parameter, which value, what is allowed, what is nearest."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from starlette.responses import JSONResponse

from ..i18n import LANGUAGES, Words

LISTED = 12  # of the allowed values, in a sentence; the answer has all


@dataclass(frozen=True)
class InvalidParameter:
    """A parameter with a value that is not allowed.

    Parameters
    ----------
    key : str
        The message.
    parameter : str
        The parameter's name.
    value : str
        Its value in the request.
    allowed : tuple of str
        The values that it accepts.
    nearest : str
        The nearest of them; empty where nothing is near.
    """

    key: str
    parameter: str
    value: str
    allowed: tuple[str, ...]
    nearest: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the error as plain values."""
        message = {language: self._message(Words(language)) for language in LANGUAGES}
        return {
            "parameter": self.parameter,
            "value": self.value,
            "allowed": list(self.allowed),
            "nearest": self.nearest or None,
            "message": message,
        }

    def _message(self, words: Words) -> str:
        hint = words("notice.hint", nearest=self.nearest) if self.nearest else ""
        allowed = words.listing(list(self.allowed[:LISTED])) + (" …" if len(self.allowed) > LISTED else "")
        return words(self.key, parameter=self.parameter, value=self.value, allowed=allowed, hint=hint)


class InvalidRequest(Exception):
    """A request with parameters that are not allowed; none of them is ignored silently."""

    def __init__(self, errors: list[InvalidParameter]) -> None:
        super().__init__(", ".join(f"{error.parameter}={error.value}" for error in errors))
        self.errors = errors


def closest(value: str, known: Iterable[str]) -> str:
    """Return the known value most like another; empty where none is."""
    return next(iter(get_close_matches(value, list(known), n=1)), "")


def error_response(status: int, key: str, errors: Iterable[InvalidParameter] = (), **figures: Any) -> JSONResponse:
    """Answer with an error in both languages, which no cache stores."""
    message = {language: Words(language)(key, **figures) for language in LANGUAGES}
    content = {"status": status, "message": message, "faults": [error.to_json() for error in errors]}
    return JSONResponse(content, status, {"Cache-Control": "no-store"})
