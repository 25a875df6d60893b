"""Checks of whole tables against their declarations."""

import polars as pl
from pandera.errors import SchemaErrors

from .tables import TABLES


class SchemaError(ValueError):
    """A table does not keep to its declaration; the message names each column, value and rule."""


def check(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the table with its columns in order, if it keeps to its declaration.

    Parameters
    ----------
    name : str
        One of ``TABLES``.
    frame : polars.DataFrame
        The whole table.

    Raises
    ------
    SchemaError
        If a column is missing, of another type, or holds a value that is not allowed.
    """
    schema = TABLES[name].to_schema()
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as error:
        faults = error.failure_cases.select(
            pl.format(
                "{}: {} (found {})",
                *(pl.col(c).cast(pl.String).fill_null("-") for c in ("column", "check", "failure_case")),
            )
        )
        raise SchemaError(
            f"table {name}: " + "; ".join(faults.to_series().unique(maintain_order=True).head(5))
        ) from error
    return frame.select(list(schema.columns))


def empty(name: str) -> pl.DataFrame:
    """Return the table without rows."""
    return pl.DataFrame(schema=polars_schema(name))


def polars_schema(name: str) -> dict[str, pl.DataType]:
    """Return the table's columns with their Polars types, in order."""
    return {column: declared.dtype.type for column, declared in TABLES[name].to_schema().columns.items()}
