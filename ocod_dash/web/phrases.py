"""Where Thai may break: a heading between its phrases, and inside one only where it is wider than the line.

Thai has no spaces between words, so a browser breaks a line wherever its dictionary ends a word: inside a place's name too.
So a heading is set as its phrases, each a box that goes to the next line as one if it does not fit, and each of parts
that do the same. A number stays with what it counts, a date in one piece, and a name is never broken.
A table's cells are set by a rule of their own (:func:`held`).
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from unicodedata import category

from markupsafe import Markup, escape

_THAI = re.compile("[\u0e01-\u0e5b]")
_DATE = re.compile(  # a day or several, a month, a year: two of them at least
    r"(?<![^\s(])(?:(\d{1,2}(?:–\d{1,2})?) )?((?:[ก-ฮ]|มี|เม|มิ)\.[ก-ฮ]\.)(?: (\d{4}))?(?![^\s):])"
)
_COUNTED = re.compile(r"(?<![^ ])(\(?[+−]?[\d.,]*\d%?) (?=(?!และ)\D)")  # not the year of a date
_LAST = re.compile(r" ([+−]?[\d.,]*\d%?\)?)(?=$|, | และ)")  # of a heading or of one of a list
_BEFORE_WORD = re.compile(r"(?<![^ (])([\d.,]*\d%?) (?=[A-Za-z])")
_OPENING = re.compile(r"^(\S{1,3}) (?=\d)")  # มี, จาก, ณ
_HELD = "\u00a0"  # a space where no line breaks
_MONTH = r"(?:(?:[ก-ฮ]|มี|เม|มิ)\.[ก-ฮ]\.|[A-Z][a-z]{2})"
_DAY = rf"\d{{1,2}} (?:{_MONTH}|[A-Z][a-z]+|[ก-๛]+) \d{{4}}(?!\d)|{_MONTH} \d{{4}}(?!\d)"
_CELL = re.compile(rf"({_DAY}|\S*[ก-๛]\S*)")  # a date, or Thai without a space
_JOINT = re.compile("(?<=.{6})(?=และ|เพื่อ|ซึ่ง|โดย)")
LONGEST = 200  # letters of a text that is stored as it was written, so that all of them take little memory
WORD = 24  # letters of Thai without a space that no line of a table breaks


def phrases(names: Iterable[str] = ()) -> Callable[[str], str]:
    """Return a function that writes a heading's text as HTML that breaks well; one without Thai it returns as it is.

    Parameters
    ----------
    names : iterable of str
        Names that are never broken.
    """
    unbroken = _any_of(names)

    def write(text: str) -> str:
        if not _THAI.search(text):
            return text
        held = text.replace(" · ", f"{_HELD}· ")  # no line begins with a dot
        held = _DATE.sub(lambda date: _HELD.join(part for part in date.groups() if part), held)
        held = _OPENING.sub(rf"\1{_HELD}", _LAST.sub(rf"{_HELD}\1", _COUNTED.sub(rf"\1{_HELD}", held)))
        groups = re.split(r" (?=\D)", held)
        return _boxes(_boxes(_with_names(part, unbroken) for part in group.split(" ")) for group in groups)

    return write


def counted(text: str) -> str:
    """Return a text in Latin letters with each number held to what it counts."""
    return _BEFORE_WORD.sub(rf"\1{_HELD}", text)


def held(names: Iterable[str] = ()) -> Callable[[str], str]:
    """Return a function that writes a table's text as HTML: no line of a cell ends in a date, a name or a short Thai text.

    Thai of more than ``WORD`` letters without a space breaks before its conjunctions, and elsewhere only where it is wider
    than its column.

    Parameters
    ----------
    names : iterable of str
        Names that are never broken.
    """
    unbroken = _any_of(names)

    @lru_cache(maxsize=4096)  # of a table's cells many are the same
    def written(text: str) -> str:
        parts = _CELL.split(text)  # a date or Thai at each odd index
        if len(parts) == 1:
            return text
        return Markup("").join(_held(part, unbroken) if at % 2 else escape(part) for at, part in enumerate(parts))

    def write(text: str) -> str:
        if isinstance(text, Markup):  # a link whose text was set when it was written
            return text
        return written(text) if len(text) <= LONGEST else written.__wrapped__(text)

    return write


def _held(text: str, unbroken: re.Pattern[str]) -> Markup:
    """Return a date or Thai without a space with what no line breaks held together; no boxes, which would shift their row."""
    pieces = [text] if _letters(text) <= WORD else _JOINT.split(text)
    return Markup("<wbr>").join(
        Markup('<span class="ocod-held">{}</span>').format(piece)
        if _letters(piece) <= WORD
        else _with_names(piece, unbroken)
        for piece in pieces
    )


def _letters(text: str) -> int:
    """Count the letters of a text that take width: not the marks over and under others."""
    return sum(category(letter) != "Mn" for letter in text)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(set(names), key=lambda name: (-len(name), name))
    return re.compile(f"({'|'.join(map(re.escape, longest_first))})" if longest_first else "(?!)()")


def _boxes(inside: Iterable[Markup]) -> Markup:
    return Markup(" ").join(Markup('<span class="ocod-phrase">{}</span>').format(one) for one in inside)


def _with_names(text: str, unbroken: re.Pattern[str]) -> Markup:
    """Return a text with the names in it held together."""
    parts = unbroken.split(text)  # a name at each odd index
    return Markup("").join(
        Markup('<span class="ocod-held">{}</span>').format(part) if at % 2 else escape(part)
        for at, part in enumerate(parts)
    )
