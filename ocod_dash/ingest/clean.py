"""Turning texts into values: dates, numbers, statuses and places, each distinct text once; nothing is judged here."""

import re
from collections.abc import Callable
from datetime import date

import polars as pl

from ..schema import STATUSES
from ..schema.tables import LATITUDES, LONGITUDES, PRECISIONS
from .mapping import DATED, FIELDS
from .places import locate

# The fields whose text is kept as it is.
TEXTS = ("centre_id", "name_th", "name_en", "phase", "host_type")
# What goes when a point is not good.
LOCATION = ("latitude", "longitude", "location_precision")
DATES = ("due_on", *DATED)
# A year outside these is a Buddhist-era year or a slip, never a date of these programmes.
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)

# What people write for each status; spaces, hyphens, underscores and capitals do not matter.
STATUS_WORDS: dict[str, tuple[str, ...]] = {
    "planned": (
        "not started",
        "not yet started",
        "pending",
        "ยังไม่เริ่ม",
        "ยังไม่เริ่มดำเนินการ",
        "ยังไม่ดำเนินการ",
        "อยู่ในแผน",
        "ตามแผน",
    ),
    "in_progress": ("under way", "ongoing", "กำลังดำเนินการ", "อยู่ระหว่างดำเนินการ", "ระหว่างดำเนินการ"),
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
        says what the coordinates are: ``none``, ``good``, ``swapped`` or ``impossible``; only a good one keeps its
        degrees.
    """
    fields = [_cleaned(rows.get_column(name)) for name in FIELDS]
    return _points(locate(pl.concat([rows.drop(FIELDS), *fields], how="horizontal")))


def _cleaned(raw: pl.Series) -> pl.DataFrame:
    """Return what a field says and its value, row by row; each distinct text is read once."""
    name = raw.name
    texts = raw.unique().to_frame(f"{name}:raw").with_columns(tidied(pl.col(f"{name}:raw")).alias(f"{name}:said"))
    texts = texts.with_columns(VALUES[name](said(name)).alias(name)) if name in VALUES else texts
    read = raw.to_frame(f"{name}:raw").join(
        texts, on=f"{name}:raw", how="left", nulls_equal=True, maintain_order="left"
    )
    return read if name in TEXTS else read.drop(f"{name}:raw")


def tidied(text: pl.Expr) -> pl.Expr:
    """Put a text in NFC, with one space for any run of white space, none around it, and nothing invisible in it."""
    tidy = (
        text.str.normalize("NFC").str.replace_all(r"\s+", " ").str.replace_all(r"[\p{Cc}\p{Cf}]", "").str.strip_chars()
    )
    return pl.when(tidy != "").then(tidy)


def _day(text: pl.Expr) -> pl.Expr:
    whole = text.str.contains(r"^\d{4}-\d{2}-\d{2}$")
    day = pl.when(whole).then(text).str.to_date("%Y-%m-%d", strict=False)
    return pl.when(day.is_between(FIRST_DAY, LAST_DAY)).then(day)


def _word(text: pl.Expr, words: dict[str, str]) -> pl.Expr:
    plain = text.str.to_lowercase().str.replace_all(r"[\s_\-]", "")
    return plain.replace_strict(
        {_plain(word): meant for word, meant in words.items()}, default=None, return_dtype=pl.String
    )


def _plain(word: str) -> str:
    return re.sub(r"[\s_\-]", "", word).lower()


def _status_words() -> dict[str, str]:
    words = {word: status for status, those in STATUS_WORDS.items() for word in those}
    return words | {status: status for status in STATUSES}


VALUES: dict[str, Callable[[pl.Expr], pl.Expr]] = {
    **dict.fromkeys(TEXTS, lambda text: text),
    **dict.fromkeys(DATES, _day),
    **dict.fromkeys(("latitude", "longitude"), lambda text: text.cast(pl.Float64, strict=False)),
    "status": lambda text: _word(text, _status_words()),
    "location_precision": lambda text: _word(text, {word: word for word in PRECISIONS}),
    "sample": lambda text: text.str.to_lowercase().replace_strict(TRUTHS, default=None, return_dtype=pl.Boolean),
}


def _points(rows: pl.DataFrame) -> pl.DataFrame:
    latitude, longitude = pl.col("latitude"), pl.col("longitude")
    stated = said("latitude").is_not_null() | said("longitude").is_not_null()
    good = _within(latitude, LATITUDES) & _within(longitude, LONGITUDES)
    swapped = _within(latitude, LONGITUDES) & _within(longitude, LATITUDES)
    point = (
        pl.when(~stated)
        .then(pl.lit("none"))
        .when(good)
        .then(pl.lit("good"))
        .when(swapped)
        .then(pl.lit("swapped"))
        .otherwise(pl.lit("impossible"))
    )
    kept = pl.when(pl.col("point") == "good")
    return rows.with_columns(point.alias("point")).with_columns(kept.then(name).alias(name) for name in LOCATION)


def _within(degrees: pl.Expr, bounds: tuple[float, float]) -> pl.Expr:
    """Say whether degrees are given and within bounds; false, never null, for none."""
    return degrees.is_between(*bounds).fill_null(value=False) & degrees.is_finite().fill_null(value=False)
