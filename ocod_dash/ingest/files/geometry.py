"""A point for each geometry of GeoJSON: its own, or one that is inside the shape."""

from typing import Any

# A shape with more vertices than this is an outline of a country, not a centre's plot.
MOST_VERTICES = 100_000


def inside_point(geometry: dict[str, Any]) -> tuple[Any, Any] | None:
    """Return longitude and latitude of a geometry, or None where it has none that can be read.

    Parameters
    ----------
    geometry : dict
        A geometry of GeoJSON. Of a Point the coordinates are returned as they are; of other shapes a point inside
        (for a line: on it), rounded to seven decimals.
    """
    kind, place = geometry.get("type"), geometry.get("coordinates")
    if kind == "Point":
        return (place[0], place[1]) if isinstance(place, list) and len(place) >= 2 else None
    if not isinstance(kind, str) or not isinstance(place, list) or _vertices(place) > MOST_VERTICES:
        return None
    from shapely.errors import ShapelyError  # late: most files have points
    from shapely.geometry import shape

    try:
        found = shape({"type": kind, "coordinates": place})
        if found.is_empty or not all(map(_finite, found.bounds)):
            return None
        point = found.representative_point()
    except (ShapelyError, ValueError, TypeError, IndexError, KeyError, AttributeError):
        return None
    return round(point.x, 7), round(point.y, 7)


def _vertices(place: list[Any]) -> int:
    """Return how many numbers a geometry has, without going deeper than a geometry is."""
    level, n = [place], 0
    for _ in range(4):
        n += sum(map(len, level))
        level = [each for values in level for each in values if isinstance(each, list)]
        if n > MOST_VERTICES:
            break
    return n


def _finite(number: float) -> bool:
    return abs(number) < 1e6
