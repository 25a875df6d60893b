"""The panel beside the map: the place in view, its numbers, its places one level down, its centres."""

from functools import partial

import pandas as pd

from ..exhibits import Context, Exhibit
from ..exhibits.figure_tables import of_centres, of_places, short
from ..exhibits.headline import Number
from ..exhibits.place_exhibits import lowest_first
from ..metrics import MEASURES, findings, places, points, rollout, shown
from ..web.parts import Items
from .cards import cards
from .empty_states import no_status, unplaced
from .exhibit_card import table_card
from .place_tables import centre_table, place_table

PLACES = 8  # rows in sight; a bar each, in a table that the page has anyway, so that it needs no chart library


def panel(context: Context) -> Items:
    """Return the panel."""
    total = context.ask(rollout.summary).iloc[0]
    figures = total.to_dict() | {"per_100k": _per_100k(context, total)}
    yield cards(
        context, "panel_numbers", [_number(context, measure, figures[measure]) for measure in shown("map_cards")]
    )
    yield unplaced(context)
    below = lowest_first(context)
    if not below.empty:
        columns = ("not_open", "percent_complete")
        measured = context.words("map.panel", level=context.words(f"level.{context.view.level}.many"))
        table = partial(of_places, context, below, columns)
        exhibit = Exhibit(context, "panel", context.sentence(findings.finished(below)), measured, table)
        yield table_card(exhibit, place_table(context, columns, planned=True, rows=PLACES))
    rows = context.ask(points.rows)
    exhibit = Exhibit(
        context, "centres", context.words("map.layer.centres"), _shown_of(context, len(rows)),
        partial(of_centres, context, rows),
    )  # fmt: skip
    yield table_card(exhibit, no_status(context) if rows.empty else centre_table(context, rows))


def _shown_of(context: Context, rows: int) -> str:
    count = int(context.ask(points.count).centres.iloc[0])
    words = context.words
    return words("map.centres.some", n=rows, all=count) if rows < count else words("map.centres.all", n=count)


def _number(context: Context, measure: str, figure: float) -> Number:
    words = context.words
    definition, written = words(f"measure.{measure}.definition"), MEASURES[measure].write(figure, words)
    return Number(measure, short(context, measure), written, "", definition)


def _per_100k(context: Context, total: pd.Series) -> float:
    """Return the place's own open centres per 100,000 people: of its places' sum of people, one year for all of them."""
    level = "province" if context.view.level != "district" else "district"
    within = context.ask(places.progress, level=level)
    return float(total.open) / float(within.population.sum()) * places.PER
