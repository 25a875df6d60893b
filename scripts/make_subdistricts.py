"""Make data/geo/subdistricts.csv: the points of subdistricts, without those that cannot be right.

The source is formats/csv/sub_districts.csv of https://github.com/kongvut/thai-province-data at commit 9711e72, by the
Department of Provincial Administration's codes. The same bytes every run.
"""

import argparse
from pathlib import Path

import polars as pl

from ocod_dash import geography
from ocod_dash.config import DATA
from ocod_dash.geography.distances import distance_km

GEO = DATA / "geo"
# The province outlines are coarse and lack small islands, as for the points of districts.
NEAR_KM = 15.0
# Farther than this from both its district's own point and the middle of the district's other points: a mistake.
FAR_KM = 40.0
DECIMALS = 4  # about 10 m
NAMES = {"id": "subdistrict_code", "lat": "latitude", "long": "longitude"}  # of the source's columns


def main() -> None:
    """Write the file, and say how many points were left out for which reason."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="sub_districts.csv of the source")
    rows = points(parser.parse_args().source)
    reasons = {"unknown code": unknown(rows), "outside its province": outside(rows), "far from its district": far(rows)}
    kept = rows.filter(~pl.any_horizontal(*reasons.values()))
    kept.select("subdistrict_code", "latitude", "longitude").write_csv(GEO / "subdistricts.csv", line_terminator="\n")
    print(f"{kept.height} of {rows.height} points; left out:")
    for reason, found in reasons.items():
        print(f"  {reason}: {int(found.sum())}: {', '.join(rows.filter(found)['subdistrict_code'])}")


def points(source: Path) -> pl.DataFrame:
    """Return the code, latitude and longitude of each row that has all three, by code."""
    rows = pl.read_csv(source, infer_schema=False)
    rows = rows.rename({name: ours for name, ours in NAMES.items() if name in rows.columns})
    axes = ("latitude", "longitude")
    return (
        rows.with_columns(pl.col(axes).cast(pl.Float64, strict=False).round(DECIMALS))
        .filter(pl.col("subdistrict_code").str.contains(r"^\d{6}$"))
        .select("subdistrict_code", *axes)
        .drop_nulls()
        .sort("subdistrict_code")
    )


def unknown(rows: pl.DataFrame) -> pl.Series:
    """Return which rows have a code that no subdistrict has now."""
    known = [
        part.code
        for province in geography.provinces()
        for district in geography.districts(province.code)
        for part in geography.subdistricts(district.code)
    ]
    return ~rows["subdistrict_code"].is_in(known)


def outside(rows: pl.DataFrame) -> pl.Series:
    """Return which points are outside the outline of their province."""
    provinces = rows["subdistrict_code"].str.slice(0, 2)
    return pl.Series(~geography.contained(provinces, rows["latitude"], rows["longitude"], NEAR_KM))


def far(rows: pl.DataFrame) -> pl.Series:
    """Return which points are far from both their district's own point and the middle of its points."""
    codes = {"district_code": pl.String}
    districts = pl.read_csv(GEO / "districts.csv", schema_overrides=codes).filter(pl.col("point") == "district")
    beside = (
        rows.with_columns(
            district_code=pl.col("subdistrict_code").str.slice(0, 4),
        )
        .with_columns(
            x=pl.col("longitude").median().over("district_code"), y=pl.col("latitude").median().over("district_code")
        )
        .join(districts, on="district_code", how="left", suffix="_district", maintain_order="left")
    )
    own = beside.select("longitude", "latitude").to_numpy()
    middle = distance_km(own, beside.select("x", "y").to_numpy())
    district = distance_km(own, beside.select("longitude_district", "latitude_district").to_numpy())
    # A district without a point of its own is judged by the middle alone.
    return pl.Series((middle > FAR_KM) & ~(district <= FAR_KM))


if __name__ == "__main__":
    main()
