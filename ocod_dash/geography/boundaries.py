"""Outlines of the provinces, ours or the user's own, and whether a point lies in one."""

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from ..config import DATA, settings
from .gazetteer import UnknownPlace, place, provinces, provinces_of

OUTLINES = "outlines.json"  # the name of outlines_file

# How far outside its province's outline a point may lie: the outlines are coarse and lack small islands. Of 5,282 real
# local offices 99.5 % lie within 6 km; the next are 16 km out and wrong, or on Ko Tao, 35 km out at sea.
SLACK_KM = 15.0

KM_PER_DEGREE = 111.32

# Properties that hold a feature's code in the files that people have, in any case of letters.
CODE_PROPERTIES = ("code", "pcode", "iso", "iso_3166_2", "shapeiso", "adm3_pcode", "adm2_pcode", "adm1_pcode")
CODE = re.compile(r"^(?:TH-?)?(\d{2}|\d{4}|\d{6})$", re.I)


class BoundariesError(ValueError):
    """A file of boundaries cannot be used; the message names the file, the feature and what was expected."""


def outlines() -> dict[str, Any]:
    """Return the province outlines as a GeoJSON FeatureCollection.

    Returns
    -------
    dict
        77 features by code, longitude and latitude in degrees, WGS 84; the only property is ``code``. Shared by all
        callers: do not change it. Source: see ``data/README.md``, or the file that the setting ``boundaries`` names.

    Raises
    ------
    BoundariesError
        If the user's own file cannot be used.
    """
    return _collection(settings().boundaries)


def outlines_file() -> bytes:
    """Return :func:`outlines` as a file; it raises the same."""
    return _file(settings().boundaries)


def outline_of(code: str) -> BaseGeometry:
    """Return a province's outline as a shapely polygon or multipolygon, in degrees.

    Raises
    ------
    UnknownPlace
        If no province has the code.
    BoundariesError
        If the user's own file cannot be used.
    """
    return _geometries(settings().boundaries)[place(code, "province").code]


def district_outlines(province: str) -> dict[str, BaseGeometry]:
    """Return the outlines of a province's districts by code, in degrees; none unless the user's own file has them."""
    path = settings().boundaries
    return {code: own for code, own in _districts(path).items() if code.startswith(province)} if path else {}


def geometry_of(code: str) -> dict[str, Any]:
    """Return the outline of a province, or of a region (its provinces' joined), as a GeoJSON geometry.

    It is shared by all callers: do not change it. Raises what :func:`outline_of` raises.
    """
    return _geometry(settings().boundaries, code)


def contains(code: str, latitude: float, longitude: float, slack_km: float = SLACK_KM) -> bool:
    """Return whether a point lies in a province's outline, or at most ``slack_km`` kilometres outside it.

    Raises
    ------
    UnknownPlace
        If no province has the code.
    """
    return bool(contained([code], [latitude], [longitude], slack_km)[0])


def contained(
    codes: Sequence[str] | pl.Series, latitudes: ArrayLike, longitudes: ArrayLike, slack_km: float = SLACK_KM
) -> NDArray[np.bool_]:
    """Do :func:`contains` for many points at once, each in its own province; a point that is not known is in none."""
    x, y = np.asarray(longitudes, dtype=float), np.asarray(latitudes, dtype=float)
    inside = np.zeros(len(x), dtype=bool)
    known = pl.DataFrame({"code": codes}).with_row_index().filter(np.isfinite(x) & np.isfinite(y))
    for (code,), rows in known.group_by("code"):
        outline, scale = _flat(settings().boundaries, place(str(code), "province").code)
        row = rows["index"].to_numpy()
        flat = np.column_stack([x[row], y[row]]) * scale
        inside[row] = shapely.contains_xy(outline, flat)
        # Inside goes before near.
        out = row[~inside[row]]
        inside[out] = shapely.dwithin(outline, shapely.points(flat[~inside[row]]), slack_km)
    return inside


@cache
def _flat(path: Path | None, code: str) -> tuple[BaseGeometry, NDArray[np.float64]]:
    """Return a province on a plane in kilometres, and how long a degree is there, east and north."""
    outline = _geometries(path)[code]
    scale = KM_PER_DEGREE * np.array([np.cos(np.radians(outline.centroid.y)), 1.0])
    flat = shapely.transform(outline, lambda degrees: degrees * scale)
    shapely.prepare(flat)
    return flat, scale


@cache
def _collection(path: Path | None) -> dict[str, Any]:
    if path is None:
        return dict(json.loads((DATA / "geo" / "provinces.geojson").read_text(encoding="utf-8")))
    features = [
        {"type": "Feature", "properties": {"code": code}, "geometry": mapping(outline)}
        for code, outline in sorted(_own(path).items())
    ]
    return {"type": "FeatureCollection", "features": features}


@cache
def _file(path: Path | None) -> bytes:
    return json.dumps(_collection(path), separators=(",", ":")).encode()


@cache
def _geometries(path: Path | None) -> dict[str, BaseGeometry]:
    return {f["properties"]["code"]: shape(f["geometry"]) for f in _collection(path)["features"]}


@cache
def _geometry(path: Path | None, code: str) -> dict[str, Any]:
    codes = provinces_of(code) if place(code).level == "region" else [place(code, "province").code]
    outlines = [_geometries(path)[each] for each in codes]
    outline = shapely.union_all(outlines) if len(outlines) > 1 else outlines[0]
    return dict(mapping(shapely.orient_polygons(outline)))  # by the right-hand rule, as RFC 7946 has it


def _own(path: Path) -> dict[str, BaseGeometry]:
    """Read the user's file; districts or subdistricts are joined to their provinces."""
    parts = _joined(path, 2)
    missing = [f"{p.code} {p.name_en}" for p in provinces() if p.code not in parts]
    if missing:
        rest = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
        raise BoundariesError(f"{path}: no outline of {', '.join(missing[:5])}{rest}; all 77 provinces are needed")
    return parts


@cache
def _districts(path: Path) -> dict[str, BaseGeometry]:
    return {code: outline for code, outline in _joined(path, 4).items() if len(code) == 4}


def _joined(path: Path, digits: int) -> dict[str, BaseGeometry]:
    """Read the user's file, with all features joined whose codes begin with the same digits."""
    parts: defaultdict[str, list[BaseGeometry]] = defaultdict(list)
    for number, feature in enumerate(_features(path), start=1):
        code = _code(path, number, feature.get("properties") or {})
        parts[code[:digits]].append(_polygon(path, number, feature))
    return {code: shapely.union_all(polygons) for code, polygons in parts.items()}


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BoundariesError(f"{path}: cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise BoundariesError(f"{path}: is not JSON in UTF-8 ({error})") from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise BoundariesError(f"{path}: is not a GeoJSON FeatureCollection; it has no list of features")
    return features


def _code(path: Path, number: int, properties: Mapping[str, Any]) -> str:
    given = {name.lower(): str(value).strip() for name, value in properties.items()}
    for name in CODE_PROPERTIES:
        if found := CODE.match(given.get(name, "")):
            try:
                return place(found[1]).code
            except UnknownPlace as error:
                raise BoundariesError(f"{path}: feature {number}: {name} is {error}") from error
    names = ", ".join(sorted(properties)) or "none"
    raise BoundariesError(
        f"{path}: feature {number} has no code; expected a property code such as 50, ISO such as TH-50 "
        f"or pcode such as TH50; its properties: {names}"
    )


def _polygon(path: Path, number: int, feature: Mapping[str, Any]) -> BaseGeometry:
    try:
        outline = shape(feature["geometry"])
    except Exception as error:  # a broken geometry makes shapely raise anything
        raise BoundariesError(f"{path}: feature {number} has no readable geometry") from error
    if outline.geom_type not in ("Polygon", "MultiPolygon") or outline.is_empty:
        raise BoundariesError(f"{path}: feature {number} is a {outline.geom_type}; expected a Polygon or MultiPolygon")
    west, south, east, north = outline.bounds
    if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
        raise BoundariesError(
            f"{path}: feature {number} has coordinates like {west:g}, {south:g}; "
            "expected longitude and latitude in degrees"
        )
    valid: BaseGeometry = shapely.make_valid(outline, method="structure", keep_collapsed=False)
    return valid
