"""Earned schedule: how late a rollout is in time, not in centres.

Definitions: W. Lipke, Schedule is different, The Measurable News, March 2003, 31-34; W. Lipke and K. Henderson, Earned
schedule: an emerging enhancement to earned value management, CrossTalk, November 2006, 26-30. What is planned for a day
is the centres due by it, what is earned the centres opened by it, and a period is a day.

The plan of each place is a small NumPy array: to find where it reached an amount is to search in it, once a place.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from math import floor, nan

import narwhals as nw
import numpy as np
import polars as pl

from ..view import View
from . import status
from .status import Tables

Array = np.ndarray
_SCHEMA = {
    "code": pl.String, "starts_on": pl.Date, "ends_on": pl.Date, "planned_days": pl.Int64, "actual_days": pl.Int64,
    "earned_days": pl.Float64, "earned_on": pl.Date, "late_days": pl.Int64, "spi_t": pl.Float64, "ieac_on": pl.Date,
    "tspi": pl.Float64,
}  # fmt: skip


def earned_time(times: Array, planned: Array, earned: float, at: float) -> float:
    """Return the earned schedule ES: the time at which as much was planned as is earned.

    ES = N + (earned − PV(N)) / (PV(N + 1) − PV(N)), with N the last period by whose end no more was planned than is
    earned (Lipke 2003). Where the plan stays at the amount for several periods, any of these times may be meant: it is
    the one nearest to the actual time, so that nobody is late, or ahead, for periods in which nothing was due. What is
    earned beyond the whole plan is never late.

    Parameters
    ----------
    times : array of float, shape (n,)
        Ends of periods, ascending; the first is the start, when nothing is planned yet.
    planned : array of float, shape (n,)
        The running total that is planned by each of them, beginning with 0.
    earned : float
        What is earned by the actual time, in the unit of the plan.
    at : float
        AT, the actual time.

    Returns
    -------
    float
        In the unit of ``times``.
    """
    earned = min(earned, float(planned[-1]))
    reached, passed = (int(np.searchsorted(planned, earned, side)) for side in ("left", "right"))
    first = _between(times, planned, earned, reached) if reached else -np.inf
    last = _between(times, planned, earned, passed) if passed < len(times) else np.inf
    return float(min(max(at, first), last))


def _between(times: Array, planned: Array, earned: float, after: int) -> float:
    share = (earned - planned[after - 1]) / (planned[after] - planned[after - 1])
    return float(times[after - 1] + share * (times[after] - times[after - 1]))


@dataclass(frozen=True)
class Schedule:
    """The earned schedule with the indices that follow from it, all in periods from the start.

    Parameters
    ----------
    es : float
        ES, the earned schedule.
    at : float
        AT, the actual time.
    pd : float
        PD, the planned duration.
    """

    es: float
    at: float
    pd: float

    @property
    def variance(self) -> float:
        """SV(t) = ES − AT: below 0 the work is late (Lipke 2003)."""
        return self.es - self.at

    @property
    def performance(self) -> float:
        """SPI(t) = ES / AT: below 1 the work is late (Lipke 2003); NaN before any time has passed."""
        return self.es / self.at if self.at > 0 else nan

    @property
    def estimate(self) -> float:
        """IEAC(t) = PD / SPI(t), the duration if it goes on as so far (Lipke and Henderson 2006); NaN if nothing is earned."""
        return self.pd / self.performance if self.performance > 0 else nan

    @property
    def to_complete(self) -> float:
        """TSPI = (PD − ES) / (PD − AT), the SPI(t) from now on that would end the work as planned; NaN after its planned end."""
        return (self.pd - self.es) / (self.pd - self.at) if self.at < self.pd else nan


def by_place(tables: Tables, view: View, level: str = "country") -> nw.LazyFrame:
    """Return the earned schedule of each place on the view's day; all figures are null unless every centre has a due date.

    Returns
    -------
    narwhals.LazyFrame
        ``code``; ``starts_on``, the eve of the first due date or opening, from which days are counted; ``ends_on``, the
        last due date; ``planned_days`` (PD), ``actual_days`` (AT), ``earned_days`` (ES)
        and ``earned_on``, the day at ES; ``late_days``, −SV(t) rounded
        to days, below 0 ahead of the plan; ``spi_t``; ``ieac_on``, the day at IEAC(t); ``tspi``. By code.
    """
    assert view.as_of
    opened = status.first(tables, "open").filter(nw.col("on") <= nw.lit(view.as_of, nw.Date))
    rows = (
        status.centres(tables, view, level)
        .select("centre_id", "code", "due_on")
        .join(opened, on="centre_id", how="left")
        .group_by("code", "due_on")
        .agg(nw.col("centre_id").count().alias("n"), nw.col("on").count().alias("opened"), nw.col("on").min())
        .collect()
        .to_polars()
        .sort("code", "due_on")
    )
    codes, first = np.unique(rows["code"].to_numpy(), return_index=True)
    ends = [*first, len(rows)][1:]
    found = [_of_place(str(code), rows[at:end], view.as_of) for code, at, end in zip(codes, first, ends, strict=True)]
    return nw.from_native(pl.DataFrame(found, _SCHEMA, orient="row").lazy())


def _of_place(code: str, rows: pl.DataFrame, day: date) -> tuple:
    """Return a row of :func:`by_place`; ``rows`` has the centres of a place by due date: how many, and opened."""
    due, n = rows["due_on"].to_list(), rows["n"].to_numpy()
    if None in due:
        return (code, *[None] * (len(_SCHEMA) - 1))
    start = min(due[0], rows["on"].min() or due[0]) - timedelta(days=1)
    days, total = np.array([(each - start).days for each in due]), n.cumsum()
    # A plan by the day: it stands still up to the eve of each due date.
    times = np.array([0, *np.column_stack([days - 1, days]).ravel()])
    planned = np.array([0, *np.column_stack([total - n, total]).ravel()])
    at = (day - start).days
    schedule = Schedule(earned_time(times, planned, float(rows["opened"].to_numpy().sum()), at), at, int(days[-1]))
    late = floor(0.5 - schedule.variance)
    return (
        code, start, due[-1], int(days[-1]), at, schedule.es, _later(start, schedule.es), late,
        _known(schedule.performance), _later(start, schedule.estimate), _known(schedule.to_complete),
    )  # fmt: skip


def _known(figure: float) -> float | None:
    return None if np.isnan(figure) else figure


def _later(day: date, days: float) -> date | None:
    """Return the day so many days later; None where they are not known, or beyond the calendar."""
    return day + timedelta(days=floor(days + 0.5)) if days < (date.max - day).days else None
