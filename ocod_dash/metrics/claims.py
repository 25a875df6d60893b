"""Published figures beside the counts of the register: claims with their sources, never mixed with a count."""

from typing import Any

import narwhals as nw
import pandas as pd

from ..i18n import Words
from ..schema import STEWARD
from ..view import View
from .status import Tables

# The measure of the register that a claim's measure corresponds to.
COUNTED_AS = {"centres_planned": "in_plan", "centres_completed": "open", "centres_in_progress": "in_progress"}


# Measures for which a publisher's word and the register's differ: "completed" need not be "open".
DIFFERENT_WORDS = frozenset({"centres_completed"})


def nearest_totals(tables: Tables, view: View, subject: str = "ocod") -> nw.LazyFrame:
    """Return the totals published for the view's day, or else for the latest earlier day that has any.

    Returns
    -------
    narwhals.LazyFrame
        ``claim_id``, ``measure``, ``value``, ``unit``, ``qualifier``, ``as_of``, ``as_of_precision``, ``publisher``,
        ``publisher_th``, ``published_on``, ``address``; largest value first. They are of the whole country, whatever
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
    """Return every claim as of the view's day or an earlier one, with its source; the newest first.

    Returns
    -------
    narwhals.LazyFrame
        The columns of ``claims`` and, of its source, ``publisher``, ``publisher_th``, ``published_on``,
        ``published_precision`` and ``address``.
    """
    claims = tables["claims"].filter(nw.col("as_of") <= nw.lit(view.as_of, nw.Date))
    return claims.join(tables["sources"], on="source_id", how="left").sort(
        "as_of", "claim_id", descending=[True, False]
    )


def superseded(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the claims of the view's day or an earlier one that were corrected or withdrawn since, as they were before.

    They are for display; no metric computes with them.

    Returns
    -------
    narwhals.LazyFrame
        The columns of :func:`known`, ``superseded_on``, ``superseded_by`` and ``withdrawn``, whether no claim has the
        id any more; the latest change first.
    """
    claims = tables["former_claims"].filter(nw.col("as_of") <= nw.lit(view.as_of, nw.Date))
    current = tables["claims"].select("claim_id", "value").rename({"value": "withdrawn"})
    claims = claims.join(current, on="claim_id", how="left").with_columns(nw.col("withdrawn").is_null())
    return claims.join(tables["sources"], on="source_id", how="left").sort(
        "superseded_on", "claim_id", descending=[True, False]
    )


def sources(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the table ``sources`` by id: publisher, date and link of each publication."""
    return tables["sources"].sort("source_id")


def figure_text(words: Words, value: float, qualifier: str) -> str:
    """Write a claim's figure with its qualifier, and with one decimal where it is not an integer."""
    figure = words.number(value, 0 if float(value).is_integer() else 1)
    return figure if qualifier == "exactly" else words(f"qualifier.{qualifier}", figure=figure)


def steward_name(words: Words, who: str) -> str:
    """Write the name of the steward who entered a claim, or "a steward" where it is not given."""
    return words("ledger.steward") if who == STEWARD else who


def date_text(words: Words, day: Any, precision: Any) -> str:
    """Write a date with its precision: a day, a month or a year; "no data" where it is not known."""
    if pd.isna(day):
        return words("no_data")
    if precision == "year":
        return words.year(day.year)
    return words.month(day) if precision == "month" else words.date(day)


def date_iso(day: Any, precision: Any) -> str | None:
    """Return a date with its precision in ISO form, such as ``2021-05-19``, ``2021-05`` or ``2021``; None if unknown."""
    if pd.isna(day):
        return None
    return str(day.isoformat()[: {"year": 4, "month": 7}.get(precision, 10)])


def period_text(words: Words, period: str) -> str:
    """Write the years of a claim's period, in the Buddhist era in Thai."""
    return "–".join(words.year(int(year)) if year.isdigit() else year for year in period.split("-"))
