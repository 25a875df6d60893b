"""The map page's map: layers, legend, what a click does, and the picture that is saved."""

from threading import RLock

import pandas as pd
import pydeck
import streamlit as st
from cachetools import LRUCache, cached

from .. import maps
from ..config import settings
from ..exhibits import Exhibit, Visit
from ..exhibits.places import MAP_LAYERS, MAP_MEASURES, country_map, dots, ever_open
from ..exhibits.places import classes as measured_classes
from ..metrics import places, points
from . import address
from .frame import frame
from .timeline import playing

HEIGHT = 660
MOST_KEPT = 64  # maps, of up to 1 MB each


def controls(visit: Visit) -> tuple[str, tuple[str, ...]]:
    """Draw what to colour and which layers to show; return the measure and the layers."""
    words, state = visit.words, st.session_state
    state["map_measure"] = address.chosen("measure")[0]
    state["map_layers"] = [layer for layer in address.chosen("layers") if layer != "none"]
    with st.container(horizontal=True, vertical_alignment="top", gap="medium", key="map_controls"):
        st.selectbox(
            words("map.measure"),
            MAP_MEASURES,
            format_func=lambda measure: words(f"measure.{measure}"),
            key="map_measure",
            on_change=lambda: address.choose("measure", state["map_measure"]),
            width=300,
        )
        st.pills(
            words("map.layers"),
            MAP_LAYERS,
            selection_mode="multi",
            format_func=lambda layer: words(f"map.layer.{layer}"),
            key="map_layers",
            on_change=lambda: address.choose("layers", *(state["map_layers"] or ["none"])),
        )
    return address.chosen("measure")[0], address.chosen("layers")


def atlas(visit: Visit) -> None:
    """Draw the map in its frame."""
    measure, layers = controls(visit)
    exhibit, deck, legend = _map(visit, measure, layers, playing())
    with frame(exhibit), st.container(key="map_ground"):
        # A click is followed by hands.js: Streamlit's own selection would grey the rest and need a new map for each place.
        st.pydeck_chart(deck, height=HEIGHT, alt=exhibit.alternative)
        with st.container(key="map_legend"):
            st.html(legend)


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
