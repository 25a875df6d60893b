"""Reading days as people write them: Thai and English months, Buddhist and Common Era, serial numbers of spreadsheets."""

import re
from datetime import date, timedelta
from functools import lru_cache

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
SERIAL = re.compile(r"^(\d{5})(\.\d+)?$")
PACKED = re.compile(r"^(\d{4})(\d{2})(\d{2})$")


@lru_cache(maxsize=100_000)
def day(text: str | None) -> date | None:
    """Return the day that a text means, or None.

    Days come before months, as Thailand writes them, unless only the other way round is a day. A year after 2400 is of
    the Buddhist era; of two digits, 33 to 99 are of the Buddhist era (2533 to 2599), 00 to 32 of the Common Era (2000 to
    2032).

    Parameters
    ----------
    text : str or None
        Such as ``2021-05-19``, ``19/05/2564``, ``๑๙ พ.ค. ๒๕๖๔``, ``19 May 2021``, or a spreadsheet's serial number
        ``44335``.
    """
    if not text:
        return None
    plain = CLOCK.sub("", text.translate(THAI_DIGITS).strip())
    plain = " ".join(WORDS.sub(" ", plain).split())
    found = _serial(plain) or _packed(plain) or _numbers(plain) or _named(plain)
    return found if found and FIRST_DAY <= found <= LAST_DAY else None


def month(text: str) -> int:
    """Return the number of a month by its Thai or English name; 0 for none."""
    name = text.strip(" .,-/").lower()
    return MONTHS.get(name) or MONTHS.get(name.replace(".", "").replace(" ", ""), 0)


def _serial(text: str) -> date | None:
    match = SERIAL.match(text)
    return EPOCH + timedelta(days=int(match[1])) if match else None


def _packed(text: str) -> date | None:
    match = PACKED.match(text)
    return _date(*match.groups()) if match else None


def _numbers(text: str) -> date | None:
    match = NUMBERS.match(text)
    if not match:
        return None
    first, middle, last = match.groups()
    if len(first) == 4:
        return _date(first, middle, last)
    return (_date(last, middle, first) or _date(last, first, middle)) if len(last) in (2, 4) else None


def _named(text: str) -> date | None:
    match, turned = NAMED.match(text), NAMED_FIRST.match(text)
    if turned:
        return _date(turned[3], month(turned[1]), turned[2])
    return _date(match[3], month(match[2]), match[1]) if match else None


def _date(year: str | int, month: str | int, day: str | int) -> date | None:
    years = int(year)
    if len(str(year)) == 2:
        years += 2500 if years >= FIRST_SHORT_BUDDHIST else 2000
    try:
        return date(years - BUDDHIST_ERA if years > 2400 else years, int(month), int(day))
    except ValueError:
        return None
