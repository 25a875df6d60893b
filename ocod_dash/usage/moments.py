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
UNKNOWN = nw.lit(None, nw.Int64)

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


def add(
    frame: nw.LazyFrame, name: str, value: nw.Expr, kind: nw.dtypes.DType, ways: tuple[Layout, ...]
) -> nw.LazyFrame:
    """Add the moments of a column: ``<name>:day``, days since 1970, and ``<name>:second`` of that day, both in Thailand.

    Each is null where it is not known. Every step is a column of its own, for Spark would write out a nested expression once
    for each time that it is used.

    Parameters
    ----------
    frame : narwhals.LazyFrame
        The log.
    name : str
        What the moments are of.
    value : narwhals.Expr
        The column.
    kind : narwhals.dtypes.DType
        Its type: texts, times, dates or whole numbers since 1970.
    ways : tuple of Layout
        How texts and numbers are written.
    """
    if kind.is_integer():
        frame = _of_numbers(frame, name, value, ways[0].unit if ways else 1)
    elif isinstance(kind, nw.Datetime):
        frame = _of_times(frame, name, value, kind.time_zone)
    elif kind == nw.Date:
        frame = _with_days(frame, name, value.dt.year(), value.dt.month(), value.dt.day())
        frame = frame.with_columns(UNKNOWN.alias(f"{name}:second"))
    else:
        frame = frame.with_columns(value.str.strip_chars().alias(f"{name}:text"))
        for n, way in enumerate(ways):
            frame = _written(frame, f"{name}:{n}", nw.col(f"{name}:text"), way)
        frame = frame.with_columns(
            nw.coalesce(*(nw.col(f"{name}:{n}:{part}") for n in range(len(ways))), UNKNOWN).alias(f"{name}:{part}")
            for part in ("day", "second")
        )
    return frame


def with_month(frame: nw.LazyFrame, day: str, month: str) -> nw.LazyFrame:
    """Add the month of a column of days since 1970, as 12 times the year plus 0 for January to 11 for December."""
    fours, left, years, march = (f"{month}:{part}" for part in ("fours", "left", "years", "march"))
    since = nw.col(day) + MARCH_1968
    return (
        frame.with_columns((since // FOUR_YEARS).alias(fours))
        .with_columns((since - nw.col(fours) * FOUR_YEARS).alias(left))
        .with_columns(((nw.col(left) - nw.col(left) // (FOUR_YEARS - 1)) // 365).alias(years))
        .with_columns(((5 * (nw.col(left) - 365 * nw.col(years)) + 2) // 153).alias(march))
        .with_columns((12 * (1968 + 4 * nw.col(fours) + nw.col(years)) + nw.col(march) + 2).alias(month))
    )


def known(day: nw.Expr) -> nw.Expr:
    """Return days since 1970, null for one that no record of use can be of."""
    return nw.when((day >= FIRST) & (day <= LAST)).then(day)


def first_of(month: int) -> date:
    """Return the first day of a month as :func:`with_month` counts it."""
    return date(month // 12, month % 12 + 1, 1)


def _of_times(frame: nw.LazyFrame, name: str, value: nw.Expr, zone: str | None) -> nw.LazyFrame:
    """Add the moments in a column of times; one with a zone is brought to Thailand's, one without is of Thailand."""
    if frame.implementation.is_polars():  # Narwhals has this for Spark not yet; it takes a fifth of the time
        since = (value.dt.timestamp("ms") // 1000).alias(f"{name}:second")
        frame = frame.with_columns(nw.lit(0, nw.Int64).alias(f"{name}:day"), since)
        return _shifted(frame, name, BANGKOK if zone is None else 0)
    of = value.dt if zone in (None, "UTC") else value.dt.convert_time_zone("UTC").dt
    frame = _with_days(frame, name, of.year(), of.month(), of.day())
    second = _number(of.hour()) * 3600 + _number(of.minute()) * 60 + _number(of.second())
    return _shifted(frame.with_columns(second.alias(f"{name}:second")), name, BANGKOK if zone is None else 0)


def _of_numbers(frame: nw.LazyFrame, name: str, value: nw.Expr, unit: int) -> nw.LazyFrame:
    """Add the moments in a column of numbers since 1970, so many a second."""
    frame = frame.with_columns(
        nw.lit(0, nw.Int64).alias(f"{name}:day"), (_number(value) // unit).alias(f"{name}:second")
    )
    return _shifted(frame, name, 0)


def _written(frame: nw.LazyFrame, name: str, text: nw.Expr, way: Layout) -> nw.LazyFrame:
    """Add the moments of texts that are written in one way."""
    found = nw.col(f"{name}:found")
    frame = frame.with_columns(nw.when(text.str.contains(way.pattern)).then(text).alias(f"{name}:found"))
    if way.day == "since_1970":
        return _of_numbers(frame, name, found, way.unit)
    if way.day == "day_first":
        for short, padded in ((r"^(\d)/", "0$1/"), (r"/(\d)/", "/0$1/")):
            frame = frame.with_columns(found.str.replace_all(short, padded))
    at = {"iso": (0, 5, 8), "day_first": (6, 3, 0), "compact": (0, 4, 6), "": None}[way.day]
    frame = _with_second(frame, name, found.str.slice(11) if at else found, way.time)
    if at is None:
        return frame.with_columns(UNKNOWN.alias(f"{name}:day"))
    year, month, day = (_number(found.str.slice(first, n)) for first, n in zip(at, (4, 2, 2), strict=True))
    frame = _with_days(frame, name, year - BUDDHIST_ERA if way.buddhist else year, month, day)
    return _shifted(frame, name, BANGKOK if way.zone is None else way.zone) if way.time else frame


def _with_second(frame: nw.LazyFrame, name: str, clock: nw.Expr, letters: int) -> nw.LazyFrame:
    """Add the second of the day of a time such as 8:05, 08:05 or 08:05:30."""
    if not letters:
        return frame.with_columns(UNKNOWN.alias(f"{name}:second"))
    hour, minute, second = (f"{name}:{part}" for part in ("hour", "minute", "of_minute"))
    frame = frame.with_columns(clock.str.replace_all(r"^(\d):", "0$1:").alias(f"{name}:clock"))
    clock = nw.col(f"{name}:clock")
    frame = frame.with_columns(
        _number(clock.str.slice(0, 2)).alias(hour),
        _number(clock.str.slice(3, 2)).alias(minute),
        (_number(clock.str.slice(6, 2)) if letters == 8 else nw.lit(0, nw.Int64)).alias(second),
    )
    real = (nw.col(hour) < 24) & (nw.col(minute) < 60) & (nw.col(second) < 60)
    moment = nw.col(hour) * 3600 + nw.col(minute) * 60 + nw.col(second)
    return frame.with_columns(nw.when(real).then(moment).alias(f"{name}:second"))


def _with_days(frame: nw.LazyFrame, name: str, year: nw.Expr, month: nw.Expr, day: nw.Expr) -> nw.LazyFrame:
    """Add days since 1970 of a date from 1968 to 2099, in which every fourth year is a leap year; null for no real date."""
    months, of_month, years, march, days, check = (
        f"{name}:{part}" for part in ("months", "of_month", "years", "march", "days", "check")
    )
    frame = (
        frame.with_columns((_number(year) * 12 + _number(month) - 1).alias(months), _number(day).alias(of_month))
        .with_columns(((nw.col(months) - 2) // 12).alias(years))
        .with_columns((nw.col(months) - 2 - 12 * nw.col(years)).alias(march))
        .with_columns((nw.col(years) - 1968).alias(years))
        .with_columns(
            (
                365 * nw.col(years) + nw.col(years) // 4 + (153 * nw.col(march) + 2) // 5
                + nw.col(of_month) - 1 - MARCH_1968
            ).alias(days)
        )
    )  # fmt: skip
    # A day that the calendar has not, such as 31 April, is one of another month; so is a 13th month.
    frame = with_month(frame, days, check).with_columns(_number(month).alias(f"{name}:month"))
    real = (nw.col(check) == nw.col(months)) & (nw.col(f"{name}:month") >= 1) & (nw.col(f"{name}:month") <= 12)
    return frame.with_columns(nw.when(real).then(nw.col(days)).alias(f"{name}:day"))


def _shifted(frame: nw.LazyFrame, name: str, zone: int) -> nw.LazyFrame:
    """Bring the moments of a zone, in days and any number of seconds, to Thailand's."""
    day, second, since = (f"{name}:{part}" for part in ("day", "second", "since"))
    return (
        frame.with_columns((nw.col(day) * DAY + nw.col(second) + (BANGKOK - zone) * 60).alias(since))
        .with_columns((nw.col(since) // DAY).alias(day))
        .with_columns((nw.col(since) - nw.col(day) * DAY).alias(second))
    )


def _number(value: nw.Expr) -> nw.Expr:
    return value.cast(nw.Int64)
