"""Where people are, as finely as is known: the points of subdistricts, each with its share of its district's people.

Registered people are known by district. They are taken to be spread equally over the points of the district's
subdistricts, as nothing better is known; where no point of a subdistrict is known (all of Bangkok), they are all put at
the district's. So the people of a point are an assumption, those of all points of a district are not.
"""

from functools import cache

import polars as pl

from ..config import DATA
from .gazetteer import by_code, places


def people_points() -> pl.DataFrame:
    """Return the points, by code.

    Returns
    -------
    polars.DataFrame
        ``code`` of the subdistrict, or of the district; ``name_th``, ``name_en``; ``district``, ``province`` and
        ``region``, codes; ``latitude`` and ``longitude``, degrees, WGS 84; ``people``, registered people, whole numbers
        that sum to the district's. Sources: see ``data/README.md``.
    """
    return _points().clone()


@cache
def _points() -> pl.DataFrame:
    codes = {"subdistrict_code": pl.String}
    known = pl.read_csv(DATA / "geo" / "subdistricts.csv", schema_overrides=codes).rename({"subdistrict_code": "code"})
    known = known.with_columns(district=pl.col("code").str.slice(0, 4))
    figures = places().filter(pl.col("level") == "district").select(district="code", population="population")
    alone = (
        places()
        .filter(pl.col("level") == "district", ~pl.col("code").is_in(known["district"].implode()))
        .select("code", "latitude", "longitude", district="code")
    )
    every = pl.concat([known, alone]).join(figures, on="district").drop_nulls().sort("code")
    parts, place = pl.len().over("district"), pl.int_range(pl.len()).over("district")
    people = pl.col("population")
    # Whole people: the first points of a district have one more where the division leaves a rest.
    shared = every.with_columns(people=people // parts + (place < people % parts).cast(pl.Int64))
    named = pl.DataFrame(
        [(p.code, p.name_th, p.name_en) for p in by_code().values()],
        schema=["code", "name_th", "name_en"],
        orient="row",
    )
    above = pl.DataFrame(
        [(p.code, p.parent) for p in by_code().values() if p.level == "province"],
        schema=["province", "region"],
        orient="row",
    )
    return (
        shared.with_columns(province=pl.col("code").str.slice(0, 2))
        .join(named, on="code", how="left")
        .join(above, on="province", how="left")
        .select(
            "code", "name_th", "name_en", "district", "province", "region", "latitude", "longitude", "people"
        )
        .sort("code")
    )  # fmt: skip
