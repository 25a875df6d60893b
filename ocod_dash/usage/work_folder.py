"""What a roll-up keeps between its runs: the condensed records of each file, and the months worked out from them.

A unit is some files that were read together. It has a folder of its own and a description, which is replaced as a whole
after each batch: whatever is not in a description does not exist, so a run can be killed at any moment.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import polars as pl

from ..problem import Problem
from .log_files import LogFile
from .raw_records import REJECTED

DESCRIPTION = "unit.json"
LOCK = ".lock"
SOURCE = "source.txt"


@dataclass
class Unit:
    """Files that were read together, and what was found in them.

    Parameters
    ----------
    files : list of list
        The identity of each file.
    reading : str
        Digest of how records were read.
    records : int
        Records read.
    batches : int
        Batches written.
    parts : dict of str to list of str
        Month to its files of condensed records, within the unit's folder.
    rows : dict of str to int
        Month to condensed records.
    rejected : dict of str to int
        Reason to records that are not counted.
    example : str
        A text that was not read as a moment.
    bad_ends : int
        Records that end before they begin.
    kinds : dict of str to int
        Text of a kind that is not known, to its records.
    done : bool
        Whether all of it was read.
    """

    files: list[list[str | int]]
    reading: str
    records: int = 0
    batches: int = 0
    parts: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    rejected: dict[str, int] = field(default_factory=dict)
    example: str = ""
    bad_ends: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    done: bool = False

    @property
    def id(self) -> str:
        """The name of its folder."""
        return hashlib.sha256(json.dumps([self.files, self.reading]).encode()).hexdigest()[:16]

    @property
    def months(self) -> list[int]:
        """The months that it has counted records of."""
        return [int(month) for month in self.rows if int(month) != REJECTED]


@dataclass(frozen=True)
class WorkFolder:
    """The folder of a roll-up, which only this account can open: it has what identifies people in the records."""

    path: Path

    @contextmanager
    def of(self, source: str) -> Iterator[None]:
        """Keep other runs away while a source is rolled up.

        Raises
        ------
        Problem
            If another one is at work, or the folder is of another source.
        """
        from filelock import FileLock, Timeout

        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with FileLock(self.path / LOCK).acquire(timeout=0):
                self._belongs_to(source)
                yield
        except Timeout:
            raise Problem("usage.busy", folder=str(self.path)) from None

    def _belongs_to(self, source: str) -> None:
        path = self.path / SOURCE
        if not path.exists():
            path.write_text(source, "utf-8")
        elif (other := path.read_text("utf-8")) != source:
            raise Problem("usage.other_source", folder=str(self.path), source=source, other=other)

    def units(self) -> list[Unit]:
        """Return all units, also those that were read in part."""
        found = sorted(self._parts.glob(f"*/{DESCRIPTION}"))
        return [Unit(**json.loads(path.read_text("utf-8"))) for path in found]

    def folder(self, unit: Unit) -> Path:
        """Return where the condensed records of a unit are."""
        return self._parts / unit.id

    def describe(self, unit: Unit) -> None:
        """Write down how far a unit was read."""
        self.folder(unit).mkdir(parents=True, exist_ok=True)
        part = self.folder(unit) / f".{DESCRIPTION}"
        part.write_text(json.dumps(asdict(unit), ensure_ascii=False), "utf-8")
        part.replace(self.folder(unit) / DESCRIPTION)

    def remove(self, unit: Unit) -> None:
        """Remove a unit: first what makes it one."""
        (self.folder(unit) / DESCRIPTION).unlink(missing_ok=True)
        shutil.rmtree(self.folder(unit), ignore_errors=True)

    def sweep(self) -> None:
        """Remove folders of units that were never described."""
        for folder in self._parts.glob("*"):
            if not (folder / DESCRIPTION).exists():
                shutil.rmtree(folder, ignore_errors=True)

    def parts(self, units: Sequence[Unit], month: int) -> list[Path]:
        """Return the files of a month's condensed records."""
        return [self.folder(unit) / name for unit in units for name in unit.parts.get(str(month), ())]

    def month(self, month: int, units: Sequence[Unit]) -> pl.DataFrame | None:
        """Return the figures of a month, if they were worked out from these units."""
        path = self._month(month, units)
        return pl.read_parquet(path) if path.exists() else None

    def former(self, month: int) -> list[Path]:
        """Return where the figures of a month are as they were worked out before."""
        return sorted(self._months.glob(f"{month}-*.parquet"))

    def keep(self, month: int, units: Sequence[Unit], figures: pl.DataFrame) -> None:
        """Write the figures of a month in place of those of before."""
        path, former = self._month(month, units), self.former(month)
        path.parent.mkdir(exist_ok=True)
        part = path.with_name(f".{path.name}")
        figures.write_parquet(part)
        part.replace(path)
        for each in former:
            each.unlink()

    @property
    def _parts(self) -> Path:
        return self.path / "parts"

    @property
    def _months(self) -> Path:
        return self.path / "months"

    def _month(self, month: int, units: Sequence[Unit]) -> Path:
        ids = "".join(sorted(unit.id for unit in units))
        return self._months / f"{month}-{hashlib.sha256(ids.encode()).hexdigest()[:16]}.parquet"


def add(unit: Unit, records: int, written: Sequence[Path], folder: Path) -> None:
    """Add a batch to the description of a unit: its files, and what was found."""
    found = (
        pl.scan_parquet(list(written), hive_partitioning=False)
        .group_by("month", "kind")
        .agg(pl.len().alias("rows"), pl.col("records", "bad_end").sum(), pl.col("example").max())
        .collect()
    )
    unit.batches += 1
    unit.records += records or int(found["records"].sum())
    for path in written:
        month = path.parent.name.rpartition("=")[2]
        unit.parts.setdefault(month, []).append(path.relative_to(folder).as_posix())
    for row in found.iter_rows(named=True):
        rejected = row["month"] == REJECTED
        _count(unit.rows, str(row["month"]), row["rows"])
        _count(unit.rejected if rejected else unit.kinds, row["kind"], row["records"])
        unit.bad_ends += row["bad_end"] * (not rejected)
        unit.example = unit.example or row["example"] or ""


def _count(counts: dict[str, int], name: str, n: int) -> None:
    counts[name] = counts.get(name, 0) + n


def files_of(files: Sequence[LogFile]) -> list[list[str | int]]:
    """Return the identities of files, as a description has them."""
    return [list(file.identity) for file in files]
