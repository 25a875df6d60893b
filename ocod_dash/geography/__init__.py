"""Regions, provinces, districts and subdistricts of Thailand: their codes, names, figures and outlines."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .addresses import AddressPlaces, places_in
from .gazetteer import (
    Level,
    Place,
    UnknownPlace,
    districts,
    place,
    places,
    provinces,
    provinces_of,
    region_of,
    regions,
    subdistricts,
)
from .names import Match, find
from .spelling import fold

if TYPE_CHECKING:
    from .boundaries import (
        OUTLINES,
        BoundariesError,
        contained,
        contains,
        district_outlines,
        geometry_of,
        outline_of,
        outlines,
        outlines_file,
    )

__all__ = [
    "OUTLINES",
    "AddressPlaces",
    "BoundariesError",
    "Level",
    "Match",
    "Place",
    "UnknownPlace",
    "contained",
    "contains",
    "district_outlines",
    "districts",
    "find",
    "fold",
    "geometry_of",
    "outline_of",
    "outlines",
    "outlines_file",
    "place",
    "places",
    "places_in",
    "provinces",
    "provinces_of",
    "region_of",
    "regions",
    "subdistricts",
]


def __getattr__(name: str) -> Any:
    """Load outlines when the first is needed: shapely and NumPy take longer than all else of this package."""
    if name in __all__:
        return getattr(import_module(".boundaries", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
