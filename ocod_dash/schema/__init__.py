"""The tables of a release: columns, types, units, allowed values, meaning."""

from .check import SchemaError, check, empty
from .meanings import meaning
from .tables import ENTERED, QUALIFIERS, STATUSES, STEWARD, TABLES, WHO

__all__ = [
    "ENTERED",
    "QUALIFIERS",
    "STATUSES",
    "STEWARD",
    "TABLES",
    "WHO",
    "SchemaError",
    "check",
    "empty",
    "meaning",
]
