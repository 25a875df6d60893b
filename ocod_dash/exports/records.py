"""Rows of a table for another program: plain values, and as GeoJSON with the outline or the point of each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from shapely.geometry import shape

from ..geography import geometry_of


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows as plain values: dates as YYYY-MM-DD, unknown values as None."""
    return [{name: _plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def outlined(row: dict[str, Any]) -> dict[str, Any]:
    """Return a region or province, known by its ``code``, as a GeoJSON feature with its outline."""
    return {"type": "Feature", "id": row["code"], "geometry": geometry_of(row["code"]), "properties": row}


def pointed(row: dict[str, Any]) -> dict[str, Any]:
    """Return a centre or a site as a GeoJSON feature with its point, which leaves its row; null where it is not known."""
    rest = {name: value for name, value in row.items() if name not in ("longitude", "latitude")}
    point = [row["longitude"], row["latitude"]]
    geometry = None if None in point else {"type": "Point", "coordinates": point}
    return {"type": "Feature", "id": row.get("centre_id", row.get("code")), "geometry": geometry, "properties": rest}


def bbox(features: Iterable[Mapping[str, Any]]) -> dict[str, list[float]]:
    """Return the member ``bbox`` of a collection of features: west, south, east, north; nothing where none has a place."""
    return joined(_bounds(feature["geometry"]) for feature in features if feature["geometry"])


def joined(boxes: Iterable[Sequence[float]]) -> dict[str, list[float]]:
    """Return the ``bbox`` around several boxes; nothing where there is none."""
    edges = list(zip(*boxes, strict=True))
    return {"bbox": [min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3])]} if edges else {}


def _bounds(geometry: Mapping[str, Any]) -> Sequence[float]:
    if geometry["type"] == "Point":
        return (*geometry["coordinates"], *geometry["coordinates"])
    return [round(edge, 6) for edge in shape(geometry).bounds]


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else value
