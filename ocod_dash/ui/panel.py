"""Beside the map: the place in view, its numbers, its places one level down, its centres."""

from functools import partial

import pandas as pd

from ..exhibits import Context, Exhibit
from ..exhibits.figure_tables import of_centres, of_places, short
from ..exhibits.headline import Number
from ..exhibits.place_exhibits import lowest_first
from ..metrics import MEASURES, findings, places, points, rollout, shown
from . import cards, empty, frame, tables

PLACES = 8  # rows in sight; a bar each, in a table that the page has anyway, so that it needs no chart library


def panel(context: Context) -> None:
    """Draw the panel."""
    words, level, total = context.words, context.view.level, context.ask(rollout.summary).iloc[0]
    figures = total.to_dict() | {"per_100k": _per_100k(context, total)}
    cards.shown(
        context, "panel_numbers", [_number(context, measure, figures[measure]) for measure in shown("map_cards")]
    )
    below = lowest_first(context)
    empty.unplaced(context)
    if not below.empty:
        figures_of = ("not_open", "percent_complete")
        measured = words("map.panel", level=words(f"level.{level}.many"))
        table = partial(of_places, context, below, figures_of)
        exhibit = Exhibit(context, "panel", context.sentence(findings.finished(below)), measured, table)
        frame.table(exhibit, tables.places(context, figures_of, planned=True, rows=PLACES))
    rows = context.ask(points.rows)
    count = int(context.ask(points.count).centres.iloc[0])
    hint = words("map.centres.some", n=len(rows), all=count) if len(rows) < count else words("map.centres.all", n=count)
    exhibit = Exhibit(context, "centres", words("map.layer.centres"), hint, partial(of_centres, context, rows))
    frame.table(exhibit, empty.no_status(context) if rows.empty else tables.centres(context, rows))


def _number(context: Context, measure: str, figure: float) -> Number:
    words = context.words
    definition, written = words(f"measure.{measure}.definition"), MEASURES[measure].write(figure, words)
    return Number(measure, short(context, measure), written, "", definition)


def _per_100k(context: Context, total: pd.Series) -> float:
    """Return the place's own open centres per 100,000 people: of its places' sum of people, one year for all of them."""
    level = "province" if context.view.level != "district" else "district"
    within = context.ask(places.progress, level=level)
    return float(total.open) / float(within.population.sum()) * places.PER
