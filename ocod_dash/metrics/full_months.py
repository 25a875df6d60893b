"""The full months of a period: what monthly figures can be of."""

from datetime import date, timedelta

import narwhals as nw

from ..view import View
from .change import Days
from .status import Tables

MONTHS = 12  # full months before the view's day, where no period is chosen


def last_full_month(day: date) -> date:
    """Return the first day of the last month that is over on a day, or ends on it."""
    following = day + timedelta(days=1)
    return months_before(following.replace(day=1), 1)


def period(view: View) -> Days | None:
    """Return the full months of a view's period, by default the last twelve; None where it has none.

    The months in which ``since`` and the view's day lie count where all their days are in the period.
    """
    assert view.as_of
    last = last_full_month(view.as_of)
    first = months_before(last, MONTHS - 1)
    if view.since:
        first = view.since if view.since.day == 1 else months_before(view.since.replace(day=1), -1)
    return Days(first, months_before(last, -1) - timedelta(days=1)) if first <= last else None


def months_before(month: date, n: int) -> date:
    """Return the first day of the month so many months earlier."""
    months = month.year * 12 + month.month - 1 - n
    return date(months // 12, months % 12 + 1, 1)


def months_of(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the full months of the view's period: ``month`` (its first day), ``month_end``, ``next_month``, ``days``."""
    days = period(view)
    first, last = (days.first, days.last) if days else (date.max, date.min)
    inside = (nw.col("month") >= nw.lit(first, nw.Date)) & (nw.col("month") <= nw.lit(last, nw.Date))
    length = day_number("next_month") - day_number("month")
    return tables["calendar"].filter(inside).with_columns(days=length)


def day_number(column: str) -> nw.Expr:
    """Return a number of each day from 1901 to 2099 that grows by one a day: in these years every fourth is a leap year.

    Narwhals has no difference of days on Spark.
    """
    day = nw.col(column).dt
    year = day.year().cast(nw.Int64)
    return year * 365 + (year - 1) // 4 + day.ordinal_day().cast(nw.Int64)
