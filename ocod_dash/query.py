"""Parameters of an address: what may be chosen, how a value is read, and what could not be used."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Notice:
    """Something in an address that could not be used: a message key and its figures."""

    key: str
    value: str
    nearest: str = ""


@dataclass(frozen=True)
class Parameter:
    """A parameter of an address.

    Parameters
    ----------
    values : tuple of str
        What may be chosen; empty where the data decide or ``accepts`` does.
    default : tuple of str
        What is meant when the address leaves it out.
    accepts : callable, optional
        Says whether a text may be chosen, where the values cannot be listed.
    """

    values: tuple[str, ...] = ()
    default: tuple[str, ...] = ()
    accepts: Callable[[str], bool] | None = None


def split(values: Iterable[str], allowed: Iterable[str]) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    """Split a parameter's values into those allowed, each once, and the others, each with the nearest allowed one."""
    known, given = list(allowed), dict.fromkeys(parts(values))
    taken = tuple(value for value in given if value in known)
    return taken, [
        (value, next(iter(get_close_matches(value, known, n=1)), "")) for value in given if value not in known
    ]


def parts(values: Iterable[str]) -> list[str]:
    """Return the single values of a parameter: it may be repeated, and each may hold several, comma-separated."""
    return [part.strip() for value in values for part in value.split(",") if part.strip()]


def read(
    name: str, parameter: Parameter, values: Iterable[str], allowed: Iterable[str] = ()
) -> tuple[tuple[str, ...], list[Notice]]:
    """Read a parameter's values.

    Parameters
    ----------
    name : str
        The parameter's name; ``notice.<name>`` is the message for a value that cannot be used.
    parameter : Parameter
        Its declaration.
    values : iterable of str
        As they stand in the address.
    allowed : iterable of str, optional
        What may be chosen, where the data decide.

    Returns
    -------
    tuple of (tuple of str, list of Notice)
        What is chosen, and what could not be used.
    """
    if parameter.accepts is None:
        taken, dropped = split(values, allowed or parameter.values)
        return taken, [Notice(f"notice.{name}", value, nearest) for value, nearest in dropped]
    text = ([*values] or [""])[-1].strip()
    if not text:
        return (), []
    return ((text,), []) if parameter.accepts(text) else ((), [Notice(f"notice.{name}", text)])
