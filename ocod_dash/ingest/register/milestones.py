"""A centre's milestones: what was known before, what the file dates, and its status today."""

import polars as pl

from ...schema import empty
from .centre_fields import DATED

HALTED = ("suspended", "closed")
KEYS = ["centre_id", "on"]


def milestones(rows: pl.DataFrame, known: pl.DataFrame, as_of: pl.Expr) -> pl.DataFrame:
    """Return the milestones of the file's centres.

    What was known of a centre before stays. A date that the file gives for a status corrects the one known for it,
    unless the centre was halted, or taken up again, in between: then it is a new change. Today's status adds a
    milestone on the as-of date when it differs from the latest one known. They are in the order of centres and days.

    Parameters
    ----------
    rows : polars.DataFrame
        Accepted rows with their ids.
    known : polars.DataFrame
        Milestones of the current release.
    as_of : polars.Expr
        The reference date of the file.
    """
    known = known.join(rows.select("centre_id"), on="centre_id", how="semi")
    before = _dated(rows) if known.is_empty() else _corrected(known, _dated(rows))
    today = rows.select("centre_id", "status", as_of.cast(pl.Date).alias("on")).drop_nulls("status")
    return _changes(_with_today(before, today))


def _corrected(known: pl.DataFrame, dated: pl.DataFrame) -> pl.DataFrame:
    """Return the known milestones and those of the file, which take the place of some."""
    # Most dates are known already, month after month: these correct nothing.
    news = dated.join(known, on=[*KEYS, "status"], how="anti")
    concerned = pl.col("centre_id").is_in(news["centre_id"].unique().implode())
    return pl.concat([known.filter(~concerned), _not_corrected(known.filter(concerned), news), news])


def _dated(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the dates of the file, one row each; of several statuses on one day the furthest."""
    each = [
        rows.lazy()
        .filter(pl.col(name).is_not_null() & ~overtaken(name))
        .select("centre_id", pl.lit(status).alias("status"), pl.col(name).alias("on"))
        for name, status in DATED.items()
    ]
    return pl.concat([empty("milestones"), *pl.collect_all(each)])


def overtaken(name: str) -> pl.Expr:
    """Return where a later status has the same day as this one: a centre has one status a day, the furthest."""
    later = list(DATED)[list(DATED).index(name) + 1 :]
    same = (pl.col(each).eq_missing(pl.col(name)) for each in later)
    return pl.any_horizontal(pl.lit(value=False), *same) & pl.col(name).is_not_null()


def _not_corrected(known: pl.DataFrame, dated: pl.DataFrame) -> pl.DataFrame:
    """Return the known milestones that no date of the file replaces.

    A spell is a time in which a centre is halted, or one in which it is not; a status has one date in a spell.
    """
    halted, centre = pl.col("status").is_in(HALTED), pl.col("centre_id")
    begins = (halted != halted.shift(1)) | (centre != centre.shift(1))
    known = known.sort(KEYS).with_columns(begins.fill_null(value=True).cum_sum().alias("spell"))
    spells = known.select("centre_id", "on", "spell").sort("on")
    first = spells.unique("centre_id", keep="first", maintain_order=True).select(
        "centre_id", pl.col("spell").alias("first")
    )
    restated = dated.sort("on").join_asof(spells, on="on", by="centre_id", check_sortedness=False)
    # A date before all that is known belongs to the first spell.
    restated = restated.join(first, on="centre_id", how="left").with_columns(pl.coalesce("spell", "first"))
    remaining = known.join(restated, on=["centre_id", "status", "spell"], how="anti")
    return remaining.join(dated, on=KEYS, how="anti").select("centre_id", "status", "on")


def _with_today(before: pl.DataFrame, today: pl.DataFrame) -> pl.DataFrame:
    """Add today's status; on its own day it replaces any other."""
    if today.is_empty():
        return before
    before = (
        before.join(today.rename({"status": "today"}), on=KEYS, how="left")
        .filter(pl.col("today").is_null() | (pl.col("today") == pl.col("status")))
        .drop("today")
    )
    day = today.select("centre_id", pl.col("on").alias("as_of"))
    past = before.join(day, on="centre_id", how="inner").filter(pl.col("on") <= pl.col("as_of"))
    latest = past.sort("on").group_by("centre_id").agg(pl.col("status").last().alias("latest"))
    news = today.join(latest, on="centre_id", how="left").filter(~pl.col("status").eq_missing(pl.col("latest")))
    return pl.concat([before, news.select(before.columns)])


def _changes(listed: pl.DataFrame) -> pl.DataFrame:
    """Leave only the first of equal statuses that follow each other: the others change nothing."""
    listed = listed.sort("centre_id", "on")
    repeated = (pl.col("status") == pl.col("status").shift(1)) & (pl.col("centre_id") == pl.col("centre_id").shift(1))
    return listed.filter(~repeated.fill_null(value=False))
