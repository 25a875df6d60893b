"""What changes from one state of a table to another, where each row has a key: added, corrected, withdrawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import polars as pl

from ...criteria.figures import ANSWERS, answered
from ...i18n import Words


class Changes(Protocol):
    """What changes from one state of the tables to another."""

    def counts(self) -> dict[str, int]:
        """Return how many of each kind of change there are."""

    def figures(self) -> dict[str, Any]:
        """Return the changes for a program to read."""


@dataclass(frozen=True)
class RecordChanges:
    """What changes in a table whose rows have a key.

    Parameters
    ----------
    table : str
        The table.
    key : tuple of str
        The columns that identify a row.
    columns : tuple of str
        The columns that are compared.
    shown : str
        The column whose value identifies a row that is added or withdrawn.
    named : tuple of str
        The columns that say what a row is about.
    added : polars.DataFrame
        Rows that only the later state has.
    corrected : polars.DataFrame
        Rows that both have, with other values now, as they are now.
    before : polars.DataFrame
        The same rows as they were, in the same order.
    withdrawn : polars.DataFrame
        Rows that only the earlier state has.
    """

    table: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    shown: str
    named: tuple[str, ...]
    added: pl.DataFrame
    corrected: pl.DataFrame
    before: pl.DataFrame
    withdrawn: pl.DataFrame

    def counts(self) -> dict[str, int]:
        """Return how many rows are added, corrected and withdrawn."""
        return {name: getattr(self, name).height for name in ("added", "corrected", "withdrawn")}

    def heading(self, words: Words) -> str:
        """Return what the key of a row is called."""
        fields = " · ".join(words(f"field.{name}") for name in self.key)
        return words("ledger.id") if self.table == "claims" else fields

    def row_id(self, row: dict[str, Any]) -> str:
        """Return the key of a row as one text."""
        return " · ".join(str(row[name]) for name in self.key)

    def corrections(self, rows: int | None = None) -> list[tuple[dict[str, Any], str, Any, Any]]:
        """Return each change of the corrected rows, or the first of them: the row now, the column, its value before and now."""
        some = (frame if rows is None else frame.head(rows) for frame in (self.before, self.corrected))
        pairs = zip(*(frame.iter_rows(named=True) for frame in some), strict=True)
        return [
            (now, name, was[name], now[name]) for was, now in pairs for name in self.columns if was[name] != now[name]
        ]

    def fields(self, rows: int | None = None) -> list[tuple[str, str, Any, Any]]:
        """Return each change of the corrected rows, or the first of them: its key, the column, its value before and now."""
        return [(self.row_id(row), name, was, now) for row, name, was, now in self.corrections(rows)]

    def figures(self) -> dict[str, Any]:
        """Return the changes for a program to read."""
        corrected = [
            {name: row[name] for name in self.key} | {"column": name, "before": _plain(was), "after": _plain(now)}
            for row, name, was, now in self.corrections()
        ]
        added = [{name: _plain(value) for name, value in row.items()} for row in self.added.iter_rows(named=True)]
        withdrawn = [self.row_id(row) for row in self.withdrawn.iter_rows(named=True)]
        return self.counts() | {self.table: added, "corrections": corrected, "withdrawals": withdrawn}


def record_changes(
    before: pl.DataFrame,
    after: pl.DataFrame,
    table: str,
    key: Sequence[str],
    columns: Sequence[str],
    shown: str,
    named: Sequence[str] = (),
) -> RecordChanges:
    """Return what changes from one state of a table to another; the parameters are those of :class:`RecordChanges`."""
    own, compared = list(key), list(columns)
    added = after.join(before, on=own, how="anti")
    corrected = after.join(before, on=compared, how="anti", nulls_equal=True).join(added, on=own, how="anti")
    return RecordChanges(
        table=table,
        key=tuple(own),
        columns=tuple(compared),
        shown=shown,
        named=tuple(named),
        added=added.sort(own),
        corrected=corrected.sort(own),
        before=before.join(corrected, on=own, how="semi").sort(own),
        withdrawn=before.join(after, on=own, how="anti").sort(own),
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


# How a table's codes are written, by table and column, where that is not by their terms.
CODES: dict[tuple[str, str], Callable[[Words, Any], str]] = {
    ("costs", "kind"): lambda words, kind: words(f"cost.kind.{kind}"),
    **{("surveys", name): lambda words, answer: answered(answer, words) for name in ANSWERS if ANSWERS[name]},
    **{(table, "option"): lambda words, option: words(f"option.{option}") for table in ("decisions", "review_rules")},
}


def in_words(table: str, name: str, value: Any, words: Words) -> str:
    """Write the value of a column: an answer, an option and a type of cost by its name, a missing one as a dash."""
    if value is None or value == "":
        return "–"
    if write := CODES.get((table, name)):
        return write(words, value)
    if isinstance(value, bool):
        return words("answer.yes" if value else "answer.no")
    if isinstance(value, float):
        return words.number(value, 0 if value.is_integer() else 2)
    return words.date(value) if isinstance(value, date) else str(value)
