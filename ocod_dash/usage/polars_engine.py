"""The roll-up on Polars: files are read in batches, so that any number of records takes the same memory."""

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import narwhals as nw
import polars as pl
from narwhals.exceptions import NarwhalsError

from .log_files import LogFile, separator
from .raw_records import Plan, of_folders, read
from .rollup import condense

# Records of a batch: more make fewer rows for a month, and take more memory.
BATCH = 2_000_000
# Records from which the columns of JSON lines are found.
JSON_HEAD = 10_000
# Registers of HyperLogLog, as a power of 2.
PRECISION = 14


class PolarsEngine:
    """Runs a roll-up in this process."""

    unit_bytes = 64 * 2**20
    most_rows: int | None = 2_000_000
    resumes = True
    looks_at_each = True
    errors: tuple[type[Exception], ...] = (pl.exceptions.PolarsError, NarwhalsError)

    def scan(self, files: Sequence[LogFile]) -> nw.LazyFrame:
        """Open files with the same columns; of texts, every column is text as written."""
        paths, form = [file.path for file in files], files[0].form
        if form == "parquet":
            frame = pl.scan_parquet(paths, hive_partitioning=False, glob=False)
        elif form == "csv":
            frame = pl.scan_csv(paths, separator=separator(files[0]), infer_schema=False, glob=False)
        else:
            frame = pl.scan_ndjson(paths, infer_schema_length=JSON_HEAD)
        return nw.from_native(frame)

    def condense(
        self, files: Sequence[LogFile], plan: Plan, folder: Path, skip: int, batch: int
    ) -> Iterator[tuple[int, list[Path]]]:
        """Read records after the first so many, and write them condensed, batch by batch."""
        values = files[0].partition
        frame = self.scan(files).to_native().slice(skip)
        wanted = [name for name in dict.fromkeys(plan.columns.values()) if name not in values]
        for rows in frame.select(wanted or pl.all()).collect_batches(chunk_size=BATCH, maintain_order=True):
            records = read(of_folders(nw.from_native(rows.lazy()), values), plan)
            yield rows.height, _write(condense(records).collect().to_native(), folder, batch)
            batch += 1

    def parts(self, files: Sequence[Path]) -> nw.LazyFrame:
        """Open what was written condensed."""
        return nw.from_native(pl.scan_parquet(list(files), hive_partitioning=False, glob=False))

    def settled(self, frame: nw.LazyFrame) -> nw.LazyFrame:
        """Work out a frame that is needed more than once."""
        return nw.from_native(frame.to_native().collect(engine="streaming").lazy())

    def collected(self, frame: nw.LazyFrame) -> pl.DataFrame:
        """Work out a small frame."""
        return frame.to_native().collect(engine="streaming")

    def different(self, frame: nw.LazyFrame, column: str) -> int:
        """Estimate how many different texts a column has, by HyperLogLog with 2**14 registers."""
        digits = pl.col(column).hash()
        registers = (
            frame.to_native()
            .filter(pl.col(column).is_not_null())
            .group_by(digits.floordiv(2 ** (64 - PRECISION)).alias("register"))
            .agg((digits % 2 ** (64 - PRECISION)).bitwise_leading_zeros().max().alias("zeros"))
            .collect(engine="streaming")
        )
        return _estimate(registers["zeros"] - PRECISION + 1)


def _estimate(filled: pl.Series) -> int:
    """Return the estimate of HyperLogLog from the registers that have a value: Flajolet et al. 2007, figure 3.

    The streaming engine's own ``approx_n_unique`` found 1,301 different texts of 1,500.
    """
    size = 2**PRECISION
    empty = size - filled.len()
    rough = 0.7213 / (1 + 1.079 / size) * size**2 / (float((0.5 ** filled.cast(pl.Float64)).sum()) + empty)
    return round(size * math.log(size / empty) if rough <= 2.5 * size and empty else rough)


def _write(condensed: pl.DataFrame, folder: Path, batch: int) -> list[Path]:
    files = []
    for (month,), rows in condensed.partition_by("month", as_dict=True).items():
        path = folder / str(month) / f"{batch}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        rows.write_parquet(path, compression="lz4")
        files.append(path)
    return files
