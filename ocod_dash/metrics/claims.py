"""Published figures beside the counted ones: claims by their sources, never mixed with a count."""

from typing import Any

import narwhals as nw
import pandas as pd

from ..i18n import Words
from ..schema import STEWARD
from ..view import View
from .status import Tables

# The claims' measure that speaks of the same thing as a counted one.
COUNTED_AS = {"centres_planned": "in_plan", "centres_completed": "open", "centres_in_progress": "in_progress"}


def nearest(tables: Tables, view: View, subject: str = "ocod") -> nw.LazyFrame:
    """Return the totals published for the view's day, or else for the latest day before it that has any.

    Returns
    -------
    narwhals.LazyFrame
        ``claim_id``, ``measure``, ``value``, ``unit``, ``qualifier``, ``as_of``, ``as_of_precision``, ``publisher``,
        ``publisher_th``, ``published_on``, ``address``; largest value first. They speak of the whole country, whatever
        the view's places.
    """
    past = tables["claims"].filter(
        nw.col("subject") == subject,
        nw.col("basis") == "total",
        nw.col("as_of") <= nw.lit(view.as_of, nw.Date),
        nw.col("as_of_precision") == "day",
        nw.col("measure").is_in(list(COUNTED_AS)),
    )
    newest = past.join(past.select(day=nw.col("as_of").max()), how="cross").filter(nw.col("as_of") == nw.col("day"))
    columns = (
        "claim_id", "measure", "value", "unit", "qualifier", "as_of", "as_of_precision", "publisher", "publisher_th",
        "published_on", "address",
    )  # fmt: skip
    return newest.join(tables["sources"], on="source_id", how="left").select(*columns).sort("value", descending=True)


def known(tables: Tables, view: View) -> nw.LazyFrame:
    """Return every claim that speaks of the view's day or an earlier one, with who said it; the newest first.

    Returns
    -------
    narwhals.LazyFrame
        The columns of ``claims`` and, of its source, ``publisher``, ``publisher_th``, ``published_on``,
        ``published_precision`` and ``address``.
    """
    said = tables["claims"].filter(nw.col("as_of") <= nw.lit(view.as_of, nw.Date))
    return said.join(tables["sources"], on="source_id", how="left").sort("as_of", "claim_id", descending=[True, False])


def former(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the claims of the view's day or an earlier one as they stood before they were corrected or withdrawn.

    They are there to be seen; nothing is reckoned with them.

    Returns
    -------
    narwhals.LazyFrame
        The columns of :func:`known`, ``superseded_on``, ``superseded_by`` and ``withdrawn``, whether no claim has the
        id any more; those changed last come first.
    """
    said = tables["former_claims"].filter(nw.col("as_of") <= nw.lit(view.as_of, nw.Date))
    standing = tables["claims"].select("claim_id", "value").rename({"value": "withdrawn"})
    said = said.join(standing, on="claim_id", how="left").with_columns(nw.col("withdrawn").is_null())
    return said.join(tables["sources"], on="source_id", how="left").sort(
        "superseded_on", "claim_id", descending=[True, False]
    )


def sources(tables: Tables, view: View) -> nw.LazyFrame:
    """Return who published what, when, and where it can be read: the table ``sources``, by id."""
    return tables["sources"].sort("source_id")


def written(words: Words, value: float, qualifier: str) -> str:
    """Write a claim's figure with its qualifier, and with as many decimals as it needs, one at most."""
    figure = words.number(value, 0 if float(value).is_integer() else 1)
    return figure if qualifier == "exactly" else words(f"qualifier.{qualifier}", figure=figure)


def by(words: Words, who: str) -> str:
    """Write who published a claim here: their name, or "a steward" where none is given."""
    return words("ledger.steward") if who == STEWARD else who


def when(words: Words, day: Any, precision: Any) -> str:
    """Write a date as exactly as it is known: a day, a month or a year; no data when it is not."""
    if pd.isna(day):
        return words("no_data")
    if precision == "year":
        return words.year(day.year)
    return words.month(day) if precision == "month" else words.date(day)


def years(words: Words, period: str) -> str:
    """Write the years that a claim speaks of, in the Buddhist era in Thai."""
    return "–".join(words.year(int(year)) if year.isdigit() else year for year in period.split("-"))
