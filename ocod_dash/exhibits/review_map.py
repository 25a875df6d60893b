"""Where the centres of the review are, each with the mark of what is suggested for it: the still map, and the one that moves."""

from dataclasses import replace
from functools import partial

import pandas as pd

from .. import maps
from ..criteria.limits import Limits
from ..i18n import Words
from ..metrics import places, points, review_findings
from ..theme import OPTION_COLOURS
from . import review_exhibits
from .context import Context
from .exhibit import Exhibit
from .place_exhibits import MapLayers

# What the maps show of a centre.
SHOWN = ("centre_id", "name_th", "name_en", "province_code", "district_code", "latitude", "longitude", "since")


def still(context: Context, chosen: Limits) -> Exhibit:
    """Show each open centre that has a point, marked by its option."""
    words, rows = context.words, review_exhibits.suggested(context, chosen)
    draw = maps.picture.Country(_provinces(context), None, context.theme, context.view.province_codes, marked(rows))
    clause = context.clause(review_findings.options(rows))
    table = partial(review_exhibits.table_of_places, context, review_exhibits.places(context, chosen, "province"))
    return Exhibit(
        context, "review_map", clause, words("review.map"), table, draw_map=draw, hint=words("review.map.hint"),
        of=chosen.encode(),
    )  # fmt: skip


def layers(context: Context, chosen: Limits) -> MapLayers:
    """Return the map that moves: each centre is a mark with its id; more than ``points.MOST_POINTS`` are clusters."""
    rows = review_exhibits.suggested(context, chosen)
    each = marked(rows)
    shown, cells = (each, None) if len(each) <= points.MOST_POINTS else (None, context.ask(points.hexagons))
    district, every = context.view.district, context.of_all_statuses
    box = maps.window.of_district(district, every.ask(points.points)) if district else None
    drawn = maps.deck.country(
        _provinces(context), None, context.theme, points=shown, hexagons=cells, linked=True,
        selected=context.view.province_codes, district=district, shown=box,
    )  # fmt: skip
    provinces = review_exhibits.places(context, chosen, "province")
    told = {row["code"]: _told(context.words, row) for row in provinces.to_dict("records")}
    none = _told(context.words, {"centres": 0, "to_decide": 0})
    areas = {code: area | told.get(code, none) for code, area in drawn.areas.items()}
    legend = maps.legend.html(None, shown, cells, "open", context.theme)
    return MapLayers(replace(drawn, areas=areas, inset=None), legend)


def meanings(words: Words) -> dict[str, str]:
    """Return what the marks of the options mean."""
    return {option: words(f"option.{option}") for option in OPTION_COLOURS}


def marked(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the centres that have a point, each with its ``mark``; those drawn last are what most needs to be seen."""
    known = rows[list(SHOWN)].dropna(subset=["latitude", "longitude"]).assign(mark=rows.option)
    order = {option: -at for at, option in enumerate(review_exhibits.URGENT)}
    return known.sort_values("mark", key=lambda each: each.map(order))


def _provinces(context: Context) -> pd.DataFrame:
    provinces: pd.DataFrame = context.ask(places.progress, context.view.at(None), level="province")
    return provinces


def _told(words: Words, row: dict[str, int]) -> dict[str, str]:
    """Return what is told of a province, beside its name and on paper."""
    text = words("review.map.tip", n=row["centres"], to_decide=row["to_decide"])
    return {"lines": text, "figure": text}
