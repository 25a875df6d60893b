"""The rows of a review that belong to the sample: nothing of them is carried on to a real register."""

import polars as pl

from .. import schema
from .release import Release
from .releases import Store

# The tables each of whose rows says whether it is of the sample.
MARKED = tuple(
    name for name, table in schema.TABLES.items() if "sample" in table.columns and table.columns["sample"].nullable
)


def without_sample(store: Store, release: Release | None) -> dict[str, pl.DataFrame]:
    """Return those tables of ``MARKED`` that have rows in a release, without the rows of the sample."""
    named = [name for name in MARKED if release and release.counts.get(name)]
    return {
        name: store.rows(release, name).filter(~pl.col("sample").fill_null(value=False)) for name in named if release
    }
