"""Regions, provinces, districts and subdistricts of Thailand: their codes, names, figures and outlines."""

from .boundaries import (
    OUTLINES,
    BoundariesError,
    contained,
    contains,
    geometry_of,
    outline_of,
    outlines,
    outlines_file,
)
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

__all__ = [
    "OUTLINES",
    "BoundariesError",
    "Level",
    "Match",
    "Place",
    "UnknownPlace",
    "contained",
    "contains",
    "districts",
    "find",
    "geometry_of",
    "outline_of",
    "outlines",
    "outlines_file",
    "place",
    "places",
    "provinces",
    "provinces_of",
    "region_of",
    "regions",
    "subdistricts",
]
