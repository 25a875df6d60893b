"""Reading the values of published figures: numbers, dates that are a day, a month or a year, spans of years, known words."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from rapidfuzz import process

from ...dates import BUDDHIST_ERA, FIRST_DAY, LAST_DAY, THAI_DIGITS, day, month
from ...schema.tables import DATE_PRECISIONS
from ..files import header_key
from ..forms.texts import SCALES

# A figure larger than this is a slip of the keyboard; an integer below it is exact to the last digit.
LARGEST = 1e15
NUMBER = re.compile(r"^(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(\D*)$")
YEAR = re.compile(r"^(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|ปี)?\s*(\d{4})$")
MONTH = re.compile(r"^(\d{4})-(\d{1,2})$|^(\d{1,2})/(\d{4})$|^([^\d\s][^\d]*?)\s*(\d{4})$")
PERIOD = re.compile(r"^(\d{4})(?:\s*[-–—]\s*(\d{4}))?$")
SCHEME = re.compile(r"^[a-z][a-z0-9+.\-]*:", re.I)
WEB = re.compile(r"^https?://[^\s<>\"'`\\^{}|\[\]]+$", re.I)


@dataclass(frozen=True)
class Vocabulary:
    """Words that are known: codes, and the names by which each is known too.

    Parameters
    ----------
    names : mapping of str to tuple of str
        Code to names.
    """

    names: Mapping[str, tuple[str, ...]]

    def read(self, text: str) -> str | None:
        """Return the code that a text means, or None."""
        return self._codes.get(text) or self._codes.get(header_key(text))

    def nearest(self, text: str) -> str:
        """Write the known word most like a text: its names, then its code."""
        by_name = {name: code for code, names in self.names.items() for name in (code, *names)}
        near = process.extractOne(text, list(by_name), processor=header_key)
        return self.written(by_name[near[0]]) if near else ""

    def written(self, code: str) -> str:
        """Write a known word: its names, then its code."""
        names = [name for name in dict.fromkeys(self.names[code]) if name != code]
        return f"{' / '.join(names)} ({code})" if names else code

    @property
    def _codes(self) -> dict[str, str]:
        return _codes(tuple(self.names.items()))


@lru_cache(maxsize=64)
def _codes(names: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, str]:
    """Return each code by its own text and every form of its names; a code goes before a name, a name's first code stays."""
    codes = {header_key(name): code for code, several in reversed(names) for name in several}
    return codes | {header_key(code): code for code, _ in names} | {code: code for code, _ in names}


def number(text: str) -> float | None:
    """Return the number that a text means, never below zero, or None: ``1,270``, ``๑,๒๗๐``, ``1.3 ล้าน``, ``2 million``."""
    match = NUMBER.match(text.translate(THAI_DIGITS).strip())
    scale = SCALES.get(match[3].strip().lower()) if match else None
    if not match or scale is None:
        return None
    figure = float(match[1].replace(",", "") + (match[2] or ""))
    found = round(figure * scale, 6)
    return found if found <= LARGEST else None


def dated(text: str) -> tuple[date, str] | None:
    """Return the first day that a text means and how exact it is, or None: ``2021-05-19``, ``พ.ค. 2564``, ``2564``."""
    plain = " ".join(text.translate(THAI_DIGITS).split())
    if match := YEAR.match(plain):
        return _first(int(match[1]), 1, "year")
    if match := MONTH.match(plain):
        years, name = match[1] or match[4] or match[6], match[5]
        number_of = month(re.sub(r"\s*(พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)$", "", name)) if name else int(match[2] or match[3])
        if 1 <= number_of <= 12:
            return _first(int(years), number_of, "month")
    found = day(plain)
    return (found, "day") if found else None


def coarser(one: str, other: str) -> str:
    """Return the less exact of two precisions."""
    return max(one, other, key=DATE_PRECISIONS.index)


def period(text: str) -> str | None:
    """Return the years that a text means, in the Common Era, or None: ``2020``, ``2563–2565``."""
    match = PERIOD.match(text.translate(THAI_DIGITS).strip())
    years = [_common(int(year)) for year in match.groups() if year] if match else []
    good = years and all(FIRST_DAY.year <= year <= LAST_DAY.year for year in years) and years == sorted(years)
    return "-".join(map(str, years)) if good else None


def web_address(text: str) -> str | None:
    """Return where something can be read, or None for what a browser should not follow: a web address, or words."""
    if not SCHEME.match(text):
        return text
    try:
        return text if WEB.match(text) and urlsplit(text).netloc else None
    except ValueError:
        return None


def words(terms: Mapping[str, Iterable[str]]) -> Vocabulary:
    """Return a vocabulary of codes and what people write for each."""
    return Vocabulary({code: tuple(several) for code, several in terms.items()})


def each(read: Callable[[str], object], texts: Iterable[str | None]) -> list[object]:
    """Read texts one by one; null stays null."""
    return [None if text is None else read(text) for text in texts]


def _first(year: int, month_of: int, precision: str) -> tuple[date, str] | None:
    year = _common(year)
    return (date(year, month_of, 1), precision) if FIRST_DAY.year <= year <= LAST_DAY.year else None


def _common(year: int) -> int:
    return year - BUDDHIST_ERA if year > 2400 else year
