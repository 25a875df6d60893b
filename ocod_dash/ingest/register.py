"""The importer: a file goes through read, map, clean and check, and comes out as tables and a report."""

from collections.abc import Callable, Collection, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from .. import schema
from ..config import settings
from .check import judge, settle
from .clean import clean
from .fields import PERSONAL
from .history import milestones
from .identify import identify
from .mapping import Mapping
from .read import read
from .report import Report
from .saved import Saved, fitting
from .source import Source
from .tally import Tally

STAGES = ("read", "map", "clean", "check", "tables")


@dataclass(frozen=True)
class Outcome:
    """What an import came to.

    Parameters
    ----------
    tables : dict of str to polars.DataFrame
        ``centres``, ``milestones`` and, where data about persons are kept, ``contacts`` of the accepted rows, as the
        schema declares them.
    report : Report
        What was found; with errors, the tables lack the rejected rows and must not be published.
    mapping : Mapping
        Where each field came from.
    source : Source
        The file as it was read.
    as_of : datetime.date
        The day that the file speaks of.
    saved : str
        The name of the saved mapping that the file's headers called for; empty for none.
    """

    tables: dict[str, pl.DataFrame]
    report: Report
    mapping: Mapping
    source: Source
    as_of: date
    saved: str = ""

    @property
    def file(self) -> str:
        """The file's name."""
        return self.source.name

    @property
    def personal(self) -> tuple[str, ...]:
        """The file's columns with data about persons that were left out."""
        return () if "contacts" in self.tables else self.mapping.personal

    @property
    def sample(self) -> bool:
        """Whether this is a sample register."""
        return bool(self.tables["centres"]["sample"].any())


def run(
    path: str | Path,
    mapping: Mapping | None = None,
    as_of: date | None = None,
    current: Dict[str, pl.DataFrame] | None = None,
    on_stage: Callable[[str], None] = lambda stage: None,
    without: Collection[int] = (),
    saved: Sequence[Saved] = (),
) -> Outcome:
    """Read a register from a file.

    Parameters
    ----------
    path : str or Path
        The file.
    mapping : Mapping, optional
        Which column is which field; without one, by the columns' names.
    as_of : datetime.date, optional
        The day that the file speaks of; today by default.
    current : mapping of str to polars.DataFrame, optional
        ``centres`` and ``milestones`` of the current release: their ids and history are carried on.
    on_stage : callable, optional
        Called with the name of each of ``STAGES`` as it begins.
    without : collection of int, optional
        Rows that are left out by decision, by their number.
    saved : sequence of Saved, optional
        Mappings of which the one that the file's headers call for, if any, takes the place of ``mapping``.

    Raises
    ------
    Problem
        If the file or the mapping cannot be used at all; faults of single rows are in the report.
    """
    as_of = as_of or date.today()
    current = current or {name: schema.empty(name) for name in ("centres", "milestones")}
    asked = mapping or Mapping()
    on_stage("read")
    source = read(path, asked.reading, (*asked.names(), *(name for each in saved for name in each.mapping.names())))
    on_stage("map")
    called = fitting(saved, source.columns)
    mapping = (called.mapping if called else asked).for_file(source)
    on_stage("clean")
    tally = Tally(mapping)
    used = mapping if settings().personal_data else mapping.less(PERSONAL)
    rows = pl.concat(judge(clean(used.apply(batch)), as_of, tally, without) for batch in source.batches())
    on_stage("check")
    rows, report = settle(rows, tally, without)
    on_stage("tables")
    rows = identify(rows.with_columns(_defaults()), current["centres"])
    tables = {
        "centres": rows.select(list(schema.empty("centres").columns)),
        "milestones": milestones(rows, current["milestones"], pl.lit(as_of)),
    }
    if settings().personal_data:
        people = rows.select(list(schema.empty("contacts").columns))
        tables["contacts"] = people.filter(pl.any_horizontal(pl.col(PERSONAL).is_not_null()))
    return Outcome(tables, report, mapping, source, as_of, called.name if called else "")


def _defaults() -> list[pl.Expr]:
    """Return what holds where a file says nothing: a register is real, and a point is the centre's own."""
    precision = pl.when(pl.col("latitude").is_not_null()).then(pl.col("location_precision").fill_null("surveyed"))
    return [pl.col("sample").fill_null(value=False), precision.alias("location_precision")]
