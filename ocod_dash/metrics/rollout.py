"""How far the rollout is, against its plan: the headline numbers and the S-curve."""

from datetime import date

import narwhals as nw

from ..view import View
from . import status
from .status import Tables


def summary(tables: Tables, view: View, level: str = "country") -> nw.LazyFrame:
    """Return the headline numbers on the view's day, one row a place.

    Returns
    -------
    narwhals.LazyFrame
        ``code``; ``in_plan`` and one count a status, in centres; ``not_open``; ``percent_complete`` and
        ``percent_not_open``; ``opened`` (ever, by the day), ``opened_this_month`` (in the day's month so far);
        ``due`` (by the plan, by the day) and ``with_due`` (centres that have a due date); ``overdue`` (due by the day and
        not opened by then) and ``overdue_days``, of the one overdue for longest, 0 of none;
        ``short``, centres due less centres opened (negative: ahead), and ``behind_plan``, the same in percentage points
        of the centres in the plan, both null unless every centre has a due date;
        ``provinces_served`` (provinces with an open centre); ``dates`` (different days of
        milestones: with only one, a register has today's status and no history).
    """
    day = nw.lit(view.as_of, nw.Date)
    opened = status.first(tables, "open").rename({"on": "opened_on"})
    flagged = ("opened", "opened_this_month", "due", "with_due", "overdue")
    counts = (
        status.on_the_day(tables, view, level)
        .join(opened, on="centre_id", how="left")
        .with_columns(opened=(nw.col("opened_on") <= day).fill_null(False))
        .with_columns(
            *status.flags(),
            opened_this_month=nw.col("opened") & (nw.col("opened_on") >= _month(view)).fill_null(False),
            due=(nw.col("due_on") <= day).fill_null(False),
            with_due=~nw.col("due_on").is_null(),
        )
        .with_columns(overdue=nw.col("due") & ~nw.col("opened"))
        .with_columns(
            nw.col(*flagged).cast(nw.Int64),
            overdue_days=nw.when(nw.col("overdue")).then(_days(view.as_of) - _days_of(nw.col("due_on"))).otherwise(0),
        )
        .group_by("code")
        .agg(nw.col(*status.COUNTS, *flagged).sum(), nw.col("overdue_days").max())
    )
    short = nw.col("due") - nw.col("opened")
    return (
        counts.join(_served(tables, view, level), on="code", how="left")
        .join(_dates(tables, view, level), on="code", how="left")
        .with_columns(
            *status.shares(),
            nw.col("provinces_served", "dates").fill_null(0),
            short=nw.when(nw.col("with_due") == nw.col("in_plan")).then(short),
        )
        .with_columns(
            behind_plan=nw.col("short") / nw.col("in_plan") * 100,
        )
        .sort("code")
    )


def _days(day: date | None) -> int:
    """Return a number of a day from 1901 to 2099 that grows by one each day: every fourth year is a leap year."""
    assert day
    return day.year * 365 + (day.year - 1) // 4 + day.timetuple().tm_yday


def _days_of(day: nw.Expr) -> nw.Expr:
    """Return :func:`_days` of a column; Narwhals has no difference of days on Spark."""
    year = day.dt.year().cast(nw.Int64)
    return year * 365 + (year - 1) // 4 + day.dt.ordinal_day().cast(nw.Int64)


def _month(view: View) -> nw.Expr:
    assert view.as_of
    return nw.lit(view.as_of.replace(day=1), nw.Date)


def _served(tables: Tables, view: View, level: str) -> nw.LazyFrame:
    is_open = status.on_the_day(tables, view, level).filter(nw.col("status") == "open")
    return is_open.group_by("code").agg(nw.col("province_code").n_unique().alias("provinces_served"))


def _dates(tables: Tables, view: View, level: str) -> nw.LazyFrame:
    dated = status.centres(tables, view, level).join(tables["milestones"], on="centre_id", how="inner")
    return dated.group_by("code").agg(nw.col("on").n_unique().alias("dates"))


def course(tables: Tables, view: View, level: str = "country") -> nw.LazyFrame:
    """Return the S-curve: centres opened, closed and due, running totals by month; and those open at its end.

    Centres ever opened are counted, so the curve never falls; closures are a line of their own.

    Returns
    -------
    narwhals.LazyFrame
        ``code``; ``on``, the last day of each month, and the view's day; ``opened`` and ``closed`` by that day and
        ``open`` on it, as the summary of that day counts, null after the view's day; ``due`` by that day. From the month
        before the first to the month of the last event or due date.
    """
    day = nw.lit(view.as_of, nw.Date)
    placed = status.centres(tables, view, level).select("centre_id", "code", "due_on")

    def happened(kind: str) -> nw.LazyFrame:
        return placed.join(status.first(tables, kind).filter(nw.col("on") <= day), on="centre_id", how="inner")

    events = nw.concat(
        [
            _steps(happened("open"), opened=1),
            _steps(happened("closed"), closed=1),
            _steps(placed.join(status.turns(tables, view), on="centre_id", how="inner"), open=nw.col("turn")),
            _steps(placed.with_columns(on=nw.col("due_on")).filter(~nw.col("on").is_null()), due=1),
        ]
    )
    so_far = (nw.col("on") <= day) & (nw.col("on") >= _month(view))
    calendar = tables["calendar"]
    events = (
        events.with_columns(month=nw.col("on").dt.truncate("1mo"))
        .join(calendar, on="month", how="inner")
        .with_columns(on=nw.when(so_far).then(day).otherwise(nw.col("month_end")))
    )
    span = events.select(first=nw.col("month").min(), last=nw.col("month").max())
    spread = calendar.join(span, how="cross").filter(
        nw.col("next_month") >= nw.col("first"), nw.col("month") <= nw.col("last")
    )
    dates = nw.concat([spread.select(on=nw.col("month_end")), calendar.head(1).select(on=day)])
    steps = ("opened", "closed", "due", "open")
    spine = _steps(dates.join(placed.select("code").unique(), how="cross"))
    totals = (
        nw.concat([events.select("code", "on", *steps), spine])
        .group_by("code", "on")
        .agg(*(nw.col(step).sum() for step in steps))
        .with_columns(*(nw.col(step).cum_sum().over("code", order_by="on") for step in steps))
    )
    known = nw.col("on") <= day
    past = [nw.when(known).then(nw.col(step)).alias(step) for step in ("opened", "closed", "open")]
    return totals.with_columns(*past).sort("code", "on")


def _steps(
    frame: nw.LazyFrame, opened: int = 0, closed: int = 0, due: int = 0, open: nw.Expr | None = None
) -> nw.LazyFrame:
    return frame.select(
        "code",
        "on",
        opened=nw.lit(opened, nw.Int64),
        closed=nw.lit(closed, nw.Int64),
        due=nw.lit(due, nw.Int64),
        open=nw.lit(0, nw.Int64) if open is None else open,
    )
