"""What changed in a period: from the eve of its first day to its last day."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import narwhals as nw
import pandas as pd

from ..i18n import Message, Month, Words
from ..schema import STATUSES
from ..view import View
from . import places, rollout, status
from .findings import Finding
from .status import Tables

DAY = timedelta(days=1)
MONTHS = 12  # of the openings by month, where no period is chosen
# Figures of both ends of the period: of its eve with the ending ``_before``.
COMPARED = (*STATUSES, "opened", "due", "overdue", "percent_complete", "provinces_served")
FLOWS = ("opened_between", "reopened_between", "closed_between", "suspended_between")  # of the centres open

# What is shown of a place: of its eve with the ending ``_before``, of its days with ``_between``.
FIGURES = (
    "in_plan", "open_before", *FLOWS, "open", "due_between", "in_progress_before", "in_progress",
    "planned_before", "planned", "percent_complete_before", "percent_complete", "points_between",
)  # fmt: skip
NAMES = ("code", "parent", "name_th", "name_en")  # of a place
LEVELS = ("region", "province", "district")  # at which it can be shown


@dataclass(frozen=True)
class Days:
    """The days of a period, the first and the last included, to be written in any language."""

    first: date
    last: date

    def written(self, words: Words) -> str:
        """Write the days, such as ``1–19 May 2021``."""
        if self.first == self.last:
            return words.date(self.last)
        if self.first.replace(day=1) == self.last.replace(day=1):
            return f"{self.first.day}–{words.date(self.last)}"
        year = f" {words.year(self.last.year)}"
        first = words.date(self.first)
        return f"{first.removesuffix(year)} – {words.date(self.last)}"


def period(view: View) -> Days:
    """Return the period of a view with a day: from its ``since``, by default the first day of the month, to its day."""
    assert view.as_of
    return Days(view.since or view.as_of.replace(day=1), view.as_of)


def month_before(view: View) -> View | None:
    """Return the view of the same days of the month before; None where the period does not begin with the day's month.

    A shorter month ends them.
    """
    first, last = period(view).first, period(view).last
    if first != last.replace(day=1):
        return None
    end = first - DAY
    return replace(view, since=end.replace(day=1), as_of=end.replace(day=min(last.day, end.day)))


def of_months(view: View) -> View:
    """Return the view of the openings by month: where no period is chosen, of the last twelve months."""
    assert view.as_of
    if view.since:
        return view
    months = view.as_of.year * 12 + view.as_of.month - MONTHS
    return replace(view, since=date(months // 12, months % 12 + 1, 1))


def between(tables: Tables, view: View, level: str = "country") -> nw.LazyFrame:
    """Return what changed in the view's period, one row a place, in the order of every list of places.

    Returns
    -------
    narwhals.LazyFrame
        The columns of :func:`rollout.summary` on the period's last day, of places below the country those of
        :func:`places.progress`; the figures of ``COMPARED`` before its first day, with the ending ``_before``; and of the
        period: ``opened_between``, centres that opened for the first time, ``reopened_between``, those that opened again,
        ``closed_between``, those that closed while open, ``suspended_between``, those that ceased to be open without
        closing, so that ``open_before`` with the first two and without the others is ``open``; ``due_between``, centres due by
        the plan; ``points_between``, percent complete gained, in percentage points.
    """
    days = period(view)
    eve = rollout.summary(tables, view.on(days.first - DAY), level)
    end = rollout.summary(tables, view) if level == "country" else places.progress(tables, view, level)
    counts = [f"{column}_before" for column in COMPARED if column != "percent_complete"]
    return (
        end.join(
            eve.select("code", *(nw.col(each).alias(f"{each}_before") for each in COMPARED)), on="code", how="left"
        )
        .join(_flows(tables, view, level, days.first), on="code", how="left")
        .with_columns(nw.col(*counts, *FLOWS[1:]).fill_null(0))
        .with_columns(
            opened_between=nw.col("opened") - nw.col("opened_before"),
            due_between=nw.col("due") - nw.col("due_before"),
            points_between=nw.col("percent_complete") - nw.col("percent_complete_before"),
        )
        .pipe(places.in_order)
    )


def _flows(tables: Tables, view: View, level: str, first: date) -> nw.LazyFrame:
    """Return the centres that opened again or ceased to be open, by place."""
    opened = status.first(tables, "open").rename({"on": "opened_on"})
    turns = status.turns(tables, view).filter(nw.col("on") >= nw.lit(first, nw.Date))
    ceased, closed = nw.col("turn") == -1, nw.col("status") == "closed"
    flags = {
        "reopened_between": (nw.col("turn") == 1) & (nw.col("on") > nw.col("opened_on")),
        "closed_between": ceased & closed,
        "suspended_between": ceased & ~closed,
    }
    return (
        status.centres(tables, view, level)
        .select("centre_id", "code")
        .join(turns, on="centre_id", how="inner")
        .join(opened, on="centre_id", how="left")
        .with_columns(**{name: flag.cast(nw.Int64) for name, flag in flags.items()})
        .group_by("code")
        .agg(nw.col(*flags).sum())
    )


def by_month(tables: Tables, view: View, level: str = "country") -> nw.LazyFrame:
    """Return how many centres opened for the first time in each month of the view's period, by place.

    Returns
    -------
    narwhals.LazyFrame
        ``code``, of places below the country with ``parent``, ``name_th`` and ``name_en``; ``month`` (its first day),
        ``opened_between``. A place has no row for a month without an opening. Of the first and the last month only the days
        of the period count.
    """
    days = period(view)
    inside = (nw.col("on") >= nw.lit(days.first, nw.Date)) & (nw.col("on") <= nw.lit(days.last, nw.Date))
    counts = (
        status.centres(tables, view, level)
        .select("centre_id", "code")
        .join(status.first(tables, "open").filter(inside), on="centre_id", how="inner")
        .select("code", month=nw.col("on").dt.truncate("1mo"), opened_between=nw.lit(1, nw.Int64))
        .group_by("code", "month")
        .agg(nw.col("opened_between").sum())
    )
    if level != "country":
        counts = counts.join(tables["places"].select(*NAMES), on="code", how="left")
    return counts.sort("code", "month")


def finding(total: pd.Series, days: Days, earlier: tuple[pd.Series, Days] | None = None) -> Finding:
    """Say how many centres opened in a period, in the same days of the month before, and how many were due.

    Parameters
    ----------
    total : pandas.Series
        The one row of :func:`between` of the country.
    days : Days
        The period.
    earlier : tuple of pandas.Series and Days, optional
        The same of the month before.
    """
    n = int(total.opened_between)
    figures: dict[str, Any] = {"opened": _some("opened", n), "days": days}
    figure = ("figure.opened", n)
    ceased = int(total.closed_between + total.suspended_between)
    figures["ceased"] = Message("finding.change.ceased", ceased) if ceased else ""
    planned = total.with_due == total.in_plan
    figures["due"] = _some("due", int(total.due_between)) if planned else ""
    if earlier is None:
        return Finding("finding.change", figures, figure)
    before, before_days = earlier
    figures |= {"before": _some("before", int(before.opened_between)), "before_days": before_days}
    return Finding("finding.change.compared", figures, figure)


def _some(event: str, n: int) -> Message:
    """Return how many centres had an event, or that none had."""
    return Message(f"finding.change.{event}", n) if n else Message(f"finding.change.{event}.none")


def busiest(days: Days, opened: pd.DataFrame) -> Finding:
    """Say how many centres opened in a period, and how many in the month with the most, or in which month all of them.

    Parameters
    ----------
    days : Days
        The period.
    opened : pandas.DataFrame
        :func:`by_month` of the country, with at least one row.
    """
    most = opened.loc[opened.opened_between.idxmax()]
    month = Month(most.month.year, most.month.month, 1)
    figures = {"n": int(opened.opened_between.sum()), "days": days, "most": int(most.opened_between), "month": month}
    if len(opened) == 1:
        return Finding("openings.finding.one_month", figures)
    alone = (opened.opened_between == most.opened_between).sum() == 1
    return Finding("openings.finding" if alone else "openings.finding.several", figures)
