"""Reading the moments of raw records, as numbers that every engine computes alike: the day in Thailand, the second of the day.

Logs are written by machines, each with one way of writing; so the ways are found from some records of a file, and a record
that is written in another way has no moment.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import narwhals as nw

from ..dates import BUDDHIST_ERA, FIRST_DAY, LAST_DAY

DAY = 86_400  # seconds
BANGKOK = 7 * 60  # minutes ahead of UTC, without summer time since 1920
# So many ways of writing are known at most of one column.
MOST_LAYOUTS = 4
EPOCH = date(1970, 1, 1)
FIRST, LAST = ((day - EPOCH).days for day in (FIRST_DAY, LAST_DAY))
# Years are counted from 1 March 1968: the day that a leap year adds is then the last one of four years.
MARCH_1968, FOUR_YEARS = (EPOCH - date(1968, 3, 1)).days, 1461

_ISO = r"\d{4}-\d{2}-\d{2}"
_DAY_FIRST = r"\d{1,2}/\d{1,2}/\d{4}"
_CLOCK = r"\d{1,2}:\d{2}"
_SECONDS = r":\d{2}(\.\d+)?"


@dataclass(frozen=True)
class Layout:
    """One way of writing a moment.

    Parameters
    ----------
    pattern : str
        The regular expression that a whole text matches.
    day : {"iso", "day_first", "compact", "since_1970", ""}
        How the day is written; empty for a time of the day without one.
    time : int
        How many letters the time has: 5 with minutes, 8 with seconds, 0 without a time.
    zone : int or None
        Minutes ahead of UTC; None where the text has none, and is Thailand's time.
    buddhist : bool
        Whether years are of the Buddhist era.
    unit : int
        Of a number since 1970, how many make a second.
    """

    pattern: str
    day: str
    time: int = 0
    zone: int | None = None
    buddhist: bool = False
    unit: int = 1


@dataclass(frozen=True)
class Moment:
    """Expressions of a moment: days since 1970 and seconds of the day, both in Thailand, each null where not known."""

    day: nw.Expr
    second: nw.Expr


def layouts(texts: Iterable[str]) -> tuple[Layout, ...]:
    """Return the ways in which some texts are written, the most frequent first; none where no text is a moment."""
    found = Counter(layout for text in texts if (layout := _layout(text.strip())))
    return tuple(layout for layout, _ in found.most_common(MOST_LAYOUTS))


def _layout(text: str) -> Layout | None:
    if re.fullmatch(r"[1-9]\d{9}(\d{3})?(\d{3})?", text):
        digits = len(text)
        return Layout(rf"^[1-9]\d{{{digits - 1}}}$", "since_1970", 8, 0, unit=10 ** (digits - 10))
    if re.fullmatch(r"\d{8}", text):
        return Layout(r"^\d{8}$", "compact", buddhist=_buddhist(text[:4]))
    if match := re.fullmatch(rf"{_CLOCK}({_SECONDS})?", text):
        return Layout(rf"^{_CLOCK}{_SECONDS if match[1] else ''}$", "", 8 if match[1] else 5)
    match = re.fullmatch(rf"({_ISO}|{_DAY_FIRST})([T ]{_CLOCK})?({_SECONDS})?( ?(Z|[+-]\d{{2}}:?\d{{2}}))?", text)
    if not match or (match[3] and not match[2]):
        return None
    iso = "-" in match[1][:5]
    time = 8 if match[3] else 5 if match[2] else 0
    clock = (f"[T ]{_CLOCK}" if match[2] else "") + (_SECONDS if match[3] else "")
    zone = rf" ?{re.escape(match[6])}" if match[6] else ""
    year = match[1][:4] if iso else match[1][-4:]
    pattern = rf"^{_ISO if iso else _DAY_FIRST}{clock}{zone}$"
    return Layout(pattern, "iso" if iso else "day_first", time, _minutes(match[6]), _buddhist(year))


def _buddhist(year: str) -> bool:
    return int(year) > FIRST_DAY.year + BUDDHIST_ERA // 2


def _minutes(zone: str | None) -> int | None:
    if not zone:
        return None
    digits = zone[1:].replace(":", "")
    return 0 if zone == "Z" else int(f"{zone[0]}1") * (60 * int(digits[:2]) + int(digits[2:]))


def of_texts(column: nw.Expr, ways: tuple[Layout, ...]) -> Moment:
    """Return the moments in a column of texts, each written in one of some ways."""
    text = column.str.strip_chars()
    each = [_written(nw.when(text.str.contains(way.pattern)).then(text), way) for way in ways]
    return Moment(_first([one.day for one in each]), _first([one.second for one in each]))


def of_times(column: nw.Expr, zone: str | None) -> Moment:
    """Return the moments in a column of times; one with a zone is brought to Thailand's, one without is of Thailand."""
    if zone not in (None, "UTC"):
        column = column.dt.convert_time_zone("UTC")
    of = column.dt
    day = _days(of.year().cast(nw.Int64), of.month().cast(nw.Int64), of.day().cast(nw.Int64))
    second = of.hour().cast(nw.Int64) * 3600 + of.minute().cast(nw.Int64) * 60 + of.second().cast(nw.Int64)
    return _shifted(day, second, None if zone is None else 0)


def of_days(column: nw.Expr) -> Moment:
    """Return the moments in a column of dates: the days, without a time."""
    of = column.dt
    day = _days(of.year().cast(nw.Int64), of.month().cast(nw.Int64), of.day().cast(nw.Int64))
    return Moment(day, nw.lit(None, nw.Int64))


def of_numbers(column: nw.Expr, unit: int) -> Moment:
    """Return the moments in a column of numbers since 1970, so many a second."""
    seconds = column.cast(nw.Int64) // unit
    return _shifted(nw.lit(0, nw.Int64), seconds, 0)


def month_of(day: nw.Expr) -> nw.Expr:
    """Return the month of days since 1970, as 12 times the year plus 0 for January to 11 for December."""
    since = day + MARCH_1968
    fours = since // FOUR_YEARS
    left = since - fours * FOUR_YEARS
    years = (left - left // (FOUR_YEARS - 1)) // 365
    march = (5 * (left - 365 * years) + 2) // 153
    return 12 * (1968 + 4 * fours + years) + march + 2


def known(day: nw.Expr) -> nw.Expr:
    """Return days since 1970, null for one that no record of use can be of."""
    return nw.when((day >= FIRST) & (day <= LAST)).then(day)


def first_of(month: int) -> date:
    """Return the first day of a month as :func:`month_of` counts it."""
    return date(month // 12, month % 12 + 1, 1)


def _written(text: nw.Expr, way: Layout) -> Moment:
    if way.day == "since_1970":
        return of_numbers(text.cast(nw.Int64), way.unit)
    if way.day == "day_first":
        for short, padded in ((r"^(\d)/", "0$1/"), (r"/(\d)/", "/0$1/")):
            text = text.str.replace_all(short, padded)
    at = {"iso": (0, 5, 8), "day_first": (6, 3, 0), "compact": (0, 4, 6), "": None}[way.day]
    clock = text.str.slice(11) if at else text
    second = _second(clock, way.time)
    if at is None:
        return Moment(nw.lit(None, nw.Int64), second)
    year, month, day = _number(text, at[0], 4), _number(text, at[1], 2), _number(text, at[2], 2)
    days = _days(year - BUDDHIST_ERA if way.buddhist else year, month, day)
    # A day that the calendar has not, such as 31 April, is one of another month.
    real = nw.when((month >= 1) & (month <= 12) & (day >= 1) & (month_of(days) % 12 == month - 1)).then(days)
    return _shifted(real, second, way.zone) if way.time else Moment(real, second)


def _second(clock: nw.Expr, letters: int) -> nw.Expr:
    """Return the second of the day of a time such as 8:05, 08:05 or 08:05:30."""
    if not letters:
        return nw.lit(None, nw.Int64)
    clock = clock.str.replace_all(r"^(\d):", "0$1:")
    hour, minute = _number(clock, 0, 2), _number(clock, 3, 2)
    second = _number(clock, 6, 2) if letters == 8 else nw.lit(0, nw.Int64)
    return nw.when((hour < 24) & (minute < 60) & (second < 60)).then(hour * 3600 + minute * 60 + second)


def _number(text: nw.Expr, offset: int, length: int) -> nw.Expr:
    return text.str.slice(offset, length).cast(nw.Int64)


def _days(year: nw.Expr, month: nw.Expr, day: nw.Expr) -> nw.Expr:
    """Return days since 1970 of a date from 1968 to 2099, in which every fourth year is a leap year."""
    months = year * 12 + month - 3 - 12 * 1968
    years = months // 12
    march = months - 12 * years
    return 365 * years + years // 4 + (153 * march + 2) // 5 + day - 1 - MARCH_1968


def _shifted(day: nw.Expr, second: nw.Expr, zone: int | None) -> Moment:
    """Bring a moment of a zone to Thailand's."""
    if zone in (None, BANGKOK):
        return Moment(day, second)
    since = day * DAY + second + (BANGKOK - (zone or 0)) * 60
    return Moment(since // DAY, since % DAY)


def _first(each: list[nw.Expr]) -> nw.Expr:
    return nw.coalesce(*each) if len(each) > 1 else each[0] if each else nw.lit(None, nw.Int64)
