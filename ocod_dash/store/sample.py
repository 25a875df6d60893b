"""The sample register and what a review of it is made from: the first release of an empty store."""

from dataclasses import replace
from datetime import date

import polars as pl

from .. import ingest, schema
from ..config import DATA
from ..ingest import FORMS, Mapping, Published
from .draft import Draft, compose, examine, publish_draft
from .release import Release
from .releases import Store
from .sampled import MARKED, without_sample

FILE = DATA / "sample" / "centres.csv"
# The files of the review, by the kind of file.
OF_REVIEW = {
    "activity": "activity",
    "contracts": "contracts",
    "costs": "costs",
    "survey": "surveys",
    "decisions": "decisions",
}
# The day of the published totals that the sample is calibrated to.
AS_OF = date(2021, 5, 19)
WHO = "ocod-dash"


def publish_when_empty(store: Store) -> Release:
    """Publish the sample register if the store has no release; of several processes only one does.

    Returns
    -------
    Release
        The current release: the sample's, or the one that was there.
    """
    current = store.current()
    if current:
        return current
    with store.lock():
        return store.current() or publish_sample(store)


def publish_sample(store: Store, who: str = WHO) -> Release:
    """Publish the sample register in place of the current release; the former releases stay.

    Raises
    ------
    Outdated
        If another release came between.
    """
    outcome, base = examine(store, FILE, as_of=AS_OF)
    draft = compose(store, outcome, base, scope=())
    plan = replace(draft.plan, tables=draft.plan.tables | _of_review(store, draft))
    return publish_draft(store, replace(draft, plan=plan), who)


def _of_review(store: Store, draft: Draft) -> dict[str, pl.DataFrame]:
    """Return the tables of a review of the sample, with what is published of real centres."""
    tables: dict[str, pl.DataFrame] = {}
    known = {name: schema.empty(name) for name in MARKED} | without_sample(store, draft.base)
    for kind, name in OF_REVIEW.items():
        form = FORMS[kind]
        published = draft.plan.tables | {each: known[each] for each in form.tables}
        outcome = ingest.run(FILE.with_name(f"{name}.csv"), Mapping(form), AS_OF, published)
        tables |= form.compose(outcome, Published(published, published, AS_OF), ()).tables
    return tables
