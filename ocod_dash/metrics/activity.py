"""How the centres are used: visits, learners, hours and computers, by centre, by place and by month.

A month that was not reported, or a figure missing in a month, is not 0: each figure is worked out from the months that
have it, and how many those are is stated beside it. Figures of a period are of its full months; those of a centre or
place leave out the months in the course of which a centre began or ceased to be open, as part of a month would look
like a poor one.
"""

import narwhals as nw

from ..view import View
from . import status
from .full_months import last_full_month, months_of
from .status import Tables

WEEK = 7  # days
REPORTED = (
    "visits", "visitors", "learners", "courses", "service_uses", "open_days", "open_hours", "computers_working",
    "downtime_hours",
)  # fmt: skip
# Sums over the months that have a figure, and the number of these months.
SUMMED = ("visits", "visitors", "learners", "courses", "service_uses", "open_days", "open_hours", "downtime_hours")

# Means of a month, and the figure of each.
A_MONTH = {
    "visits_a_month": "visits",
    "visitors_a_month": "visitors",
    "learners_a_month": "learners",
    "days_a_month": "open_days",
}


def reports(tables: Tables, view: View, level: str = "country") -> nw.LazyFrame:
    """Return the months of activity of the centres in view, in the full months of the period.

    Returns
    -------
    narwhals.LazyFrame
        The columns of ``activity``, ``code`` (the centre's place at the level) and ``days`` (of the month). A row
        without any figure is no report and is not there.
    """
    some = nw.any_horizontal(*(~nw.col(name).is_null() for name in REPORTED), ignore_nulls=True)
    return (
        tables["activity"]
        .filter(some)
        .join(months_of(tables, view).select("month", "days"), on="month", how="inner")
        .join(status.centres(tables, view, level).select("centre_id", "code"), on="centre_id", how="inner")
    )


def broken_months(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the months in the course of which a centre began or ceased to be open: ``centre_id``, ``month``."""
    turns = status.turns(tables, view).with_columns(month=nw.col("on").dt.truncate("1mo"))
    return turns.filter(nw.col("on") > nw.col("month")).select("centre_id", "month").unique()


def due(tables: Tables, view: View, level: str = "country") -> nw.LazyFrame:
    """Return the months that should have been reported: those of the period on whose every day a centre was open.

    Returns
    -------
    narwhals.LazyFrame
        ``centre_id``, ``code``, ``month``.
    """
    turns = status.turns(tables, view)
    spells = turns.with_columns(until=nw.col("on").shift(-1).over("centre_id", order_by="on")).filter(
        nw.col("turn") == 1
    )
    lasts = nw.col("until").is_null() | (nw.col("until") >= nw.col("next_month"))
    return (
        spells.join(status.centres(tables, view, level).select("centre_id", "code"), on="centre_id", how="inner")
        .join(months_of(tables, view), how="cross")
        .filter(nw.col("on") <= nw.col("month"), lasts)
        .select("centre_id", "code", "month")
    )


def of_centres(tables: Tables, view: View) -> nw.LazyFrame:
    """Return how each centre in view was used in the full months of the period, one row a centre, by id.

    Returns
    -------
    narwhals.LazyFrame
        ``centre_id``; ``months_due``, months of which a report was due (see :func:`due`); ``months_reported``, those of
        the period that have one; ``months_missing``, those due without one; ``months_known``, those with both visits
        and open days. The totals ``visits``, ``learners``, ``courses``, ``service_uses``, ``open_days``, ``open_hours``
        and ``downtime_hours`` of the months that have the figure; means of a month: ``visits_a_month``,
        ``visitors_a_month`` (different visitors of a month; those of several months cannot be added),
        ``learners_a_month``, ``days_a_month``; ``visits_per_open_day``, visits per open day, of the months with both;
        ``hours_week``, hours open in seven days of the calendar; ``computers_working``, as last reported;
        ``visitors_exact``, False where any number of visitors is an estimate; ``visits_days`` and ``learners_days``,
        the days of the months that have the figure. Each is null where no month of the period has the figure.
    """
    return _used(tables, view, "centre_id", "country")


def by_place(tables: Tables, view: View, level: str = "country") -> nw.LazyFrame:
    """Return how the centres of each place were used in the full months of the period, one row a place that has a centre.

    Returns
    -------
    narwhals.LazyFrame
        ``code``; ``centres``, those open on the view's day; ``reporting``, those of them with a report in the period,
        and ``silent``, those without one although one was due; the columns of :func:`of_centres` but for ``centre_id``,
        of all centres of the place together: months are months of a centre, ``visits_a_month`` is a mean of a centre's
        month, ``computers_working`` the sum of the latest reports. By code.
    """
    known = status.on_the_day(tables, view, level).select("centre_id", "code", "status")
    is_open = nw.col("status") == "open"
    own = of_centres(tables, view).select("centre_id", "months_due", "months_reported")
    counts = (
        known.join(own, on="centre_id", how="left")
        .with_columns(
            centres=is_open.cast(nw.Int64),
            reporting=(is_open & (nw.col("months_reported") > 0)).cast(nw.Int64),
            silent=(is_open & (nw.col("months_reported") == 0) & (nw.col("months_due") > 0)).cast(nw.Int64),
        )
        .group_by("code")
        .agg(nw.col("centres", "reporting", "silent").sum())
    )
    return counts.join(_used(tables, view, "code", level), on="code", how="left").sort("code")


def _used(tables: Tables, view: View, key: str, level: str) -> nw.LazyFrame:
    """Return the figures of :func:`of_centres` by centre or by place."""
    rows = reports(tables, view, level).join(broken_months(tables, view), on=["centre_id", "month"], how="anti")
    both = ~nw.col("visits").is_null() & ~nw.col("open_days").is_null()
    sums = (
        rows.with_columns(
            *((~nw.col(name).is_null()).cast(nw.Int64).alias(f"{name}_months") for name in SUMMED),
            *(
                nw.when(~nw.col(name).is_null()).then(nw.col("days")).otherwise(0).alias(f"{name}_days")
                for name in ("visits", "learners", "open_hours")
            ),
            months_reported=nw.lit(1, nw.Int64),
            months_known=both.cast(nw.Int64),
            visits_of_both=nw.when(both).then(nw.col("visits")),
            days_of_both=nw.when(both).then(nw.col("open_days")),
            estimates=(~nw.col("visitors_exact").fill_null(True)).cast(nw.Int64),
        )
        .group_by(key)
        .agg(
            nw.col(*SUMMED, *(f"{name}_months" for name in SUMMED)).sum(),
            nw.col("visits_days", "learners_days", "open_hours_days", "months_reported", "months_known").sum(),
            nw.col("visits_of_both", "days_of_both", "estimates").sum(),
        )
    )
    owed = (
        due(tables, view, level)
        .join(rows.select("centre_id", "month", reported=nw.lit(1, nw.Int64)), on=["centre_id", "month"], how="left")
        .with_columns(months_due=nw.lit(1, nw.Int64), months_missing=nw.col("reported").is_null().cast(nw.Int64))
        .group_by(key)
        .agg(nw.col("months_due", "months_missing").sum())
    )
    counted = ("months_due", "months_reported", "months_missing", "months_known")
    has = {name: nw.col(f"{name}_months") > 0 for name in SUMMED}
    days = nw.col("days_of_both")
    return (
        status.centres(tables, view, level)
        .select(key)
        .unique()
        .join(owed, on=key, how="left")
        .join(sums, on=key, how="left")
        .join(_computers(rows, key), on=key, how="left")
        .with_columns(nw.col(*counted).fill_null(0))
        .with_columns(
            *(nw.when(has[name]).then(nw.col(name)).alias(name) for name in SUMMED),
            *(
                nw.when(has[name]).then(nw.col(name) / nw.col(f"{name}_months")).alias(column)
                for column, name in A_MONTH.items()
            ),
            *(nw.when(has[name]).then(nw.col(f"{name}_days")).alias(f"{name}_days") for name in ("visits", "learners")),
            visits_per_open_day=nw.when(days > 0).then(nw.col("visits_of_both") / days),
            hours_week=nw.when(has["open_hours"]).then(nw.col("open_hours") / nw.col("open_hours_days") * WEEK),
            visitors_exact=nw.when(has["visitors"]).then(nw.col("estimates") == 0),
        )
        .select(
            key, *counted, "visits", "learners", "courses", "service_uses", "open_days", "open_hours", "downtime_hours",
            *A_MONTH, "visits_per_open_day", "hours_week", "computers_working", "visitors_exact", "visits_days", "learners_days",
        )
        .sort(key)
    )  # fmt: skip


def _computers(rows: nw.LazyFrame, key: str) -> nw.LazyFrame:
    """Return the computers in working order as each centre last reported them, summed by place."""
    known = rows.filter(~nw.col("computers_working").is_null())
    newest = known.group_by("centre_id").agg(nw.col("month").max())
    latest = known.join(newest, on=["centre_id", "month"], how="inner")
    return latest.group_by(key).agg(nw.col("computers_working").sum())


def by_month(tables: Tables, view: View, level: str = "country") -> nw.LazyFrame:
    """Return the use of the centres of each place month by month, of the full months of the period.

    Returns
    -------
    narwhals.LazyFrame
        ``code``, ``month``; ``reports``, centres that reported; totals of those that have the figure, null where none
        has: the figures of ``REPORTED`` (of ``visitors`` the sum of the centres' own); ``visitors_exact``. A month
        without a report has no row. By code and month.
    """
    rows = reports(tables, view, level)
    keys = ("code", "month")
    return (
        rows.with_columns(
            *((~nw.col(name).is_null()).cast(nw.Int64).alias(f"{name}_known") for name in REPORTED),
            reports=nw.lit(1, nw.Int64),
            estimates=(~nw.col("visitors_exact").fill_null(True)).cast(nw.Int64),
        )
        .group_by(*keys)
        .agg(nw.col(*REPORTED, *(f"{name}_known" for name in REPORTED), "reports", "estimates").sum())
        .with_columns(
            *(nw.when(nw.col(f"{name}_known") > 0).then(nw.col(name)).alias(name) for name in REPORTED),
            visitors_exact=nw.when(nw.col("visitors_known") > 0).then(nw.col("estimates") == 0),
        )
        .select(*keys, "reports", *REPORTED, "visitors_exact")
        .sort(*keys)
    )


def of_centre(tables: Tables, view: View, centre: str) -> nw.LazyFrame:
    """Return the reports of one centre by month, all up to the view's day.

    Returns
    -------
    narwhals.LazyFrame
        ``month``, the figures of ``REPORTED`` as reported, ``visitors_exact``. By month.
    """
    own = tables["activity"].filter(
        nw.col("centre_id") == nw.lit(centre), nw.col("month") <= nw.lit(view.as_of, nw.Date)
    )
    return own.select("month", *REPORTED, "visitors_exact").sort("month")


def latest_month(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the use of the centres in view in the last full month before the view's day: one row, none without activity.

    Returns
    -------
    narwhals.LazyFrame
        ``code``; ``month``; ``visits``, null where none is known; ``reports``, centres that reported; ``missing``,
        centres open throughout the month that did not. None either where no centre in view has ever reported by then.
    """
    assert view.as_of
    month = last_full_month(view.as_of)
    one = View(view.regions, view.provinces, view.district, as_of=view.as_of, since=month)
    ever = (
        tables["activity"]
        .filter(nw.col("month") <= nw.lit(month, nw.Date))
        .join(status.centres(tables, view).select("centre_id", "code"), on="centre_id", how="inner")
        .select("code")
        .unique()
    )
    reported = reports(tables, one).select("centre_id")
    silent = due(tables, one).join(reported, on="centre_id", how="anti").with_columns(missing=nw.lit(1, nw.Int64))
    return (
        ever.join(by_month(tables, one), on="code", how="left")
        .join(silent.group_by("code").agg(nw.col("missing").sum()), on="code", how="left")
        .with_columns(nw.col("reports", "missing").fill_null(0), month=nw.lit(month, nw.Date))
        .select("code", "month", "visits", "reports", "missing")
    )
