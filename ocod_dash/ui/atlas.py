"""The map page's map: layers, legend, where each province leads, and the picture that is saved."""

from functools import partial

import pandas as pd
import streamlit as st

from .. import geography, maps
from ..config import settings
from ..exhibits import Visit
from ..exhibits.places import MAP_LAYERS, MAP_MEASURES, NO_LAYER, country_map, dots, ever_open
from ..exhibits.places import classes as measured_classes
from ..metrics import places, points
from ..web import own_files
from . import address, browser, fields, frame, links
from .part import Map, kept_sheet, part
from .timeline import playing

HEIGHT = 660


def _controls(visit: Visit) -> None:
    """Draw what to colour and which layers to show."""
    words = visit.words
    measures = [(measure, words(f"measure.{measure}")) for measure in MAP_MEASURES]
    fields.one(visit, "map_measure", "measure", words("map.measure"), measures, address.chosen("measure")[0])
    layers = [(layer, words(f"map.layer.{layer}")) for layer in MAP_LAYERS]
    fields.pills(visit, "map_layers", "layers", words("map.layers"), layers, address.chosen("layers"), nothing=NO_LAYER)


def atlas(visit: Visit) -> None:
    """Draw the map in its frame."""
    moving = playing()
    with st.container(key="frame_map"):
        kept_sheet("map", visit, partial(_draw, moving=moving), "moving" if moving else "")


def _draw(visit: Visit, moving: bool) -> None:
    """Draw the map's parts; while months play, a colour means the same in each."""
    words, view, look = visit.words, visit.view, visit.look
    measure, shown = address.chosen("measure")[0], address.chosen("layers")
    provinces = visit.ask(places.progress, view.at(None), level="province")
    classes = measured_classes(visit, measure, steady=moving) if "provinces" in shown else None
    each, cells = _centres(visit) if "centres" in shown else (None, None)
    counted = "centres" if view.statuses or not ever_open(visit) else "open"
    layers = maps.deck.country(
        provinces, classes, look, points=each, hexagons=cells, counted=counted, selected=view.province_codes
    )
    exhibit = country_map(visit, measure, classes, each, hint=words("map.hint"))
    drawn = Map(
        layers=layers.description["layers"],
        window=layers.description["initialViewState"],
        areas={code: {**area, "href": _way(visit, code)} for code, area in layers.areas.items()},
        front=layers.front,
        marks=layers.marks,
        outlines=browser.served(own_files.offer(geography.OUTLINES, geography.outlines_file())),
        alt=exhibit.alternative,
        still=words("map.still"),
        height=HEIGHT,
        style=settings().map_style,
    )
    _controls(visit)
    frame.head(exhibit)
    part("map_ground", "", maps.legend.html(classes, each, cells, counted, look), middle=drawn)
    frame.row(exhibit)


def _way(visit: Visit, code: str) -> str:
    """Return where a province leads: to itself; the one in view back to the country."""
    in_view = visit.view.provinces == (code,)
    return links.href("map", at=None if in_view else code, choices=address.own())


def _centres(visit: Visit) -> tuple[pd.DataFrame | None, pd.DataFrame | None]:
    """Return the centres as points, or as hexagons where the whole country is in view or they are too many."""
    found = dots(visit)
    return found, visit.ask(points.hexagons) if found is None else None
