"""Texts of cells and what they mean: tidied first, then read as days, numbers, truths or known words."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import polars as pl

from ... import geography
from ...dates import BUDDHIST_ERA, FIRST_DAY, LAST_DAY, THAI_DIGITS, day, month_start
from ..files import LONGEST
from .declaration import Reader

# A date in numbers with the year last, of which the first or the second may be the day.
FIRST_SECOND = r"^\s*(?<first>\d{1,2})\s*[/.\-]\s*(?<second>\d{1,2})\s*[/.\-]\s*(?<year>\d{4}|\d{2})(?:\D|$)"
# A number with or without a comma before each three digits.
NUMBER = re.compile(r"^[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$")
# What may follow a number, and what it multiplies it by.
SCALES = {
    "": 1,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "พัน": 1e3,
    "หมื่น": 1e4,
    "แสน": 1e5,
    "ล้าน": 1e6,
    "พันล้าน": 1e9,
    "หมื่นล้าน": 1e10,
    "แสนล้าน": 1e11,
    "ล้านล้าน": 1e12,
}
# An amount: a number, what multiplies it, and the currency.
AMOUNT = re.compile(r"^([+-]?[\d,]+(?:\.\d+)?)\s*(\D*?)\s*(?:บาท|baht|thb|฿)?$", re.I)
# What precedes a text that a spreadsheet would take for a formula, so that it does not.
INERT = r"^'([=+\-@＝＋－＠0-9])"
# Letters that no file may hold: workbooks and pages with them cannot be opened.
NO_LETTERS = r"\x{FFFE}\x{FFFF}\x{FDD0}-\x{FDEF}"
# What people write where a cell is to hold nothing; in cells with dates, codes and degrees more of it is clear.
NOTHING_TEXT = r"(?i)^([-–—_.]+|#?n/a|null|ไม่ระบุ)$"
NOTHING = r"(?i)^([-–—_./*]+|#?n\.?/?a\.?|null|none|nil|ไม่มี|ไม่มีข้อมูล|ไม่ระบุ|ยังไม่ระบุ)$"
NO_DAY = r"^(0|0000-00-00([T ].*)?|00/00/0{2,4}|1899-12-3[01]([T ].*)?|1900-01-0[01]([T ].*)?)$"
# A whole number as a program writes a column of numbers with gaps: 50.0.
FLOAT = r"^(\d+)\.0+$"
# What a text has that is not tidy, or may not be: NFC changes nothing in Latin and in Thai but the order of some marks.
UNTIDY = (
    r"^\s|\s$|\s\s|[^\S ]|[\p{Cc}\p{Cf}]|^'|[^\x{00}-\x{FF}\x{0E00}-\x{0E7F}]"
    r"|[\x{0E48}-\x{0E4B}][\x{0E38}-\x{0E3A}]|[\x{0E38}\x{0E39}]\x{0E3A}"
)
# What a text has that is not the one form of all that look like it, or may not be: see geography.fold.
LOOKS_LIKE_ANOTHER = (
    r"[\x{F700}-\x{F71A}]|ๅ|เเ|ํ|\s[\x{0E31}-\x{0E3A}\x{0E47}-\x{0E4E}]"
    r"|[\x{0E31}\x{0E34}-\x{0E3A}\x{0E47}-\x{0E4E}][\x{0E31}\x{0E34}-\x{0E3A}\x{0E47}]|[\x{0E48}-\x{0E4E}][\x{0E48}-\x{0E4E}]"
)

# The years that a date may be of, as a report writes them.
DAY_EXPECTED = "{}–{} ({}–{})".format(*(day.year + era for era in (0, BUDDHIST_ERA) for day in (FIRST_DAY, LAST_DAY)))
TRUTHS = {"true": True, "1": True, "yes": True, "ใช่": True, "false": False, "0": False, "no": False, "ไม่ใช่": False}


def cell(name: str) -> pl.Expr:
    """Return the column that holds the tidied text of a field's cells; the field's own column holds its values."""
    return pl.col(f"{name}:cell")


def tidied(texts: pl.Series) -> pl.Series:
    """Put texts in NFC, with one space for any run of white space, none around them, and nothing invisible in them.

    Most texts are so already, which is seen sooner than done. Texts longer than a spreadsheet's cell are cut.
    """
    odd = (texts.str.contains(UNTIDY) | (texts.str.len_bytes() > LONGEST)).fill_null(value=False)
    if odd.any():
        mended = texts.filter(odd).to_frame("text").select(_tidy(pl.col("text"))).to_series()
        texts = mended.gather((odd.cast(pl.Int64).cum_sum() - 1).clip(0)).zip_with(odd, texts)
    return texts.set(texts == "", None)


def _tidy(text: pl.Expr) -> pl.Expr:
    one_spaced = text.str.head(LONGEST).str.normalize("NFC").str.replace_all(r"\s+", " ")
    seen = one_spaced.str.replace_all(rf"[\p{{Cc}}\p{{Cf}}{NO_LETTERS}]", "")
    return seen.str.strip_chars().str.replace(INERT, "${1}")


def without_nothing(texts: pl.Series, nothing: str = NOTHING) -> pl.Series:
    """Leave out texts that say that there is nothing, such as a dash."""
    return texts.set(texts.str.contains(nothing).fill_null(value=False), None)


def folded(text: pl.Expr) -> pl.Expr:
    """Return texts in the one form of all Thai texts that look like them."""
    return or_else(text, pl.when(~text.str.contains(LOOKS_LIKE_ANOTHER)).then(text), geography.fold, pl.String)


def days(text: pl.Expr) -> pl.Expr:
    """Read texts as days; where that is not clear, days come before months."""
    return _days(text, day)


def days_month_first(text: pl.Expr) -> pl.Expr:
    """Read texts as days of a column in which months come before days."""
    return _days(text, partial(day, month_first=True))


def _days(text: pl.Expr, slow: Callable[[str], Any]) -> pl.Expr:
    iso = text.str.contains(r"^\d{4}-\d{2}-\d{2}$")
    found = pl.when(iso).then(text).str.to_date("%Y-%m-%d", strict=False)
    found = pl.when(found.is_between(FIRST_DAY, LAST_DAY)).then(found)
    return or_else(text, found, slow, pl.Date)


def months(text: pl.Expr) -> pl.Expr:
    """Read texts as months: the first day of each. Most are the same few, which are read once."""

    def read(texts: pl.Series) -> pl.Series:
        found = {each: month_start(each) for each in texts.unique().drop_nulls()}
        return texts.replace_strict(list(found), list(found.values()), default=None, return_dtype=pl.Date)

    return text.map_batches(read, return_dtype=pl.Date)


def or_else(text: pl.Expr, quick: pl.Expr, slow: Callable[[str], Any], dtype: type[pl.DataType]) -> pl.Expr:
    """Read texts the quick way, and those that it cannot read one by one."""

    def rest(columns: Sequence[pl.Series]) -> pl.Series:
        texts, found = columns
        # What never reads has one null for all.
        found = found if len(found) == len(texts) else found.new_from_index(0, len(texts))
        unread = found.is_null() & texts.is_not_null()
        if unread.any():
            found = found.scatter(unread.arg_true(), [slow(each) for each in texts.filter(unread)])
        return found

    return pl.map_batches([text, quick], rest, return_dtype=dtype)


def numbers(text: pl.Expr) -> pl.Expr:
    """Read texts as numbers: ``1,270``, ``๑,๒๗๐``, ``12.5``."""
    plain = pl.when(text.str.contains(r"^[+-]?\d+(\.\d+)?$")).then(text.cast(pl.Float64, strict=False))
    return or_else(text, plain, _number, pl.Float64)


def amounts(text: pl.Expr) -> pl.Expr:
    """Read texts as amounts of baht: ``1,270.50``, ``5.1 ล้านบาท``, ``2 million``."""
    return or_else(text, numbers(text), _amount, pl.Float64)


def whole_numbers(text: pl.Expr) -> pl.Expr:
    """Read texts as numbers without a fraction."""
    found = numbers(text)
    return pl.when(found == found.round()).then(found).cast(pl.Int64, strict=False)


def truths(text: pl.Expr) -> pl.Expr:
    """Read texts as yes or no."""
    return text.str.to_lowercase().replace_strict(TRUTHS, default=None, return_dtype=pl.Boolean)


def known_words(words: Mapping[str, str]) -> Reader:
    """Return a reader of some words, each with the code that it means; capitals, spaces, hyphens and full stops do not matter."""
    codes = {plain_word(word): code for word, code in words.items()}

    def reader(text: pl.Expr) -> pl.Expr:
        plain = folded(text).str.to_lowercase().str.replace_all(r"[\s_\-.]", "")
        # A word may be explained: “เปิดให้บริการ (open)”.
        bare = plain.str.replace(r"\(.*\)$", "")
        found = (each.replace_strict(codes, default=None, return_dtype=pl.String) for each in (plain, bare))
        return pl.coalesce(*found)

    return reader


def plain_word(word: str) -> str:
    """Return a word in the form in which words are compared."""
    return re.sub(r"[\s_\-.]", "", word).lower()


def _number(text: str) -> float | None:
    plain = text.translate(THAI_DIGITS)
    return float(plain.replace(",", "")) if NUMBER.match(plain) else None


def _amount(text: str) -> float | None:
    match = AMOUNT.match(text.translate(THAI_DIGITS))
    scale = SCALES.get(match[2].lower()) if match else None
    figure = _number(match[1]) if match else None
    return None if scale is None or figure is None else round(figure * scale, 2)
