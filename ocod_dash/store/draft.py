"""From a file to a release: import it beside the current one, work out what it changes, publish that. For every kind of file."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from .. import ingest, schema
from ..ingest import FORMS, REGISTER, Changes, Declaration, Form, Mapping, Outcome, Plan, Published, Saved
from ..problem import Problem
from .former import former
from .problems import NoRelease
from .product import OWN, changed, current
from .public import public_name
from .release import Release
from .releases import Store
from .sampled import without_sample


@dataclass(frozen=True)
class Draft:
    """A release that is ready to be published.

    Parameters
    ----------
    outcome : Outcome
        What was imported.
    base : Release or None
        The release that it is based on.
    plan : Plan
        What it changes.
    """

    outcome: Outcome
    base: Release | None
    plan: Plan

    @property
    def changes(self) -> Changes:
        """What changes."""
        return self.plan.changes

    @property
    def news(self) -> bool:
        """Whether there is something to publish: a change, or the state of another day."""
        return self.outcome.form.dated or any(self.changes.counts().values())

    def figures(self) -> dict[str, int]:
        """Return the counts of the publish, for a program to read."""
        return self.plan.counts

    def confirmation(self) -> dict[str, Any]:
        """Return the figures of the message by which publishing is agreed to."""
        return self.plan.counts | self.changes.counts() | {"as_of": self.outcome.as_of}

    def published(self, release: Release) -> dict[str, Any]:
        """Return the figures of the message that the release is published."""
        n = release.counts.get(self.outcome.form.tables[0], 0)
        return self.confirmation() | {"number": str(release.number), "n": n, "as_of": release.as_of}


def examine(
    store: Store,
    file: ingest.Source | ingest.File | str | Path,
    mapping: Mapping | None = None,
    as_of: date | None = None,
    on_stage: Callable[[str], None] = lambda stage: None,
    without: Collection[int] = (),
    saved: Sequence[Saved] = (),
) -> tuple[Outcome, Release | None]:
    """Import a file beside the current release, which has ids, history and names already; nothing is published.

    The parameters are those of :func:`ingest.run`.

    Returns
    -------
    tuple of Outcome and Release or None
        What was imported, and the release that it was compared with.

    Raises
    ------
    Problem
        If the file or the mapping cannot be used at all, or such a file needs a release and there is none.
    """
    base, form = store.current(), mapping.form if mapping else REGISTER
    if base is None and not form.founding:
        raise NoRelease(0, None)
    tables = {**_published(store, base, form).tables, **former(store, base, form)}
    return ingest.run(file, mapping, as_of, tables, on_stage, without, saved), base


def compose(
    store: Store, outcome: Outcome, base: Release | None, scope: Sequence[str] | None = None, most_faulty: int = 0
) -> Draft:
    """Work out what the next release changes.

    Parameters
    ----------
    store : Store
        Where the current release is.
    outcome : Outcome
        What was imported.
    base : Release or None
        The current release, as :func:`examine` returned it.
    scope : sequence of str, optional
        The part to replace, of a kind of file that may be of a part; an empty one means all of it.
    most_faulty : int
        How many rows with errors may be left out.

    Raises
    ------
    Problem
        If the import has more errors, does not fit what is published, or the part has to be chosen first.
    """
    if outcome.report.faulty > most_faulty:
        raise Problem("store.errors", n=outcome.report.errors, rows=str(outcome.report.faulty), file=outcome.file)
    return Draft(outcome, base, FORMS[outcome.form.name].compose(outcome, _published(store, base, outcome.form), scope))


def publish_draft(store: Store, draft: Draft, who: str) -> Release:
    """Publish a draft; the product's own tables go with it as it ships them by now.

    The release has who published it; its tables have the name that the public may see.

    Raises
    ------
    Problem
        If the file changes nothing.
    Outdated
        If another release came between.
    """
    outcome, base, plan = draft.outcome, draft.base, draft.plan
    if not draft.news:
        raise Problem("store.nothing", file=outcome.file)
    planned = {name: _signed(frame, public_name(who)) for name, frame in plan.tables.items()}
    product = {name: frame for name, frame in current(store, base).items() if name not in planned}
    if base and base.sample and plan.sample is False:
        planned = without_sample(store, base) | planned
    return store.publish(
        planned | changed(store, base, product),
        as_of=outcome.as_of if outcome.form.dated or base is None else base.as_of,
        sample=bool(base and base.sample) if plan.sample is None else plan.sample,
        based_on=base.number if base else None,
        file=outcome.file,
        sha256=outcome.source.sha256,
        who=who,
        scope=plan.scope,
        report=outcome.report,
        action=outcome.form.action or outcome.form.name,
    )


def between(store: Store, before: Release, after: Release, form: Form) -> Changes:
    """Return what changes from one release to another, of what a kind of file holds."""
    states = [_collected(store, release, form.tables) for release in (before, after)]
    return form.compare(states[0], states[1], (before.as_of, after.as_of))


def form_of(release: Release) -> Form | None:
    """Return the kind of file that a release was published from; None for one that was rolled back to."""
    return next((form for form in FORMS.values() if (form.action or form.name) == release.action), None)


def template(store: Store, base: Release, form: Form) -> pl.DataFrame:
    """Return what is published as a file of a kind would hold it."""
    return form.template(_published(store, base, form).tables)


def _published(store: Store, base: Release | None, form: Declaration) -> Published:
    """Return the tables that a kind of file is concerned with, as they are published."""
    names = (*form.tables, *form.reads)
    released = _collected(store, base, names)
    product = {} if set(names).isdisjoint(OWN) else current(store, base)
    tables = released | {name: product[name] for name in names if name in product}
    return Published(tables, released, base.as_of if base else None)


def _collected(store: Store, release: Release | None, names: Iterable[str]) -> dict[str, pl.DataFrame]:
    return {name: store.rows(release, name) if release else schema.empty(name) for name in names}


def _signed(frame: pl.DataFrame, publisher: str) -> pl.DataFrame:
    """Return a table with the name of the publisher where a column of such names is left empty for it."""
    columns = (pl.col(name) for name in schema.WHO if name in frame.columns)
    return frame.with_columns(
        pl.when(column == "").then(pl.lit(publisher)).otherwise(column).name.keep() for column in columns
    )
