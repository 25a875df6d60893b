"""The map in view as GeoJSON, of named layers: the areas with their figures, the centres over them, and the review of these."""

from typing import Any

import pandas as pd

from .. import geography
from ..exhibits import review_exhibits
from ..exhibits.page_exhibits import has_centres
from ..metrics import places, points, shown
from ..metrics import review as of_review
from .contents import ExportRequest
from .records import bbox, pointed, records

# Of a place's row, beside the measures: what they are computed from.
COUNTS = ("opened", "due")
NAMED = ("code", "parent", "name_th", "name_en")


def collection(request: ExportRequest) -> dict[str, Any]:
    """Return the areas in view, each with its measures, the centres in view, and what the review suggests for open ones.

    All layers are in one file, so that one download has the whole map; ``layer`` of each feature says which it is in.
    Areas are provinces; of a district, the district itself, whose outline is not known. The review is there where its page
    is in the file, with the page's thresholds and options.

    Returns
    -------
    dict
        A FeatureCollection with ``source``, ``sample``, ``as_of``, ``view``, and ``layers``, how many features each
        layer has. Of more than ``points.MOST_POINTS`` centres none is in ``centres``; the workbook has them all.
    """
    context = request.context
    level = "district" if context.view.district else "province"
    columns = [*NAMED, "level", *COUNTS, *shown("geojson")]
    areas = [_area(row) for row in records(context.ask(places.progress, level=level)[columns])]
    counted = context.ask(points.count).iloc[0]
    few = counted.with_point <= points.MOST_POINTS
    centres = [_centre(row) for row in records(context.ask(points.points))] if few else []
    review = [pointed({"layer": "review"} | row) for row in records(_reviewed(request))]
    features = [*areas, *centres, *review]
    counts = {"areas": len(areas), "centres": len(centres)} | ({"review": len(review)} if review else {})
    about = {
        "source": context.source,
        "sample": context.sample,
        "as_of": context.day.isoformat(),
        "view": context.view.to_query(),
        "layers": counts,
    }
    return {"type": "FeatureCollection", **bbox(features), **about, "features": features}


def _reviewed(request: ExportRequest) -> pd.DataFrame:
    """Return the open centres with what the review suggests for each and why; none where it is not asked for or not known."""
    context = request.context
    if "review" not in request.pages or not has_centres(context) or not review_exhibits.is_known(context):
        return pd.DataFrame()
    rows = review_exhibits.listed(context, review_exhibits.limits(request), request.chosen("option"))
    return of_review.with_rules(rows, context.ask(of_review.rules))[list(of_review.COLUMNS)]


def _area(row: dict[str, Any]) -> dict[str, Any]:
    outline = None if row["level"] == "district" else geography.geometry_of(row["code"])
    return {"type": "Feature", "id": row["code"], "geometry": outline, "properties": {"layer": "areas"} | row}


def _centre(row: dict[str, Any]) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [row.pop("longitude"), row.pop("latitude")]}
    return {"type": "Feature", "id": row["centre_id"], "geometry": point, "properties": {"layer": "centres"} | row}
