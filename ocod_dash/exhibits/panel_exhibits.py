"""The panel beside the map: the numbers of the place in view, its places one level down, its centres."""

from functools import partial

import pandas as pd

from ..metrics import MEASURES, findings, places, points, rollout, shown
from .context import Context
from .exhibit import Exhibit
from .figure_tables import of_centres, of_places
from .headline import Number
from .place_exhibits import in_plan

BELOW = ("overdue", "not_open")  # measures of the places one level down


def numbers(context: Context) -> list[Number]:
    """Return the numbers of the place in view."""
    total = context.ask(rollout.summary).iloc[0]
    figures = total.to_dict() | {"per_100k": _per_100k(context, total)}
    return [_number(context, measure, figures[measure]) for measure in shown("map_cards")]


def places_below(context: Context) -> Exhibit | None:
    """Show what the places one level down have left; None where none has a centre in the plan, as in a district."""
    below, words = in_plan(context), context.words
    if below.empty or context.view.district:
        return None
    measured = words("map.panel", level=words(f"level.{context.view.level}.many"))
    clause = context.clause(findings.finished(below))
    return Exhibit(context, "panel", clause, measured, partial(of_places, context, below, BELOW))


def centres(context: Context) -> Exhibit:
    """Show the centres in view, as many as a page lists."""
    words, rows = context.words, context.ask(points.rows)
    every = int(context.ask(points.count).centres.iloc[0])
    some = len(rows) < every
    measured = words("map.centres.some", n=len(rows), all=every) if some else words("map.centres.all", n=every)
    table = partial(of_centres, context, rows)
    return Exhibit(context, "centres", words("map.centres"), measured, table, of_statuses=True)


def _number(context: Context, measure: str, figure: float) -> Number:
    words = context.words
    definition, written = words(f"measure.{measure}.definition"), MEASURES[measure].write(figure, words)
    return Number(measure, MEASURES[measure].short(context.words), written, "", definition)


def _per_100k(context: Context, total: pd.Series) -> float:
    """Return the place's own open centres per 100,000 people: of its places' sum of people, one year for all of them."""
    level = "province" if context.view.level != "district" else "district"
    within = context.ask(places.progress, level=level)
    return float(total.open) / float(within.population.sum()) * places.PER
