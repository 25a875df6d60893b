"""Texts from the catalogues, with numbers and dates as each language writes them."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from gettext import c2py
from numbers import Real
from typing import Any

from babel.dates import get_month_names
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from .languages import LANGUAGES

# Thai is written without spaces between words.
_THAI = re.compile("[\u0e01-\u0e5b]")


@cache
def catalogue(language: str) -> Catalog:
    """Read the catalogue of a language; message keys are the msgids."""
    with LANGUAGES[language].catalogue.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


@cache
def month_names(language: str) -> dict[int, str]:
    """Return the months' short names by their number, from 1; babel parses the language's name each time."""
    return get_month_names("abbreviated", locale=language)


@cache
def _plural(rule: str) -> Callable[[int], int]:
    """Return what chooses a plural form by a number: the rule in a catalogue's header, as gettext has it."""
    return c2py(rule)


class Month(datetime.date):
    """A month, to be written without its day."""

    def written(self, words: "Words") -> str:
        """Write the month."""
        return words.month(self)


class Percent(float):
    """A percentage of 0 to 100, to be written with its sign."""


@dataclass(frozen=True)
class Message:
    """A message, perhaps with a number ``n``, as a figure of another message, to be written in the same language."""

    key: str
    n: int | None = None

    def written(self, words: "Words") -> str:
        """Write the message."""
        return words(self.key) if self.n is None else words(self.key, n=self.n)


class Words:
    """The words of one language.

    ``words("overview.to_go", n=250)`` gives the message with its figures written out: whole numbers with thousands
    separators, other numbers with one decimal, dates with the Buddhist era in Thai, places by their name.

    Parameters
    ----------
    language : str
        Its code, one of ``LANGUAGES``.
    """

    def __init__(self, language: str):
        if language not in LANGUAGES:
            raise ValueError(f"{language!r} is not a language of this product; expected one of {', '.join(LANGUAGES)}")
        self.language = language
        self._row = LANGUAGES[language]
        self._endings = [ending for code in (language, *self._row.fallbacks) for ending in LANGUAGES[code].endings]

    @property
    def tag(self) -> str:
        """The language's tag for documents, such as ``th-TH``."""
        return self._row.tag

    def __call__(self, key: str, /, **figures: Any) -> str:
        """Return the message of ``key``; a plural is chosen by the figure ``n``.

        Raises
        ------
        KeyError
            If the catalogue has no such message.
        """
        messages = catalogue(self.language)
        message = messages.get(key)
        if message is None or not message.string:
            raise KeyError(f"no message {key!r} in the catalogue {self.language}.po")
        text: str = message.string
        if isinstance(message.string, tuple):
            text = message.string[plural_form(messages, figures.get("n", 0))]
        return text.format(**{name: self.figure(value) for name, value in figures.items()}) if figures else text

    @property
    def keys(self) -> list[str]:
        """The keys of all messages."""
        messages = (message.id for message in catalogue(self.language) if message.id)
        return [key if isinstance(key, str) else key[0] for key in messages]

    def has(self, key: str) -> bool:
        """Say whether the catalogue has a message of this key."""
        return catalogue(self.language).get(key) is not None

    def figure(self, value: Any) -> str:
        """Write one figure of a message by its kind; what knows how it is ``written`` in some words says so itself."""
        if isinstance(value, str):
            return value
        if hasattr(value, "written"):
            return value.written(self)
        if isinstance(value, datetime.date):
            return self.date(value)
        if isinstance(value, Percent):
            return self.percent(value, 0 if value.is_integer() else 1)
        if isinstance(value, float) and not value.is_integer():
            return self.number(value, 1)
        if isinstance(value, (int, float)) or hasattr(value, "__index__"):
            return self.number(value)
        if isinstance(value, (list, tuple)):
            return self.listing([self.figure(item) for item in value])
        if getattr(value, "level", "") == "region":
            return self(f"region.{value.code}")
        return self.name(value)

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number with thousands separators and a fixed count of decimals."""
        return _number(float(value), decimals, self.language)

    def percent(self, value: float, decimals: int = 0) -> str:
        """Write a percentage; it never rounds up to 100 or down to 0, for these mean all and none."""
        step = 10.0**-decimals
        rounded = round(float(value), decimals)
        if 0 < value < 100:
            rounded = min(max(rounded, step), 100 - step)
        return f"{self.number(rounded, decimals)}%"

    def date(self, day: datetime.date) -> str:
        """Write a day, such as ``19 May 2021`` or ``19 พ.ค. 2564``."""
        return f"{day.day} {self.month(day)}"

    @property
    def numeric_dates(self) -> bool:
        """Whether a date that is typed is of numbers alone."""
        return self._row.numeric_dates

    def typed_date(self, day: datetime.date) -> str:
        """Write a day as it is typed in a field, such as ``19 May 2021`` or ``19/05/2564``."""
        return f"{day.day:02}/{day.month:02}/{self.year(day.year)}" if self.numeric_dates else self.date(day)

    def month(self, day: datetime.date) -> str:
        """Write a month, such as ``May 2021`` or ``พ.ค. 2564``."""
        return f"{month_names(self.language)[day.month]} {self.year(day.year)}"

    def year(self, year: int) -> str:
        """Write a year of the Common Era in the language's own calendar, such as the Buddhist era in Thai."""
        return str(year + self._row.era)

    def name(self, thing: Any) -> str:
        """Return the name of a place or a row, as :meth:`of` does."""
        return self.of(thing, "name")

    def names(self, rows: Any) -> list[str]:
        """Return the names of the rows of a pandas.DataFrame, as :meth:`name` does each."""
        columns = [rows[f"name{ending}"].tolist() for ending in self._endings if f"name{ending}" in rows]
        each = zip(*columns, strict=True) if columns else [()] * len(rows)
        return [next((name for name in known if isinstance(name, str) and name), "") for known in each]

    def of(self, thing: Any, text: str) -> str:
        """Return a text of a place or a row in this language, or else in the nearest that it has; empty if it has none.

        Parameters
        ----------
        thing : mapping, pandas.Series or object
            Holds the text in columns or attributes such as ``name_th`` and ``name_en``, or ``publisher`` and
            ``publisher_th``.
        text : str
            The columns' name without the language: ``"name"``, ``"publisher"``.
        """
        get = thing.get if hasattr(thing, "get") else lambda column: getattr(thing, column, None)
        columns = (get(text + ending) for ending in self._endings)
        return next((found for found in columns if isinstance(found, str) and found), "")

    def listing(self, items: list[str]) -> str:
        """Write a list in a sentence: ``a, b and c``, ``ก ข และค``, ``1 2 และ 3``."""
        if len(items) < 2:
            return "".join(items)
        conjunction = self._row.last_comma
        if _THAI.match(conjunction.strip()) and _THAI.match(items[-1]):
            conjunction = conjunction.rstrip()
        return self._row.comma.join(items[:-1]) + conjunction + items[-1]


@lru_cache(maxsize=4096)
def _number(value: float, decimals: int, language: str) -> str:
    rounded = round(value, decimals) + 0.0  # what rounds to nothing loses its minus
    written = format_decimal(rounded, f"#,##0.{'0' * decimals}".rstrip("."), locale=language)
    return written.replace("-", "−")  # as typeset


def plural_form(messages: Catalog, n: Any) -> int:
    """Return which plural form a figure takes; a figure that is no integer takes the last."""
    if isinstance(n, Real) and float(n).is_integer():
        return _plural(messages.plural_expr)(int(float(n)))
    return messages.num_plurals - 1
