"""Names on the map that moves, and the districts that they are of: where a province is in view, or several."""

from functools import cache
from typing import Any

import shapely
from shapely.geometry import box, mapping

from .. import geography
from ..theme import Theme
from . import window

SEEN = 0.02  # of the window: a neighbour of which less is seen has no name there
DETAIL = 800  # lines of a window that an outline's corners lie on, at least


def names(
    selected: tuple[str, ...], district: str | None, theme: Theme, shown: window.Box | None = None
) -> list[dict[str, Any]]:
    """Return the names on the map, those that go first at the front.

    Parameters
    ----------
    selected : tuple of str
        Codes of the provinces in view. Of one, its districts and its neighbours are named; of several, themselves; of
        none, nothing.
    district : str or None
        The code of the district in view.
    theme : Theme
        Language and theme.
    shown : tuple of float, optional
        The box that the map shows, where it is not the one round the provinces in view.

    Returns
    -------
    list of dict
        ``at``, longitude and latitude; ``text``; ``kind``: ``chosen``, ``neighbour``, ``district`` or ``province``.
    """
    if len(selected) != 1:
        return [_name(code, at, "province", theme) for code, at in window.points(selected).items()]
    codes = [each.code for each in geography.districts(selected[0])]
    kinds = {code: "chosen" if code == district else "district" for code in codes}
    own = [_name(code, at, kinds[code], theme) for code, at in window.points(tuple(codes)).items()]
    seen = _neighbours(selected[0], shown or window.bounds(selected))
    near = [_name(code, at, "neighbour", theme) for code, at in seen.items()]
    return sorted(own + near, key=lambda name: ("chosen", "neighbour", "district").index(name["kind"]))


def districts(selected: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the districts of the one province in view, as a map's rows.

    They are GeoJSON features where the user's own boundaries have them, else dicts with their point, ``at``.
    """
    if len(selected) != 1:
        return []
    outlines = geography.district_outlines(selected[0])
    if not outlines:
        codes = tuple(each.code for each in geography.districts(selected[0]))
        return [{"at": at} for at in window.points(codes).values()]
    west, south, east, north = window.bounds(selected)
    grid = max(east - west, north - south) / DETAIL
    return [
        {"type": "Feature", "properties": {}, "geometry": _rounded(mapping(shapely.simplify(outline, grid)))}
        for outline in outlines.values()
    ]


def _rounded(geometry: Any) -> Any:
    if isinstance(geometry, dict):
        return {name: _rounded(part) for name, part in geometry.items()}
    if isinstance(geometry, list | tuple):
        return [_rounded(part) for part in geometry]
    return round(geometry, 4) if isinstance(geometry, float) else geometry


def _name(code: str, at: list[float], kind: str, theme: Theme) -> dict[str, Any]:
    return {"at": at, "text": theme.words.name(geography.place(code)), "kind": kind}


@cache
def _neighbours(province: str, shown: window.Box) -> dict[str, list[float]]:
    """Return for each other province that is seen where a box is shown a point in the middle of what is seen of it."""
    seen = box(*window.visible(shown))
    found = {}
    for each in geography.provinces():
        part = geography.outline_of(each.code).intersection(seen)
        if each.code != province and part.area > SEEN * seen.area:
            point = max(getattr(part, "geoms", [part]), key=lambda one: one.area).representative_point()
            found[each.code] = [round(point.x, 3), round(point.y, 3)]
    return found
