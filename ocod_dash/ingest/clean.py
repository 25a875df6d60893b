"""Turning texts into values: dates, numbers, statuses and places, each distinct text once; nothing is judged here."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from ..schema import STATUSES
from ..schema.tables import LATITUDES, LONGITUDES, PRECISIONS
from . import address
from .dates import FIRST_DAY, LAST_DAY, day
from .degrees import FOUR_PARTS, PAIR, degrees, point
from .fields import DATED, FIELDS, PERSONAL
from .places import locate

# The fields whose text is kept as it is.
TEXTS = ("centre_id", "name_th", "name_en", "phase", "host_type", *PERSONAL)
# What goes when a point is not good.
LOCATION = ("latitude", "longitude", "location_precision")
DATES = ("due_on", *DATED)
# What stands before a text that a spreadsheet would take for a formula, so that it does not.
INERT = r"^'([=+\-@＝＋－＠])"
# What a text has that is not tidy, or may not be: NFC changes nothing in Latin and in Thai but the order of some marks.
UNTIDY = (
    r"^\s|\s$|\s\s|[^\S ]|[\p{Cc}\p{Cf}]|^'|[^\x{00}-\x{FF}\x{0E00}-\x{0E7F}]"
    r"|[\x{0E48}-\x{0E4B}][\x{0E38}-\x{0E3A}]|[\x{0E38}\x{0E39}]\x{0E3A}"
)

# A text this like a word, of 100, is likely a slip of it.
LIKE = 60
# What people write for each status; spaces, hyphens, underscores and capitals do not matter.
STATUS_WORDS: dict[str, tuple[str, ...]] = {
    "planned": (
        "not started",
        "not yet started",
        "pending",
        "not begun",
        "new",
        "ยังไม่เริ่ม",
        "ยังไม่เริ่มดำเนินการ",
        "ยังไม่ดำเนินการ",
        "อยู่ในแผน",
        "ตามแผน",
    ),
    "in_progress": (
        "under way",
        "ongoing",
        "กำลังดำเนินการ",
        "กำลังติดตั้ง",
        "อยู่ระหว่างดำเนินการ",
        "ระหว่างดำเนินการ",
        "อยู่ระหว่างติดตั้ง",
    ),
    "open": (
        "opened",
        "completed",
        "complete",
        "เปิดให้บริการ",
        "เปิดให้บริการแล้ว",
        "เปิด",
        "เปิดแล้ว",
        "แล้วเสร็จ",
        "ดำเนินการแล้วเสร็จ",
    ),
    "suspended": ("temporarily closed", "หยุดชั่วคราว", "ปิดชั่วคราว", "หยุดให้บริการชั่วคราว"),
    "closed": ("ปิด", "ปิดแล้ว", "ปิดถาวร", "ปิดให้บริการ", "ยกเลิกการให้บริการ"),
}
# What the product itself calls each status: no change is told of these.
OWN_WORDS = ("not started", "ยังไม่เริ่ม", "กำลังดำเนินการ", "เปิดให้บริการ", "หยุดชั่วคราว", "ปิดแล้ว")
TRUTHS = {"true": True, "1": True, "yes": True, "ใช่": True, "false": False, "0": False, "no": False, "ไม่ใช่": False}


def said(name: str) -> pl.Expr:
    """Return the column that holds what the file said for a field, tidied; the field's own column holds its value."""
    return pl.col(f"{name}:said")


def clean(rows: pl.DataFrame) -> pl.DataFrame:
    """Give every field its value, beside what the file said.

    Parameters
    ----------
    rows : polars.DataFrame
        One text column a field, as :meth:`Mapping.apply` returns them.

    Returns
    -------
    polars.DataFrame
        The same rows. For each field ``<field>:said`` (tidied, null for nothing) and the value, null when the text
        cannot be read: dates, degrees, statuses, truths, ``province_code``, ``district_code`` and
        ``subdistrict_code``; for a field that is kept as text, ``<field>:raw`` is what stands in the file. ``point``
        says what the coordinates are: ``none``, ``good``, ``swapped`` (and put right) or ``impossible`` (and left out);
        ``point:said`` is what the file says, in one text.
    """
    fields = [_cleaned(rows.get_column(name)) for name in FIELDS]
    said_of = pl.concat([rows.drop(FIELDS), *fields], how="horizontal")
    return _points(locate(address.fill(said_of)))


def _cleaned(raw: pl.Series) -> pl.DataFrame:
    """Return what a field says and its value, row by row; of what is more than a text, each distinct text is read once."""
    name = raw.name
    if name in TEXTS:
        text = tidied(raw)
        return pl.DataFrame({f"{name}:raw": raw, f"{name}:said": text, name: text})
    texts = raw.unique().to_frame("raw")
    texts = texts.with_columns(tidied(texts["raw"]).alias(f"{name}:said"))
    texts = texts.with_columns(VALUES[name](said(name)).alias(name)) if name in VALUES else texts
    read = raw.to_frame("raw").join(texts, on="raw", how="left", nulls_equal=True, maintain_order="left")
    return read.drop("raw")


def tidied(texts: pl.Series) -> pl.Series:
    """Put texts in NFC, with one space for any run of white space, none around them, and nothing invisible in them.

    Most texts are so already, which is seen sooner than done.
    """
    odd = texts.str.contains(UNTIDY).fill_null(value=False)
    if odd.any():
        mended = texts.filter(odd).to_frame("text").select(_tidy(pl.col("text"))).to_series()
        texts = mended.gather((odd.cast(pl.Int64).cum_sum() - 1).clip(0)).zip_with(odd, texts)
    return texts.set(texts == "", None)


def _tidy(text: pl.Expr) -> pl.Expr:
    one_spaced = text.str.normalize("NFC").str.replace_all(r"\s+", " ")
    return one_spaced.str.replace_all(r"[\p{Cc}\p{Cf}]", "").str.strip_chars().str.replace(INERT, "${1}")


def _day(text: pl.Expr) -> pl.Expr:
    whole = text.str.contains(r"^\d{4}-\d{2}-\d{2}$")
    found = pl.when(whole).then(text).str.to_date("%Y-%m-%d", strict=False)
    found = pl.when(found.is_between(FIRST_DAY, LAST_DAY)).then(found)
    return _or_else(text, found, day, pl.Date)


def _degrees(text: pl.Expr) -> pl.Expr:
    return _or_else(text, text.cast(pl.Float64, strict=False), degrees, pl.Float64)


def _or_else(text: pl.Expr, quick: pl.Expr, slow: Callable[[str], Any], dtype: type[pl.DataType]) -> pl.Expr:
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


def _word(text: pl.Expr, words: dict[str, str]) -> pl.Expr:
    plain = text.str.to_lowercase().str.replace_all(r"[\s_\-]", "")
    return plain.replace_strict(
        {_plain(word): meant for word, meant in words.items()}, default=None, return_dtype=pl.String
    )


def _plain(word: str) -> str:
    return re.sub(r"[\s_\-]", "", word).lower()


def meant(text: str) -> tuple[str, ...]:
    """Return the status that a text is like, or else every status."""
    words = _status_words()
    near = process.extractOne(text, list(words), scorer=ratio, processor=_plain, score_cutoff=LIKE)
    return (words[near[0]],) if near else STATUSES


def _status_words() -> dict[str, str]:
    words = {word: status for status, those in STATUS_WORDS.items() for word in those}
    return words | {status: status for status in STATUSES}


VALUES: dict[str, Callable[[pl.Expr], pl.Expr]] = {
    **dict.fromkeys(DATES, _day),
    **dict.fromkeys(("latitude", "longitude"), _degrees),
    "coordinates": lambda text: _or_else(text, _pair(text), _both, pl.String),
    "status": lambda text: _word(text, _status_words()),
    "location_precision": lambda text: _word(text, {word: word for word in PRECISIONS}),
    "sample": lambda text: text.str.to_lowercase().replace_strict(TRUTHS, default=None, return_dtype=pl.Boolean),
}


def _points(rows: pl.DataFrame) -> pl.DataFrame:
    """Tell the points: from two columns, or from one that holds both."""
    packed, bare = _packed(rows), said("latitude").is_null() & said("longitude").is_null()
    both = pl.format("{}, {}", *(said(name).fill_null("-") for name in ("latitude", "longitude")))
    rows = rows.with_columns(
        packed.alias("coordinates"),
        pl.when(bare).then(said("coordinates")).otherwise(both).alias("point:said"),
    )
    halves = pl.col("coordinates").str.split(" ")
    first, second = (halves.list.get(i, null_on_oob=True).cast(pl.Float64) for i in (0, 1))
    rows = rows.with_columns(
        pl.coalesce(first, "latitude").alias("latitude"), pl.coalesce(second, "longitude").alias("longitude")
    )
    latitude, longitude = pl.col("latitude"), pl.col("longitude")
    good = _within(latitude, LATITUDES) & _within(longitude, LONGITUDES)
    swapped = _within(latitude, LONGITUDES) & _within(longitude, LATITUDES)
    states = {"none": pl.col("point:said").is_null(), "good": good, "swapped": swapped}
    point = pl.coalesce(*(pl.when(when).then(pl.lit(name)) for name, when in states.items()), pl.lit("impossible"))
    rows = rows.with_columns(point.alias("point"))
    turned, kept = pl.col("point") == "swapped", pl.when(pl.col("point").is_in(("good", "swapped")))
    return rows.with_columns(
        pl.when(turned).then(longitude).otherwise(latitude).alias("latitude"),
        pl.when(turned).then(latitude).otherwise(longitude).alias("longitude"),
    ).with_columns(kept.then(name).alias(name) for name in LOCATION)


def _pair(text: pl.Expr) -> pl.Expr:
    """Return both coordinates of cells that hold two plain numbers of Thailand, or their four parts; null for others."""
    numbers = text.str.extract_groups(PAIR).struct
    first, second = (numbers[place].cast(pl.Float64) for place in (0, 1))
    there = _within(first, LATITUDES) & _within(second, LONGITUDES)
    turned = _within(first, LONGITUDES) & _within(second, LATITUDES)
    return (
        pl.when(there | turned)
        .then(pl.format("{} {}", numbers[0], numbers[1]))
        .when(text.str.contains(FOUR_PARTS.pattern))
        .then(text.str.replace(FOUR_PARTS.pattern, "${1}.${2} ${3}.${4}"))
    )


def _both(text: str) -> str | None:
    """Return both coordinates of a cell, parted by a space."""
    both = point(text)
    return f"{both[0]} {both[1]}" if both else None


def _packed(rows: pl.DataFrame) -> pl.Expr:
    """Return both coordinates of a cell that holds both: one of their own, or a latitude's with no longitude."""
    alone = said("latitude").is_not_null() & said("longitude").is_null()
    if not rows.select(alone.any()).item():
        return pl.when(said("latitude").is_null() & said("longitude").is_null()).then("coordinates")
    cell = pl.when(alone).then(said("latitude"))
    both = _or_else(cell, _pair(cell), _both, pl.String)
    return pl.coalesce(both, pl.when(said("latitude").is_null()).then("coordinates"))


def _within(degrees: pl.Expr, bounds: tuple[float, float]) -> pl.Expr:
    """Say whether degrees are given and within bounds; false, never null, for none."""
    return degrees.is_between(*bounds).fill_null(value=False) & degrees.is_finite().fill_null(value=False)
