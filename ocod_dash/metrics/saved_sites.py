"""Saved plans of next sites: what became of each site since, and what a plan would bring under another question."""

import numpy as np
import polars as pl

from ..geography.distances import within
from ..siting.greedy import greedy
from ..siting.moves import assign
from ..siting.plan import Plan
from ..siting.study import Study, degrees
from .findings import Finding
from .next_sites import People, way

AT_THE_SITE = 5.0  # km by road: a centre that opened so near to a site stands for it


def done(sites: pl.DataFrame, opened: pl.DataFrame, detour: float) -> pl.DataFrame:
    """Return the sites of a saved plan, each with the centre that has opened there since.

    As many sites as possible have a centre, each centre counts for one site, and of the ways to do so it is the one with
    the least distances.

    Parameters
    ----------
    sites : polars.DataFrame
        ``latitude``, ``longitude``, and what else is known of the sites.
    opened : polars.DataFrame
        ``centre_id``, ``latitude``, ``longitude`` of the centres that are open and were not on the plan's day.
    detour : float
        How many times as far as the great circle the road is.

    Returns
    -------
    polars.DataFrame
        ``sites`` with ``centre_id`` and ``km``, by road; null where no centre has opened.
    """
    at, of, km = within(degrees(sites), degrees(opened), AT_THE_SITE / detour)
    # One more site counts for more than all distances together.
    worth = 1 + (1 - km * detour / AT_THE_SITE) / (sites.height + 1)
    taken = assign(at, of, worth, sites.height, opened.height)
    ids: list[str | None] = [None] * sites.height
    far = np.full(sites.height, np.nan)
    for pair in taken:
        ids[at[pair]] = opened["centre_id"][int(of[pair])]
        far[at[pair]] = km[pair] * detour
    return sites.with_columns(
        pl.Series("centre_id", ids, pl.String), pl.Series("km", far, pl.Float64, nan_to_null=True)
    )


def under(study: Study, sites: pl.DataFrame) -> Plan:
    """Return what the sites of a saved plan would bring under another's question: its people, reach and open centres.

    Parameters
    ----------
    study : Study
        The other plan's.
    sites : polars.DataFrame
        The sites of the saved plan; those outside the places of the study are excluded.
    """
    own = study.with_sites(sites.filter(pl.col(study.level).is_in(study.groups)))
    return Plan(own, greedy(own.instance, np.arange(own.sites.height)).order, 0.0, 0.0, "saved")


def compared(plan: Plan, other: Plan, name: str) -> Finding:
    """Say how many people more or fewer a plan brings within reach than a saved one, and with how many sites each."""
    more = plan.people_after - other.people_after
    reach = way(plan.study, plan.study.question.within)
    figures = {
        "n": len(plan.chosen), "others": len(other.chosen), "people": People(abs(more)), "name": name, "reach": reach,
    }  # fmt: skip
    key = "more" if more > 0 else "fewer" if more < 0 else "same"
    return Finding(f"finding.siting.beside.{key}", figures)


def progress(rows: pl.DataFrame, name: str, day: object) -> Finding:
    """Say at how many sites of a saved plan a centre has opened since."""
    n = rows.height - rows["centre_id"].null_count()
    return Finding("finding.siting.done", {"n": n, "all": rows.height, "name": name, "day": day})
