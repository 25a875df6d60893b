"""A release: one published state of all tables, and how it is written down in the store."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

COLUMNS: dict[str, type[pl.DataType]] = {
    "number": pl.Int64,
    "published_at": pl.String,
    "as_of": pl.Date,
    "sample": pl.Boolean,
    "action": pl.String,
    "based_on": pl.Int64,
    "restores": pl.Int64,
    "file": pl.String,
    "sha256": pl.String,
    "who": pl.String,
    "scope": pl.String,
    "counts": pl.String,
    "versions": pl.String,
    "report": pl.String,
}


@dataclass(frozen=True)
class Release:
    """One published state of all tables; it never changes.

    Parameters
    ----------
    number : int
        1, 2, 3, ... in the order of publishing.
    published_at : datetime.datetime
        When, in UTC.
    as_of : datetime.date
        The day of the register.
    sample : bool
        Whether the register is a sample, not a real one.
    action : str
        How it came about: the action of the kind of file that was published, such as ``publish`` for a register, or
        ``rollback`` where an older release became current.
    based_on : int or None
        The release that was current before; None for the first.
    restores : int or None
        The release whose tables a rollback restored.
    file, sha256 : str
        Name and digest of the file that was published.
    who : str
        Who published it.
    scope : tuple of str
        Provinces that were replaced, by code; none means all.
    counts : dict of str to int
        Rows of each table.
    versions : dict of str to int
        Version of each Delta table that belongs to the release.
    report : dict
        What its import found, in figures, as :meth:`ocod_dash.ingest.Report.figures` gives them; empty where nothing was
        imported. :meth:`Store.report` has the findings.
    """

    number: int
    published_at: datetime
    as_of: date
    sample: bool
    action: str
    based_on: int | None
    restores: int | None
    file: str
    sha256: str
    who: str
    scope: tuple[str, ...]
    counts: dict[str, int] = field(hash=False)
    versions: dict[str, int] = field(hash=False)
    report: dict[str, Any] = field(hash=False, default_factory=dict)

    def to_row(self) -> pl.DataFrame:
        """Return the release as the one row that is appended to the ``releases`` table."""
        row = vars(self) | {
            "published_at": self.published_at.astimezone(UTC).isoformat(),
            "scope": ",".join(self.scope),
            "counts": json.dumps(self.counts),
            "versions": json.dumps(self.versions),
            "report": json.dumps(self.report),
        }
        return pl.DataFrame([row], schema=COLUMNS)

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> "Release":
        """Return the release in a row of the ``releases`` table."""
        return cls(
            **row
            | {
                "published_at": datetime.fromisoformat(row["published_at"]),
                "scope": tuple(code for code in row["scope"].split(",") if code),
                "counts": json.loads(row["counts"]),
                "versions": json.loads(row["versions"]),
                # Releases of before there were reports have none.
                "report": json.loads(row.get("report") or "{}"),
            }
        )

    def figures(self) -> dict[str, Any]:
        """Return the release as plain values, for a machine to read."""
        return vars(self) | {
            "published_at": self.published_at.isoformat(),
            "as_of": self.as_of.isoformat(),
            "scope": list(self.scope),
        }
