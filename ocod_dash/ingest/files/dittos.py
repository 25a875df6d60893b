"""Ditto marks: a cell that says that it is as the one above."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from .source import ASIDE, DITTO, EXTRA, ROW, Source

MARKS = (
    '"', '""', "”", "“", "″", "〃", "''", ",,", '-"-', "-”-", '- " -', "- ” -", "–”–", "ditto", "Ditto", "DITTO", "do.",
    "เหมือนข้างบน", "เช่นเดียวกับข้างบน",
)  # fmt: skip


def with_dittos_read(source: Source) -> Source:
    """Return a file in which each ditto mark is replaced by the text above it.

    ``DITTO`` names the columns of a row in which that was done. A mark with nothing above it stays, for it means nothing.

    Parameters
    ----------
    source : Source
        The file.
    """
    return replace(source, batches=lambda: _read(source.batches()))


def _read(batches: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    above: dict[str, str | None] = {}
    for batch in batches:
        columns = [name for name in batch.columns if name not in (ROW, EXTRA, ASIDE)]
        marks = batch.select(pl.col(columns).str.strip_chars().is_in(MARKS).fill_null(value=False))
        found = [name for name in columns if marks[name].any()]
        rows = batch.with_columns(_repeated(batch, marks[name], above.get(name)) for name in found)
        named = (pl.when(marks[name] & (rows[name] != batch[name])).then(pl.lit(name)) for name in found)
        joined = pl.concat_str(*named, separator=", ", ignore_nulls=True) if found else pl.lit("")
        rows = rows.with_columns(pl.when(joined != "").then(joined).alias(DITTO))
        last = rows.filter(pl.col(ASIDE).is_null()).tail(1)
        above = last.row(0, named=True) if last.height else above
        yield rows


def _repeated(batch: pl.DataFrame, mark: pl.Series, above: str | None) -> pl.Series:
    """Return a column with the text above in place of each mark; ``above`` is the last one of the batch before."""
    texts, written = batch[mark.name], ~mark & batch[ASIDE].is_null()
    place = pl.int_range(batch.height, eager=True, dtype=pl.UInt32).set(~written, None).forward_fill()
    # The mark itself, where there is nothing above it.
    begins = pl.select(pl.when(place.is_null()).then(pl.coalesce(pl.lit(above), texts)).otherwise(texts.gather(place)))
    return begins.to_series().zip_with(mark, texts).alias(mark.name)
