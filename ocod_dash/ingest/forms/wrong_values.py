"""The values of a file that cannot be read, each with the number of its rows: a repeated one is corrected once for all."""

import polars as pl

from .importing import Outcome

# The findings about a text that cannot be read as a value.
UNREAD = (
    "status", "province", "district", "subdistrict", "date", "precision", "sample", "unread",
    "claim.unknown", "claim.word", "claim.number", "claim.date", "claim.term", "claim.programme",
)  # fmt: skip


def wrong_values(outcome: Outcome) -> pl.DataFrame:
    """Return the texts that cannot be read, the most frequent first.

    Returns
    -------
    polars.DataFrame
        ``field``, ``value``, ``n``: the number of rows listed with it.
    """
    mapping = outcome.mapping
    fields = {mapping.column(name): name for name in reversed(outcome.form.fields) if name in mapping.columns}
    found = outcome.report.listed.filter(pl.col("code").is_in(UNREAD), pl.col("value") != "")
    found = found.with_columns(field=pl.col("column").replace_strict(fields, default=None, return_dtype=pl.String))
    counted = found.drop_nulls("field").group_by("field", "value", maintain_order=True).agg(n=pl.len())
    return counted.sort("n", descending=True, maintain_order=True)
