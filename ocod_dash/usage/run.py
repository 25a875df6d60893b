"""A roll-up from its start to its end: what is new or late is read, the months that it touches are worked out again."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from ..ingest import Mapping
from ..problem import Problem
from . import moments
from .engine import Engine
from .log_files import LogFile, find
from .month_figures import activity, of_months
from .raw_records import Plan, digest, plan
from .record_fields import KINDS, RECORDS
from .work_folder import Unit, WorkFolder, add, files_of

# Called with the stage, what has been done of it, of 1, and the records or months so far.
OnProgress = Callable[[str, float, int], None]
STAGES = ("read", "months")
HEAD = 1_000  # records by which columns and ways of writing are found


@dataclass(frozen=True)
class Rolled:
    """Months of activity, and what the run did.

    Parameters
    ----------
    activity : polars.DataFrame
        The table ``activity``, of all months that have ended.
    files, new, gone : int
        Files of the source; of these, read in this run; and files that are not in the source any more, whose records
        still count.
    others : tuple of str
        Files that are of no form that is read.
    records : int
        Records read, in this run and before.
    rejected : dict of str to int
        Reason to records that are not counted.
    example : str
        A text that was not read as a moment; empty for none.
    bad_ends : int
        Records that end before they begin: their hours are not known.
    kinds : dict of str to int
        Texts of kinds that are not known and count as visits, to their records.
    computed, corrected : tuple of date
        Months that were worked out in this run; of these, those that had figures before, which have changed.
    unended : tuple of date
        Months with records that have not ended.
    """

    activity: pl.DataFrame
    files: int
    new: int
    gone: int
    others: tuple[str, ...]
    records: int
    rejected: dict[str, int]
    example: str
    bad_ends: int
    kinds: dict[str, int]
    computed: tuple[date, ...]
    corrected: tuple[date, ...]
    unended: tuple[date, ...]

    @property
    def estimated(self) -> int:
        """Return of how many centres' months the number of different visitors is an estimate."""
        return int((~self.activity["visitors_exact"]).sum())


def roll_up(
    source: str,
    work: Path,
    engine: Engine,
    today: date,
    mapping: Mapping | None = None,
    on_progress: OnProgress = lambda stage, share, n: None,
) -> Rolled:
    """Turn raw records into months of activity.

    Parameters
    ----------
    source : str
        A file, a folder, object storage or a Delta table.
    work : pathlib.Path
        The folder for what is kept between runs; of one source.
    engine : Engine
        What computes.
    today : datetime.date
        The day in Thailand: months that have not ended by then have no figures yet.
    mapping : Mapping, optional
        What the user says of columns, constants and kinds.
    on_progress : callable
        Called as the work goes on.

    Raises
    ------
    Problem
        If the source or the mapping cannot be used, or another run is at work in the folder.
    """
    mapping = mapping or Mapping(RECORDS)
    folder = WorkFolder(work)
    found = find(source)
    with folder.of(source):
        units, pending = _known(folder, found.files, digest(mapping))
        _read(folder, units, pending, engine, mapping, on_progress)
        units = [unit for unit in folder.units() if unit.done]
        figures, computed, corrected, unended = _months(folder, units, engine, today, on_progress)
    here = {file.name for file in found.files}
    counts: dict[str, Counter[str]] = {
        name: sum((Counter(getattr(unit, name)) for unit in units), Counter()) for name in ("rejected", "kinds")
    }
    return Rolled(
        activity(figures),
        len(found.files),
        len(pending),
        sum(file[0] not in here for unit in units for file in unit.files),
        found.others,
        sum(unit.records for unit in units),
        dict(counts["rejected"]),
        next((unit.example for unit in units if unit.example), ""),
        sum(unit.bad_ends for unit in units),
        {text: n for text, n in counts["kinds"].most_common() if text not in KINDS.values()},
        tuple(computed),
        tuple(corrected),
        tuple(unended),
    )


def _known(folder: WorkFolder, files: Sequence[LogFile], reading: str) -> tuple[list[Unit], list[LogFile]]:
    """Return the units that hold, and the files that are in none of them; remove the units that hold no more.

    Raises
    ------
    Problem
        If a unit has to be read again and some of its files are not there any more.
    """
    now = {file.name: list(file.identity) for file in files}
    held: list[Unit] = []
    folder.sweep()
    for unit in folder.units():
        names = [str(file[0]) for file in unit.files]
        gone = [name for name in names if name not in now]
        changed = [str(file[0]) for file in unit.files if file[0] in now and now[str(file[0])] != file]
        if unit.reading == reading and not changed and (unit.done or not gone):
            held.append(unit)
        elif gone and unit.done:
            raise Problem("usage.gone", file=gone[0], n=len(gone), folder=str(folder.path))
        else:
            folder.remove(unit)
    done = {str(file[0]) for unit in held if unit.done for file in unit.files}
    return held, [file for file in files if file.name not in done]


def _read(
    folder: WorkFolder,
    units: Sequence[Unit],
    pending: Sequence[LogFile],
    engine: Engine,
    mapping: Mapping,
    on_progress: OnProgress,
) -> None:
    """Read the files that are new, those first of which a part was read already."""
    begun = {unit.id: unit for unit in units if not unit.done}
    total, read, before = sum(file.size for file in pending) or 1, 0, 0
    for files, how in _together(pending, engine, mapping):
        with _named(files[0], engine):
            unit = Unit(files_of(files), digest(mapping))
            unit = begun.pop(unit.id, unit)
            place = folder.folder(unit)
            if not unit.batches or not engine.resumes:
                unit = Unit(unit.files, unit.reading)
                shutil.rmtree(place, ignore_errors=True)
            folder.describe(unit)
            for records, written in engine.condense(files, how, place / "rows", unit.records, unit.batches):
                add(unit, records, written, place)
                folder.describe(unit)
                on_progress("read", read / total, before + unit.records)
            unit.done = True
            folder.describe(unit)
            read, before = read + sum(file.size for file in files), before + unit.records
            on_progress("read", read / total, before)
    for unit in begun.values():  # its files are grouped in another way by now
        folder.remove(unit)


@contextmanager
def _named(file: LogFile, engine: Engine) -> Iterator[None]:
    """Turn the error of an engine about a file into a sentence that names it."""
    try:
        yield
    except engine.errors as error:
        raise Problem("usage.unreadable", file=file.name, reason=str(error).partition("\n")[0]) from None


def _way(engine: Engine, file: LogFile, mapping: Mapping) -> tuple[object, Plan]:
    """Return what files have in common that are read at once, and how they are read."""
    with _named(file, engine):
        frame = engine.scan([file])
        head = engine.collected(frame.head(HEAD))
        head = head.with_columns(pl.lit(value).alias(name) for name, value in file.partition.items())
        return (file.form, file.partition, str(frame.collect_schema())), plan(head, mapping, file.name)


def _together(files: Sequence[LogFile], engine: Engine, mapping: Mapping) -> Iterator[tuple[list[LogFile], Plan]]:
    """Yield files that are read at once, with how: small ones, one after the other, that are written in the same way."""
    group: list[LogFile] = []
    alike: tuple[object, Plan] | None = None
    folder = ""
    for file in files:
        here = f"{file.name.rpartition('/')[0]} {file.form}"
        way = alike if here == folder and not engine.looks_at_each else _way(engine, file, mapping)
        folder = here
        if group and alike and (way != alike or sum(each.size for each in group) + file.size > engine.unit_bytes):
            yield group, alike[1]
            group = []
        group.append(file)
        alike = way
    if group and alike:
        yield group, alike[1]


def _months(
    folder: WorkFolder, units: Sequence[Unit], engine: Engine, today: date, on_progress: OnProgress
) -> tuple[list[pl.DataFrame], list[date], list[date], list[date]]:
    """Work out the months whose records have changed; return all months that have ended, and which were worked out."""
    this_month = 12 * today.year + today.month - 1
    every = sorted({month for unit in units for month in unit.months})
    of = {month: [unit for unit in units if str(month) in unit.rows] for month in every}
    pending = [month for month in every if month < this_month and folder.month(month, of[month]) is None]
    corrected = []
    # Spark has its own way with any number of rows, and each question takes it seconds.
    at_once = len(pending) if engine.most_rows is None else 1
    for first in range(0, len(pending), at_once or 1):
        some = pending[first : first + at_once]
        parts = [path for month in some for path in folder.parts(of[month], month)]
        found = of_months(engine, parts, sum(unit.rows[str(month)] for month in some for unit in of[month]))
        for month in some:
            figures, former = found.filter(pl.col("month") == month), folder.former(month)
            if former and not pl.read_parquet(former[0]).equals(figures):
                corrected.append(moments.first_of(month))
            folder.keep(month, of[month], figures)
        on_progress("months", (first + len(some)) / len(pending), first + len(some))
    ended = [folder.month(month, of[month]) for month in every if month < this_month]
    return (
        [figures for figures in ended if figures is not None],
        [moments.first_of(month) for month in pending],
        corrected,
        [moments.first_of(month) for month in every if month >= this_month],
    )
