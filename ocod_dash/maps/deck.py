"""The map that moves: provinces, centres as points or clusters, on a plain ground or the style that a setting names."""

import base64
import json
from functools import cache, cached_property
from math import log2, sqrt
from typing import Any

import pandas as pd
import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from .. import geography
from ..metrics import MEASURES
from ..theme import FONT, STATUS_COLOURS, Theme, rgb, status_svg
from .scale import Scale

TEXT = pdk.types.String
JOINER = "\u2060"  # takes no room
COUNTRY = (101.0, 13.1, 4.75)  # longitude, latitude, zoom: the whole country in 660 pixels of height


def country(
    places: pd.DataFrame,
    classes: Scale | None,
    theme: Theme,
    *,
    points: pd.DataFrame | None = None,
    hexagons: pd.DataFrame | None = None,
    counted: str = "open",
    selected: tuple[str, ...] = (),
    map_style: str | None = None,
) -> "Map":
    """Build the map.

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
        Codes of the provinces looked at; the others are greyed.
    map_style : str, optional
        Address of a MapLibre style to draw underneath; None draws nothing and fetches nothing.
    """
    layers = [_provinces(places, classes, theme, selected)]
    if hexagons is not None:
        layers.append(_clusters(hexagons, counted, theme))
    if points is not None:
        layers.append(_points(points, theme))
    longitude, latitude, zoom = _window(selected)
    view = pdk.ViewState(longitude=longitude, latitude=latitude, zoom=zoom, min_zoom=3.5, max_zoom=12)
    ground = {"map_provider": "carto", "map_style": map_style} if map_style else {"map_provider": None}
    return Map(layers=layers, initial_view_state=view, tooltip=_tooltip(theme), **ground)


class Map(pdk.Deck):
    """A deck that writes itself once, and without indents: a third of the size, in half the time."""

    def to_json(self) -> str:
        """Return the map as JSON."""
        return self._json

    @cached_property
    def _json(self) -> str:
        return json.dumps(self, default=default_serialize, separators=(",", ":"), ensure_ascii=False)


def _provinces(places: pd.DataFrame, classes: Scale | None, theme: Theme, selected: tuple[str, ...]) -> pdk.Layer:
    palette = theme.palette
    rows = {row.code: row for row in places.itertuples()}
    features = []
    for feature in geography.outlines()["features"]:
        code = feature["properties"]["code"]
        row: Any = rows[code]
        greyed = bool(selected) and code not in selected
        lines = [theme.words("map.tip", open=int(row.open), plan=int(row.in_plan))]
        colour = None
        if classes:
            figure = getattr(row, classes.measure)
            colour = None if greyed else classes.colour(figure, theme)
            label = theme.words(f"measure.{classes.measure}")
            lines.insert(0, f"{label}: {MEASURES[classes.measure].write(figure, theme.words)}")
        chosen = len(selected) == 1 and code in selected
        properties = {
            "code": code,
            "region": geography.place(code).parent,
            "fill": rgb(colour or palette.muted),
            "line": rgb(palette.text if chosen else palette.card),
            "width": 3 if chosen else 0.8,
            **_tip(theme.words.name(row), *lines),
        }
        features.append({"type": "Feature", "geometry": feature["geometry"], "properties": properties})
    features.sort(key=lambda feature: feature["properties"]["code"] in selected)
    return pdk.Layer(
        "GeoJsonLayer", features, id="provinces", pickable=True, stroked=True, filled=True, auto_highlight=True,
        get_fill_color="properties.fill", get_line_color="properties.line", get_line_width="properties.width",
        line_width_units=TEXT("pixels"), line_joint_rounded=True, highlight_color=[255, 255, 255, 60],
    )  # fmt: skip


def _points(points: pd.DataFrame, theme: Theme) -> pdk.Layer:
    """Draw each centre with the shape of its status; names are text, never markup."""
    rows = [
        {"at": [row.longitude, row.latitude], "icon": row.status, "properties": _point_tip(row, theme)}
        for row in points.itertuples()
    ]
    return pdk.Layer(
        "IconLayer", rows, id="centres", pickable=True, get_position="at", get_icon="icon", get_size=13,
        size_units=TEXT("pixels"), icon_atlas=TEXT(_atlas()), icon_mapping=_atlas_mapping(),
    )  # fmt: skip


def _point_tip(row: Any, theme: Theme) -> dict[str, str]:
    words = theme.words
    place = words.name(geography.place(row.district_code if isinstance(row.district_code, str) else row.province_code))
    status = words(f"status.{row.status}")
    since = "" if pd.isna(row.since) else " " + words("map.since", day=row.since)
    return _tip(words.name(row._asdict()), place, status + since)


def _clusters(hexagons: pd.DataFrame, counted: str, theme: Theme) -> pdk.Layer:
    """Draw each hexagon's centres as one disc, its area after their number; hollow where there are none yet."""
    words, palette = theme.words, theme.palette
    rows = [
        {
            "at": [row.longitude, row.latitude],
            "radius": disc_radius(max(1, getattr(row, counted))),
            "fill": rgb(palette.text, 190) if getattr(row, counted) else [0, 0, 0, 0],
            "line": rgb(palette.card) if getattr(row, counted) else rgb(palette.quiet),
            "properties": _tip(words("map.tip", open=int(row.open), plan=int(row.centres))),
        }
        for row in hexagons.itertuples()
    ]
    return pdk.Layer(
        "ScatterplotLayer", rows, id="clusters", pickable=True, stroked=True, get_position="at", get_radius="radius",
        radius_units=TEXT("pixels"), get_fill_color="fill", get_line_color="line", line_width_units=TEXT("pixels"),
        get_line_width=1,
    )  # fmt: skip


def disc_radius(centres: int) -> float:
    """Return the radius of a cluster's disc, in pixels."""
    return round(1.9 * sqrt(centres), 1)


STATUSES_DRAWN = tuple(STATUS_COLOURS)
CELL = 72  # pixels of one shape in the atlas


@cache
def _atlas() -> str:
    """Draw all status shapes in one picture, as a data URI."""
    cells = "".join(
        f'<g transform="translate({at * CELL} 0)">{status_svg(status, CELL)}</g>'
        for at, status in enumerate(STATUSES_DRAWN)
    )
    width = CELL * len(STATUSES_DRAWN)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{CELL}">{cells}</svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _atlas_mapping() -> dict[str, dict[str, int]]:
    return {status: {"x": at * CELL, "y": 0, "width": CELL, "height": CELL} for at, status in enumerate(STATUSES_DRAWN)}


def _window(selected: tuple[str, ...]) -> tuple[float, float, float]:
    """Return the longitude, latitude and zoom that show the selected provinces."""
    if not selected:
        return COUNTRY
    boxes = [geography.outline_of(code).bounds for code in selected]
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    span = max((north - south) / 14.8, (east - west) / 9.5, 0.02)
    return (west + east) / 2, (south + north) / 2, COUNTRY[2] + log2(1 / span) - 0.1


def _tip(title: str, *lines: str) -> dict[str, str]:
    """Return a tooltip's texts, under the names that :func:`_tooltip` has places for."""
    return {"title": _text(title), "lines": _text("\n".join(lines))}


def _text(text: str) -> str:
    """Return a text as data of the map: never read as an expression (``@@=``), nor as a place to fill (``{title}``)."""
    return JOINER + text.replace("{", "{" + JOINER) if text else ""


def _tooltip(theme: Theme) -> dict[str, Any]:
    """Return the tooltip's template; Streamlit escapes what it puts in. A click follows the province in it (hands.js)."""
    palette = theme.palette
    style = {
        "background": palette.card, "color": palette.text, "border": f"1px solid {palette.line}", "borderRadius": "4px",
        "fontFamily": FONT, "fontSize": "14px", "lineHeight": "1.6", "padding": "6px 10px",
        "whiteSpace": "pre-line",
    }  # fmt: skip
    return {"html": '<b data-province="{code}" data-region="{region}">{title}</b>\n{lines}', "style": style}
