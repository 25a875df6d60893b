"""Turning a register's texts into values: dates, degrees, statuses and places, each distinct text once; without judging."""

from collections.abc import Collection

import polars as pl

from ... import geography
from ...schema.tables import LATITUDES, LONGITUDES, PRECISIONS
from ..forms import address
from ..forms.declaration import Reader
from ..forms.degrees import FOUR_PARTS, PAIR, degrees, point
from ..forms.places import LEVELS, locate
from ..forms.texts import (
    FLOAT,
    NO_DAY,
    NOTHING_TEXT,
    cell,
    days,
    days_month_first,
    folded,
    known_words,
    or_else,
    tidied,
    truths,
    without_nothing,
)
from .centre_fields import DATED, FIELDS, PERSONAL
from .status_words import STATUS_CODES

# The fields whose text is their value.
TEXTS = ("centre_id", "name_th", "name_en", "phase", "host_type", *PERSONAL)
# What goes when a point is not good.
LOCATION = ("latitude", "longitude", "location_precision")
DATES = ("due_on", *DATED)
# The fields whose numbers are codes.
CODED = ("centre_id", *LEVELS, "phase", "telephone")
# A telephone number that has lost its first digit where it was taken for a number.
BARE_TELEPHONE = r"^([2-9]\d{7,8})$"


def clean(rows: pl.DataFrame, month_first: Collection[str] = ()) -> pl.DataFrame:
    """Give every field its value, beside the text of its cell.

    Parameters
    ----------
    rows : polars.DataFrame
        One text column a field, as :meth:`Mapping.apply` returns them.
    month_first : collection of str
        The fields whose dates have the month first.

    Returns
    -------
    polars.DataFrame
        The same rows. For each field ``<field>:cell`` (tidied, null for nothing) and the value, null when the text
        cannot be read: dates, degrees, statuses, truths, ``province_code``, ``district_code`` and
        ``subdistrict_code``; for a field that is a text, ``<field>:raw`` is the text in the file. ``point``
        says what the coordinates are: ``none``, ``good``, ``swapped`` (and put right) or ``impossible`` (and left out);
        ``point:cell`` is what the file has, in one text.
    """
    rows = rows.with_columns(tidied(rows[f"{level}:beside"]).alias(f"{level}:beside") for level in LEVELS)
    fields = [_cleaned(rows.get_column(name), name in month_first) for name in FIELDS]
    return _points(locate(address.fill(pl.concat([rows.drop(FIELDS), *fields], how="horizontal"))))


def _cleaned(raw: pl.Series, month_first: bool) -> pl.DataFrame:
    """Return the text of a field and its value, row by row; of other types, each distinct text is read once."""
    name = raw.name
    if name in TEXTS:
        text = without_nothing(_repaired(tidied(raw), name), NOTHING_TEXT)
        text = text.to_frame(name).select(folded(pl.col(name))).to_series()
        return pl.DataFrame({f"{name}:raw": raw, f"{name}:cell": text, name: text})
    texts = raw.unique().to_frame("raw")
    text = without_nothing(tidied(texts["raw"]))
    text = without_nothing(text, NO_DAY) if name in DATES else text
    texts = texts.with_columns(_repaired(text, name).alias(f"{name}:cell"))
    reader = days_month_first if month_first else VALUES.get(name)
    texts = texts.with_columns(reader(cell(name)).alias(name)) if reader else texts
    read = raw.to_frame("raw").join(texts, on="raw", how="left", nulls_equal=True, maintain_order="left")
    return read.rename({"raw": f"{name}:raw"}) if name in LEVELS else read.drop("raw")


def _repaired(texts: pl.Series, name: str) -> pl.Series:
    """Repair codes and numbers that a spreadsheet has changed: ``50.0`` is 50, a telephone number begins with 0."""
    if name in CODED:
        texts = texts.str.replace(FLOAT, "${1}")
    return texts.str.replace(BARE_TELEPHONE, "0${1}") if name == "telephone" else texts


def _degrees(text: pl.Expr) -> pl.Expr:
    return or_else(text, text.cast(pl.Float64, strict=False), degrees, pl.Float64)


VALUES: dict[str, Reader] = {
    **dict.fromkeys(DATES, days),
    **dict.fromkeys(("latitude", "longitude"), _degrees),
    "coordinates": lambda text: or_else(text, _pair(text), _both, pl.String),
    "status": known_words(STATUS_CODES),
    "location_precision": known_words({word: word for word in PRECISIONS}),
    "sample": truths,
}


def place_reader(level: geography.Level) -> Reader:
    """Return a reader of the names of places of a level, wherever they are."""

    def code(text: str) -> str | None:
        match = geography.find(text, level)
        return match.place.code if match.place and match.exact else None

    return lambda text: text.map_elements(code, pl.String)


# How well a column's values can be read as a field's: those above, and places.
READERS = VALUES | {level: place_reader(level) for level in LEVELS}


def _points(rows: pl.DataFrame) -> pl.DataFrame:
    """Add the points: from two columns, or from one that holds both."""
    packed, bare = _packed(rows), cell("latitude").is_null() & cell("longitude").is_null()
    both = pl.format("{}, {}", *(cell(name).fill_null("-") for name in ("latitude", "longitude")))
    rows = rows.with_columns(
        packed.alias("coordinates"),
        pl.when(bare).then(cell("coordinates")).otherwise(both).alias("point:cell"),
    )
    halves = pl.col("coordinates").str.split(" ")
    first, second = (halves.list.get(i, null_on_oob=True).cast(pl.Float64) for i in (0, 1))
    rows = rows.with_columns(
        pl.coalesce(first, "latitude").alias("latitude"), pl.coalesce(second, "longitude").alias("longitude")
    )
    latitude, longitude = pl.col("latitude"), pl.col("longitude")
    good = _within(latitude, LATITUDES) & _within(longitude, LONGITUDES)
    swapped = _within(latitude, LONGITUDES) & _within(longitude, LATITUDES)
    states = {"none": pl.col("point:cell").is_null(), "good": good, "swapped": swapped}
    point = pl.coalesce(*(pl.when(when).then(pl.lit(name)) for name, when in states.items()), pl.lit("impossible"))
    rows = rows.with_columns(point.alias("point"))
    turned, usable = pl.col("point") == "swapped", pl.when(pl.col("point").is_in(("good", "swapped")))
    return rows.with_columns(
        pl.when(turned).then(longitude).otherwise(latitude).alias("latitude"),
        pl.when(turned).then(latitude).otherwise(longitude).alias("longitude"),
    ).with_columns(usable.then(name).alias(name) for name in LOCATION)


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
    """Return both coordinates of a cell, separated by a space."""
    both = point(text)
    return f"{both[0]} {both[1]}" if both else None


def _packed(rows: pl.DataFrame) -> pl.Expr:
    """Return both coordinates of a cell that holds both: one of their own, or a latitude's with no longitude."""
    alone = cell("latitude").is_not_null() & cell("longitude").is_null()
    if not rows.select(alone.any()).item():
        return pl.when(cell("latitude").is_null() & cell("longitude").is_null()).then("coordinates")
    text = pl.when(alone).then(cell("latitude"))
    both = or_else(text, _pair(text), _both, pl.String)
    return pl.coalesce(both, pl.when(cell("latitude").is_null()).then("coordinates"))


def _within(degrees: pl.Expr, bounds: tuple[float, float]) -> pl.Expr:
    """Return whether degrees are given and within bounds; false, never null, for none."""
    return degrees.is_between(*bounds).fill_null(value=False) & degrees.is_finite().fill_null(value=False)
