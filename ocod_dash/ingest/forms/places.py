"""Finding the places that a file names: each distinct text is looked up once, within the place above it."""

from collections.abc import Iterable

import polars as pl

from ... import geography
from ...problem import Problem

LEVELS: tuple[geography.Level, ...] = ("province", "district", "subdistrict")
# A column with more unknown places than this is another column, not a misspelt one.
MOST_UNKNOWN = 1000
PARTS: dict[geography.Level, geography.Level] = {"province": "district"}
CODE = r"^\d+(\.0)?$"


def locate(rows: pl.DataFrame) -> pl.DataFrame:
    """Add the codes of the places that rows name.

    Parameters
    ----------
    rows : polars.DataFrame
        With ``<level>:cell`` for each level, a name or a code or null, and ``<level>:beside``, the same in another column.

    Returns
    -------
    polars.DataFrame
        The rows with ``province_code``, ``district_code``, ``subdistrict_code``, null when not found, and for each level
        ``<level>:nearest``, the places it could mean, as text, and ``<level>:read``, the place it was taken for where
        it is neither the place's name nor its code, and ``<level>:contradicts``, the places of a name in the row, as text,
        where a code is that of another. A district is looked for within the row's province, a
        subdistrict within its district, or within its province when it has none; it then gives the district too.

    Raises
    ------
    Problem
        If a column names too many places that do not exist.
    """
    within = pl.lit(None, pl.String)
    for level in LEVELS:
        rows = rows.with_columns(_located(rows.select(f"{level}:cell", within.alias("within")), level))
        within = pl.coalesce(f"{level}_code", within)
    rows = rows.with_columns(pl.coalesce("district_code", pl.col("subdistrict_code").str.head(4)))
    return rows.with_columns(*(_contradicted(rows, level) for level in LEVELS))


def _contradicted(rows: pl.DataFrame, level: geography.Level) -> pl.Series:
    """Return the places of a name where the row's code is that of another: names beside the code, then of its part."""
    code, part = f"{level}_code", PARTS.get(level)
    levels = [level, part] if part else [level]
    coded, texts = pl.col(f"{level}:cell").str.contains(CODE) & pl.col(code).is_not_null(), [f"{level}:beside"]
    if part:
        # The name of a district that the province has not, where no name of a province agrees with the code.
        stray = pl.col(f"{level}:beside").is_null() & pl.col(f"{part}_code").is_null()
        rows = rows.with_columns(pl.when(stray).then(f"{part}:cell").alias("part"))
        texts.append("part")
    keys = [code, *texts]
    asked = rows.filter(coded & pl.any_horizontal(pl.col(texts).is_not_null())).select(keys).unique()
    others = [_others(own, zip(levels, names, strict=True)) for own, *names in asked.iter_rows()]
    found = asked.with_columns(pl.Series("found", others, pl.String))
    joined = rows.select(*keys, coded.alias("coded")).join(
        found, on=keys, how="left", nulls_equal=True, maintain_order="left"
    )
    return joined.select(pl.when("coded").then("found").alias(f"{level}:contradicts")).to_series()


def _others(code: str, names: Iterable[tuple[geography.Level, str | None]]) -> str | None:
    """Return the places that names are of, if none is that of a code or in it."""
    for level, name in names:
        match = geography.find(name, level) if name else None
        meant = (match.place,) if match and match.place else match.suggestions if match and match.exact else ()
        if meant and not any(each.code.startswith(code) for each in meant):
            return place_list(meant)
    return None


def _located(rows: pl.DataFrame, level: geography.Level) -> pl.DataFrame:
    """Return the codes of one level's places, and what those that are none could mean."""
    needed = rows.columns if level != LEVELS[0] else rows.columns[:1]
    texts = rows.unique().drop_nulls(needed)
    codes: list[str | None] = []
    nearest: list[str | None] = []
    read: list[str | None] = []
    unknown = 0
    for text, place in texts.iter_rows():
        match = geography.find(text, level, place)
        codes.append(match.place.code if match.place else None)
        nearest.append(None if match.place else place_list(match.suggestions))
        read.append(place_list([match.place]) if match.place and not _own(text, match.place) else None)
        unknown += match.place is None
        if unknown > MOST_UNKNOWN:
            raise Problem("ingest.places", column=level, most=MOST_UNKNOWN, value=text)
    found = texts.with_columns(
        pl.Series(f"{level}_code", codes, pl.String),
        pl.Series(f"{level}:nearest", nearest, pl.String),
        pl.Series(f"{level}:read", read, pl.String),
    )
    placed = rows.join(found, on=rows.columns, how="left", nulls_equal=True, maintain_order="left")
    return placed.select(f"{level}_code", f"{level}:nearest", f"{level}:read")


def _own(text: str, place: geography.Place) -> bool:
    """Return whether a text is a place's own name or code, letter for letter."""
    return text in (place.code, place.name_th, place.name_en)


def place_list(places: Iterable[geography.Place]) -> str:
    """Write places in both languages with their codes: ``เชียงใหม่ / Chiang Mai (50)``."""
    return ", ".join(f"{place.name_th} / {place.name_en} ({place.code})" for place in places)
