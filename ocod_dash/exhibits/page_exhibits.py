"""Which exhibits each page shows, in reading order; a file of the page holds the same ones."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from ..metrics import claims, ledger, programmes, saved_sites
from ..metrics import rollout as metrics
from ..siting.plan import Plan
from ..store import SavedPlan
from . import (
    analysis,
    centre_exhibits,
    claim_search,
    equity_exhibits,
    forecast_exhibits,
    forum_exhibits,
    inconsistency_exhibits,
    ledger_exhibits,
    moves_exhibits,
    next_exhibits,
    next_plan,
    over_time,
    overdue_exhibits,
    place_exhibits,
    plan_exhibits,
    programme_exhibits,
    review_exhibits,
    review_map,
    rollout_exhibits,
)
from .context import Context
from .exhibit import Exhibit
from .parameters import TAGS
from .selection import Selection

Exhibits = Iterator[Exhibit | None]


def overview(selection: Selection) -> Exhibits:
    """Return the state of the rollout."""
    context = selection.context
    if has_centres(context):
        yield rollout_exhibits.s_curve(context)
        yield forecast_exhibits.ahead(context)
        yield overdue_exhibits.overdue_places(context)
        yield rollout_exhibits.still_to_do(context)
        yield rollout_exhibits.provinces(context)


def regions(selection: Selection) -> Exhibits:
    """Return how places compare, what changed in each, and the country's equity figures."""
    context = selection.context
    if not has_centres(context):
        return
    if not place_exhibits.in_plan(context).empty:
        yield place_exhibits.ranking(context)
        yield overdue_exhibits.late_places(context)
        yield place_exhibits.curves(context)
        yield place_exhibits.table(context)
        yield place_exhibits.compare(context, selection.chosen("compare"))
        yield from analysis.tables(selection)
    yield equity_exhibits.lorenz(context)
    yield equity_exhibits.fifths(context)


def map_(selection: Selection) -> Exhibits:
    """Return the map with the measure and the layers chosen."""
    if has_centres(selection.context):
        measure = selection.chosen("measure")[0]
        yield place_exhibits.chosen_map(selection.context, measure, selection.chosen("layers"))


def review(selection: Selection) -> Exhibits:
    """Return what the rules of the review suggest, what that comes to, and how far the survey is."""
    context, chosen = selection.context, review_exhibits.limits(selection)
    if not has_centres(context) or not review_exhibits.is_known(context):
        return
    yield review_exhibits.by_place(context, chosen)
    yield review_map.still(context, chosen)
    yield review_exhibits.options(context, chosen)
    yield review_exhibits.use(context, chosen)
    yield review_exhibits.survey(context)
    yield review_exhibits.centres(context, chosen, selection.chosen("option"))
    yield review_exhibits.rules(context)


def next_(selection: Selection) -> Exhibits:
    """Return where the next centres would bring most, and what that comes to; nothing where the question has no answer."""
    if isinstance(plan := next_plan.found(selection), Plan):
        context = selection.context
        yield next_exhibits.map_(context, plan)
        yield next_exhibits.curve(context, plan)
        yield next_exhibits.by_place(context, plan)
        yield next_exhibits.sites(context, plan)
        yield moves_exhibits.moves(selection, plan)
        if isinstance(saved := plan_exhibits.beside(selection), SavedPlan):
            other = saved_sites.under(plan.study, saved.sites)
            yield plan_exhibits.figures(context, plan, other, saved, next_plan.cost(selection))
            yield plan_exhibits.by_place(context, plan, other, saved)
            yield plan_exhibits.map_(context, plan, other, saved)
            yield plan_exhibits.since(context, saved)


def centre(selection: Selection) -> Exhibits:
    """Return what is known of the use of one centre."""
    found = centre_exhibits.find(selection)
    if found is not None:
        yield centre_exhibits.months(selection, found)
        yield centre_exhibits.neighbours(selection, found)


def programmes_(selection: Selection) -> Exhibits:
    """Return what is known of the programmes that have the tags chosen."""
    context, rows = selection.published, tagged(selection)
    if not rows.empty:
        yield programme_exhibits.statuses(context, rows)
        yield programme_exhibits.timeline(context, rows, context.ask(programmes.events))
        yield programme_exhibits.matrix(context, rows)
        yield from over_time.of_programmes(context, tuple(rows.programme_id))


def forum(selection: Selection) -> Exhibits:
    """Return the story of the prize, and beside it the equity figures of the register."""
    context = selection.published
    yield forum_exhibits.funnel(context, context.ask(claims.known))
    yield forum_exhibits.timeline(context, forum_exhibits.events(context), context.ask(programmes.cards))
    yield forum_exhibits.statuses(context)
    yield from over_time.of_programmes(context, (forum_exhibits.PRIZE, forum_exhibits.FORUM))


def ledger_(selection: Selection) -> Exhibits:
    """Return what does not fit together, the claims beside the register, and every claim that fits the filters."""
    context = selection.published
    known, events = context.ask(claims.known), context.ask(programmes.events)
    yield inconsistency_exhibits.exhibit(context)
    yield inconsistency_exhibits.pairs(context)
    for rows in ledger.conflicting_dates(events[events.past]):
        yield ledger_exhibits.conflicting_dates(context, rows)
    for group in ledger_exhibits.groups(context):
        yield ledger_exhibits.group(context, group)
    yield ledger_exhibits.against_on(context, count_day(selection))
    yield ledger_exhibits.every(context, claim_search.found(selection), known)
    if not (former := context.ask(claims.superseded)).empty:
        yield ledger_exhibits.superseded(context, former, known)


def has_centres(context: Context) -> bool:
    """Say whether the view holds any centre."""
    return not context.ask(metrics.summary).empty


def tagged(selection: Selection) -> pd.DataFrame:
    """Return ``programmes.on_the_day`` of the programmes that have the tags chosen."""
    wanted = {tag: selection.chosen(tag) for tag in TAGS}
    return programmes.tagged(programmes.only(programme_exhibits.on_the_day(selection.published)), **wanted)


def count_day(selection: Selection) -> date:
    """Return the day whose count is beside the claims: the one chosen, or the register's."""
    chosen = selection.chosen("count_on")
    return date.fromisoformat(chosen[0]) if chosen else selection.context.data.release.as_of
