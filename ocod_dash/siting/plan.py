"""What a choice of sites comes to: each site with what it adds, people within reach before and after, by place."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from ..geography.distances import nearest
from .instance import Floats, Positions, sums
from .question import PARAMETERS
from .solver import Solution
from .study import Study, degrees

PER = 100_000  # people


@dataclass(frozen=True)
class Plan:
    """A study with the sites chosen.

    Parameters
    ----------
    study : Study
        The question and its data.
    chosen : array of int
        Positions of the sites, in the order of what each adds.
    bound : float
        What no plan can exceed; of ``cover`` the number of sites below which none can be.
    gap : float
        How far the plan may be from the best, as a share; 0 where none is better.
    state : {"exact", "greedy", "stopped"}
        Whether it is the solver's, that of site after site, or that because the solver was stopped.
    seconds : float
        How long the solver took.
    """

    study: Study
    chosen: Positions
    bound: float
    gap: float
    state: str
    seconds: float = 0.0

    @classmethod
    def solved(cls, study: Study, solution: Solution) -> "Plan":
        """Return the plan that the solver found; raises :class:`Problem` where a fair share is out of reach."""
        if solution.possible is not None:
            raise study.unfair(solution.possible)
        return cls(study, solution.chosen, solution.bound, solution.gap, "exact", solution.seconds)

    @classmethod
    def greedy(cls, study: Study, state: str = "greedy") -> "Plan":
        """Return the plan of site after site."""
        number, curve = study.greedy_number(), study.curve
        brought, bound = curve.at(number), curve.bound_at(number)
        if study.question.goal == "cover":  # as few sites as could bring so much at best
            bound = float(np.argmax(curve.bound >= study.target - 1e-6))
            return cls(study, curve.order[:number], bound, (number - bound) / max(number, 1), state)
        return cls(study, curve.order[:number], bound, (bound - brought) / bound if bound else 0.0, state)

    @property
    def is_best(self) -> bool:
        """Whether no plan is better."""
        return self.state == "exact" and self.gap == 0

    @cached_property
    def adds(self) -> Floats:
        """What each site adds to those before it: people newly within reach, or person-kilometres saved."""
        instance = self.study.instance
        order, firsts = instance.by_site
        cost, found = instance.present.copy(), []
        for site in self.chosen:
            own = order[firsts[site] : firsts[site + 1]]
            at, lower = instance.at[own], instance.cost[own]
            found.append(float(instance.people[at] @ np.maximum(cost[at] - lower, 0.0)))
            cost[at] = np.minimum(cost[at], lower)
        return np.array(found)

    @cached_property
    def after(self) -> np.ndarray:
        """Whether each demand has an open or a chosen centre within reach."""
        return self.study.covering.costs(self.chosen) == 0

    @property
    def people(self) -> int:
        """All people in view."""
        return int(self.study.people.sum())

    @property
    def people_before(self) -> int:
        """Those of them who have an open centre within reach."""
        return int(self.study.people @ self.study.reached)

    @property
    def people_after(self) -> int:
        """Those of them who would have one."""
        return int(self.study.people @ self.after)

    @property
    def mean_before(self) -> float:
        """How far the nearest centre is from a person, on average."""
        return float(self.study.people @ self.study.now / self.study.people.sum())

    @property
    def mean_after(self) -> float:
        """How far it would be; only of ``nearest``, whose pairs reach as far as each demand's nearest centre."""
        return float(self.study.people @ self.study.instance.costs(self.chosen) / self.study.people.sum())

    def figures(self) -> dict[str, Any]:
        """Return the question, and what the plan comes to, for a program."""
        question = self.study.question
        means = {"mean_before": self.mean_before, "mean_after": self.mean_after} if question.goal == "nearest" else {}
        return {
            "question": {name: getattr(question, name) for name in PARAMETERS},
            "state": self.state,
            "proven": self.is_best,
            "gap": self.gap,
            "bound": self.bound,
            "seconds": round(self.seconds, 2),
            "sites": len(self.chosen),
            "people": self.people,
            "people_before": self.people_before,
            "people_after": self.people_after,
            **means,
        }

    def sites(self) -> pl.DataFrame:
        """Return the sites in the order of what each adds.

        Returns
        -------
        polars.DataFrame
            ``number`` from 1; ``code``, ``name_th``, ``name_en``, ``province``, ``district``, ``latitude``, ``longitude``;
            ``adds``, people newly within reach or person-kilometres saved; ``total``, all so far; ``nearest_km``, to the
            nearest open centre by the great circle times the detour, null where there is none.
        """
        columns = ("code", "name_th", "name_en", "region", "province", "district", "latitude", "longitude")
        rows = self.study.sites.select(columns)[self.chosen.tolist()]
        _, km = nearest(degrees(rows), degrees(self.study.centres))
        return rows.with_columns(
            pl.Series("adds", self.adds, pl.Float64),
            pl.Series("total", np.cumsum(self.adds), pl.Float64),
            pl.Series("nearest_km", km * self.study.question.detour, pl.Float64, nan_to_null=True),
        ).with_row_index("number", offset=1)

    def by_place(self) -> pl.DataFrame:
        """Return the people without a centre within reach before and after, by place, by code.

        Returns
        -------
        polars.DataFrame
            ``code``; ``people``; ``without_before``, ``without_after``, people without a centre within reach;
            ``open`` centres and ``sites``, how many of the chosen ones are there; ``per_100k_before`` and
            ``per_100k_after``, centres per 100,000 people.
        """
        study, groups, people = self.study, len(self.study.groups), self.study.all_of()
        is_open, sites = (_counts(rows, study) for rows in (study.centres, study.sites[self.chosen.tolist()]))
        return pl.DataFrame(
            {
                "code": study.groups,
                "people": people,
                "without_before": people - study.had(),
                "without_after": people - sums(study.group, study.people * self.after, groups),
                "open": is_open,
                "sites": sites,
                "per_100k_before": is_open / people * PER,
                "per_100k_after": (is_open + sites) / people * PER,
            }
        ).cast(dict.fromkeys(("people", "without_before", "without_after", "open", "sites"), pl.Int64))

    def gini(self) -> tuple[float | None, float | None]:
        """Return the Gini coefficient of centres over people by place, before and after."""
        rows = self.by_place()
        people, before, sites = (rows[name].to_numpy().astype(float) for name in ("people", "open", "sites"))
        return gini(people, before), gini(people, before + sites)


def _counts(rows: pl.DataFrame, study: Study) -> Floats:
    """Return how many rows are in each of the places that are compared."""
    counted = dict(rows[study.level].value_counts().iter_rows())
    return np.array([float(counted.get(code, 0)) for code in study.groups])


def gini(people: Floats, centres: Floats) -> float | None:
    """Return the Gini coefficient of centres over people, 0 to 1, of places; None where there is no centre.

    With p the share of people of a place, s its share of centres and L the share so far, in the order of centres per
    person, it is 1 - sum of p (2 L - s), as in :func:`ocod_dash.metrics.equity.gini`.
    """
    if not centres.sum() or not people.sum():
        return None
    order = np.argsort(centres / np.maximum(people, 1), kind="stable")
    p, s = people[order] / people.sum(), centres[order] / centres.sum()
    return float(1 - np.sum(p * (2 * np.cumsum(s) - s)))
