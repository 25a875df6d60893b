"""How the public knows who published: by a name, never by an address, which only the list of releases has."""

import polars as pl

from .. import schema
from ..config import stewards

# Whose correction it is when a later product ships another value.
PRODUCT = "ocod-dash"
ADDRESS = r"^[^@\s]+@[^@\s]+$"


def public_name(publisher: str) -> str:
    """Return the name by which the public knows who publishes: the one in the settings, or that of any steward."""
    return publisher if publisher == PRODUCT else stewards().get(publisher.lower()) or schema.STEWARD


def with_public_names(column: str) -> pl.Expr:
    """Return a column of names in which an address, as an earlier version wrote them, is read as its public name."""
    who, known = pl.col(column), {address: name for address, name in stewards().items() if name}
    public = who.str.to_lowercase().replace_strict(known, default=schema.STEWARD, return_dtype=pl.String)
    return pl.when(who.str.contains(ADDRESS)).then(public).otherwise(who).alias(column)
