"""The map page's map: layers, legend, what a click does, and the picture that is saved."""

from functools import partial

import pandas as pd
import streamlit as st

from .. import maps
from ..config import settings
from ..metrics import findings, places, points, rollout
from . import address, browser
from .frame import Caption, alternative, frame
from .tables import of_places
from .timeline import playing
from .title import sentence
from .visit import Visit

HEIGHT = 660


def controls(visit: Visit) -> tuple[str, tuple[str, ...]]:
    """Draw what to colour and which layers to show; return the measure and the layers."""
    words, state = visit.words, st.session_state
    state["map_measure"] = address.chosen("measure")[0]
    state["map_layers"] = [layer for layer in address.chosen("layers") if layer != "none"]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="map_controls"):
        st.selectbox(
            words("map.measure"),
            address.MAP_MEASURES,
            format_func=lambda measure: words(f"measure.{measure}"),
            key="map_measure",
            on_change=lambda: address.choose("measure", state["map_measure"]),
            width=300,
        )
        st.pills(
            words("map.layers"),
            address.MAP_LAYERS,
            selection_mode="multi",
            format_func=lambda layer: words(f"map.layer.{layer}"),
            key="map_layers",
            on_change=lambda: address.choose("layers", *(state["map_layers"] or ["none"])),
        )
    return address.chosen("measure")[0], address.chosen("layers")


def atlas(visit: Visit, provinces: pd.DataFrame, inside: pd.DataFrame) -> None:
    """Draw the map in its frame.

    Parameters
    ----------
    visit : Visit
        This run.
    provinces : pandas.DataFrame
        ``places.progress`` of all provinces on the day.
    inside : pandas.DataFrame
        The same of the provinces looked at: the title speaks of them.
    """
    words, look, view = visit.words, visit.look, visit.view
    measure, layers = controls(visit)
    classes = _classes(visit, measure, provinces) if "provinces" in layers else None
    dots, cells = _centres(visit) if "centres" in layers else (None, None)
    counted = "centres" if view.statuses else "open"
    title = sentence(visit, findings.extremes(inside, measure) or findings.headline(visit.ask(rollout.summary).iloc[0]))
    measured = words("map.measured", measure=words(f"measure.{measure}"))
    of = f"{measure} {layers} {classes}"

    deck = maps.deck.country(
        provinces, classes, look, points=dots, hexagons=cells, counted=counted, selected=view.province_codes,
        map_style=settings().map_style,
    )  # fmt: skip

    def picture() -> str:
        return maps.picture.country(provinces, classes, look, view.province_codes, dots)

    table = partial(of_places, visit, provinces, ("in_plan", "open", "in_progress", "percent_complete", "per_100k"))
    caption = Caption("map", title, measured, table, words("map.hint"))
    with frame(visit, caption):
        with st.container(key="map_ground"):
            # A key of the place: another place is another window, and the click that led there is over.
            key = "_".join(("deck", *view.regions, *view.provinces))
            st.pydeck_chart(
                deck, height=HEIGHT, key=key, on_select=lambda: _look_down(key), alt=alternative(visit, caption)
            )
            with st.container(key="map_legend"):
                st.html(maps.legend.html(classes, dots, cells, counted, look))
        if not playing():
            browser.svg(visit.keep("atlas", picture, of), "map", "", hidden=True)


def _classes(visit: Visit, measure: str, provinces: pd.DataFrame) -> maps.scale.Scale:
    """Return quantiles on the release's own day; on any other day, classes that stay the same from day to day."""
    if visit.view.as_of is None and not playing():
        return maps.scale.quantiles(provinces[measure], measure)
    latest = visit.ask(places.progress, visit.view.at(None).on(None), level="province")
    return maps.scale.even(measure, float(latest[measure].max()))


def _centres(visit: Visit) -> tuple[pd.DataFrame | None, pd.DataFrame | None]:
    """Return the centres as points, or as hexagons where the whole country is in view or they are too many."""
    known = int(visit.ask(points.count).with_point.iloc[0])
    if visit.view.province_codes and known <= points.MOST_POINTS:
        return visit.ask(points.points), None
    return None, visit.ask(points.hexagons)


def _look_down(key: str) -> None:
    """Look at the province that was clicked; a click on the one in view goes back to the country."""
    objects = st.session_state[key]["selection"]["objects"].get("provinces", [])
    view = st.session_state["view"]
    if objects:
        code = objects[0]["properties"]["code"]
        address.look_at(view.at(None if view.provinces == (code,) else code))
