"""The parameters of an address: the values that each accepts, and what becomes of the others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from .dates import certain_day, nearest_day

MOST_VALUES, MOST_LETTERS = 100, 2_048  # of one parameter
SUGGESTED = 5  # values of a parameter for which the nearest is looked for


@dataclass(frozen=True)
class Notice:
    """A remark on a value in an address: that it cannot be used, or how it was read.

    Parameters
    ----------
    key : str
        ``notice.`` and the parameter's name: the message for a value that cannot be used.
    value : str
        The value as it was written.
    nearest : str or datetime.date
        The nearest value that can be used; empty for none.
    limits : tuple of datetime.date
        The first and the last day that can be used, where the value should be a day.
    read_as : datetime.date, optional
        The day that the value was read as; None for a value that cannot be used.
    """

    key: str
    value: str
    nearest: str | date = ""
    limits: tuple[date, ...] = ()
    read_as: date | None = None

    @property
    def parameter(self) -> str:
        """The parameter's name."""
        return self.key.removeprefix("notice.")


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
    nearest : callable
        The nearest text that is accepted, of one that is not; empty where there is none.
    days : tuple of datetime.date
        The first and the last day that it accepts, for a parameter that is a day; its value is in ISO form.
    reads : callable, optional
        Reads the values, for a parameter with a form of its own; it returns what :meth:`read` does.
    """

    allowed: tuple[str, ...] = ()
    default: tuple[str, ...] = ()
    accepts: Callable[[str], bool] | None = None
    nearest: Callable[[str], str] = lambda text: ""
    days: tuple[date, ...] = ()
    reads: Callable[[Iterable[str]], tuple[tuple[str, ...], list[Notice]]] | None = None

    @property
    def can_be_read(self) -> bool:
        """Whether what it accepts is known without the data."""
        return bool(self.allowed or self.accepts or self.days or self.reads)

    def read(self, name: str, values: Iterable[str]) -> tuple[tuple[str, ...], list[Notice]]:
        """Return the values that can be used, and notices ``notice.<name>`` of the others and of days not in ISO form."""
        if self.reads:
            return self.reads(values)
        if not self.accepts and not self.days:
            usable, others = split(values, self.allowed)
            return usable, [Notice(f"notice.{name}", value, nearest) for value, nearest in others]
        *_, text = "", *(value.strip() for value in values)
        if not text:
            return (), []
        if self.days:
            found, notices = read_day(name, text, *self.days)
            return ((found.isoformat(),) if found else ()), notices
        if self.accepts is None or self.accepts(text):
            return (text,), []
        return (), [Notice(f"notice.{name}", text, self.nearest(text))]


def read_day(name: str, text: str, first: date, last: date) -> tuple[date | None, list[Notice]]:
    """Return the day that a text names, if it is one of some days, and a notice unless it is written in ISO form.

    Parameters
    ----------
    name : str
        The parameter's.
    text : str
        Such as ``2021-05-19``, ``2564-05-19``, ``19/05/2564``, ``19 พ.ค. 2564``.
    first, last : datetime.date
        The days that can be used.
    """
    found, limits = certain_day(text), (first, last)
    if not found or not first <= found <= last:
        return None, [Notice(f"notice.{name}", text, nearest_day(text, first, last) or "", limits)]
    return found, [] if text == found.isoformat() else [Notice(f"notice.{name}", text, limits=limits, read_as=found)]


def split(values: Iterable[str], allowed: Iterable[str]) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    """Return a parameter's values that are allowed, each once, and the others, each with the nearest allowed value."""
    known, given = list(allowed), dict.fromkeys(flatten(values))
    usable, others = tuple(each for each in given if each in known), [each for each in given if each not in known]
    near = [next(iter(get_close_matches(value, known, n=1)), "") for value in others[:SUGGESTED]]
    return usable, list(zip(others, near + [""] * len(others[SUGGESTED:]), strict=True))


def limited(values: Iterable[str]) -> tuple[list[str], bool]:
    """Return as many of a parameter's values as are read, and whether that is all of them.

    Each occurrence may hold several values, separated by commas.
    """
    kept: dict[int, list[str]] = {}
    parts = [(n, part) for n, value in enumerate(values) for part in value.split(",")]
    letters = 0
    for n, part in parts[:MOST_VALUES]:
        letters += len(part) + 1
        if letters - 1 > MOST_LETTERS:
            break
        kept.setdefault(n, []).append(part)
    return [",".join(each) for each in kept.values()], sum(map(len, kept.values())) == len(parts)


def flatten(values: Iterable[str]) -> list[str]:
    """Return a parameter's values one by one: each occurrence may hold several, separated by commas."""
    return [part.strip() for value in values for part in value.split(",") if part.strip()]
