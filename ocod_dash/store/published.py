"""The tables that come with the product: sources, the claims, events and programmes that they speak of, and terms."""

from pathlib import Path

import polars as pl

from .. import schema
from ..config import DATA

TABLES = ("sources", "claims", "events", "programmes", "terms")


def published(folder: Path = DATA / "published") -> dict[str, pl.DataFrame]:
    """Read the published tables from their CSV files.

    Raises
    ------
    schema.SchemaError
        If one does not keep to its declaration.
    """
    return {
        name: schema.check(name, pl.read_csv(folder / f"{name}.csv", schema_overrides=schema.empty(name).schema))
        for name in TABLES
    }
