"""How the places of one level compare: progress, people, and the course of each."""

import narwhals as nw
import pandas as pd

from .. import geography
from ..view import View
from . import rollout, status
from .measures import MEASURES
from .status import Tables

PER = 100_000  # people
PER_AREA = 1_000  # square kilometres
BEHIND = 3.0  # percentage points: closer to its plan than this, a place counts as on plan

ORDER = (
    "overdue",
    "overdue_days",
    "not_open",
    "in_plan",
)  # each from the highest: by counts, as shares of few say little
PLACE = (
    "code", "level", "parent", "name_th", "name_en", "population", "population_as_of", "area_km2", "household_income",
)  # fmt: skip


def progress(tables: Tables, view: View, level: str) -> nw.LazyFrame:
    """Return :func:`rollout.summary` for every place of a level, those without a centre too.

    Parameters
    ----------
    tables, view
        As for every metric.
    level : {"region", "province", "district"}
        The level of the places.

    Returns
    -------
    narwhals.LazyFrame
        ``code``, ``level``, ``parent``, ``name_th``, ``name_en``; ``population`` (registered people) with ``population_as_of``;
        the columns of the summary, counts 0 where a place has no centre; ``per_100k``, open centres per 100,000
        registered people; ``per_1000_km2``, open centres per 1,000 square kilometres, ``area_km2`` and
        ``household_income`` (baht a month), all three of provinces only; ``late``, whether the place is more than 3
        points behind its plan. Worst first, the order of every list of places: the most centres overdue, then the
        longest overdue, the most centres not yet open, the largest plan; equal ones by code.
    """
    places = tables["places"].filter(nw.col("level") == level)
    if view.province_codes:
        regions = view.regions or tuple({geography.region_of(code) for code in view.provinces})
        inside = {"region": regions, "province": view.province_codes, "district": view.province_codes}[level]
        column = "parent" if level == "district" else "code"
        places = places.filter(nw.col(column).is_in(inside))
    if view.district and level == "district":
        places = places.filter(nw.col("code") == view.district)

    def of_province(column: str) -> nw.Expr:
        return nw.when(nw.col("level") == "province").then(nw.col(column))

    of_the_day = (
        "not_open",
        "opened",
        "opened_this_month",
        "due",
        "with_due",
        "overdue",
        "overdue_days",
        "provinces_served",
    )
    counts = nw.col(*status.COUNTS, *of_the_day)
    return (
        places.select(*PLACE)
        .join(rollout.summary(tables, view, level), on="code", how="left")
        .with_columns(counts.fill_null(0))
        .with_columns(
            per_100k=nw.col("open") / nw.col("population") * PER,
            area_km2=of_province("area_km2"),
            per_1000_km2=of_province("open") / nw.col("area_km2") * PER_AREA,
            late=(nw.col("behind_plan") > BEHIND).fill_null(False),
        )
        .pipe(in_order)
    )


def in_order(rows: nw.LazyFrame) -> nw.LazyFrame:
    """Sort places as in every list of places, worst first; they have the columns of :func:`rollout.summary`."""
    return rows.sort(*ORDER, "code", descending=[*(True for _ in ORDER), False])


def worst_first(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return :func:`progress` by one measure: the highest first, the lowest where more is better; none last.

    Places with the same figure stay in the order of every list of places.
    """
    lowest = MEASURES[measure].better == "more"
    return rows.sort_values(measure, ascending=lowest, kind="stable", na_position="last")


def unplaced(tables: Tables, view: View) -> nw.LazyFrame:
    """Return how many centres of the places in view have no known district: one row, ``centres``."""
    without = status.centres(tables, view).filter(nw.col("district_code").is_null())
    return without.select(centres=nw.len())
