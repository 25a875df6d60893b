"""Ledger: what others said in numbers, where it does not fit together, and how it faces the count."""

from ocod_dash.exhibits import Context
from ocod_dash.metrics import claims, programmes
from ocod_dash.metrics import ledger as metrics
from ocod_dash.ui import ledger, published
from ocod_dash.ui.part import kept_sheet


def page(here: Context) -> None:
    """Draw the claims: the one asked for, those that speak of the same, those beside the count, all."""
    known = here.ask(claims.known)
    events = here.ask(programmes.events)
    groups = here.cached("groups", lambda: metrics.groups(known))
    twice = here.cached("told twice", lambda: metrics.conflicting_dates(events[events.past]))

    published.title(here, metrics.headline(known, groups, len(twice)))
    ledger.chosen(here, known)
    ledger.groups(here, groups, twice)
    ledger.reckonings(here, known)
    ledger.against(here, known)
    ledger.every(here, known)
    ledger.former(here, known)


kept_sheet("ledger", published.context(), page)
