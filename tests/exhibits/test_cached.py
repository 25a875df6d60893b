"""What is cached is a function of the context and of ``of`` alone: other rows are another exhibit."""

from datetime import date

import pytest

from ocod_dash.exhibits import Context, forum_exhibits, ledger_exhibits, programme_exhibits
from ocod_dash.loader import Data
from ocod_dash.metrics import claims, ledger, programmes
from ocod_dash.store import Store
from ocod_dash.store.sample import publish_when_empty
from ocod_dash.theme import Theme
from ocod_dash.view import View


@pytest.fixture(scope="module")
def context(tmp_path_factory) -> Context:
    store = Store(str(tmp_path_factory.mktemp("sample") / "store"))
    publish_when_empty(store)
    return Context(Data(store, store.current()), View(as_of=date(2026, 11, 29)), Theme("en"))


def test_a_funnel_of_fewer_claims_is_another_one(context):
    known = context.ask(claims.known)
    assert (
        forum_exhibits.funnel(context, known).title
        != forum_exhibits.funnel(context, known[known.measure != "winners_in_category"]).title
    )


def test_a_timeline_of_fewer_events_is_another_one(context):
    rows, events = context.ask(programmes.cards), context.ask(programmes.events)
    every, few = (programme_exhibits.timeline(context, rows, shown) for shown in (events, events.head(3)))
    assert (len(every.table()), len(few.table())) == (len(events), 3)
    assert every.spec != few.spec


def test_the_days_of_the_forum_with_fewer_events_are_another_chart(context):
    rows, events = context.ask(programmes.cards), context.ask(programmes.events)
    every, few = (forum_exhibits.timeline(context, shown, rows) for shown in (events, events.head(3)))
    assert every.spec != few.spec


def test_a_group_of_fewer_claims_is_another_one(context):
    group = next(group for group in ledger.groups(context.ask(claims.known)) if len(group.rows) > 2)
    every, few = (
        ledger_exhibits.group(context, ledger.Group(group.kind, rows)) for rows in (group.rows, group.rows[:2])
    )
    assert (len(every.table()), len(few.table())) == (len(group.rows), 2)
