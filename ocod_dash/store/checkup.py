"""The check of a store as a whole: every table of every release is read, and its rows are counted."""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime

from ..problem import Problem, Sentence
from . import delta
from .mappings import TABLE as MAPPINGS
from .release import Release
from .release_list import NAME as LIST
from .releases import REPORT, Store
from .saved_plans import TABLE as PLANS

# With less free space than this a publication may fail.
LEAST_FREE = 100 * 2**20
BESIDE = (MAPPINGS, PLANS)  # tables that belong to no release


@dataclass(frozen=True)
class Damage:
    """A table that is not on the disk as it was published.

    Parameters
    ----------
    problem : Problem
        What is wrong.
    table : str
        The table.
    version : int or None
        Which version of it; None for a table that belongs to no release.
    releases : tuple of int
        The releases that it belongs to.
    """

    problem: Problem
    table: str
    version: int | None
    releases: tuple[int, ...]

    @property
    def what(self) -> Sentence:
        """What is wrong, as a sentence."""
        return self.problem.what


@dataclass(frozen=True)
class Checkup:
    """The state of a store.

    Parameters
    ----------
    releases : tuple of Release
        All of them, the current one last.
    damages : tuple of Damage
        What is damaged.
    remarks : tuple of Sentence
        What is not damage and yet needs attention.
    """

    releases: tuple[Release, ...]
    damages: tuple[Damage, ...]
    remarks: tuple[Sentence, ...]

    def damaged_tables(self, release: Release) -> set[str]:
        """Return the tables of a release that are damaged."""
        return {each.table for each in self.damages if release.number in each.releases}


def check(store: Store) -> Checkup:
    """Read all that a store has; nothing is changed."""
    try:
        releases = store.releases()
    except (Problem, OSError) as error:
        return Checkup((), (Damage(_problem(error), LIST, None, ()),), _remarks(store, []))
    damages = []
    for (table, version), of in _versions(releases).items():
        if problem := _fault(store, of[0], table):
            damages.append(Damage(problem, table, version, tuple(release.number for release in of)))
    for name in BESIDE:
        if store.folder and (store.folder / name).exists():
            try:
                delta.collected(delta.scan(store.uri(name)), name)
            except (Problem, OSError) as error:
                damages.append(Damage(_problem(error), name, None, ()))
    return Checkup(tuple(releases), tuple(damages), _remarks(store, releases))


def _versions(releases: list[Release]) -> dict[tuple[str, int], list[Release]]:
    """Return each version of each table, with the releases that it belongs to."""
    found: dict[tuple[str, int], list[Release]] = {}
    for release in releases:
        for table, version in release.versions.items():
            found.setdefault((table, version), []).append(release)
    return found


def _fault(store: Store, release: Release, table: str) -> Problem | None:
    try:
        if table == REPORT:
            store.report(release)
        else:
            store.rows(release, table)
    except (Problem, OSError) as error:
        return _problem(error)
    return None


def _problem(error: Problem | OSError) -> Problem:
    return error if isinstance(error, Problem) else Problem("api.unreadable", kind=error.strerror or str(error))


def _remarks(store: Store, releases: list[Release]) -> tuple[Sentence, ...]:
    found, now = [], datetime.now(UTC)
    if late := [release for release in releases if release.published_at > now]:
        figures = {"number": str(late[-1].number), "day": late[-1].published_at.date(), "today": now.date()}
        found.append(Sentence("doctor.clock", figures))
    if store.folder and store.folder.exists():
        try:
            with tempfile.TemporaryFile(dir=store.folder):
                pass
        except OSError as error:
            found.append(Sentence("doctor.read_only", {"reason": error.strerror or str(error)}))
        if (free := shutil.disk_usage(store.folder).free) < LEAST_FREE:
            found.append(Sentence("doctor.full", {"free": free // 2**20}))
        unlisted = [
            name for name, at in _newest(releases).items() if max(delta.entries(store.folder / name), default=-1) > at
        ]
        if unlisted:
            found.append(Sentence("doctor.unlisted", {"table": unlisted}))
    return tuple(found)


def _newest(releases: list[Release]) -> dict[str, int]:
    """Return the newest version of each table that a release refers to."""
    found: dict[str, int] = {}
    for release in releases:
        for table, version in release.versions.items():
            found[table] = max(version, found.get(table, -1))
    return found
