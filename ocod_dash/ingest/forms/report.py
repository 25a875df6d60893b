"""What an import found, row by row: what was accepted, what was changed, what was rejected, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import polars as pl

from ...i18n import Words

Severity = Literal["error", "warning", "change"]
SEVERITIES = ("error", "warning", "change")
# Every finding is counted; of each kind this many are listed.
MOST_LISTED = {"error": 10_000, "warning": 1_000, "change": 200}
# Findings that expect a day, and those that expect codes, with the beginning of their texts' keys.
DAYS = ("after_as_of", "date_read", "date_unsure", "later", "not_open")
CODES = {"status": "status", "status_read": "status", "precision": "precision"}
FINDINGS = {
    "row": pl.Int64,
    "column": pl.String,
    "value": pl.String,
    "code": pl.String,
    "severity": pl.String,
    "expected": pl.String,
}


@dataclass(frozen=True)
class Entry:
    """One finding.

    Parameters
    ----------
    row : int
        The line of the file that the row begins on.
    column : str
        The file's column.
    value : str
        The cell's text; empty for nothing.
    code : str
        The reason; its text is the message ``report.<code>``.
    severity : {"error", "warning", "change"}
        An error rejects the row and stops a publish; a warning and a change do not.
    expected : str
        What would be right, or empty.
    """

    row: int
    column: str
    value: str
    code: str
    severity: Severity
    expected: str

    def tell(self, words: Words) -> str:
        """Return the finding as a sentence."""
        expected = _written(words, self.code, self.expected) or "–"
        figures = {"row": str(self.row), "column": self.column, "value": self.value, "expected": expected}
        return words(f"report.{self.code}", **figures)


def _written(words: Words, code: str, expected: str) -> str:
    """Return what would be right as it is written in a language: a day, or codes that have names."""
    if code in DAYS:
        try:
            return words.date(date.fromisoformat(expected))
        except ValueError:  # an earlier version wrote more than the day
            return expected
    if code in CODES:
        return ", ".join(f"{words(f'{CODES[code]}.{each}')} ({each})" for each in expected.split(", "))
    return expected


@dataclass(frozen=True)
class Report:
    """What an import found.

    Parameters
    ----------
    read : int
        Rows of the file that are not empty; each is either accepted or rejected.
    accepted : int
        Rows taken, as they are or changed.
    changed : int
        Rows, of those accepted, with a value that was changed or left out.
    rejected : int
        Rows with an error.
    counts : dict of tuple to int
        How many findings of each ``(severity, code)``, the gravest first; only those that there are.
    listed : polars.DataFrame
        The findings by severity and row, up to ``MOST_LISTED`` of each kind; columns as in :class:`Entry`.
    """

    read: int
    accepted: int
    changed: int
    rejected: int
    counts: dict[tuple[Severity, str], int]
    listed: pl.DataFrame

    @property
    def faulty(self) -> int:
        """How many rows have an error; rows that were left out by decision are not counted."""
        return self.rejected - self.counts.get(("warning", "left_out"), 0)

    @property
    def errors(self) -> int:
        """How many errors there are, listed or not."""
        return self.count("error")

    @property
    def warnings(self) -> int:
        """How many warnings there are, listed or not."""
        return self.count("warning")

    def count(self, severity: Severity) -> int:
        """Return how many findings of a severity there are, listed or not."""
        return sum(n for (each, _), n in self.counts.items() if each == severity)

    @property
    def entries(self) -> Iterator[Entry]:
        """The findings that are listed, one by one."""
        return (Entry(**row) for row in self.listed.iter_rows(named=True))

    def frame(self, words: Words) -> pl.DataFrame:
        """Return the listed findings as a table, with ``message``, the sentence in a language."""
        messages = [entry.tell(words) for entry in self.entries]
        return self.listed.with_columns(pl.Series("message", messages, pl.String))

    def figures(self) -> dict[str, Any]:
        """Return the report's numbers, for a machine to read."""
        return {
            "read": self.read,
            "accepted": self.accepted,
            "changed": self.changed,
            "rejected": self.rejected,
            "findings": [
                {"severity": severity, "code": code, "rows": n} for (severity, code), n in self.counts.items()
            ],
        }
