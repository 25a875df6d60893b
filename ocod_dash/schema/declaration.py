"""How a table is declared: its columns, and for each its type, its meaning and the values it may hold."""

from dataclasses import dataclass

from polars.datatypes import DataTypeClass


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Parameters
    ----------
    dtype : polars data type
        The type, exactly.
    description : str
        What the column holds, in English.
    nullable : bool
        Whether a value may be missing; a missing value breaks no other rule.
    unique : bool
        Whether each value is unique.
    filled : bool
        Whether a text must have at least one character.
    pattern : str
        The regular expression that a text must match; empty for any text.
    allowed : tuple of str
        The only values allowed; empty for any.
    between : tuple of float, optional
        The smallest and the largest number allowed.
    """

    dtype: DataTypeClass
    description: str
    nullable: bool = False
    unique: bool = False
    filled: bool = False
    pattern: str = ""
    allowed: tuple[str, ...] = ()
    between: tuple[float, float] | None = None


@dataclass(frozen=True)
class Table:
    """A table of a release, which has these columns and no others.

    Parameters
    ----------
    description : str
        What a row is, in English.
    columns : dict of str to Column
        The columns, in order.
    unique : tuple of str
        Columns whose values together are unique; empty where any may repeat.
    """

    description: str
    columns: dict[str, Column]
    unique: tuple[str, ...] = ()
