"""The tables of a release: columns, types, units, allowed values, meaning."""

from .check import SchemaError, check, empty
from .meanings import meaning
from .review_tables import CONDITIONS, COST_KINDS, OPTIONS, WISHES
from .tables import ENTERED, QUALIFIERS, STATUSES, STEWARD, TABLES, WHO

__all__ = [
    "CONDITIONS",
    "COST_KINDS",
    "ENTERED",
    "OPTIONS",
    "QUALIFIERS",
    "STATUSES",
    "STEWARD",
    "TABLES",
    "WHO",
    "WISHES",
    "SchemaError",
    "check",
    "empty",
    "meaning",
]
