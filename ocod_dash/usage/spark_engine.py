"""The roll-up on Apache Spark: a cluster, several processors of this machine, or Spark Connect."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
from narwhals.exceptions import NarwhalsError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from pyspark.sql import functions as F  # noqa: N812 - as its manual has it

from ..problem import Problem
from .log_files import LogFile, separator
from .raw_records import Plan, of_folders, read
from .rollup import condense

CONNECT = "sc://"
# Spark's own name for the address of S3.
STORAGE = ("s3://", "s3a://")
# Of this relative error, Spark takes 2**14 registers, as Polars does.
ERROR = 0.01


class SparkEngine:
    """Runs a roll-up in a session of Spark, which ends with the program.

    Parameters
    ----------
    master : str, optional
        Where it runs; by default as Spark is configured, or on this machine.

    Raises
    ------
    Problem
        If Spark does not start.
    """

    unit_bytes = 16 * 2**30
    most_rows: int | None = None
    resumes = False
    looks_at_each = False
    errors: tuple[type[Exception], ...] = (PySparkException, pl.exceptions.PolarsError, NarwhalsError)

    def __init__(self, master: str | None = None):
        builder: Any = SparkSession.builder.appName("ocod usage rollup")
        if master:
            builder = builder.remote(master) if master.startswith(CONNECT) else builder.master(master)
        try:
            # Moments are shifted to Thailand by arithmetic, so the session must not shift them once more.
            self.session = builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
        except (PySparkException, RuntimeError, OSError) as error:
            raise Problem("usage.spark_failed", reason=str(error).partition("\n")[0]) from None

    def scan(self, files: Sequence[LogFile]) -> nw.LazyFrame:
        """Open files with the same columns; of texts, every column is text as written."""
        paths = [_everywhere(file.path) for file in files]
        reader, form = self.session.read, files[0].form
        if form == "parquet":
            frame = reader.parquet(*paths)
        elif form == "csv":
            frame = reader.csv(paths, header=True, sep=separator(files[0]), escape='"')
        else:
            frame = reader.option("primitivesAsString", True).json(paths)
        return nw.from_native(frame)

    def condense(
        self, files: Sequence[LogFile], plan: Plan, folder: Path, skip: int, batch: int
    ) -> Iterator[tuple[int, list[Path]]]:
        """Read all records, and write them condensed in one go: Spark itself does again what fails."""
        frame = of_folders(self.scan(files), files[0].partition)
        condensed = condense(read(frame, plan)).to_native().withColumn("folder", F.col("month"))
        condensed.write.mode("overwrite").partitionBy("folder").parquet(_everywhere(str(folder)))
        yield 0, sorted(folder.rglob("*.parquet"))

    def parts(self, files: Sequence[Path]) -> nw.LazyFrame:
        """Open what was written condensed."""
        return nw.from_native(self.session.read.parquet(*(_everywhere(str(file)) for file in files)))

    def settled(self, frame: nw.LazyFrame) -> nw.LazyFrame:
        """Work out a frame that is needed more than once."""
        return nw.from_native(frame.to_native().persist())

    def collected(self, frame: nw.LazyFrame) -> pl.DataFrame:
        """Work out a small frame."""
        return pl.DataFrame(frame.to_native().toArrow())

    def different(self, frame: nw.LazyFrame, column: str) -> int:
        """Estimate how many different texts a column has, by HyperLogLog with 2**14 registers."""
        return int(frame.to_native().agg(F.approx_count_distinct(column, ERROR)).first()[0])


def _everywhere(path: str) -> str:
    """Return a path as Spark's processes find it, which run in folders of their own, or an address as Spark has it."""
    return path.replace(*STORAGE) if "://" in path else str(Path(path).absolute())
