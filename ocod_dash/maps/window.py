"""What part of the country the map that moves shows at first."""

from collections.abc import Sequence
from math import log2

from .. import geography

Box = tuple[float, float, float, float]  # west, south, east, north, in degrees

COUNTRY = (101.0, 13.1, 4.75)  # longitude, latitude, zoom: the country in 660 pixels of height
TALL, WIDE = 14.8, 9.5  # degrees that it shows then, of a narrow map
WORLD = 512  # pixels that 360 degrees of longitude have at zoom 0
INSET = ("10", "11", "12", "13", "73", "74")  # Bangkok and its vicinity: too small to read at the country's scale
INSET_PIXELS = 132


def bounds(codes: Sequence[str]) -> Box:
    """Return the box round some provinces."""
    boxes = [geography.outline_of(code).bounds for code in codes]
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    return west, south, max(box[2] for box in boxes), max(box[3] for box in boxes)


def of(selected: tuple[str, ...]) -> tuple[float, float, float]:
    """Return the longitude, latitude and zoom that show the selected provinces; of none, the country."""
    if not selected:
        return COUNTRY
    west, south, east, north = bounds(selected)
    return (west + east) / 2, (south + north) / 2, COUNTRY[2] + log2(1 / _share(selected)) - 0.1


def visible(selected: tuple[str, ...]) -> Box:
    """Return the box that is seen at :func:`of`, in a narrow map and in a wide one."""
    west, south, east, north = bounds(selected)
    share = _share(selected)
    aside, above = (max(0, size * share - there) / 2 for size, there in ((WIDE, east - west), (TALL, north - south)))
    return west - aside, south - above, east + aside, north + above


def inset() -> tuple[float, float, float]:
    """Return the longitude, latitude and zoom that show Bangkok and its vicinity in ``INSET_PIXELS``."""
    west, south, east, north = bounds(INSET)
    size = max(east - west, (north - south) * 1.03)  # a degree of latitude is a little longer here
    return (west + east) / 2, (south + north) / 2, log2((INSET_PIXELS - 8) * 360 / (WORLD * size))


def _share(selected: tuple[str, ...]) -> float:
    """Return how much of the country's window the selected provinces need."""
    west, south, east, north = bounds(selected)
    return max((north - south) / TALL, (east - west) / WIDE, 0.02)
