"""The full months of a period: what monthly figures can be of."""

from datetime import date, timedelta

import narwhals as nw

from ..view import View
from .change import Days
from .rollout import MINUTES
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
    length = (nw.col("next_month") - nw.col("month")).dt.total_minutes() // MINUTES
    return tables["calendar"].filter(inside).with_columns(days=length)
