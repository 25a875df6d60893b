"""The map that moves: provinces, centres as points or clusters, described with pydeck for the browser to draw."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import Any

import pandas as pd
import pydeck as pdk

from .. import geography
from ..metrics import MEASURES
from ..theme import MARK_COLOURS, Theme, mark_name, mark_svg, rgb
from . import labels, window
from .scale import Scale, of_few

TEXT = pdk.types.String
# What a layer's data is named: all outlines, those of few centres, those in front, the one that the keyboard is at. Marks
# are named by their layer.
AREAS, FEW, FRONT, FOCUS = "areas", "few", "front", "focus"


@dataclass(frozen=True)
class Layers:
    """A map's layers, and what changes in them.

    Parameters
    ----------
    deck : pydeck.Deck
        The layers and the window. Their data are names, so that no text of the data is ever read as an expression.
    areas : mapping of str to dict
        Each province by its code: its ``fill``, its tooltip, ``title`` and ``lines``, and its printed ``figure``.
    few : tuple of str
        Codes of the provinces outlined because few centres make their share.
    front : tuple of str
        Codes of the provinces whose outlines are drawn over their neighbours'.
    marks : mapping of str to list of dict
        Points, clusters and districts by the name of their layer's data, each with its tooltip.
    names : list of dict
        The names on the map, see :func:`labels.names`.
    inset : dict or None
        What is enlarged at the map's side: ``codes``, and the ``window`` on them.
    """

    deck: pdk.Deck
    areas: Mapping[str, dict[str, Any]]
    few: tuple[str, ...]
    front: tuple[str, ...]
    marks: Mapping[str, list[dict[str, Any]]]
    names: list[dict[str, Any]]
    inset: dict[str, Any] | None

    @property
    def description(self) -> dict[str, Any]:
        """The layers and the window as pydeck writes them: ``layers`` and ``initialViewState``."""
        described = json.loads(self.deck.to_json())
        return {name: described[name] for name in ("layers", "initialViewState")}


def country(
    places: pd.DataFrame,
    classes: Scale | None,
    theme: Theme,
    *,
    points: pd.DataFrame | None = None,
    hexagons: pd.DataFrame | None = None,
    counted: str = "open",
    selected: tuple[str, ...] = (),
    district: str | None = None,
    shown: window.Box | None = None,
    linked: bool = False,
) -> Layers:
    """Describe the map.

    Parameters
    ----------
    places : pandas.DataFrame
        ``places.progress`` at province level.
    classes : Scale or None
        The classes of the measure that colours the provinces; None leaves them plain.
    theme : Theme
        Language and theme.
    points, hexagons : pandas.DataFrame, optional
        ``points.points``, or ``points.hexagons`` drawn as clusters, over the provinces.
    counted : str
        The column of ``hexagons`` that is shown; those where it is 0 are drawn hollow.
    selected : tuple of str
        Codes of the provinces in view; the others are greyed.
    district : str, optional
        Code of the district in view.
    shown : tuple of float, optional
        The box that the map shows; by default the one round the provinces in view.
    linked : bool
        Whether points have the ``id`` of their centre. Of more than ``MOST_NAMED`` it is all that they have besides
        place and mark: their names would be most of a page.
    """
    palette, alone = theme.palette, len(selected) == 1
    layers = [
        pdk.Layer(
            "GeoJsonLayer", AREAS, id=AREAS, pickable=True, auto_highlight=True, highlight_color=[255, 255, 255, 60],
            get_fill_color="properties.fill", **_outline(palette.card, 0.8),
        ),
        pdk.Layer("GeoJsonLayer", FEW, id=FEW, filled=False, **_outline(palette.text, 1.5)),
        pdk.Layer(
            "GeoJsonLayer", FRONT, id=FRONT, filled=False, **_outline(*((palette.text, 3) if alone else (palette.card, 0.8))),
        ),
        pdk.Layer("GeoJsonLayer", FOCUS, id=FOCUS, filled=False, **_outline(palette.text, 3)),
    ]  # fmt: skip
    marks: dict[str, list[dict[str, Any]]] = {}
    if inside := labels.districts(selected):
        outlined = "geometry" in inside[0]
        layers.append(_district_outlines(theme) if outlined else _district_points(theme))
        marks["districts"] = inside
    if hexagons is not None:
        layers.append(_cluster_layer())
        marks["clusters"] = _clusters(hexagons, counted, theme)
    if points is not None:
        bare = linked and len(points) > MOST_NAMED
        layers.append(_point_layer(SMALL if bare else LARGE))
        marks["centres"] = _bare_points(points) if bare else _points(points, theme, linked)
    longitude, latitude, zoom = window.of(shown or (window.bounds(selected) if selected else None))
    view = pdk.ViewState(longitude=longitude, latitude=latitude, zoom=zoom, min_zoom=3.5, max_zoom=12)
    deck = pdk.Deck(layers=layers, initial_view_state=view, map_provider=None)
    few = of_few(classes, places[places.code.isin(selected)] if selected else places)
    names = labels.names(selected, district, theme, shown)
    inset = None if selected else {"codes": window.INSET, "window": _view(*window.inset())}
    return Layers(deck, _areas(places, classes, theme, selected), few, selected, marks, names, inset)


def _view(longitude: float, latitude: float, zoom: float) -> dict[str, float]:
    return {"longitude": longitude, "latitude": latitude, "zoom": zoom}


def _district_outlines(theme: Theme) -> pdk.Layer:
    return pdk.Layer("GeoJsonLayer", "districts", id="districts", filled=False, **_outline(theme.palette.ground, 0.8))


def _district_points(theme: Theme) -> pdk.Layer:
    return pdk.Layer(
        "ScatterplotLayer", "districts", id="districts", get_position="at", get_radius=2.5, radius_units=TEXT("pixels"),
        get_fill_color=rgb(theme.palette.text), get_line_color=rgb(theme.palette.card), stroked=True, get_line_width=1,
        line_width_units=TEXT("pixels"),
    )  # fmt: skip


def _outline(colour: str, width: float) -> dict[str, Any]:
    return {
        "stroked": True, "get_line_color": rgb(colour), "get_line_width": width, "line_width_units": TEXT("pixels"),
        "line_joint_rounded": True,
    }  # fmt: skip


def _areas(
    places: pd.DataFrame, classes: Scale | None, theme: Theme, selected: tuple[str, ...]
) -> dict[str, dict[str, Any]]:
    areas = {}
    for row in places.itertuples():
        greyed = bool(selected) and row.code not in selected
        lines = [theme.words("map.tip", open=int(row.open), plan=int(row.in_plan))]
        colour, printed = None, lines[0]
        if classes:
            figure = getattr(row, classes.measure)
            colour = None if greyed else classes.colour(figure, theme)
            label = MEASURES[classes.measure].written(theme.words)
            written = MEASURES[classes.measure].write(figure, theme.words)
            lines.insert(0, f"{label}: {written}")
            printed = f"{written} · {printed}"
        fill = rgb(colour or theme.palette.muted)
        areas[row.code] = {"fill": fill, "figure": printed, **_tip(theme.words.name(row), *lines)}
    return areas


MOST_NAMED = 500
LARGE, SMALL = 13, 9  # pixels of a mark


def _point_layer(size: int) -> pdk.Layer:
    """Describe centres, each with its mark."""
    return pdk.Layer(
        "IconLayer", "centres", id="centres", pickable=True, get_position="at", get_icon="icon", get_size=size,
        size_units=TEXT("pixels"), icon_atlas=TEXT(_icons()), icon_mapping=_icon_mapping(),
    )  # fmt: skip


def _points(points: pd.DataFrame, theme: Theme, linked: bool) -> list[dict[str, Any]]:
    return [
        {"at": [row.longitude, row.latitude], "icon": row.mark, **_point_tip(row, theme)}
        | ({"id": row.centre_id} if linked else {})
        for row in points.itertuples()
    ]


def _bare_points(points: pd.DataFrame) -> list[dict[str, Any]]:
    """Return points to some 100 m, as a map of so many shows them."""
    columns = (points.longitude.round(3), points.latitude.round(3), points["mark"], points.centre_id)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [{"at": [east, north], "icon": mark, "id": centre} for east, north, mark, centre in rows]


def _point_tip(row: Any, theme: Theme) -> dict[str, str]:
    words = theme.words
    place = words.name(geography.place(row.district_code if isinstance(row.district_code, str) else row.province_code))
    meaning = mark_name(row.mark, words)
    since = "" if pd.isna(row.since) else " " + words("map.since", day=row.since)
    return _tip(words.name(row._asdict()), place, meaning + since)


def _cluster_layer() -> pdk.Layer:
    return pdk.Layer(
        "ScatterplotLayer", "clusters", id="clusters", pickable=True, stroked=True, get_position="at",
        get_radius="radius", radius_units=TEXT("pixels"), get_fill_color="fill", get_line_color="line",
        line_width_units=TEXT("pixels"), get_line_width=1,
    )  # fmt: skip


def _clusters(hexagons: pd.DataFrame, counted: str, theme: Theme) -> list[dict[str, Any]]:
    """Make each hexagon's centres one disc, its area after their number; empty where there are none yet.

    The provinces' colours show through the discs.
    """
    words, palette = theme.words, theme.palette
    return [
        {
            "at": [row.longitude, row.latitude],
            "radius": disc_radius(max(1, getattr(row, counted))),
            "fill": rgb(palette.text, DISC_ALPHA if getattr(row, counted) else 0),
            "line": rgb(palette.text if getattr(row, counted) else palette.quiet),
            **_tip(words("map.tip", open=int(row.open), plan=int(row.centres))),
        }
        for row in hexagons.itertuples()
    ]


DISC_ALPHA = 40  # of 255


def disc_radius(centres: int) -> float:
    """Return the radius of a cluster's disc, in pixels."""
    return round(1.9 * sqrt(centres), 1)


MARKS = tuple(MARK_COLOURS)
CELL = 72  # pixels of one shape in the picture of all


@cache
def _icons() -> str:
    """Draw all marks in one picture, as a data URI."""
    cells = "".join(
        f'<g transform="translate({at * CELL} 0)">{mark_svg(mark, CELL)}</g>' for at, mark in enumerate(MARKS)
    )
    width = CELL * len(MARKS)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{CELL}">{cells}</svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _icon_mapping() -> dict[str, dict[str, int]]:
    return {mark: {"x": at * CELL, "y": 0, "width": CELL, "height": CELL} for at, mark in enumerate(MARKS)}


def _tip(title: str, *lines: str) -> dict[str, str]:
    return {"title": title, "lines": "\n".join(lines)}
