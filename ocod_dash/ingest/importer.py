"""The importer: a file is read, mapped, cleaned and checked, and comes out as tables and a report."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path

from .. import schema
from ..clock import today
from ..config import settings
from .files import File, Source, read
from .forms import Import, Mapping, Outcome, Saved, Tables, Tally, fitting
from .kinds import FORMS
from .register import REGISTER


def run(
    file: Source | File | str | Path,
    mapping: Mapping | None = None,
    as_of: date | None = None,
    published: Tables | None = None,
    on_stage: Callable[[str], None] = lambda stage: None,
    without: Collection[int] = (),
    saved: Sequence[Saved] = (),
) -> Outcome:
    """Import a file.

    Parameters
    ----------
    file : Source, File, str or Path
        The file, read already as ``mapping`` has it or still to be read.
    mapping : Mapping, optional
        The kind of file, and which column is which field; by default a register, by the columns' names.
    as_of : datetime.date, optional
        The day that the file is of; today by default.
    published : mapping of str to polars.DataFrame, optional
        The tables that the kind of file is compared with, as they are published; those that are missing are empty.
    on_stage : callable, optional
        Called with the name of each of ``STAGES`` as it begins.
    without : collection of int, optional
        Rows that are left out by decision, by their number.
    saved : sequence of Saved, optional
        Mappings of which the one that fits the file's headers, if any, replaces ``mapping``.

    Raises
    ------
    Problem
        If the file or the mapping cannot be used at all; faults of single rows are in the report.
    """
    given = mapping or Mapping(REGISTER)
    form, day = FORMS[given.form.name], as_of or today()
    tables = {name: schema.empty(name) for name in (*form.tables, *form.reads)} | dict(published or {})
    on_stage("read")
    names = (*form.headers, *given.names(), *(name for each in saved for name in each.mapping.names()))
    source = file if isinstance(file, Source) else form.prepare(read(file, given.reading, names))
    on_stage("map")
    found = fitting(saved, source.columns)
    mapping = (found.mapping if found else given).with_values(source.values).for_file(source)
    work = Import(source, mapping, day, frozenset(without), on_stage, Tally(mapping))
    tables_read, report = form.tabulate(work, tables)
    left_out = () if settings().personal_data else mapping.personal
    notes = (*source.notes, *(order.note for order in work.orders.values() if order.note))
    return Outcome(tables_read, report, mapping, source, day, found.name if found else "", left_out, notes)
