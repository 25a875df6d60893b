"""Where a Thai heading may break: between its phrases, and inside one only where it is wider than the line.

Thai has no spaces between words, so a browser breaks a line wherever its dictionary ends a word: inside a place's name too.
So a heading is set as its phrases, each a box that goes to the next line as one if it does not fit, and each of parts
that do the same. A number stays with what it counts, a date in one piece, and a name is never broken.
"""

import re
from collections.abc import Callable, Iterable

from markupsafe import Markup, escape

_THAI = re.compile("[\u0e01-\u0e5b]")
_DATE = re.compile(r"(?:(?<![^\s(])(\d{1,2}) )?(?<![^\s(])((?:[ก-ฮ]|มี|เม|มิ)\.[ก-ฮ]\.) (\d{4})(?![^\s)])")
_COUNTED = re.compile(r"(?<![^ ])(\(?[\d.,]*\d%?) (?=(?!และ)\D)")  # not the year of a date
_LAST = re.compile(r" ([\d.,]*\d%?)(?=$|, | และ)")  # of a heading or of one of a list
_OPENING = re.compile(r"^(\S{1,3}) (?=\d)")  # มี, จาก, ณ
_HELD = "\u00a0"  # a space where no line breaks


def phrases(names: Iterable[str] = ()) -> Callable[[str], str]:
    """Return a function that writes a heading's text as HTML that breaks well; one without Thai it returns as it is.

    Parameters
    ----------
    names : iterable of str
        Names that are never broken.
    """
    longest_first = sorted(set(names), key=lambda name: (-len(name), name))
    unbroken = re.compile(f"({'|'.join(map(re.escape, longest_first))})" if longest_first else "(?!)()")

    def write(text: str) -> str:
        if not _THAI.search(text):
            return text
        held = _DATE.sub(lambda date: _HELD.join(part for part in date.groups() if part), text)
        held = _OPENING.sub(rf"\1{_HELD}", _LAST.sub(rf"{_HELD}\1", _COUNTED.sub(rf"\1{_HELD}", held)))
        groups = re.split(r" (?=\D)", held)
        return _boxes(_boxes(_with_names(part, unbroken) for part in group.split(" ")) for group in groups)

    return write


def _boxes(inside: Iterable[Markup]) -> Markup:
    return Markup(" ").join(Markup('<span class="ocod-phrase">{}</span>').format(one) for one in inside)


def _with_names(text: str, unbroken: re.Pattern[str]) -> Markup:
    """Return a text with the names in it held together."""
    parts = unbroken.split(text)  # a name at each odd index
    return Markup("").join(
        Markup('<span class="ocod-held">{}</span>').format(part) if at % 2 else escape(part)
        for at, part in enumerate(parts)
    )
