"""A kind of file whose rows are the rows of one table, each with a key: a new key adds a row, a known one corrects it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import polars as pl
from polars.datatypes import DataTypeClass

from ... import schema
from ...problem import Sentence
from ...schema import TABLES
from ...schema.declaration import Column
from ..files import EXTRA, ROW
from .changes import RecordChanges, record_changes
from .declaration import Tables
from .form import Form
from .importing import Import, Outcome
from .plan import Plan, Published
from .report import Report
from .tally import Rule
from .texts import DAY_EXPECTED, cell, days_month_first, tidied, without_nothing


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
    usual : mapping of str to frozenset of str
        Of a field whose values are words, the texts, in small letters, that are read without a line in the report, such as
        the answers that a form of ours offers.
    nothing : str
        A pattern of the texts by which a cell says that there is nothing in it, such as a dash; none by default.
    rules : callable
        More rules, from the tables that are published and the day of the file.
    """

    templated: bool = True
    key: tuple[str, ...]
    shown: str
    named: tuple[str, ...] = ()
    expected: Mapping[str, str] = field(default_factory=dict)
    usual: Mapping[str, frozenset[str]] = field(default_factory=dict)
    nothing: str = ""
    rules: Callable[[Tables, date], Sequence[Rule]] = field(default=no_more_rules, repr=False)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table that such a file gives."""
        return tuple(name for name in schema.empty(self.tables[0]).columns if name not in schema.ENTERED)

    def tabulate(self, work: Import, published: Tables) -> tuple[dict[str, pl.DataFrame], Report]:
        """Read each cell, complete each row with what is published of it, and judge it."""
        work.on_stage("clean")
        rules = self.judging(work, published)
        rows = pl.concat(self._judged(texts, work, published, rules) for texts in self.texts(work))
        work.on_stage("check")
        # By their place, for a row of a file may make several.
        rows = rows.with_row_index("place")
        place = pl.when(~pl.col("rejected")).then("place")
        rows = rows.with_columns(pl.when(~pl.col("rejected")).then(place.min().over(self.key)).alias("first"))
        rows = rows.with_columns(rows[ROW].gather(rows["first"]).alias("first_row"))
        again = work.tally.take(rows, [_duplicate(self.key)])
        rows = rows.with_columns(pl.col("rejected") | again["rejected"])
        work.on_stage("tables")
        accepted = rows.filter(~pl.col("rejected")).select(self.columns)
        return {self.tables[0]: accepted}, work.tally.report(rows)

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

    def texts(self, work: Import) -> Iterator[pl.DataFrame]:
        """Yield the rows of a file in batches, a text column a field."""
        return work.texts()

    def cleaned(self, texts: pl.DataFrame, work: Import, published: Tables) -> pl.DataFrame:
        """Add for each field ``<field>:raw``, ``<field>:cell`` (tidied) and its value, null for what cannot be read."""
        rows = texts.select(ROW, EXTRA)
        for name in self.fields:
            cells = tidied(texts[name])
            cells = without_nothing(cells, self.nothing) if self.nothing else cells
            rows = rows.with_columns(texts[name].alias(f"{name}:raw"), cells.alias(f"{name}:cell"))
            read = days_month_first if name in work.month_first else self.values.get(name, lambda text: text)
            value = read(cell(name))
            declared = self._declared.get(name)
            rows = rows.with_columns((value.cast(declared.dtype, strict=False) if declared else value).alias(name))
        return rows.with_columns(
            pl.lit(None, self._declared[name].dtype).alias(name) for name in self.columns if name not in self.aliases
        )

    def judging(self, work: Import, published: Tables) -> list[Rule]:
        """Return the rules by which each row is judged."""
        return [*self._usual_rules(), *self.rules(published, work.as_of)]

    def _judged(self, texts: pl.DataFrame, work: Import, published: Tables, rules: list[Rule]) -> pl.DataFrame:
        """Return a batch of rows, each complete, with ``rejected`` and ``changed``."""
        known = published[self.tables[0]]
        had = known.select(*self.key, *(pl.col(name).alias(f"{name}:had") for name in self._others))
        rows = self.cleaned(texts, work, published).join(had, on=self.key, how="left", maintain_order="left")
        rows = rows.with_columns(pl.coalesce(name, f"{name}:had").alias(name) for name in self._others)
        out, rows = work.leave_out(rows)
        judged = rows.with_columns(work.tally.take(rows, rules))
        return pl.concat(each.select(ROW, *self.columns, "rejected", "changed") for each in (judged, out))

    def _is_usual(self, name: str) -> pl.Expr:
        """Return where a cell's text is one of those that need no line in the report."""
        return cell(name).str.to_lowercase().is_in(self.usual.get(name, frozenset()))

    @cached_property
    def _declared(self) -> dict[str, Column]:
        """The columns of the tables that the form's fields may be, by name."""
        return {name: column for table in reversed(self.tables) for name, column in TABLES[table].columns.items()}

    def _usual_rules(self) -> list[Rule]:
        """Return the rules that every such file has: what is missing, cannot be read, or is outside its range."""
        declared = self._declared
        needed = dict.fromkeys((*self.key, *(names[0] for names in self.needed if len(names) == 1)))
        first = self.fields[0]
        return [
            Rule("cells", "error", first, pl.col(EXTRA).is_not_null(), value=pl.col(EXTRA)),
            *(Rule("missing", "error", name, cell(name).is_null() & pl.col(name).is_null()) for name in needed),
            *(Rule("unread", "error", name, _unread(name), self.expected.get(name, _expected(declared.get(name))))
              for name in self.values),
            *(Rule("blank", "change", name, cell(name).is_null() & pl.col(f"{name}:raw").str.contains(r"\S"),
                   value=pl.col(f"{name}:raw"), changes=True) for name in self.fields if self.nothing),
            *(Rule("range", "error", name, cell(name).is_not_null() & ~pl.col(name).is_between(*column.between),
                   "{:,.0f}–{:,.0f}".format(*column.between))
              for name, column in declared.items() if column.between and name in self.values),
            *(Rule("read", "change", name, _rewritten(name, declared[name].dtype) & ~self._is_usual(name),
                   pl.col(name).cast(pl.String), changes=True) for name in self.values if name in declared),
            *(Rule("tidied", "change", name, pl.col(f"{name}:raw") != cell(name), cell(name), pl.col(f"{name}:raw"),
                   changes=True) for name in self.fields if name not in self.values),
        ]  # fmt: skip


def _expected(column: Column | None) -> str:
    """Return what a report expects of a field whose text cannot be read."""
    if column is None:
        return ""
    usual = DAY_EXPECTED if column.dtype == pl.Date else "0–9" if column.dtype.is_numeric() else ""
    return ", ".join(column.allowed) or usual


def _unread(name: str) -> pl.Expr:
    """Return where a cell has a text that cannot be read."""
    return cell(name).is_not_null() & pl.col(name).is_null()


def _rewritten(name: str, kind: DataTypeClass) -> pl.Expr:
    """Return where a cell's text is not its value as written."""
    text = cell(name)
    if kind == pl.Boolean:
        return text.str.to_lowercase() != pl.col(name).cast(pl.String)
    plain = text.str.to_date("%Y-%m-%d", strict=False) if kind == pl.Date else text.cast(kind, strict=False)
    return text.is_not_null() & ~plain.eq_missing(pl.col(name))


def _duplicate(key: Sequence[str]) -> Rule:
    again = pl.col("place") > pl.col("first")
    value = pl.concat_str(*key, separator=" · ")
    return Rule("duplicate_row", "error", key[0], again, pl.col("first_row").cast(pl.String), value)
