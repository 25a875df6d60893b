"""Which centres are in view, and the status of each on its day: what the other metrics start from."""

from collections.abc import Mapping

import narwhals as nw

from .. import milestones
from ..schema import STATUSES
from ..view import View

Tables = Mapping[str, nw.LazyFrame]

# The column that holds the code of a centre's place, by level; the country has one code for all.
PLACE_COLUMNS = {"region": "region_code", "province": "province_code", "district": "district_code"}
COUNTRY = "TH"


def centres(tables: Tables, view: View, level: str = "country") -> nw.LazyFrame:
    """Return the centres of the places in view, each with ``code``, its place's code at a level.

    Parameters
    ----------
    tables : mapping of str to narwhals.LazyFrame
        The release's tables with ``places`` and ``calendar``.
    view : View
        The places and the day. Its statuses are not used.
    level : {"country", "region", "province", "district"}
        The level of ``code``. At district level, centres without a known district are left out.
    """
    frame = tables["centres"]
    if view.province_codes:
        frame = frame.filter(nw.col("province_code").is_in(view.province_codes))
    if view.district:
        frame = frame.filter(nw.col("district_code") == view.district)
    if level == "country":
        return frame.with_columns(code=nw.lit(COUNTRY))
    if level == "region":
        regions = tables["places"].select(province_code=nw.col("code"), region_code=nw.col("parent"))
        frame = frame.join(regions, on="province_code", how="left")
    return frame.with_columns(code=nw.col(PLACE_COLUMNS[level])).filter(~nw.col("code").is_null())


def on_the_day(tables: Tables, view: View, level: str = "country") -> nw.LazyFrame:
    """Return :func:`centres` with ``status`` on the view's day and ``since``, the day it began.

    Before its first milestone a centre is ``planned``, since unknown.
    """
    current = milestones.latest(tables["milestones"], view.as_of)
    return (
        centres(tables, view, level)
        .join(current, on="centre_id", how="left")
        .with_columns(nw.col("status").fill_null("planned"))
    )


def first(tables: Tables, status: str) -> nw.LazyFrame:
    """Return, for each centre that ever had a status, ``centre_id`` and ``on``, the first day it had it."""
    return tables["milestones"].filter(nw.col("status") == status).group_by("centre_id").agg(nw.col("on").min())


def turns(tables: Tables, view: View) -> nw.LazyFrame:
    """Return when centres began (``turn`` 1) and ceased (-1) to be open, by the view's day, and the ``status`` then."""
    past = tables["milestones"].filter(nw.col("on") <= nw.lit(view.as_of, nw.Date))
    now = past.with_columns(now=(nw.col("status") == "open").cast(nw.Int64))
    before = nw.col("now").shift(1).over("centre_id", order_by="on").fill_null(0)
    turned = now.with_columns(turn=nw.col("now") - before).filter(nw.col("turn") != 0)
    return turned.select("centre_id", "on", "status", "turn")


def flags() -> list[nw.Expr]:
    """Expressions that give each centre a 1 in the column of its status and in ``in_plan``, ready to be summed."""
    each = [(nw.col("status") == status).cast(nw.Int64).alias(status) for status in STATUSES]
    return [nw.lit(1, nw.Int64).alias("in_plan"), *each]


COUNTS = ("in_plan", *STATUSES)


def shares() -> list[nw.Expr]:
    """Expressions over the sums of :func:`flags`: centres not open, and percent of the plan that is open and that is not."""
    share = nw.col("open") / nw.col("in_plan") * 100
    return [
        (nw.col("in_plan") - nw.col("open")).alias("not_open"),
        nw.when(nw.col("in_plan") > 0).then(share).alias("percent_complete"),
        nw.when(nw.col("in_plan") > 0).then(100 - share).alias("percent_not_open"),
    ]
