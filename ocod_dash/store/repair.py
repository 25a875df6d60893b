"""What can be repaired of a damaged store, step by step: logs from files, the current release from earlier ones."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from .. import schema
from ..ingest import REGISTER
from ..problem import Sentence
from . import delta, log_repair
from .checkup import BESIDE, Checkup
from .release import Release
from .release_list import NAME as LIST
from .releases import REPORT, Store

ACTION = "repair"
# Versions of these add rows to those before.
APPENDED = (LIST, *BESIDE)
# Tables that belong together: those of one group are taken from one release.
GROUPS = (REGISTER.tables, tuple(name for name in schema.TABLES if name not in REGISTER.tables))


@dataclass(frozen=True)
class Step:
    """Something that can be repaired.

    Parameters
    ----------
    what : Sentence
        What is done.
    run : callable
        Does it.
    """

    what: Sentence
    run: Callable[[], object]


def steps(store: Store, found: Checkup, who: str) -> list[Step]:
    """Return what can be done next about what a check found: logs first, since a release may be whole by that.

    Parameters
    ----------
    store : Store
        The store.
    found : Checkup
        What is damaged.
    who : str
        Who repairs it, for the list of releases.
    """
    if not found.damages or store.folder is None:
        return []
    logs = [step for name in (LIST, *BESIDE, *schema.TABLES, REPORT) for step in _of_log(store.folder / name, found)]
    return logs or _of_release(store, found, who)


def _of_log(folder: Path, found: Checkup) -> list[Step]:
    """Return the steps for the log of a table."""
    name, rows = folder.name, {}
    for release in found.releases:
        if name in release.versions:
            rows[release.versions[name]] = release.counts.get(name)
    if not (folder / delta.LOG).is_dir():
        return []
    columns = schema.empty(name).schema if name in schema.TABLES else {}
    lost = log_repair.damaged_entries(folder, max(rows, default=-1))
    rebuilt = [
        Step(
            Sentence("doctor.step.entry", {"table": name, "file": delta.entry_name(version)}),
            partial(log_repair.rebuild, folder, version, rows.get(version), name in APPENDED, columns),
        )
        for version in lost
    ]
    unreadable = any(each.table == name and each.problem.key == "store.damaged.log" for each in found.damages)
    summaries = log_repair.checkpoints(folder) if unreadable and not lost else []
    return rebuilt + [
        Step(
            Sentence("doctor.step.aside", {"table": name, "file": path.name}),
            partial(log_repair.set_aside, path, folder),
        )
        for path in summaries
    ]


def _of_release(store: Store, found: Checkup, who: str) -> list[Step]:
    """Return the step that makes a whole release current: the newest, or each part from the newest that has it whole."""
    if not found.releases or not found.damaged_tables(found.releases[-1]):
        return []
    parts = [_newest_whole(found, group) for group in GROUPS]
    if None in parts:
        return []
    register, rest = (part for part in parts if part)
    if all(register.versions.get(name) == rest.versions.get(name) for name in GROUPS[1]):
        rest = register
    figures = {"register": str(register.number), "rest": str(rest.number), "day": register.as_of}
    if register == rest:
        sentence, repaired, action = Sentence("doctor.step.restore", figures), register, "rollback"
    else:
        versions = {name: at for name, at in register.versions.items() if name not in GROUPS[1]}
        counts = {name: n for name, n in register.counts.items() if name not in GROUPS[1]}
        versions |= {name: rest.versions[name] for name in GROUPS[1] if name in rest.versions}
        counts |= {name: rest.counts[name] for name in GROUPS[1] if name in rest.counts}
        sentence, action = Sentence("doctor.step.compose", figures), ACTION
        repaired = replace(register, versions=versions, counts=counts)
    if REPORT in found.damaged_tables(register):
        repaired = replace(repaired, versions={k: v for k, v in repaired.versions.items() if k != REPORT}, report={})
    return [Step(sentence, partial(store.restore, repaired, who, action))]


def _newest_whole(found: Checkup, tables: tuple[str, ...]) -> Release | None:
    """Return the newest release of which some tables are all whole."""
    whole = (release for release in reversed(found.releases) if not found.damaged_tables(release) & {*tables})
    return next(whole, None)
