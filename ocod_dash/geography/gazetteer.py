"""The places and their codes: six regions, 77 provinces, 928 districts and their subdistricts, with figures."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

import polars as pl
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from ..config import DATA

Level = Literal["region", "province", "district", "subdistrict"]

# The Royal Institute's six regions, with the DOPA codes of their provinces.
REGIONS = (
    ("north", "ภาคเหนือ", "North", "50 51 52 53 54 55 56 57 58"),
    (
        "northeast",
        "ภาคตะวันออกเฉียงเหนือ",
        "Northeast",
        "30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49",
    ),
    ("west", "ภาคตะวันตก", "West", "63 70 71 76 77"),
    ("central", "ภาคกลาง", "Central", "10 11 12 13 14 15 16 17 18 19 26 60 61 62 64 65 66 67 72 73 74 75"),
    ("east", "ภาคตะวันออก", "East", "20 21 22 23 24 25 27"),
    ("south", "ภาคใต้", "South", "80 81 82 83 84 85 86 90 91 92 93 94 95 96"),
)

# Reference dates of the registered population and houses: dopa_2022 for provinces, dopa_2021 for districts.
PROVINCES_AS_OF = date(2022, 12, 31)
DISTRICTS_AS_OF = date(2021, 12, 31)

# A capital inside a word ("Doi SaKet") is a slip of the list of names.
INNER_CAPITAL = re.compile(r"(?<=[a-z])[A-Z]")


@dataclass(frozen=True)
class Place:
    """A region, province, district or subdistrict.

    Parameters
    ----------
    code : str
        A region's word (``north``), or the DOPA code: 2 digits for a province, 4 for a district, 6 for a subdistrict.
    level : {"region", "province", "district", "subdistrict"}
        What kind of place it is.
    parent : str or None
        Code of the place one level up; None for a region.
    name_th, name_en : str
        Names without the word for the level; only a region's Thai name keeps its ภาค.
    """

    code: str
    level: Level
    parent: str | None
    name_th: str
    name_en: str


class UnknownPlace(KeyError):
    """No place has this code; ``code`` is the one requested, ``nearest`` the place with the most similar code."""

    def __init__(self, code: str, nearest: Place | None = None) -> None:
        super().__init__(code)
        self.code, self.nearest = code, nearest

    def __str__(self) -> str:
        hint = f"; did you mean {self.nearest.code} ({self.nearest.name_en})?" if self.nearest else ""
        return f"{self.code!r}: no place has this code{hint}"


def regions() -> tuple[Place, ...]:
    """Return the six regions, from the north to the south."""
    return _children()[None]


def provinces(region: str | None = None) -> tuple[Place, ...]:
    """Return the provinces by code: all 77, or those of a region.

    Raises
    ------
    UnknownPlace
        If there is no such region.
    """
    if region is None:
        return tuple(sorted((p for r in regions() for p in provinces(r.code)), key=lambda p: p.code))
    return _children()[place(region, "region").code]


def districts(province: str) -> tuple[Place, ...]:
    """Return the districts of a province by code; raises :class:`UnknownPlace` if there is no such province."""
    return _children().get(place(province, "province").code, ())


def subdistricts(district: str) -> tuple[Place, ...]:
    """Return the subdistricts of a district by code; raises :class:`UnknownPlace` if there is no such district."""
    return _children().get(place(district, "district").code, ())


def place(code: str, level: Level | None = None) -> Place:
    """Return the place with a code.

    Parameters
    ----------
    code : str
        A region's word or a DOPA code.
    level : {"region", "province", "district", "subdistrict"}, optional
        The level that it must be of.

    Raises
    ------
    UnknownPlace
        If no place (of that level) has the code; it names the nearest one.
    """
    found = by_code().get(code)
    if found is None or (level and found.level != level):
        codes = [c for c, p in by_code().items() if level in (None, p.level)]
        near = process.extractOne(str(code), codes, scorer=JaroWinkler.normalized_similarity, score_cutoff=0.6)
        raise UnknownPlace(code, by_code()[near[0]] if near else None)
    return found


def region_of(province_code: str) -> str:
    """Return the code of the region that a province is in; raises :class:`UnknownPlace`."""
    return str(place(province_code, "province").parent)


def provinces_of(region: str) -> tuple[str, ...]:
    """Return the codes of a region's provinces; raises :class:`UnknownPlace`."""
    return tuple(p.code for p in provinces(region))


def places() -> pl.DataFrame:
    """Return every region, province and district with its figures, one row each.

    Returns
    -------
    polars.DataFrame
        ``code``, ``level``, ``parent``, ``name_th``, ``name_en``; ``latitude`` and ``longitude`` in degrees, WGS 84, of
        a point that represents the place; registered ``population`` and ``houses``, with ``population_as_of``;
        ``area_km2`` and ``villages`` (not known for districts); ``household_income``, the mean of a household in baht a
        month, of provinces only. A region's other figures are the sums of its provinces'.
        A province's figures are of another year than its districts': never sum districts to a province.
        Sources: see ``data/README.md``.
    """
    return _places().clone()


@cache
def _children() -> dict[str | None, tuple[Place, ...]]:
    grouped: dict[str | None, list[Place]] = {}
    for each in by_code().values():
        grouped.setdefault(each.parent, []).append(each)
    return {parent: tuple(children) for parent, children in grouped.items()}


@cache
def by_code() -> dict[str, Place]:
    """Return every place by its code, a place always after its parent."""
    import geothai  # late: what needs no place needs no list of them

    found: dict[str, Place] = {}
    parents: dict[str, str] = {}
    for code, name_th, name_en, members in REGIONS:
        found[code] = Place(code, "region", None, name_th, name_en)
        parents |= dict.fromkeys(members.split(), code)
    for province in geothai.provinces():
        found[province.code] = Place(
            province.code, "province", parents[province.code], province.name_th, province.name_en
        )
        for district in geothai.districts(province.code):
            # Bangkok's districts alone come with the word for their level.
            name_th = district.name_th.removeprefix("เขต")
            found[district.code] = Place(district.code, "district", province.code, name_th, _english(district.name_en))
            for part in geothai.subdistricts(district.code):
                found[part.code] = Place(part.code, "subdistrict", district.code, part.name_th, _english(part.name_en))
    return found


def _english(name: str) -> str:
    return INNER_CAPITAL.sub(lambda capital: capital[0].lower(), name)


@cache
def _places() -> pl.DataFrame:
    figures = (
        "latitude", "longitude", "population", "population_as_of", "houses", "area_km2", "villages", "household_income",
    )  # fmt: skip
    named = pl.DataFrame(
        [(p.code, p.level, p.parent, p.name_th, p.name_en) for p in by_code().values() if p.level != "subdistrict"],
        schema=["code", "level", "parent", "name_th", "name_en"],
        orient="row",
    )
    of_provinces = _read("provinces").select(
        pl.col("province_code").alias("code"),
        "latitude",
        "longitude",
        pl.col("population_2022").alias("population"),
        pl.lit(PROVINCES_AS_OF).alias("population_as_of"),
        pl.col("houses_2022").alias("houses"),
        "area_km2",
        "villages",
        pl.col("household_income_baht_month_2021").alias("household_income"),
    )
    unknown_income = pl.lit(None, pl.Float64).alias("household_income")
    of_districts = _read("districts").select(
        pl.col("district_code").alias("code"),
        "latitude",
        "longitude",
        pl.col("population_2021").alias("population"),
        pl.lit(DISTRICTS_AS_OF).alias("population_as_of"),
        pl.col("houses_2021").alias("houses"),
        pl.lit(None, pl.Float64).alias("area_km2"),
        pl.lit(None, pl.Int64).alias("villages"),
        unknown_income,
    )
    area = pl.col("area_km2")
    of_regions = (
        of_provinces.join(named.select("code", "parent"), on="code")
        .group_by(pl.col("parent").alias("code"))
        .agg(
            # The middle of a region: its provinces' points, the larger province counting more.
            *((pl.col(axis) * area).sum() / area.sum() for axis in ("latitude", "longitude")),
            pl.col("population_as_of").first(),
            *(pl.col(figure).sum() for figure in ("population", "houses", "area_km2", "villages")),
        )
        .with_columns(unknown_income)
    )
    known = pl.concat([frame.select("code", *figures) for frame in (of_regions, of_provinces, of_districts)])
    return named.join(known, on="code", how="left", maintain_order="left")


def _read(name: str) -> pl.DataFrame:
    return pl.read_csv(
        DATA / "geo" / f"{name}.csv", schema_overrides={"province_code": pl.String, "district_code": pl.String}
    )
