"""Finding the places that an address names, where a file has no columns for them."""

import polars as pl

from ... import geography
from .places import LEVELS


def fill(rows: pl.DataFrame) -> pl.DataFrame:
    """Let the address name the places that the row's own columns do not.

    Parameters
    ----------
    rows : polars.DataFrame
        With ``address:cell`` and ``<level>:cell`` of each level.

    Returns
    -------
    polars.DataFrame
        The rows; ``address`` is the address where the province comes from it, else null.
    """
    needed = pl.col("province:cell").is_null() & pl.col("address:cell").is_not_null()
    rows = rows.with_columns(pl.when(needed).then("address:cell").alias("address"))
    texts = rows["address"].unique().drop_nulls()
    if texts.is_empty():
        return rows
    found = pl.DataFrame([(text, *geography.places_in(text)) for text in texts], ["address", *LEVELS], orient="row")
    found = found.with_columns(pl.col(LEVELS).cast(pl.String))
    of_address = rows.select("address").join(found, on="address", how="left", maintain_order="left")
    rows = rows.with_columns(pl.coalesce(f"{level}:cell", of_address[level]).alias(f"{level}:cell") for level in LEVELS)
    return rows.with_columns(pl.when(pl.col("province:cell").is_not_null()).then("address").alias("address"))
