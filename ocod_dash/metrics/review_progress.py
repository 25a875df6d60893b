"""How far the review itself is: centres surveyed of all that are open, by place and by day, against the days it was given."""

from datetime import timedelta

import narwhals as nw
import polars as pl

from ..view import View
from . import status
from .status import Tables

DAYS_GIVEN = ("ocod", "review_days")  # the published figure: days to finish the survey, from its day
_COURSE = (
    pl.col("code"), pl.col("on"), pl.lit(0, pl.Int64).alias("centres"), pl.lit(0, pl.Int64).alias("surveyed"),
    pl.lit(0.0).alias("even_pace"),
)  # fmt: skip


def window(tables: Tables, view: View) -> nw.LazyFrame:
    """Return when the review began and by when it is to be finished: one row.

    It begins on the day of the published figure of the days given; on an earlier day of the view, or where none is
    published, on the day of the first survey known.

    Returns
    -------
    narwhals.LazyFrame
        ``claim_id``, null where none is published; ``days`` given; ``starts_on``, the first day, null where neither is
        known; ``announced``, whether it is that of the publication.
    """
    subject, measure = DAYS_GIVEN
    given = tables["claims"].filter(nw.col("subject") == subject, nw.col("measure") == measure)
    last = given.select(as_of=nw.col("as_of").max()).join(given, on="as_of", how="inner")
    claim = last.select("claim_id", nw.col("value").alias("days"), "as_of").sort("claim_id").head(1)
    day = nw.lit(view.as_of, nw.Date)
    past = tables["surveys"].filter(nw.col("surveyed_on") <= day)
    first = past.select(first=nw.col("surveyed_on").min(), code=nw.lit(status.COUNTRY))
    announced = (nw.col("as_of") <= day).fill_null(False)
    return (
        tables["calendar"]
        .head(1)
        .select(code=nw.lit(status.COUNTRY))
        .join(claim.with_columns(code=nw.lit(status.COUNTRY)), on="code", how="left")
        .join(first.head(1), on="code", how="left")
        .with_columns(announced=announced)
        .select(
            "claim_id",
            "days",
            "announced",
            starts_on=nw.when(nw.col("announced")).then(nw.col("as_of")).otherwise(nw.col("first")),
        )
    )


def surveyed_centres(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the centres in view that were surveyed in this review by the view's day.

    Returns
    -------
    narwhals.LazyFrame
        ``centre_id``; ``surveyed``, true; ``first_surveyed_on``, the first day in the review. By centre.
    """
    own = status.centres(tables, view).select("centre_id")
    past = tables["surveys"].filter(nw.col("surveyed_on") <= nw.lit(view.as_of, nw.Date))
    return (
        past.join(window(tables, view).select("starts_on"), how="cross")
        .filter(nw.col("surveyed_on") >= nw.col("starts_on"))
        .group_by("centre_id")
        .agg(first_surveyed_on=nw.col("surveyed_on").min())
        .join(own, on="centre_id", how="semi")
        .select("centre_id", "first_surveyed_on", surveyed=nw.lit(True))
        .sort("centre_id")
    )


def by_place(tables: Tables, view: View, level: str = "country") -> nw.LazyFrame:
    """Return how many of the open centres of each place were surveyed in this review, by code.

    Returns
    -------
    narwhals.LazyFrame
        ``code``; ``centres`` open on the view's day; ``surveyed``, those of them surveyed by then;
        ``percent_surveyed``.
    """
    return (
        _reviewed(tables, view, level)
        .with_columns(centres=nw.lit(1, nw.Int64), surveyed=(~nw.col("on").is_null()).cast(nw.Int64))
        .group_by("code")
        .agg(nw.col("centres", "surveyed").sum())
        .with_columns(percent_surveyed=nw.col("surveyed") / nw.col("centres") * 100)
        .sort("code")
    )


def course(tables: Tables, view: View, level: str = "country") -> nw.LazyFrame:
    """Return the S-curve of the review: centres surveyed, running totals by day.

    Returns
    -------
    narwhals.LazyFrame
        ``code``; ``on``, each day from the eve of the review to its last or to the view's day, whichever is later;
        ``centres`` to be surveyed; ``surveyed`` by that day, null after the view's day; ``even_pace``, centres by that
        day if as many were surveyed on each of the days given, null where none are published. By code and day; none
        before a review began. The days are written out in memory: no expression of every engine counts from one to the
        other.
    """
    began = window(tables, view).collect().to_polars().row(0, named=True)
    reviewed = _reviewed(tables, view, level).collect().to_polars()
    start, given, day = began["starts_on"], int(began["days"] or 0), view.as_of
    assert day
    if start is None or start > day:
        return nw.from_native(reviewed.lazy().select(_COURSE).clear())
    last = max(day, start + timedelta(days=given - 1))
    on = pl.DataFrame({"on": pl.date_range(start - timedelta(days=1), last, eager=True)}).with_row_index("nth")
    whole, known = reviewed.group_by("code").len("centres"), reviewed.drop_nulls("on").group_by("code", "on").len("n")
    share = pl.min_horizontal(pl.col("nth") / given, 1.0) if given else None
    rows = (
        whole.join(on, how="cross")
        .join(known, on=["code", "on"], how="left")
        .sort("code", "on")
        .with_columns(surveyed=pl.col("n").fill_null(0).cum_sum().over("code"))
        .select(
            "code",
            "on",
            pl.col("centres").cast(pl.Int64),
            pl.when(pl.col("on") <= day).then(pl.col("surveyed").cast(pl.Int64)),
            even_pace=pl.col("centres") * share if share is not None else pl.lit(None, pl.Float64),
        )
    )
    return nw.from_native(rows.lazy())


def _reviewed(tables: Tables, view: View, level: str) -> nw.LazyFrame:
    """Return the centres open on the view's day with ``on``, the day of their first survey in the review."""
    is_open = status.on_the_day(tables, view, level).filter(nw.col("status") == "open").select("centre_id", "code")
    own = surveyed_centres(tables, view).select("centre_id", on=nw.col("first_surveyed_on"))
    return is_open.join(own, on="centre_id", how="left")
