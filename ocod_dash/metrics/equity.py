"""Who is left out: open centres against the people, the land and the income of provinces.

People are registered, not resident: where many live who are registered elsewhere (Bangkok, Rayong), a figure per person
reads high. Population of provinces: Department of Provincial Administration, 31 December 2022; of districts, 31 December
2021; income: National Statistical Office, household socio-economic survey 2021, mean of a household in baht a month. The
publisher of the areas is not stated. No area of a district is known, so figures per area are of provinces only.
"""

import narwhals as nw
import numpy as np
import pandas as pd

from ..i18n import Percent
from ..view import View
from . import places
from .findings import Finding
from .measures import Amount
from .status import Tables

FIFTHS = 5


def lorenz(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the Lorenz curve of open centres over registered people, by province.

    Provinces are in the order of their centres per person, the fewest first. With all provinces served alike, each
    share of the people has the same share of the centres.

    Returns
    -------
    narwhals.LazyFrame
        A row a province: ``level``, ``code``, ``name_th``, ``name_en``, ``open``, ``population``, ``per_100k``; ``people`` and
        ``centres``, the percent of all people and of all open centres in this province and those before it. Centres'
        shares are null when none is open.
    """
    people, centres = (
        nw.col(name).cum_sum().over("level", order_by=("per_100k", "code")) / nw.col(name).sum().over("level") * 100
        for name in ("population", "open")
    )
    return (
        places.progress(tables, view, "province")
        .with_columns(people=people, centres=centres, all_open=nw.col("open").sum().over("level"))
        .with_columns(centres=nw.when(nw.col("all_open") > 0).then(nw.col("centres")))
        .select("level", "code", "name_th", "name_en", "open", "population", "per_100k", "people", "centres")
        .sort("people")
    )


def gini(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the Gini coefficient of open centres over registered people, by province: one row, ``gini``, 0 to 1.

    It is twice the area between the Lorenz curve and the straight line of equal shares: 0 when each province has its
    people's share of the centres, near 1 when one small province has all. With p the share of people of a province, s
    its share of centres and L the share so far, it is 1 - sum of p (2 L - s). Null when no centre is open.
    """
    shares = lorenz(tables, view).with_columns(
        of_people=nw.col("population") / nw.col("population").sum().over("level"),
        of_centres=nw.col("open") / nw.col("open").sum().over("level"),
    )
    between = 1 - (nw.col("of_people") * (2 * nw.col("centres") / 100 - nw.col("of_centres"))).sum()
    return shares.select(gini=nw.when(nw.col("open").sum() > 0).then(between))


def incomes(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the provinces with the mean income of their households, and how they rank by it and by their centres.

    Returns
    -------
    narwhals.LazyFrame
        ``code``, ``name_th``, ``name_en``, ``open``, ``population``, ``area_km2``, ``per_100k``, ``per_1000_km2``;
        ``household_income`` in baht a month; ``income_rank``, 1 for the poorest province; ``centres_rank``, 1 for the
        fewest open centres per 100,000 people; ``fifth``, 1 for the poorest fifth of the provinces, 5 for the richest.
        Poorest first.
    """
    known = places.progress(tables, view, "province").filter(~nw.col("household_income").is_null())
    return (
        known.with_columns(one=nw.lit(1, nw.Int64))
        .with_columns(
            income_rank=nw.col("one").cum_sum().over("level", order_by=("household_income", "code")),
            centres_rank=nw.col("one").cum_sum().over("level", order_by=("per_100k", "code")),
            provinces=nw.col("one").sum().over("level"),
        )
        .with_columns(fifth=((nw.col("income_rank") - 1) * FIFTHS) // nw.col("provinces") + 1)
        .select(
            "code", "name_th", "name_en", "open", "population", "area_km2", "per_100k", "per_1000_km2",
            "household_income", "income_rank", "centres_rank", "fifth",
        )
        .sort("income_rank")
    )  # fmt: skip


def fifths(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the provinces in five groups of as many, by the mean income of their households, the poorest first.

    Returns
    -------
    narwhals.LazyFrame
        ``fifth``, 1 to 5; ``provinces``, how many; ``open`` and ``population`` of them together; ``income_from`` and
        ``income_to``, the lowest and highest mean income, baht a month; ``per_100k`` open centres per 100,000
        registered people of the group; ``per_1000_km2`` of its land.
    """
    grouped = (
        incomes(tables, view)
        .group_by("fifth")
        .agg(
            nw.col("code").n_unique().alias("provinces"),
            nw.col("open", "population", "area_km2").sum(),
            nw.col("household_income").min().alias("income_from"),
            nw.col("household_income").max().alias("income_to"),
        )
    )
    return grouped.with_columns(
        per_100k=nw.col("open") / nw.col("population") * places.PER,
        per_1000_km2=nw.col("open") / nw.col("area_km2") * places.PER_AREA,
    ).sort("fifth")


def least_served_half(curve: pd.DataFrame) -> Finding:
    """Say which share of the open centres the half of the people has that lives in the provinces with the fewest.

    Parameters
    ----------
    curve : pandas.DataFrame
        ``lorenz``. Within a province its people are taken to share its centres alike.
    """
    if curve.centres.isna().any():
        return Finding("finding.no_centres")
    share = np.interp(50, [0, *curve.people], [0, *curve.centres])
    return Finding("finding.least_served_half", {"percent": Percent(share)})


def ends(rows: pd.DataFrame) -> Finding:
    """Say how many open centres per 100,000 people the poorest and the richest fifth of the provinces have.

    Parameters
    ----------
    rows : pandas.DataFrame
        ``fifths``.
    """
    if not rows.open.sum():
        return Finding("finding.no_centres")
    poorest, richest = (Amount("per_100k", float(rows.per_100k.iloc[at])) for at in (0, -1))
    return Finding("finding.fifths", {"poorest": poorest, "richest": richest})
