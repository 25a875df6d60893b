"""The map page's map: layers, legend, what a click does, and the picture that is saved."""

from threading import RLock

import pandas as pd
import pydeck
import streamlit as st
from cachetools import LRUCache, cached

from .. import maps
from ..config import settings
from ..exhibits import Exhibit, Visit
from ..exhibits.places import MAP_LAYERS, MAP_MEASURES, NO_LAYER, country_map, dots, ever_open
from ..exhibits.places import classes as measured_classes
from ..metrics import places, points
from . import address, fields, frame
from .part import kept_sheet, part
from .timeline import playing

HEIGHT = 660
MOST_KEPT = 64  # maps, of up to 1 MB each


def _controls(visit: Visit) -> None:
    """Draw what to colour and which layers to show."""
    words = visit.words
    measures = [(measure, words(f"measure.{measure}")) for measure in MAP_MEASURES]
    fields.one(visit, "map_measure", "measure", words("map.measure"), measures, address.chosen("measure")[0])
    layers = [(layer, words(f"map.layer.{layer}")) for layer in MAP_LAYERS]
    fields.pills(visit, "map_layers", "layers", words("map.layers"), layers, address.chosen("layers"), nothing=NO_LAYER)


def atlas(visit: Visit) -> None:
    """Draw the map in its frame."""
    measure, layers = address.chosen("measure")[0], address.chosen("layers")
    exhibit, deck, legend = _map(visit, measure, layers, playing())
    moving = "moving" if playing() else ""

    def head(visit: Visit) -> None:
        _controls(visit)
        frame.head(exhibit)

    with st.container(key=f"frame_{exhibit.key}", gap="xxsmall"):
        kept_sheet("map_head", visit, head, moving)
        with st.container(key="map_ground"):
            # A click is followed by hands.js: Streamlit's own selection would grey the rest and need a new map each time.
            st.pydeck_chart(deck, height=HEIGHT, alt=exhibit.alternative)
            kept_sheet("map_legend", visit, lambda _: part("map_legend", legend), moving)
        kept_sheet("map_row", visit, lambda _: frame.row(exhibit), moving)


@cached(LRUCache(MOST_KEPT), key=lambda visit, *of: (visit.key, *of), lock=RLock())
def _map(visit: Visit, measure: str, layers: tuple[str, ...], moving: bool) -> tuple[Exhibit, pydeck.Deck, str]:
    """Make the map's exhibit, the map itself, and its legend."""
    look, view = visit.look, visit.view
    provinces = visit.ask(places.progress, view.at(None), level="province")
    classes = measured_classes(visit, measure, steady=moving) if "provinces" in layers else None
    each, cells = _centres(visit) if "centres" in layers else (None, None)
    counted = "centres" if view.statuses or not ever_open(visit) else "open"
    deck = maps.deck.country(
        provinces, classes, look, points=each, hexagons=cells, counted=counted, selected=view.province_codes,
        map_style=settings().map_style,
    )  # fmt: skip
    exhibit = country_map(visit, measure, classes, each, hint=visit.words("map.hint"))
    return exhibit, deck, maps.legend.html(classes, each, cells, counted, look)


def _centres(visit: Visit) -> tuple[pd.DataFrame | None, pd.DataFrame | None]:
    """Return the centres as points, or as hexagons where the whole country is in view or they are too many."""
    found = dots(visit)
    return found, visit.ask(points.hexagons) if found is None else None
