"""Regions, provinces, districts and subdistricts of Thailand: their codes, names, figures and outlines."""

from .boundaries import BoundariesError, contained, contains, geometry_of, outline_of, outlines
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
    "place",
    "places",
    "provinces",
    "provinces_of",
    "region_of",
    "regions",
    "subdistricts",
]
