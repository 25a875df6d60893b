"""Checks of tables against their declarations."""

from collections.abc import Iterator

import polars as pl

from .declaration import Column, Table
from .tables import TABLES

# Faults that an error names; of each rule it names as many values at most.
MOST_NAMED = 5


class SchemaError(ValueError):
    """A table does not match its declaration; the message names each column, rule and value."""


def check(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the table with its columns in order, if it matches its declaration.

    Parameters
    ----------
    name : str
        One of ``TABLES``.
    frame : polars.DataFrame
        The full table.

    Raises
    ------
    SchemaError
        If a column is missing, of another type, or holds a value that is not allowed.
    """
    table = TABLES[name]
    faults = list(_columns(table, frame.schema)) or list(_values(table, frame))
    if faults:
        raise SchemaError(f"table {name}: {'; '.join(faults[:MOST_NAMED])}")
    return frame.select(list(table.columns))


def empty(name: str) -> pl.DataFrame:
    """Return the table without rows."""
    return pl.DataFrame(schema={column: declared.dtype for column, declared in TABLES[name].columns.items()})


def _columns(table: Table, found: pl.Schema) -> Iterator[str]:
    """Say which columns are missing, not declared, or of another type."""
    for column, declared in table.columns.items():
        if column not in found:
            yield f"{column}: missing"
        elif found[column] != declared.dtype:
            yield f"{column}: must be {declared.dtype} (found {found[column]})"
    yield from (f"{column}: no such column is declared" for column in found if column not in table.columns)


def _values(table: Table, frame: pl.DataFrame) -> Iterator[str]:
    """Say which values break a rule."""
    rules = [
        (name, pl.col(name), rule, broken)
        for name, column in table.columns.items()
        for rule, broken in _rules(pl.col(name), column)
    ]
    if table.unique:
        together = pl.struct(table.unique)
        rules.append((" and ".join(table.unique), together, "must be unique", together.is_duplicated()))
    # One query for all rules: Polars evaluates them side by side.
    found = frame.select(
        value.filter(broken).unique(maintain_order=True).head(MOST_NAMED).implode().alias(str(number))
        for number, (_, value, _, broken) in enumerate(rules)
    ).row(0)
    for (name, _, rule, _), values in zip(rules, found, strict=True):
        yield from (f"{name}: {rule} (found {value!r})" for value in values)


def _rules(value: pl.Expr, column: Column) -> Iterator[tuple[str, pl.Expr]]:
    """Return each rule of a column in words, with which of its values break it; a missing value breaks only the first."""
    if not column.nullable:
        yield "must have a value", value.is_null() if column.dtype != pl.Float64 else value.is_null() | value.is_nan()
    if column.unique:
        yield "must be unique", value.is_duplicated()
    if column.filled:
        yield "must not be empty", value == ""
    if column.pattern:
        yield f"must match {column.pattern}", ~value.str.contains(column.pattern)
    if column.allowed:
        yield f"must be one of {', '.join(column.allowed)}", ~value.is_in(column.allowed)
    if column.between:
        low, high = column.between
        yield f"must be from {low:g} to {high:g}", ~value.is_between(low, high)
