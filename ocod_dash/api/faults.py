"""What goes wrong, told to a program and to its reader: which parameter, which value, what is allowed, what is nearest."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from starlette.responses import JSONResponse

from ..i18n import LANGUAGES, Words

LISTED = 12  # of what is allowed, in a sentence; the answer has all


@dataclass(frozen=True)
class Fault:
    """One thing wrong with what was asked.

    Parameters
    ----------
    key : str
        The message.
    parameter : str
        The parameter's name.
    value : str
        What it was given.
    allowed : tuple of str
        What may stand there.
    nearest : str
        The nearest of what may stand there; empty where nothing is near.
    """

    key: str
    parameter: str
    value: str
    allowed: tuple[str, ...]
    nearest: str = ""

    def told(self) -> dict[str, Any]:
        """Return the fault as plain values."""
        message = {language: self._say(Words(language)) for language in LANGUAGES}
        return {
            "parameter": self.parameter,
            "value": self.value,
            "allowed": list(self.allowed),
            "nearest": self.nearest or None,
            "message": message,
        }

    def _say(self, words: Words) -> str:
        hint = words("notice.hint", nearest=self.nearest) if self.nearest else ""
        allowed = words.listing(list(self.allowed[:LISTED])) + (" …" if len(self.allowed) > LISTED else "")
        return words(self.key, parameter=self.parameter, value=self.value, allowed=allowed, hint=hint)


class Refused(Exception):
    """What was asked cannot be answered; nothing of it is left out silently."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(", ".join(f"{fault.parameter}={fault.value}" for fault in faults))
        self.faults = faults


def near(value: str, known: Iterable[str]) -> str:
    """Return what is known and most like a value; empty where nothing is."""
    return next(iter(get_close_matches(value, list(known), n=1)), "")


def problem(status: int, key: str, faults: Iterable[Fault] = (), **figures: Any) -> JSONResponse:
    """Answer that something is wrong, in both languages; never to be kept."""
    message = {language: Words(language)(key, **figures) for language in LANGUAGES}
    told = {"status": status, "message": message, "faults": [fault.told() for fault in faults]}
    return JSONResponse(told, status, {"Cache-Control": "no-store"})
