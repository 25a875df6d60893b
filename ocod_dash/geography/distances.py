"""Distances on the ground, and which points are near which: by the great circle, for many points at once.

Pairs are found by the tree of Shapely, which the product has for its outlines, in a box that surely holds the circle;
distances are then computed on the sphere.
"""

import numpy as np

EARTH = 6371.0088  # km, the mean radius of the sphere (IUGG)
ONE_DEGREE = EARTH * np.pi / 180  # km, of latitude
FIRST_SEARCH = 5.0  # km in which the nearest point is looked for first
FARTHEST = EARTH * np.pi  # km


def distance_km(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the great-circle distances between points, longitude and latitude each, in km, by the haversine formula."""
    (x1, y1), (x2, y2) = np.radians(one).T, np.radians(other).T
    half = np.sin((y2 - y1) / 2) ** 2 + np.cos(y1) * np.cos(y2) * np.sin((x2 - x1) / 2) ** 2
    return 2 * EARTH * np.arcsin(np.sqrt(np.minimum(half, 1)))


def within(one: np.ndarray, other: np.ndarray, km: float | np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the pairs of points at most some km apart: their positions in each list, and the distances.

    Parameters
    ----------
    one, other : numpy.ndarray
        Longitude and latitude of each point, in degrees.
    km : float or numpy.ndarray
        The farthest distance, of all or of each of ``one``.
    """
    import shapely  # late: it takes longer to load than all else here

    if not len(one) or not len(other):
        return np.zeros(0, int), np.zeros(0, int), np.zeros(0)
    high = km / ONE_DEGREE
    # A degree of longitude is shortest at the edge of the circle that is farthest from the equator.
    wide = high / np.cos(np.radians(np.minimum(np.abs(one[:, 1]) + high, 89)))
    boxes = shapely.box(one[:, 0] - wide, one[:, 1] - high, one[:, 0] + wide, one[:, 1] + high)
    at, of = shapely.STRtree(shapely.points(other)).query(boxes)
    distance = distance_km(one[at], other[of])
    inside = distance <= np.broadcast_to(km, len(one))[at]
    return at[inside], of[inside], distance[inside]


def nearest(one: np.ndarray, other: np.ndarray, *, itself: bool = True) -> tuple[np.ndarray, np.ndarray]:
    """Return the position of the nearest other point of each, and its distance in km; -1 and NaN where there is none.

    What has none within the first distance is searched in twice as much, and so on. Of several as near the first
    counts.

    Parameters
    ----------
    one, other : numpy.ndarray
        Longitude and latitude of each point, in degrees.
    itself : bool
        Whether the point at the same position of ``other`` counts; not where both lists are the same.
    """
    at, km = np.full(len(one), -1), np.full(len(one), np.nan)
    radius, left = FIRST_SEARCH, np.arange(len(one))
    while len(left) and len(other) > (0 if itself else 1):
        mine, theirs, distance = within(one[left], other, radius)
        if not itself:
            apart = left[mine] != theirs
            mine, theirs, distance = mine[apart], theirs[apart], distance[apart]
        order = np.lexsort((theirs, distance, mine))
        found, first = np.unique(mine[order], return_index=True)
        at[left[found]], km[left[found]] = theirs[order][first], distance[order][first]
        left = np.setdiff1d(left, left[found])
        radius = min(radius * 2, FARTHEST)
    return at, km
