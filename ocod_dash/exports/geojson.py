"""The map in view as GeoJSON: the provinces with their figures, and the centres over them where they are few."""

from typing import Any

import pandas as pd

from .. import geography
from ..metrics import MEASURES, places, points, shown
from .contents import ExportRequest
from .records import bbox


def collection(request: ExportRequest) -> dict[str, Any]:
    """Return the provinces in view, each with its measures, and the centres in view.

    Returns
    -------
    dict
        A FeatureCollection with ``source`` and ``sample``. Of more than ``points.MOST_POINTS`` centres none is in it; the
        workbook has them all.
    """
    context = request.context
    rows = context.ask(places.progress, level="province")
    features = [_province(row) for row in rows.to_dict("records")]
    counted = context.ask(points.count).iloc[0]
    if counted.with_point <= points.MOST_POINTS:
        features += [_centre(row) for row in context.ask(points.points).to_dict("records")]
    about = {
        "source": context.source,
        "sample": context.sample,
        "as_of": context.day.isoformat(),
        "view": context.view.to_query(),
    }
    return {"type": "FeatureCollection", **bbox(features), **about, "features": features}


def _province(row: dict[str, Any]) -> dict[str, Any]:
    figures = {
        name: None if pd.isna(row[name]) else round(row[name], MEASURES[name].decimals + 1) for name in shown("geojson")
    }
    named = {"kind": "province", "code": row["code"], "name_th": row["name_th"], "name_en": row["name_en"]}
    return {"type": "Feature", "geometry": geography.geometry_of(row["code"]), "properties": named | figures}


def _centre(row: dict[str, Any]) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [row.pop("longitude"), row.pop("latitude")]}
    known = {name: None if pd.isna(value) else _plain(value) for name, value in row.items()}
    return {"type": "Feature", "geometry": point, "properties": {"kind": "centre"} | known}


def _plain(value: Any) -> Any:
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else value
