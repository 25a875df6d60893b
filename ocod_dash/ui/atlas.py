"""The map page's map: layers, legend, what a click does, and the picture that is saved."""

from threading import RLock

import pandas as pd
import pydeck
import streamlit as st
from cachetools import LRUCache, cached

from .. import maps
from ..config import settings
from ..exhibits import Context, Exhibit
from ..exhibits.place_exhibits import MAP_LAYERS, NO_LAYER, country_map, dots, ever_open
from ..exhibits.place_exhibits import classes as measured_classes
from ..metrics import places, points, shown
from . import address, fields, frame
from .part import kept_sheet, part
from .timeline import playing

HEIGHT = 660
MOST_KEPT = 64  # maps, of up to 1 MB each


def _controls(context: Context) -> None:
    """Draw what to colour and which layers to show."""
    words = context.words
    measures = [(measure, words(f"measure.{measure}")) for measure in shown("map")]
    fields.one(context, "map_measure", "measure", words("map.measure"), measures, address.chosen("measure")[0])
    layers = [(layer, words(f"map.layer.{layer}")) for layer in MAP_LAYERS]
    fields.pills(
        context, "map_layers", "layers", words("map.layers"), layers, address.chosen("layers"), nothing=NO_LAYER
    )


def atlas(context: Context) -> None:
    """Draw the map in its frame."""
    measure, layers = address.chosen("measure")[0], address.chosen("layers")
    exhibit, deck, legend = _map(context, measure, layers, playing())
    moving = "moving" if playing() else ""

    def head(context: Context) -> None:
        _controls(context)
        frame.head(exhibit)

    with st.container(key=f"frame_{exhibit.key}", gap="xxsmall"):
        kept_sheet("map_head", context, head, moving)
        with st.container(key="map_ground"):
            # A click is followed by hands.js: Streamlit's own selection would grey the rest and need a new map each time.
            st.pydeck_chart(deck, height=HEIGHT, alt=exhibit.alternative)
            kept_sheet("map_legend", context, lambda _: part("map_legend", legend), moving)
        kept_sheet("map_row", context, lambda _: frame.row(exhibit), moving)


@cached(LRUCache(MOST_KEPT), key=lambda context, *of: (context.key, *of), lock=RLock())
def _map(context: Context, measure: str, layers: tuple[str, ...], moving: bool) -> tuple[Exhibit, pydeck.Deck, str]:
    """Make the map's exhibit, the map itself, and its legend."""
    theme, view = context.theme, context.view
    provinces = context.ask(places.progress, view.at(None), level="province")
    classes = measured_classes(context, measure, steady=moving) if "provinces" in layers else None
    each, cells = _centres(context) if "centres" in layers else (None, None)
    counted = "centres" if view.statuses or not ever_open(context) else "open"
    deck = maps.deck.country(
        provinces, classes, theme, points=each, hexagons=cells, counted=counted, selected=view.province_codes,
        map_style=settings().map_style,
    )  # fmt: skip
    exhibit = country_map(context, measure, classes, each, hint=context.words("map.hint"))
    return exhibit, deck, maps.legend.html(classes, each, cells, counted, theme)


def _centres(context: Context) -> tuple[pd.DataFrame | None, pd.DataFrame | None]:
    """Return the centres as points, or as hexagons where the whole country is in view or they are too many."""
    found = dots(context)
    return found, context.ask(points.hexagons) if found is None else None
