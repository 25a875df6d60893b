"""The map in view as GeoJSON, of two named layers: the areas with their figures, and the centres over them."""

from typing import Any

from .. import geography
from ..metrics import places, points, shown
from .contents import ExportRequest
from .records import bbox, records

# Of a place's row, beside the measures: what they are computed from.
COUNTS = ("opened", "due")
NAMED = ("code", "parent", "name_th", "name_en")


def collection(request: ExportRequest) -> dict[str, Any]:
    """Return the areas in view, each with its measures, and the centres in view.

    The two layers are in one file, so that one download has the whole map; ``layer`` of each feature says which it is in.
    A program that allows one kind of geometry a layer, such as QGIS, makes the same two of it. Areas are provinces; of
    a district, the district itself, whose outline is not known.

    Returns
    -------
    dict
        A FeatureCollection with ``source``, ``sample``, ``as_of``, ``view``, and ``layers``, how many features each
        layer has. Of more than ``points.MOST_POINTS`` centres none is in it; the workbook has them all.
    """
    context = request.context
    level = "district" if context.view.district else "province"
    columns = [*NAMED, "level", *COUNTS, *shown("geojson")]
    areas = [_area(row) for row in records(context.ask(places.progress, level=level)[columns])]
    counted = context.ask(points.count).iloc[0]
    few = counted.with_point <= points.MOST_POINTS
    centres = [_centre(row) for row in records(context.ask(points.points))] if few else []
    about = {
        "source": context.source,
        "sample": context.sample,
        "as_of": context.day.isoformat(),
        "view": context.view.to_query(),
        "layers": {"areas": len(areas), "centres": len(centres)},
    }
    return {"type": "FeatureCollection", **bbox([*areas, *centres]), **about, "features": areas + centres}


def _area(row: dict[str, Any]) -> dict[str, Any]:
    outline = None if row["level"] == "district" else geography.geometry_of(row["code"])
    return {"type": "Feature", "id": row["code"], "geometry": outline, "properties": {"layer": "areas"} | row}


def _centre(row: dict[str, Any]) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [row.pop("longitude"), row.pop("latitude")]}
    return {"type": "Feature", "id": row["centre_id"], "geometry": point, "properties": {"layer": "centres"} | row}
