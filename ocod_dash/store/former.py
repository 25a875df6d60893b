"""The centres of earlier releases that the current one has not, so that one that comes back continues its history."""

from collections.abc import Iterator

import polars as pl

from .. import schema
from ..ingest import Declaration
from .problems import Damaged
from .release import Release
from .releases import Store

TABLES = ("centres", "milestones")


def former(store: Store, base: Release | None, form: Declaration) -> dict[str, pl.DataFrame]:
    """Return ``former_centres`` and ``former_milestones`` for a register: each centre as the last release had it.

    A former release that is damaged has none to give.

    Parameters
    ----------
    store : Store
        Where the releases are.
    base : Release or None
        The current release.
    form : Declaration
        The kind of file that is imported.
    """
    if base is None or not set(TABLES) <= set(form.tables):
        return {}
    seen = store.table(base, "centres").select("centre_id").collect()
    found = {name: [schema.empty(name)] for name in TABLES}
    for release in _before(store.releases(), base):
        try:
            frames = [store.table(release, name) for name in TABLES]
        except Damaged:
            continue
        centres = frames[0].filter(~pl.col("sample")).join(seen.lazy(), on="centre_id", how="anti").collect()
        if centres.height:
            history = frames[1].join(centres.lazy(), on="centre_id", how="semi").collect()
            for name, frame in zip(TABLES, (centres, history), strict=True):
                found[name].append(frame.select(schema.empty(name).columns))
            seen = pl.concat([seen, centres.select("centre_id")])
    return {f"former_{name}": pl.concat(frames) for name, frames in found.items()}


def _before(releases: list[Release], base: Release) -> Iterator[Release]:
    """Yield the releases that led to one, the latest first, of equal registers one; what a rollback undid led nowhere."""
    by_number, version = {release.number: release for release in releases}, base.versions.get("centres")
    release: Release | None = base
    while release:
        if release.versions.get("centres") != version:
            version = release.versions.get("centres")
            yield release
        release = by_number.get(release.restores or release.based_on or 0)
