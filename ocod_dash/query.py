"""The parameters of an address: the values that each accepts, and what becomes of the others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Notice:
    """A value in an address that cannot be used: a message key, the value, and the nearest one that can, if any."""

    key: str
    value: str
    nearest: str = ""


@dataclass(frozen=True)
class Parameter:
    """A parameter of an address.

    Parameters
    ----------
    allowed : tuple of str
        The values that it accepts; empty where the data define them.
    default : tuple of str
        Its values where the address leaves it out.
    accepts : callable, optional
        Whether a text is accepted, for a parameter of one value that cannot be listed.
    """

    allowed: tuple[str, ...] = ()
    default: tuple[str, ...] = ()
    accepts: Callable[[str], bool] | None = None

    def read(self, name: str, values: Iterable[str]) -> tuple[tuple[str, ...], list[Notice]]:
        """Return the values that can be used, and a notice ``notice.<name>`` for each of the others."""
        if self.accepts is None:
            usable, others = split(values, self.allowed)
            return usable, [Notice(f"notice.{name}", value, nearest) for value, nearest in others]
        *_, text = "", *(value.strip() for value in values)
        if self.accepts(text):
            return ((text,) if text else ()), []
        return (), [Notice(f"notice.{name}", text)]


def split(values: Iterable[str], allowed: Iterable[str]) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    """Return a parameter's values that are allowed, each once, and the others, each with the nearest allowed value."""
    known, given = list(allowed), dict.fromkeys(flatten(values))
    usable = tuple(value for value in given if value in known)
    return usable, [
        (value, next(iter(get_close_matches(value, known, n=1)), "")) for value in given if value not in known
    ]


def flatten(values: Iterable[str]) -> list[str]:
    """Return a parameter's values one by one: each occurrence may hold several, separated by commas."""
    return [part.strip() for value in values for part in value.split(",") if part.strip()]
