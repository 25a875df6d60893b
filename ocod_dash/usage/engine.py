"""What an engine does for a roll-up, and the choice of one."""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import narwhals as nw
import polars as pl

from ..problem import Problem
from .log_files import LogFile
from .raw_records import Plan

ENGINES = ("polars", "spark")


class Engine(Protocol):
    """Runs the functions of a roll-up.

    Attributes
    ----------
    unit_bytes : int
        How much of small files is read at once.
    most_rows : int or None
        How many condensed rows are put together at once; None where the engine has its own way with any number.
    resumes : bool
        Whether files that were read in part are read on from there.
    looks_at_each : bool
        Whether it looks at the first records of each file, or else of the first file of each folder.
    errors : tuple of type
        What is raised about a file that cannot be read.
    """

    unit_bytes: int
    most_rows: int | None
    resumes: bool
    looks_at_each: bool
    errors: tuple[type[Exception], ...]

    def scan(self, files: Sequence[LogFile]) -> nw.LazyFrame:
        """Open files with the same columns; of texts, every column is text as written."""

    def condense(
        self, files: Sequence[LogFile], plan: Plan, folder: Path, skip: int, batch: int
    ) -> Iterator[tuple[int, list[Path]]]:
        """Read records after the first so many, and write them condensed, batch by batch.

        Yields
        ------
        tuple of int and list of pathlib.Path
            How many records were read, and the Parquet files that were written for them, each in a folder named after its
            month.
        """

    def parts(self, files: Sequence[Path]) -> nw.LazyFrame:
        """Open what was written condensed."""

    def settled(self, frame: nw.LazyFrame) -> nw.LazyFrame:
        """Work out a frame that is needed more than once."""

    def collected(self, frame: nw.LazyFrame) -> pl.DataFrame:
        """Work out a small frame."""

    def different(self, frame: nw.LazyFrame, column: str) -> int:
        """Estimate how many different texts a column has, by HyperLogLog with 2**14 registers."""


def engine_of(name: str, master: str | None = None) -> Engine:
    """Return an engine by its name.

    Parameters
    ----------
    name : {"polars", "spark"}
        The engine.
    master : str, optional
        Of Spark, where it runs: ``local[4]``, ``spark://host:7077``, ``yarn``, or ``sc://host`` for Spark Connect.

    Raises
    ------
    Problem
        If Spark is not installed, or does not start.
    """
    if name == "polars":
        from .polars_engine import PolarsEngine

        return PolarsEngine()
    if not find_spec("pyspark"):
        raise Problem("usage.no_spark")
    from .spark_engine import SparkEngine

    return SparkEngine(master)
