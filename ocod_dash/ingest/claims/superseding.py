"""What becomes of claims when others take their place: nothing is ever dropped, former values stay among the former claims."""

from collections.abc import Collection
from datetime import date

import polars as pl

from ...schema import empty
from ..forms import Tables
from .claim_fields import COLUMNS


def superseded(
    known: Tables, claims: pl.DataFrame, publisher: str, on: date, withdrawn: Collection[str] = ()
) -> dict[str, pl.DataFrame]:
    """Put claims among those that are known; the values that they correct, and claims withdrawn, become former ones.

    Parameters
    ----------
    known : mapping of str to polars.DataFrame
        ``claims`` and ``former_claims``.
    claims : polars.DataFrame
        New claims, and known ones with other values; those that are equal to a known one change nothing.
    publisher : str
        Who publishes them, as the public knows them; empty where that is filled in later.
    on : datetime.date
        When.
    withdrawn : collection of str, optional
        The claims that are withdrawn, by id.
    """
    news = claims.join(known["claims"], on=COLUMNS, how="anti", nulls_equal=True)
    replaced = known["claims"].filter(pl.col("claim_id").is_in([*news["claim_id"], *withdrawn]))
    stamped = replaced.with_columns(superseded_on=pl.lit(on, pl.Date), superseded_by=pl.lit(publisher))
    return {
        "claims": pl.concat([known["claims"].join(replaced, on="claim_id", how="anti"), news]),
        "former_claims": pl.concat([known["former_claims"], stamped]),
    }


def entered(claims: pl.DataFrame, publisher: str, on: date) -> pl.DataFrame:
    """Return claims with the steward who published them, and the day."""
    stamped = claims.with_columns(entered_on=pl.lit(on, pl.Date), entered_by=pl.lit(publisher))
    return stamped.select(list(empty("claims").columns))
