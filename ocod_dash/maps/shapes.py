"""The provinces as polygons of few corners, for programs that draw a map of their own from shapes."""

from functools import cache

import shapely
from shapely.geometry import MultiPolygon, Polygon

from .. import geography
from .picture import project

TOLERANCE = 0.04  # degrees
LEAST = 0.002  # square degrees of an island that is shown beside a larger one

Ring = list[tuple[float, float]]


@cache
def provinces() -> dict[str, list[Ring]]:
    """Return each province's outer rings by code, the largest first, on the plane of :func:`picture.project`.

    All borders are simplified at once, so that neighbours still share theirs and no gap shows between them.
    """
    codes = [feature["properties"]["code"] for feature in geography.outlines()["features"]]
    simple = shapely.coverage_simplify([geography.outline_of(code) for code in codes], TOLERANCE)
    return {code: _rings(shape) for code, shape in zip(codes, simple, strict=True)}


def _rings(shape: Polygon | MultiPolygon) -> list[Ring]:
    parts = sorted(getattr(shape, "geoms", [shape]), key=lambda part: -part.area)
    shown = [part for part in parts if part is parts[0] or part.area > LEAST]
    return [[project(x, y) for x, y in part.exterior.coords] for part in shown]
