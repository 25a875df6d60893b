"""The import of one file into tables, and its outcome."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from ...config import settings
from ...problem import Sentence
from ..files import ASIDE, DITTO, ROW, Source
from .day_order import DayOrder, day_order, numeric_dates
from .declaration import Declaration
from .mapping import Mapping
from .report import Report
from .tally import Rule, Tally
from .texts import days, tidied

STAGES = ("read", "map", "clean", "check", "tables")


@dataclass(frozen=True)
class Import:
    """A file that is read and mapped, and has to become tables.

    Parameters
    ----------
    source : Source
        The file.
    mapping : Mapping
        Where each field comes from.
    as_of : datetime.date
        The day that the file is of; nothing in it can have happened later.
    without : frozenset of int
        Rows that are left out by decision, whatever they hold.
    on_stage : callable
        Called with the name of each of ``STAGES`` as it begins.
    tally : Tally
        Where findings are counted.
    """

    source: Source
    mapping: Mapping
    as_of: date
    without: frozenset[int]
    on_stage: Callable[[str], None]
    tally: Tally

    def texts(self) -> Iterator[pl.DataFrame]:
        """Yield the rows in batches, a text column a field; data about persons only where a setting allows them.

        Totals, notes and repeated headers are reported and left out.
        """
        form = self.mapping.form
        mapping = self.mapping if settings().personal_data else self.mapping.less(form.personal)
        for batch in self.source.batches():
            aside = pl.col(ASIDE).is_not_null()
            self.tally.take(
                batch.filter(aside),
                [Rule("aside", "warning", form.label or form.fields[0], aside, value=pl.col(ASIDE))],
            )
            rows = batch.filter(~aside)
            if DITTO in rows.columns:
                repeated = pl.col(DITTO)
                self.tally.take(rows, [Rule("ditto", "change", form.fields[0], repeated.is_not_null(), value=repeated)])
            yield self._replaced(mapping.apply(rows))

    @cached_property
    def orders(self) -> dict[str, DayOrder]:
        """The order of days and months in each column of dates; one reading holds for all of a column."""
        dates = [
            name for name, read in self.mapping.form.values.items() if read is days and name in self.mapping.columns
        ]
        given = self.mapping.reading.dates
        # Most files write dates in an order that is clear, which their first rows show.
        head = self.mapping.apply(self.source.head)
        numeric = dates if given else [name for name in dates if numeric_dates(head[name]).height]
        if not numeric:
            return {}
        parts = [self.mapping.apply(batch).select(numeric) for batch in self.source.batches()]
        return {name: day_order((part[name] for part in parts), self.mapping.column(name), given) for name in numeric}

    @property
    def month_first(self) -> tuple[str, ...]:
        """The fields whose dates have the month first."""
        return tuple(name for name, order in self.orders.items() if order.month_first)

    def _replaced(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Replace the values for which the mapping has others, and report each."""
        for name, others in self.mapping.values.items():
            old = tidied(rows[name])
            new = old.replace(dict(others))
            changed = rows.select(ROW, value=old, expected=new).filter(pl.col("value") != pl.col("expected"))
            rule = Rule("mapped", "change", name, pl.col(ROW).is_not_null(), pl.col("expected"), pl.col("value"))
            self.tally.take(changed, [rule])
            rows = rows.with_columns(pl.when(old != new).then(new).otherwise(name).alias(name))
        return rows

    def split(self, rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return the rows that are left out by decision, and the others."""
        left_out = pl.col(ROW).is_in(list(self.without))
        return (rows.filter(left_out), rows.filter(~left_out)) if self.without else (rows.clear(), rows)

    def leave_out(self, rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Do as :meth:`split` does, and report the rows that are left out."""
        out, others = self.split(rows)
        self.tally.take(out, [left_out(self.mapping.form)])
        return out.with_columns(rejected=pl.lit(value=True), changed=pl.lit(value=False)), others


def left_out(form: Declaration) -> Rule:
    """Return the rule that every row left out by decision is reported by."""
    return Rule("left_out", "warning", form.label or form.fields[0], pl.col(ROW).is_not_null())


@dataclass(frozen=True)
class Outcome:
    """What an import comes to.

    Parameters
    ----------
    tables : dict of str to polars.DataFrame
        What the accepted rows make, by table, as the kind of file has it.
    report : Report
        What was found; with errors, the tables lack the rejected rows and must not be published.
    mapping : Mapping
        Where each field came from.
    source : Source
        The file as it was read.
    as_of : datetime.date
        The day that the file is of.
    saved : str
        The name of the saved mapping that fits the file's headers; empty for none.
    personal : tuple of str
        The file's columns with data about persons that were left out.
    notes : tuple of Sentence
        What the user should know about the file as a whole.
    """

    tables: dict[str, pl.DataFrame]
    report: Report
    mapping: Mapping
    source: Source
    as_of: date
    saved: str = ""
    personal: tuple[str, ...] = ()
    notes: tuple[Sentence, ...] = ()

    @property
    def form(self) -> Declaration:
        """The kind of file."""
        return self.mapping.form

    @property
    def file(self) -> str:
        """The file's name."""
        return self.source.name
