"""Where the next centres should stand: the register's part of the question, and what the answers say in words.

The question, its data as arrays and the solver are in :mod:`ocod_dash.siting`. From the register come the open centres on
the view's day, wherever they are, and what a centre costs in a year.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import polars as pl

from .. import geography
from ..criteria.limits import Limits
from ..geography.people_points import people_points
from ..i18n import Percent, Words
from ..siting.moves import Moves
from ..siting.moves import moves as find_moves
from ..siting.plan import Plan
from ..siting.question import Question
from ..siting.study import LEVELS, Study
from ..view import View
from . import costs, reach, review
from .findings import Finding
from .review_findings import MILLION, Baht

AXES = ("latitude", "longitude")
# People: the curve is flat where a site adds fewer than the first of these that most sites do not.
FEW = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
FLAT = 0.8  # of all sites that add anything
Ask = Callable[..., pd.DataFrame]


@dataclass(frozen=True)
class People:
    """A number of people, to be written in any language; from a million in millions."""

    number: float

    def written(self, words: Words) -> str:
        """Write the number with its noun."""
        if abs(self.number) < MILLION:
            return words("amount.people", n=round(self.number))
        return words("amount.million_people", n=words.number(self.number / MILLION, 1))


@dataclass(frozen=True)
class Short:
    """A number of people or of baht without its noun; from a million in millions."""

    number: float

    def written(self, words: Words) -> str:
        """Write the number."""
        if abs(self.number) < MILLION:
            return words.number(self.number)
        millions = self.number / MILLION
        return words("amount.million", n=words.number(millions, 0 if abs(millions) >= 100 else 1))


@dataclass(frozen=True)
class Way:
    """How far it is, to be written in any language: km by road, or minutes."""

    length: float
    minutes: bool = False

    def written(self, words: Words) -> str:
        """Write the length with its unit."""
        number = words.number(self.length, 0 if float(self.length).is_integer() else 1)
        return words("amount.minutes" if self.minutes else "amount.km", number=number)


@dataclass(frozen=True)
class Cost:
    """What a centre costs in a year.

    Parameters
    ----------
    baht : float or None
        Baht a year; None where nothing is known.
    centres : int
        Of how many centres it is the mean; 0 for the published figure that stands in.
    """

    baht: float | None
    centres: int = 0


def cost(ask: Ask) -> Cost:
    """Return the mean cost of the centres whose costs or contracts are known, or the published one.

    Parameters
    ----------
    ask : callable
        Answers a metric for a view of the whole country.
    """
    every = ask(costs.of_centres)
    known = every[every.how.notna() & (every.how != "assumption")].baht_a_year.dropna()
    if len(known):
        return Cost(float(known.mean()), len(known))
    published = ask(costs.assumed)
    return Cost(float(published.value.iloc[0])) if len(published) else Cost(None)


def study(
    ask: Ask,
    view: View,
    question: Question,
    sites: pl.DataFrame | None = None,
    demand: pl.DataFrame | None = None,
    minutes: pl.DataFrame | None = None,
) -> Study:
    """Return the question with its data.

    Parameters
    ----------
    ask : callable
        Answers a metric for a view of the day.
    view : View
        The places of the people and of the possible sites.
    question : Question
        What is asked.
    sites, demand, minutes : polars.DataFrame, optional
        The user's own lists, as :mod:`ocod_dash.siting.own_points` reads them; by default the points of subdistricts.

    Raises
    ------
    Problem
        If a budget pays for no centre.
    """
    known = people_points()
    country = cost(ask) if question.budget is not None else Cost(None)
    regions = {province.code: province.parent for province in geography.provinces()}
    codes = dict.fromkeys(("centre_id", "province", "district"), pl.String)
    rows = ask(reach.open_points)
    centres = pl.DataFrame(
        {name: rows[name].to_list() for name in rows}, schema_overrides=codes | dict.fromkeys(AXES, pl.Float64)
    )
    centres = centres.with_columns(
        region=pl.col("province").replace_strict(regions, default=None, return_dtype=pl.String)
    )
    possible = _in_view(known if sites is None else sites, view)
    return Study(
        question,
        question.number(country.baht, possible.height),
        _in_view(known if demand is None else demand, view),
        possible,
        centres,
        level(view),
        minutes,
    )


def level(view: View) -> str:
    """Return the level of the places that are compared: one below the place in view."""
    if view.district or len(view.provinces) == 1:
        return LEVELS[2]
    return LEVELS[1] if view.province_codes else LEVELS[0]


def _in_view(points: pl.DataFrame, view: View) -> pl.DataFrame:
    if view.district:
        return points.filter(pl.col("district") == view.district)
    return points.filter(pl.col("province").is_in(view.province_codes)) if view.province_codes else points


def way(study: Study, length: float) -> Way:
    """Return a length in the unit of a study."""
    return Way(length, study.minutes is not None)


def headline(plan: Plan) -> Finding:
    """Say what the plan brings: people within reach, sites for a share, or the mean distance."""
    study, n = plan.study, len(plan.chosen)
    reach = way(study, study.question.within)
    if not n:
        enough = study.question.goal == "cover"
        return Finding("finding.siting.enough" if enough else "finding.siting.nothing", {"reach": reach})
    if study.question.goal == "nearest":
        before, after = (way(study, round(length, 1)) for length in (plan.mean_before, plan.mean_after))
        return Finding("finding.siting.nearest", {"n": n, "before": before, "after": after})
    more = People(plan.people_after - plan.people_before)
    figures = {"n": n, "people": more, "reach": reach}
    if study.question.goal == "cover":
        return Finding("finding.siting.cover", figures | {"percent": share(plan.people_after, plan.people)})
    return Finding("finding.siting.most", figures)


def flat(plan: Plan) -> Finding | None:
    """Say after how many sites each further one reaches few more people; None for distances, or where none does."""
    curve = plan.study.curve
    if plan.study.question.goal == "nearest" or not len(curve.order):
        return None
    adds = np.diff(curve.brought)
    for few in FEW:
        large = int((adds >= few).sum())
        if large < len(adds) * FLAT:
            break
    return Finding("finding.siting.flat" if large < len(adds) else "finding.siting.steep", {"n": large, "few": few})


def sureness(plan: Plan) -> Finding:
    """Say how good the plan is: proven the best, within a share of it, or site after site."""
    if plan.is_best:
        return Finding("finding.siting.best")
    figures: dict[str, Any] = {"gap": Percent(round(plan.gap * 100, 1))}
    if plan.state == "exact":
        return Finding("finding.siting.within", figures | {"seconds": round(plan.seconds)})
    return Finding("finding.siting.greedy" if plan.state == "greedy" else "finding.siting.stopped", figures)


def moves(ask: Ask, study: Study) -> Moves:
    """Return where the centres that the review suggests to move would best move to, within their province.

    Parameters
    ----------
    ask : callable
        Answers a metric for a view of the day and of the places of these centres.
    study : Study
        People, possible sites and all open centres.
    """
    suggested = review.suggested(ask, Limits())
    ids = suggested.centre_id[suggested.option == "move"].to_list()
    leaves = pl.col("centre_id").is_in(ids)
    staying = replace(study, centres=study.centres.filter(~leaves))
    return find_moves(staying, study.centres.filter(leaves))


def moved(found: Moves) -> Finding:
    """Say how many centres would move, and what all moves come to together."""
    if not found.rows.height:
        return Finding("finding.siting.moves.none")
    figures = {"n": found.rows.height, "gained": People(found.gained), "lost": People(found.lost)}
    return Finding("finding.siting.moves", figures)


def costs_text(plan: Plan, cost: Cost, words: Words) -> str:
    """Write what the plan costs in a year, and from what that is known; empty where nothing is known."""
    if not cost.baht or not len(plan.chosen):
        return ""
    figures = {"baht": Baht(cost.baht * len(plan.chosen)), "each": Baht(cost.baht), "n": len(plan.chosen)}
    if cost.centres:
        return words("siting.cost.known", **figures, centres=cost.centres)
    return words("siting.cost.assumed", **figures)


def method(study: Study, words: Words) -> str:
    """Write how it is computed: whose people, and how far is near."""
    if study.minutes is not None:
        return words("siting.method.minutes", reach=way(study, study.question.within))
    return words(
        "siting.method", reach=way(study, study.question.within), detour=words.number(study.question.detour, 1)
    )


def share(part: float, whole: float) -> Percent:
    """Return a part as a percentage of the whole."""
    return Percent(part / whole * 100 if whole else 0.0)
