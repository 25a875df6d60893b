"""Reading days as people write them: Thai and English months, Buddhist and Common Era, serial numbers of spreadsheets."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple

# A year outside these is a Buddhist-era year or a slip, never a date of these programmes.
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)
BUDDHIST_ERA = 543
# Day 0 of a spreadsheet's serial numbers, which believe that there was a 29 February 1900.
EPOCH = date(1899, 12, 30)
# Of two digits, these and higher are years of the Buddhist era: 64 is 2564.
FIRST_SHORT_BUDDHIST = 33

THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "มกราคม มค ม.ค jan january",
            "กุมภาพันธ์ กพ ก.พ feb february",
            "มีนาคม มีค มี.ค mar march",
            "เมษายน เมย เม.ย apr april",
            "พฤษภาคม พค พ.ค may",
            "มิถุนายน มิย มิ.ย jun june",
            "กรกฎาคม กค ก.ค jul july",
            "สิงหาคม สค ส.ค aug august",
            "กันยายน กย ก.ย sep sept september",
            "ตุลาคม ตค ต.ค oct october",
            "พฤศจิกายน พย พ.ย nov november",
            "ธันวาคม ธค ธ.ค dec december",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = r"จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์"
WORDS = re.compile(
    rf"วัน(?:{WEEKDAYS})?\s*ที่|เดือน|พ\.?\s?ศ\.?(?=\s*\d)|ค\.?\s?ศ\.?(?=\s*\d)|\bb\.?e\.?\b|\ba\.?d\.?\b", re.I
)
CLOCK = re.compile(r"[T\s]+(?:เวลา\s*)?\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(am|pm|น\.?|z|[+-]\d{2}:?\d{2})?$", re.I)
NUMBERS = re.compile(r"^(\d{1,4})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,4})$")
NAMED = re.compile(r"^(\d{1,2})[\s.\-/]*([^\d\s][^\d]*?)[\s.\-/,]*(\d{4}|\d{2})$")
NAMED_FIRST = re.compile(r"^([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$", re.I)
ZONED = re.compile(r"^(\d{4})-(\d{2})-(\d{2})[T\s]+(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})$", re.I)
# Days since 1899, of a year of the Common Era or, with six digits, of the Buddhist era.
SERIAL = re.compile(r"^(\d{5,6})(\.\d+)?$")
# Seconds or milliseconds since 1970.
SINCE_1970 = re.compile(r"^([1-9]\d{9})(\d{3})?$")
BANGKOK = timezone(timedelta(hours=7))
# A month: its year first or last, in numbers or by its name; of two digits in numbers, only a year of the Buddhist era.
YEAR_MONTH = re.compile(r"^(\d{4})(?:\s*[-/.\s]\s*(?=\d)|(?=\d\d$))(\d{1,2})$")
MONTH_YEAR = re.compile(r"^(\d{1,2})\s*[-/.\s]\s*(\d{4}|[3-9]\d)$")
NAMED_MONTH = re.compile(r"^([^\d\s][^\d]*?)[\s.\-/,'’]*(\d{4}|\d{2})$")
YEAR_NAMED = re.compile(r"^(\d{4})[\s.\-/,]*([^\d\s][^\d]*)$")
DIGITS = re.compile(r"^\d{8}$")


class Parts(NamedTuple):
    """The year of the Common Era, month and day that a text names, which may be no date; ``certain`` if it means no other."""

    year: int
    month: int
    day: int
    certain: bool = True

    @property
    def date(self) -> date | None:
        """The date, or None where the calendar or the time of these programmes has none such."""
        try:
            found = date(*self[:3])
        except ValueError:
            return None
        return found if FIRST_DAY <= found <= LAST_DAY else None


def day(text: str | None, *, month_first: bool = False) -> date | None:
    """Return the day that a cell of a file means, or None.

    Days come before months, as Thailand writes them, unless only the other way round is a day. A time with its zone is of
    the day that it is in Bangkok. A year after 2400 is of
    the Buddhist era; of two digits, 33 to 99 are of the Buddhist era (2533 to 2599), 00 to 32 of the Common Era (2000 to
    2032).

    Parameters
    ----------
    text : str or None
        Such as ``2021-05-19``, ``19/05/2564``, ``๑๙ พ.ค. ๒๕๖๔``, ``19 May 2021``, or a spreadsheet's serial number
        ``44335``.
    month_first : bool
        Whether months come before days, as other cells of the column show.
    """
    parts = _parts(text or "", month_first)
    return parts.date if parts else None


def certain_day(text: str) -> date | None:
    """Return the day that a person names, or None; unlike a cell, it is not guessed.

    Refused are a month before its day in numbers (``05/19/2021``), a year of two digits (``19/05/64``) and a
    spreadsheet's serial number.
    """
    parts = _parts(text)
    return parts.date if parts and parts.certain else None


def nearest_day(text: str, first: date, last: date) -> date | None:
    """Return the day within some days that is nearest to what a text names, or None where it names nothing like a day.

    The nearest to 31 February is the last day of February.
    """
    parts = _parts(text)
    if not parts or not 1 <= parts.month <= 12 or not 1 <= parts.day <= 31 or not 1 <= parts.year <= 9999:
        return None
    in_month = min(parts.day, monthrange(parts.year, parts.month)[1])
    return min(max(date(parts.year, parts.month, in_month), first), last)


def month(text: str) -> int:
    """Return the number of a month by its Thai or English name; 0 for none."""
    name = text.strip(" .,-/").lower()
    return MONTHS.get(name) or MONTHS.get(name.replace(".", "").replace(" ", ""), 0)


@lru_cache(maxsize=100_000)
def month_start(text: str) -> date | None:
    """Return the first day of the month that a cell or a header means, or None.

    Parameters
    ----------
    text : str
        Such as ``2021-05``, ``05/2564``, ``พ.ค. 64``, ``พฤษภาคม พ.ศ. 2564``, ``May 2021``, or any day of the month.
    """
    plain = " ".join(WORDS.sub(" ", text.translate(THAI_DIGITS)).replace("ประจำ", " ").replace("ปี", " ").split())
    for match, year, number in (
        (YEAR_MONTH.match(plain), 1, 2),
        (MONTH_YEAR.match(plain), 2, 1),
        (NAMED_MONTH.match(plain), 2, 1),
        (YEAR_NAMED.match(plain), 1, 2),
    ):
        if match:
            of_year = match[number]
            found = _of(match[year], int(of_year) if of_year.isdecimal() else month(of_year), "1").date
            if found:
                return found
    found = day(text)
    return found.replace(day=1) if found else None


@lru_cache(maxsize=100_000)
def _parts(text: str, month_first: bool = False) -> Parts | None:
    plain = text.translate(THAI_DIGITS).strip()
    zoned = _zoned(plain)
    if zoned:
        return zoned
    plain = " ".join(WORDS.sub(" ", CLOCK.sub("", plain)).split())
    return _serial(plain) or _since_1970(plain) or _digits(plain) or _numbers(plain, month_first) or _named(plain)


def _zoned(text: str) -> Parts | None:
    """Read a time with its zone, as the day that it is in Bangkok."""
    match = ZONED.match(text)
    if not match:
        return None
    parts, sign = _of(*match.groups()[:3]), match[6].upper().replace(":", "")
    try:
        time = datetime(*parts[:3], int(match[4]), int(match[5]))
    except ValueError:
        return parts
    ahead = timedelta(0) if sign == "Z" else timedelta(hours=int(sign[1:3]), minutes=int(sign[3:])) * int(f"{sign[0]}1")
    there = time - ahead + BANGKOK.utcoffset(None)
    return Parts(there.year, there.month, there.day)


def _since_1970(text: str) -> Parts | None:
    match = SINCE_1970.match(text)
    if not match:
        return None
    found = datetime.fromtimestamp(int(match[1]), BANGKOK)
    return Parts(found.year, found.month, found.day, certain=False)


def _serial(text: str) -> Parts | None:
    match = SERIAL.match(text)
    if not match:
        return None
    found = EPOCH + timedelta(days=int(match[1]))
    return _of(str(found.year), found.month, str(found.day))._replace(certain=False)


def _digits(text: str) -> Parts | None:
    """Read eight digits: the year first, or the day first as a keyboard of digits alone types it."""
    if not DIGITS.match(text):
        return None
    year_first = _of(text[:4], text[4:6], text[6:])
    return year_first if year_first.date else _of(text[4:], text[2:4], text[:2])


def _numbers(text: str, month_first: bool) -> Parts | None:
    match = NUMBERS.match(text)
    if not match:
        return None
    first, middle, last = match.groups()
    if len(first) == 4:
        return _of(first, middle, last)
    if len(last) not in (2, 4):
        return None
    usual, turned = _of(last, middle, first), _of(last, first, middle)
    return turned._replace(certain=False) if turned.date and (month_first or not usual.date) else usual


def _named(text: str) -> Parts | None:
    match, turned = NAMED.match(text), NAMED_FIRST.match(text)
    if turned:
        return _of(turned[3], month(turned[1]), turned[2])
    return _of(match[3], month(match[2]), match[1]) if match else None


def _of(year: str, month: str | int, day: str) -> Parts:
    years, short = int(year), len(year) == 2
    if short:
        years += 2500 if years >= FIRST_SHORT_BUDDHIST else 2000
    return Parts(years - BUDDHIST_ERA if years > 2400 else years, int(month), int(day), certain=not short)
