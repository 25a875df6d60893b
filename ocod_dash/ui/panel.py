"""Beside the map: the place in view, its numbers, its places one level down, its centres."""

from functools import partial

import pandas as pd

from ..exhibits import Exhibit, Visit
from ..exhibits.numbers import Number
from ..exhibits.places import lowest_first
from ..exhibits.tables import of_centres, of_places, short
from ..metrics import MEASURES, findings, places, points, rollout
from . import cards, empty, frame, tables

NUMBERS = ("percent_complete", "not_open", "per_100k")
PLACES = 8  # rows in sight; a bar each, in a table that the page has anyway, so that it needs no chart library


def panel(visit: Visit) -> None:
    """Draw the panel."""
    words, level, total = visit.words, visit.view.level, visit.ask(rollout.summary).iloc[0]
    figures = total.to_dict() | {"per_100k": _per_100k(visit, total)}
    cards.shown(visit, "panel_numbers", [_number(visit, measure, figures[measure]) for measure in NUMBERS])
    shown = lowest_first(visit)
    empty.unplaced(visit)
    if not shown.empty:
        figures_of = ("not_open", "percent_complete")
        measured = words("map.panel", level=words(f"level.{level}.many"))
        table = partial(of_places, visit, shown, figures_of)
        exhibit = Exhibit(visit, "panel", visit.sentence(findings.finished(shown)), measured, table)
        frame.table(exhibit, tables.places(visit, figures_of, planned=True, rows=PLACES))
    rows = visit.ask(points.rows)
    count = int(visit.ask(points.count).centres.iloc[0])
    hint = words("map.centres.some", n=len(rows), all=count) if len(rows) < count else words("map.centres.all", n=count)
    exhibit = Exhibit(visit, "centres", words("map.layer.centres"), hint, partial(of_centres, visit, rows))
    frame.table(exhibit, empty.no_status(visit) if rows.empty else tables.centres(visit, rows))


def _number(visit: Visit, measure: str, figure: float) -> Number:
    words = visit.words
    definition, written = words(f"measure.{measure}.definition"), MEASURES[measure].write(figure, words)
    return Number(measure, short(visit, measure), written, "", definition)


def _per_100k(visit: Visit, total: pd.Series) -> float:
    """Return the place's own open centres per 100,000 people: of its places' sum of people, one year for all of them."""
    level = "province" if visit.view.level != "district" else "district"
    within = visit.ask(places.progress, level=level)
    return float(total.open) / float(within.population.sum()) * places.PER
