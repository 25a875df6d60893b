"""Whether visits rise or fall: a year against the year before, and what chance alone would do."""

from datetime import date

import narwhals as nw

from ..view import View
from . import status
from .activity import broken_months
from .full_months import MONTHS, last_full_month, months_before
from .status import Tables

LEAST_PAIRS = 6  # months with visits in both years, of fewer a trend is not stated
# Student's t, which lies within its two values in 95 of 100 cases, by degrees of freedom.
STUDENT_T = {5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262, 10: 2.228, 11: 2.201}


def of_centres(tables: Tables, view: View) -> nw.LazyFrame:
    """Return whether each centre's visits rise or fall: the last twelve full months against the twelve before.

    Only months known in both years are compared, each with the same month of the year before, so that neither a missing
    report nor the season looks like a change.

    Two totals A and B of counts with the same rate differ at random: as the counts of a month vary more than a
    Poisson count does, their variance is taken as phi times as large. With ``a`` and ``b`` the visits of a month, t = a
    + b and p = A / (A + B), phi is Pearson's chi-squared of the months, sum of (a - t p)² / (t p (1 - p)), over the
    number of months less one, and at least 1. A change that chance alone would exceed in 1 of 20 cases is then t(0.975)
    sqrt(phi (A + B)) / B, with Student's t of as many degrees of freedom.

    Source: comparison of two Poisson counts, Przyborowski and Wilenski, Biometrika 31 (1940), 313-323; overdispersion,
    McCullagh and Nelder, Generalized Linear Models, 2nd ed. (1989), sections 4.5 and 6.2.3.

    Returns
    -------
    narwhals.LazyFrame
        ``centre_id``; ``trend_months``, months compared; ``visits_last`` and ``visits_before``, of these months;
        ``trend``, the change in percent; ``trend_chance``, the change in percent that chance alone would exceed in 1 of
        20 cases; ``trend_beyond_chance``, whether the change exceeds it. The last three are null with fewer than six
        months compared, or without a visit in the year before. Only centres with a month to compare. By id.
    """
    return _trend(tables, view, "centre_id", "country")


def by_place(tables: Tables, view: View, level: str = "country") -> nw.LazyFrame:
    """Return the columns of :func:`of_centres` for each place: ``code`` in place of ``centre_id``.

    A centre's month counts where it is known in both years; ``trend_months`` are months of the place.
    """
    return _trend(tables, view, "code", level)


def _trend(tables: Tables, view: View, key: str, level: str) -> nw.LazyFrame:
    assert view.as_of
    this = months_before(last_full_month(view.as_of), MONTHS - 1)
    before, after = months_before(this, MONTHS), months_before(this, -MONTHS)
    known = (
        tables["activity"]
        .filter(~nw.col("visits").is_null())
        .join(broken_months(tables, view), on=["centre_id", "month"], how="anti")
        .with_columns(of_year=nw.col("month").dt.month())
    )

    def year(first: date, end: date, name: str) -> nw.LazyFrame:
        inside = (nw.col("month") >= nw.lit(first, nw.Date)) & (nw.col("month") < nw.lit(end, nw.Date))
        return known.filter(inside).select("centre_id", "of_year", nw.col("visits").alias(name))

    placed = status.centres(tables, view, level).select("centre_id", "code")
    pairs = year(this, after, "a").join(year(before, this, "b"), on=["centre_id", "of_year"], how="inner")
    months = (
        pairs.join(placed, on="centre_id", how="inner")
        .group_by(key, "of_year")
        .agg(nw.col("a", "b").sum())
        .with_columns(t=nw.col("a") + nw.col("b"), month=nw.lit(1, nw.Int64))
        .with_columns(some=(nw.col("t") > 0).cast(nw.Int64))
        .with_columns(square=nw.when(nw.col("t") > 0).then(nw.col("a") * nw.col("a") / nw.col("t")).otherwise(0.0))
    )
    a, b, t = nw.col("visits_last"), nw.col("visits_before"), nw.col("t")
    quantile = nw.lit(STUDENT_T[min(STUDENT_T)])
    for freedom, value in STUDENT_T.items():
        quantile = nw.when(nw.col("freedom") >= freedom).then(nw.lit(value)).otherwise(quantile)
    # Sum of (a - t p)² / (t p (1 - p)) = (sum of a² / t - A² / T) / (p (1 - p)).
    squared = (nw.col("square") - a * a / t) / (a * b / (t * t))
    enough = (nw.col("some") >= LEAST_PAIRS) & (b > 0)
    return (
        months.group_by(key)
        .agg(
            nw.col("a").sum().alias("visits_last"),
            nw.col("b").sum().alias("visits_before"),
            nw.col("t", "some", "square").sum(),
            nw.col("month").sum().alias("trend_months"),
        )
        .with_columns(freedom=nw.col("some") - 1)
        .with_columns(phi=nw.when(enough & (a > 0)).then(squared / nw.col("freedom")).otherwise(1.0))
        .with_columns(phi=nw.when(nw.col("phi") > 1).then(nw.col("phi")).otherwise(1.0))
        .with_columns(
            trend=nw.when(enough).then((a - b) / b * 100),
            trend_chance=nw.when(enough).then(quantile * (nw.col("phi") * t).sqrt() / b * 100),
        )
        .with_columns(trend_beyond_chance=nw.col("trend").abs() > nw.col("trend_chance"))
        .select(key, "trend_months", "visits_last", "visits_before", "trend", "trend_chance", "trend_beyond_chance")
        .sort(key)
    )
