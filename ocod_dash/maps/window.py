"""What part of the country the map that moves shows at first."""

from collections.abc import Sequence
from functools import cache
from math import log2

import pandas as pd

from .. import geography

Box = tuple[float, float, float, float]  # west, south, east, north, in degrees

COUNTRY = (101.0, 13.1, 4.75)  # longitude, latitude, zoom: the country in 660 pixels of height
TALL, WIDE = 14.8, 9.5  # degrees that it shows then, of a narrow map
WORLD = 512  # pixels that 360 degrees of longitude have at zoom 0
ROUND = 0.05  # degrees, some 5 km: round the points of a district
INSET = ("10", "11", "12", "13", "73", "74")  # Bangkok and its vicinity: too small to read at the country's scale
INSET_PIXELS = 132


def bounds(codes: Sequence[str]) -> Box:
    """Return the box round some provinces."""
    boxes = [geography.outline_of(code).bounds for code in codes]
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    return west, south, max(box[2] for box in boxes), max(box[3] for box in boxes)


def of_district(code: str, centres: pd.DataFrame) -> Box:
    """Return the box round a district: its outline if the user's own boundaries have it, else its point and its centres.

    Parameters
    ----------
    code : str
        The district's.
    centres : pandas.DataFrame
        ``points.points`` of the district.
    """
    outlines = geography.district_outlines(str(geography.place(code).parent))
    if code in outlines:
        west, south, east, north = outlines[code].bounds
        return west, south, east, north
    at = [*points((code,)).values(), *centres[["longitude", "latitude"]].to_numpy().tolist()]
    if not at:
        return bounds((str(geography.place(code).parent),))
    east, north = (max(point[axis] for point in at) + ROUND for axis in (0, 1))
    west, south = (min(point[axis] for point in at) - ROUND for axis in (0, 1))
    return west, south, east, north


@cache
def points(codes: tuple[str, ...]) -> dict[str, list[float]]:
    """Return each place's point as longitude and latitude, by its code; without those of which none is known."""
    rows = {row["code"]: (row["longitude"], row["latitude"]) for row in geography.places().iter_rows(named=True)}
    return {code: list(rows[code]) for code in codes if None not in rows[code]}


def of(shown: Box | None) -> tuple[float, float, float]:
    """Return the longitude, latitude and zoom that show a box; of none, the country."""
    if shown is None:
        return COUNTRY
    west, south, east, north = shown
    return (west + east) / 2, (south + north) / 2, COUNTRY[2] + log2(1 / _share(shown)) - 0.1


def visible(shown: Box) -> Box:
    """Return the box that is seen at :func:`of`, in a narrow map and in a wide one."""
    west, south, east, north = shown
    share = _share(shown)
    aside, above = (max(0, size * share - there) / 2 for size, there in ((WIDE, east - west), (TALL, north - south)))
    return west - aside, south - above, east + aside, north + above


def inset() -> tuple[float, float, float]:
    """Return the longitude, latitude and zoom that show Bangkok and its vicinity in ``INSET_PIXELS``."""
    west, south, east, north = bounds(INSET)
    size = max(east - west, (north - south) * 1.03)  # a degree of latitude is a little longer here
    return (west + east) / 2, (south + north) / 2, log2((INSET_PIXELS - 8) * 360 / (WORLD * size))


def _share(shown: Box) -> float:
    """Return how much of the country's window a box needs."""
    west, south, east, north = shown
    return max((north - south) / TALL, (east - west) / WIDE, 0.02)
