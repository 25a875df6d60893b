"""Publishing what others published: a file of claims beside those that are known, what it changes, the next release."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from .. import ingest, schema
from ..clock import today
from ..ingest import Mapping, Outcome, Problem
from .problems import NoRelease
from .public import named
from .published import Tables, changed, current, said, superseded
from .release import Release
from .releases import Store

KINDS = ("added", "corrected", "withdrawn")
# What new claims may bring along.
BROUGHT = ("sources", "terms")


@dataclass(frozen=True)
class Changes:
    """What changes among the claims.

    Parameters
    ----------
    added : polars.DataFrame
        Claims that only the later state has.
    corrected : polars.DataFrame
        Claims that both have and that say something else now, as they are now.
    before : polars.DataFrame
        The same claims as they were, in the same order.
    withdrawn : polars.DataFrame
        Claims that only the earlier state has.
    """

    added: pl.DataFrame
    corrected: pl.DataFrame
    before: pl.DataFrame
    withdrawn: pl.DataFrame

    def counts(self) -> dict[str, int]:
        """Return how many of each there are."""
        return {name: getattr(self, name).height for name in KINDS}

    def fields(self) -> list[tuple[str, str, Any, Any]]:
        """Return each change of a corrected claim: its id, the column, what stood there, what stands there now."""
        pairs = zip(self.before.iter_rows(named=True), self.corrected.iter_rows(named=True), strict=True)
        return [
            (now["claim_id"], name, was[name], now[name])
            for was, now in pairs
            for name in said()
            if was[name] != now[name]
        ]

    def figures(self) -> dict[str, Any]:
        """Return the changes for a machine to read."""
        corrected = [
            {"claim_id": claim, "column": name, "before": _plain(before), "after": _plain(after)}
            for claim, name, before, after in self.fields()
        ]
        added = [{name: _plain(value) for name, value in row.items()} for row in self.added.iter_rows(named=True)]
        taken_back = self.withdrawn["claim_id"].to_list()
        return self.counts() | {"claims": added, "corrections": corrected, "withdrawals": taken_back}


@dataclass(frozen=True)
class ClaimsDraft:
    """Claims that are ready to be published.

    Parameters
    ----------
    outcome : Outcome
        What was imported.
    base : Release
        The release that it is based on.
    known : dict of str to polars.DataFrame
        The published tables as they stand without the file.
    changes : Changes
        What would change, the product's own news included.
    unchanged : int
        Accepted rows of the file that say what is known already.
    """

    outcome: Outcome
    base: Release
    known: Tables
    changes: Changes
    unchanged: int

    def figures(self) -> dict[str, int]:
        """Return the draft's counts, for a machine to read."""
        brought = {name: self.outcome.tables[name].height for name in BROUGHT}
        return self.changes.counts() | {"unchanged": self.unchanged} | brought


def examine_claims(
    store: Store,
    path: str | Path,
    mapping: Mapping | None = None,
    on_stage: Callable[[str], None] = lambda stage: None,
    without: Collection[int] = (),
) -> tuple[Outcome, Release]:
    """Import a file of claims beside those of the current release; nothing is published.

    Raises
    ------
    Problem
        If the store is empty, or the file or the mapping cannot be used at all.
    """
    base = store.current()
    if base is None:
        raise NoRelease(0, None)
    return ingest.run_claims(path, current(store, base), mapping, today(), on_stage, without), base


def compose_claims(store: Store, outcome: Outcome, base: Release, most_faulty: int = 0) -> ClaimsDraft:
    """Work out what the claims of a file change.

    Raises
    ------
    Problem
        If the import has more errors than may be left out.
    """
    if outcome.report.faulty > most_faulty:
        raise Problem("store.errors", n=outcome.report.errors, rows=str(outcome.report.faulty), file=outcome.file)
    known, claims = current(store, base), outcome.tables["claims"]
    after = superseded(known, claims, "", today(), outcome.tables["withdrawn"]["claim_id"])["claims"]
    same = claims.join(known["claims"], on=said(), how="semi", nulls_equal=True).height
    return ClaimsDraft(outcome, base, known, changes(store.table(base, "claims").collect(), after), same)


def publish_claims(store: Store, draft: ClaimsDraft, who: str) -> Release:
    """Publish claims as a new release of the same register; what they correct or withdraw stays among the former ones.

    The release keeps who published it; the claims have the name that the public may see.

    Raises
    ------
    Problem
        If the file changes nothing.
    Outdated
        If another release came between.
    """
    base, day, name = draft.base, today(), named(who)
    if not any(draft.changes.counts().values()):
        raise Problem("store.nothing", file=draft.outcome.file)
    news, withdrawn = draft.outcome.tables["claims"], draft.outcome.tables["withdrawn"]["claim_id"]
    tables = draft.known | superseded(draft.known, _entered(news, name, day), name, day, withdrawn)
    tables |= {name: pl.concat([tables[name], draft.outcome.tables[name]]) for name in BROUGHT}
    return store.publish(
        changed(store, base, tables),
        as_of=base.as_of,
        sample=base.sample,
        based_on=base.number,
        file=draft.outcome.file,
        sha256=draft.outcome.source.sha256,
        who=who,
        report=draft.outcome.report,
        action="claims",
    )


def claims_between(store: Store, before: Release, after: Release) -> Changes:
    """Return what changes among the claims from one release to another."""
    return changes(*(store.table(release, "claims").collect() for release in (before, after)))


def changes(before: pl.DataFrame, after: pl.DataFrame) -> Changes:
    """Return what changes from one state of the claims to another."""
    added = after.join(before, on="claim_id", how="anti")
    corrected = after.join(before, on=said(), how="anti", nulls_equal=True).join(added, on="claim_id", how="anti")
    return Changes(
        added.sort("claim_id"),
        corrected.sort("claim_id"),
        before.join(corrected, on="claim_id", how="semi").sort("claim_id"),
        before.join(after, on="claim_id", how="anti").sort("claim_id"),
    )


def _entered(claims: pl.DataFrame, who: str, day: date) -> pl.DataFrame:
    return claims.with_columns(entered_on=pl.lit(day, pl.Date), entered_by=pl.lit(who)).select(
        list(schema.empty("claims").columns)
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
