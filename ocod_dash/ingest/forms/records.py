"""A kind of file whose rows are the rows of one table, each with a key: a new key adds a row, a known one corrects it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from ... import schema
from ...problem import Sentence
from ..files import EXTRA, ROW
from .changes import RecordChanges, record_changes
from .declaration import Tables
from .form import Form
from .importing import Import, Outcome
from .plan import Plan, Published
from .report import Report
from .tally import Rule
from .texts import DAY_EXPECTED, cell, days_month_first, tidied


def no_more_rules(published: Tables, as_of: date) -> Sequence[Rule]:
    """Return no rules beyond those that every such file has."""
    return ()


@dataclass(frozen=True, kw_only=True)
class RecordForm(Form):
    """A kind of file whose fields are the columns of its one table.

    What a row leaves blank stays as it is published; what no row of the file is about stays too.

    Parameters
    ----------
    key : tuple of str
        The columns that identify a row.
    shown : str
        The column whose value identifies a row that is added or withdrawn.
    named : tuple of str
        The columns that say what a row is about.
    expected : mapping of str to str
        What a report expects of a field whose text cannot be read, such as ``0–100``.
    rules : callable
        More rules, from the tables that are published and the day of the file.
    """

    templated: bool = True
    key: tuple[str, ...]
    shown: str
    named: tuple[str, ...] = ()
    expected: Mapping[str, str] = field(default_factory=dict)
    rules: Callable[[Tables, date], Sequence[Rule]] = field(default=no_more_rules, repr=False)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table that such a file gives."""
        return tuple(name for name in schema.empty(self.tables[0]).columns if name not in schema.ENTERED)

    def tabulate(self, work: Import, published: Tables) -> tuple[dict[str, pl.DataFrame], Report]:
        """Read each cell, complete each row with what is published of it, and judge it."""
        known, columns = published[self.tables[0]], list(self.columns)
        work.on_stage("clean")
        rows = pl.concat(self._cleaned(texts, work.month_first) for texts in work.texts())
        had = known.select(*self.key, *(pl.col(name).alias(f"{name}:had") for name in self._others))
        rows = rows.join(had, on=self.key, how="left", maintain_order="left")
        rows = rows.with_columns(pl.coalesce(name, f"{name}:had").alias(name) for name in self._others)
        work.on_stage("check")
        out, rows = work.leave_out(rows)
        rows = rows.with_columns(work.tally.take(rows, [*self._rules(), *self.rules(published, work.as_of)]))
        firsts = pl.when(~pl.col("rejected")).then(pl.col(ROW).filter(~pl.col("rejected")).min().over(self.key))
        rows = rows.with_columns(firsts.alias("first"))
        again = work.tally.take(rows, [_duplicate(self.key)])
        rows = rows.with_columns(pl.col("rejected") | again["rejected"])
        report = work.tally.report(pl.concat([rows, out], how="diagonal"))
        work.on_stage("tables")
        empty = schema.empty(self.tables[0])
        accepted = rows.filter(~pl.col("rejected")).select(columns)
        return {self.tables[0]: pl.concat([empty, accepted], how="diagonal")}, report

    def compose(self, outcome: Outcome, published: Published, scope: Sequence[str] | None) -> Plan:
        """Put the rows of the file in the table, in place of those with the same key."""
        table, news = self.tables[0], outcome.tables[self.tables[0]]
        known = published.tables[table]
        after = pl.concat([known.join(news, on=self.key, how="anti"), news]).sort(self.key)
        same = news.join(known, on=self.columns, how="semi", nulls_equal=True).height
        changes = self.compare(published.released, {table: after}, (outcome.as_of, outcome.as_of))
        counts = changes.counts() | {"unchanged": same}
        return Plan({table: after}, changes, counts, Sentence(f"form.{self.name}.changes", counts))

    def compare(self, before: Tables, after: Tables, days: tuple[date, date]) -> RecordChanges:
        """Return which rows are added, corrected and withdrawn."""
        table = self.tables[0]
        return record_changes(before[table], after[table], table, self.key, self.columns, self.shown, self.named)

    def template(self, published: Tables) -> pl.DataFrame:
        """Return the table as it is published."""
        return published[self.tables[0]].select(name for name in self.columns if name in self.aliases)

    @property
    def _others(self) -> tuple[str, ...]:
        return tuple(name for name in self.columns if name not in self.key)

    def _cleaned(self, texts: pl.DataFrame, month_first: Sequence[str]) -> pl.DataFrame:
        """Add for each field ``<field>:raw``, ``<field>:cell`` (tidied) and its value, null for what cannot be read."""
        declared = schema.empty(self.tables[0]).schema
        rows = texts.select(ROW, EXTRA)
        for name in self.fields:
            rows = rows.with_columns(texts[name].alias(f"{name}:raw"), tidied(texts[name]).alias(f"{name}:cell"))
            read = days_month_first if name in month_first else self.values.get(name, lambda text: text)
            value = read(cell(name))
            rows = rows.with_columns(value.cast(declared.get(name, pl.String), strict=False).alias(name))
        return rows.with_columns(
            pl.lit(None, declared[name]).alias(name) for name in self.columns if name not in self.aliases
        )

    def _rules(self) -> list[Rule]:
        declared = schema.empty(self.tables[0]).schema
        needed = dict.fromkeys((*self.key, *(names[0] for names in self.needed if len(names) == 1)))
        usual = {
            name: DAY_EXPECTED if kind == pl.Date else "0–9" if kind.is_numeric() else ""
            for name, kind in declared.items()
        }
        first = self.fields[0]
        return [
            Rule("cells", "error", first, pl.col(EXTRA).is_not_null(), value=pl.col(EXTRA)),
            *(Rule("missing", "error", name, cell(name).is_null() & pl.col(name).is_null()) for name in needed),
            *(Rule("unread", "error", name, _unread(name), self.expected.get(name, usual.get(name, "")))
              for name in self.values),
            *(Rule("read", "change", name, _rewritten(name, declared[name]), pl.col(name).cast(pl.String), changes=True)
              for name in self.values if name in declared),
            *(Rule("tidied", "change", name, pl.col(f"{name}:raw") != cell(name), cell(name), pl.col(f"{name}:raw"),
                   changes=True) for name in self.fields if name not in self.values),
        ]  # fmt: skip


def _unread(name: str) -> pl.Expr:
    """Return where a cell has a text that cannot be read."""
    return cell(name).is_not_null() & pl.col(name).is_null()


def _rewritten(name: str, kind: pl.DataType) -> pl.Expr:
    """Return where a cell's text is not its value as written."""
    text = cell(name)
    plain = text.str.to_date("%Y-%m-%d", strict=False) if kind == pl.Date else text.cast(kind, strict=False)
    return text.is_not_null() & ~plain.eq_missing(pl.col(name))


def _duplicate(key: Sequence[str]) -> Rule:
    again = pl.col(ROW) > pl.col("first")
    value = pl.concat_str(*key, separator=" · ")
    return Rule("duplicate_row", "error", key[0], again, pl.col("first").cast(pl.String), value)
