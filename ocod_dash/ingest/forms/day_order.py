"""Whether days come before months in a column of dates: its clear cells show it for all."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from ...problem import Sentence
from .texts import FIRST_SECOND

DAY_FIRST, MONTH_FIRST = "day_first", "month_first"
ORDERS = (DAY_FIRST, MONTH_FIRST)


@dataclass(frozen=True)
class DayOrder:
    """What a column of dates shows.

    Parameters
    ----------
    month_first : bool
        Whether its dates are read with the month first.
    mixed : bool
        Whether some of its dates can only be read with the day first and others only with the month first, so that
        those that could be both are uncertain.
    note : Sentence or None
        What the user should know.
    """

    month_first: bool = False
    mixed: bool = False
    note: Sentence | None = None


def numeric_dates(texts: pl.Series) -> pl.DataFrame:
    """Return the dates of texts that are written in numbers with the year last: ``text``, ``first``, ``second``."""
    groups = (
        texts.unique(maintain_order=True)
        .alias("text")
        .to_frame()
        .with_columns(pl.col("text").str.extract_groups(FIRST_SECOND).alias("groups"))
    )
    numbers = (pl.col("groups").struct[name].cast(pl.Int64) for name in ("first", "second", "year"))
    return groups.select("text", *numbers).drop_nulls("first")


def day_order(parts: Iterable[pl.Series], column: str, given: str | None = None) -> DayOrder:
    """Return the order of a column of dates.

    Parameters
    ----------
    parts : iterable of polars.Series
        Its texts.
    column : str
        What the file calls it.
    given : str, optional
        The order that the user has given.
    """
    if given:
        return DayOrder(given == MONTH_FIRST)
    dates = pl.concat(map(numeric_dates, parts)).unique("text", maintain_order=True)
    first, second = pl.col("first"), pl.col("second")
    by_day = dates.filter(first.is_between(13, 31) & second.is_between(1, 12))
    by_month = dates.filter(second.is_between(13, 31) & first.is_between(1, 12))
    either = dates.filter(first.is_between(1, 12) & second.is_between(1, 12) & (first != second))
    if by_month.height and by_day.height and either.height:
        values = {"day": by_day["text"][0], "month": by_month["text"][0], "value": either["text"][0]}
        return DayOrder(mixed=True, note=Sentence("note.dates_mixed", {"column": column, **values}))
    if by_month.height and not by_day.height:
        return DayOrder(True, note=Sentence("note.month_first", {"column": column, "value": by_month["text"][0]}))
    foreign = either.filter(pl.col("year").is_between(1900, 2400)) if not by_day.height else either.clear()
    if foreign.height:
        return DayOrder(note=Sentence("note.day_first", {"column": column, "value": foreign["text"][0]}))
    return DayOrder()
