"""Publishing a register: what of the current release stays, what the file replaces, and what has to be asked first."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from .. import geography, ingest, schema
from ..ingest import Mapping, Outcome, Problem, Saved, named
from .difference import Difference, difference
from .problems import ScopeQuestion
from .published import changed, current
from .release import Release
from .releases import Store

REGISTER = ("centres", "milestones")


@dataclass(frozen=True)
class Draft:
    """A release that is ready to be published.

    Parameters
    ----------
    outcome : Outcome
        What was imported.
    base : Release or None
        The release that it is based on.
    scope : tuple of str
        Provinces that it replaces; none means all.
    tables : dict of str to polars.DataFrame
        The whole tables that the release will have instead of its base's.
    difference : Difference
        What changes; sample centres are not spoken of.
    new, matched, gone, dropped : int
        Centres that the base has not; that it has too; that only it has; and sample centres dropped for real ones.
    """

    outcome: Outcome
    base: Release | None
    scope: tuple[str, ...]
    tables: dict[str, pl.DataFrame]
    difference: Difference
    new: int
    matched: int
    gone: int
    dropped: int

    def figures(self) -> dict[str, int]:
        """Return the draft's counts of centres, for a machine to read."""
        centres = {"centres": self.tables["centres"].height, "in_file": self.outcome.report.accepted}
        return centres | {name: getattr(self, name) for name in ("new", "matched", "gone", "dropped")}


def examine(
    store: Store,
    path: str | Path,
    mapping: Mapping | None = None,
    as_of: date | None = None,
    on_stage: Callable[[str], None] = lambda stage: None,
    without: Collection[int] = (),
    saved: Sequence[Saved] = (),
) -> tuple[Outcome, Release | None]:
    """Import a file beside the current release, which gives it known ids and history; nothing is published.

    The parameters are those of :func:`ingest.run`.

    Returns
    -------
    tuple of Outcome and Release or None
        What was imported, and the release that it was compared with.

    Raises
    ------
    Problem
        If the file or the mapping cannot be used at all.
    """
    base = store.current()
    return ingest.run(path, mapping, as_of, _real(store, base), on_stage, without, saved), base


def compose(
    store: Store, outcome: Outcome, base: Release | None, scope: Sequence[str] | None = None, most_faulty: int = 0
) -> Draft:
    """Make the tables of the next release from an import and the current release.

    Parameters
    ----------
    store : Store
        Where the current release is.
    outcome : Outcome
        What was imported.
    base : Release or None
        The current release, as :func:`examine` returned it.
    scope : sequence of str, optional
        Provinces to replace, by code; an empty one says that all are meant. When it is not given, all are replaced,
        but only if the file has a centre in each province that the release has.
    most_faulty : int
        How many rows with errors may be left out.

    Raises
    ------
    ScopeQuestion
        If no scope is given and the file lacks provinces.
    Problem
        If the import has more errors or no accepted row, or does not fit the scope.
    """
    centres, milestones = (outcome.tables[name] for name in REGISTER)
    if outcome.report.faulty > most_faulty:
        raise Problem("store.errors", n=outcome.report.errors, rows=str(outcome.report.faulty), file=outcome.file)
    if not outcome.report.accepted:
        raise Problem("store.none", file=outcome.file)
    real = _real(store, base)
    old = real["centres"]
    chosen = _chosen(scope, outcome, old)
    stays = old.filter(~pl.col("province_code").is_in(chosen)) if chosen else old.clear()
    clash = centres.join(stays, on="centre_id", how="semi")
    if clash.height:
        first = clash.join(stays, on="centre_id").row(0, named=True)
        raise Problem(
            "store.clash", value=first["centre_id"], place=named([geography.place(first["province_code_right"])])
        )
    replaced = old.join(stays, on="centre_id", how="anti")
    kept = real["milestones"].join(stays, on="centre_id", how="semi")
    tables = {
        "centres": pl.concat([stays, centres]).sort("province_code", "district_code", "centre_id"),
        "milestones": pl.concat([kept, milestones]).sort("centre_id", "on") if kept.height else milestones,
    }
    if "contacts" in outcome.tables:
        known = store.table(base, "contacts").collect() if base else schema.empty("contacts")
        kept = known.join(stays, on="centre_id", how="semi")
        tables["contacts"] = pl.concat([kept, outcome.tables["contacts"]]).sort("centre_id")
    elif base and "contacts" in base.versions:
        # Data about persons are not kept any more.
        tables["contacts"] = schema.empty("contacts")
    matched = centres.join(replaced, on="centre_id", how="semi").height
    return Draft(
        outcome=outcome,
        base=base,
        scope=chosen,
        tables=tables,
        difference=difference(real, base.as_of if base else outcome.as_of, tables, outcome.as_of),
        new=centres.height - matched,
        matched=matched,
        gone=replaced.height - matched,
        dropped=base.counts.get("centres", 0) - old.height if base else 0,
    )


def publish_register(store: Store, draft: Draft, who: str) -> Release:
    """Publish a draft; what others published goes with it as the product has it by now, and as stewards corrected it.

    Raises
    ------
    Outdated
        If another release came between.
    """
    return store.publish(
        draft.tables | changed(store, draft.base, current(store, draft.base)),
        as_of=draft.outcome.as_of,
        sample=draft.outcome.sample,
        based_on=draft.base.number if draft.base else None,
        file=draft.outcome.file,
        sha256=draft.outcome.source.sha256,
        who=who,
        scope=draft.scope,
        report=draft.outcome.report,
    )


def _real(store: Store, base: Release | None) -> dict[str, pl.DataFrame]:
    """Return the register of a release without its sample centres: nothing of a sample is carried on."""
    if base is None:
        return {name: schema.empty(name) for name in REGISTER}
    centres = store.table(base, "centres").filter(~pl.col("sample")).collect()
    milestones = store.table(base, "milestones").collect()
    return {"centres": centres, "milestones": milestones.join(centres, on="centre_id", how="semi")}


def _chosen(scope: Sequence[str] | None, outcome: Outcome, old: pl.DataFrame) -> tuple[str, ...]:
    """Return the provinces to replace, none for all, if the file fits them."""
    present, before = (frame["province_code"].unique().sort().to_list() for frame in (outcome.tables["centres"], old))
    if outcome.sample and (scope or (scope is None and before)):
        raise Problem("store.sample_over_real")
    if scope is None:
        missing = [code for code in before if code not in present]
        if missing:
            raise ScopeQuestion(missing, present)
        return ()
    chosen = tuple(sorted(set(scope)))
    for code in chosen:
        try:
            geography.place(code, "province")
        except geography.UnknownPlace as error:
            nearest = named([error.nearest]) if error.nearest else "–"
            raise Problem("store.no_province", value=code, nearest=nearest) from None
    outside = [code for code in present if code not in chosen]
    if chosen and outside:
        raise Problem(
            "store.outside",
            n=len(outside),
            places=named(geography.place(code) for code in outside),
            scope=",".join(chosen),
        )
    return chosen
