"""One question, ready to be solved: people, possible sites and open centres, and what each site would bring to whom.

People and sites are those of the places in view; centres count wherever they are, as a neighbour across a border does.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import polars as pl

from ..geography.distances import nearest, within
from ..problem import Problem
from .greedy import Curve, greedy
from .instance import Floats, Instance, Positions, sums
from .question import Question
from .solver import SECONDS, Task

FARTHEST = 100.0  # km by road: what is farther from every centre counts as this far
WITHOUT_SITES = ("people", "now", "groups", "group", "reached")  # of a study, that no site changes
# Decimals of a km: distances that differ by millimetres are equal, for coefficients of 1e-9 spoil the solver's scaling.
METRE = 3
LEVELS = ("region", "province", "district")


@dataclass(frozen=True)
class Study:
    """A question with its data.

    Parameters
    ----------
    question : Question
        What is asked.
    number : int
        How many sites are asked for.
    demand : polars.DataFrame
        ``code``, ``region``, ``province``, ``district``, ``latitude``, ``longitude``, ``people``: the people in view.
    sites : polars.DataFrame
        ``code``, ``name_th``, ``name_en``, the same places and coordinates: the possible sites in view.
    centres : polars.DataFrame
        ``centre_id``, ``latitude``, ``longitude`` and the places of the open centres of the whole country.
    level : str
        The level of the places that are compared: one below the place in view.
    minutes : polars.DataFrame or None
        Travel times in place of distances: ``origin`` (a site or a centre), ``destination`` (a demand), ``minutes``.
    """

    question: Question
    number: int
    demand: pl.DataFrame
    sites: pl.DataFrame
    centres: pl.DataFrame
    level: str = "region"
    minutes: pl.DataFrame | None = None

    @cached_property
    def people(self) -> Floats:
        """The people of each demand."""
        return self.demand["people"].to_numpy().astype(float)

    @cached_property
    def now(self) -> Floats:
        """How far the nearest open centre is from each demand, km by road or minutes; at most :data:`FARTHEST` km."""
        if self.minutes is not None:
            at, _, cost = self._timed(self.centres["centre_id"])
            found = np.full(self.demand.height, np.inf)
            np.minimum.at(found, at, cost)
            return np.where(np.isfinite(found), found, self._longest)
        _, km = nearest(degrees(self.demand), degrees(self.centres))
        return np.minimum(np.where(np.isnan(km), FARTHEST, np.round(km * self.question.detour, METRE)), FARTHEST)

    @cached_property
    def pairs(self) -> tuple[Positions, Positions, Floats]:
        """Demand and sites that are nearer to each other than the demand to a centre, or within reach: km by road."""
        if self.minutes is not None:
            return self._timed(self.sites["code"])
        reach = np.full(self.demand.height, self.question.within)
        if self.question.goal == "nearest":
            reach = np.maximum(reach, self.now)
        at, of, km = within(degrees(self.demand), degrees(self.sites), reach / self.question.detour)
        return at, of, np.round(km * self.question.detour, METRE)

    def _timed(self, origins: pl.Series) -> tuple[Positions, Positions, Floats]:
        """Return the pairs of demand and some origins that have a travel time."""
        assert self.minutes is not None
        to = pl.DataFrame({"destination": self.demand["code"]}).with_row_index("at")
        of = pl.DataFrame({"origin": origins}).with_row_index("of")
        found = self.minutes.join(to, on="destination").join(of, on="origin")
        return tuple(found[name].to_numpy() for name in ("at", "of", "minutes"))  # type: ignore[return-value]

    @property
    def _longest(self) -> float:
        assert self.minutes is not None
        return float(np.max(self.minutes["minutes"].to_numpy(), initial=0.0))

    @cached_property
    def groups(self) -> list[str]:
        """The codes of the places that are compared, of those with people in view."""
        return sorted(self.demand[self.level].unique().drop_nulls())

    @cached_property
    def group(self) -> Positions:
        """The place of each demand, by its position in :attr:`groups`."""
        codes = {code: n for n, code in enumerate(self.groups)}
        return np.array([codes[code] for code in self.demand[self.level]], np.int64)

    @cached_property
    def reached(self) -> np.ndarray:
        """Whether each demand has an open centre within reach."""
        return self.now <= self.question.within

    @cached_property
    def covering(self) -> Instance:
        """What each site would bring: people newly within reach."""
        at, of, cost = self.pairs
        near = cost <= self.question.within
        present = np.where(self.reached, 0.0, 1.0)
        pairs = (at[near], of[near], np.zeros(int(near.sum())))
        return Instance.of_pairs(self.people, present, self.sites.height, pairs, self.group)

    @cached_property
    def instance(self) -> Instance:
        """What the goal counts: people newly within reach, or person-kilometres saved."""
        if self.question.goal != "nearest":
            return self.covering
        return Instance.of_pairs(self.people, self.now, self.sites.height, self.pairs, self.group)

    @cached_property
    def curve(self) -> Curve:
        """The plans of every number of sites, each site the one that adds most."""
        return greedy(self.instance)

    def all_of(self) -> Floats:
        """Return the people of each group."""
        return sums(self.group, self.people, len(self.groups))

    def had(self) -> Floats:
        """Return those of them who have a centre within reach."""
        return sums(self.group, self.people * self.reached, len(self.groups))

    @property
    def target(self) -> float:
        """How many more people must be brought within reach for the share that ``cover`` asks for."""
        return max(self.question.share / 100 * float(self.people.sum()) - float(self.had().sum()), 0.0)

    def checked(self) -> "Study":
        """Return the study, if it can be solved.

        Raises
        ------
        Problem
            If nobody lives there, there is no site, more sites are asked for than there are, or the share that ``cover``
            asks for is out of reach; it says what would work.
        """
        if not self.people.sum():
            raise Problem("siting.wrong.nobody")
        if not self.sites.height:
            raise Problem("siting.wrong.no_site")
        if self.question.goal != "cover" and self.number > self.sites.height:
            raise Problem("siting.wrong.too_many", value=self.number, most=self.sites.height)
        if self.question.goal == "cover" and self.target > self.covering.most + 0.5:
            highest = (float(self.had().sum()) + self.covering.most) / float(self.people.sum()) * 100
            raise Problem("siting.wrong.cover", value=_percent(self.question.share), most=_percent(highest))
        return self

    def task(self, seconds: float = SECONDS) -> Task:
        """Return what the solver is to find."""
        share, target = self.question.share / 100, self.target
        return Task(self.instance, self.question.goal, self.number, target, share, self.all_of(), self.had(), seconds)

    def unfair(self, possible: float) -> Problem:
        """Return that not every place can have the share that ``fair`` asks for, with the largest that it can."""
        value, most = _percent(self.question.share), _percent(possible * 100)
        return Problem("siting.wrong.fair", value=value, most=most, n=self.number)

    def asking(self, question: Question, number: int) -> "Study":
        """Return the same data with another question of the same reach and distances: what was computed is taken over."""
        other = replace(self, question=question, number=number)
        other.__dict__.update({name: value for name, value in vars(self).items() if name not in vars(other)})
        return other

    def with_sites(self, sites: pl.DataFrame) -> "Study":
        """Return the same question with other possible sites: what was computed of people and centres is taken over."""
        other = replace(self, sites=sites)
        other.__dict__.update({name: vars(self)[name] for name in WITHOUT_SITES if name in vars(self)})
        return other

    def greedy_number(self) -> int:
        """Return how many sites the plan of site after site has: as many as asked for, or as the share takes."""
        if self.question.goal != "cover":
            return min(self.number, len(self.curve.order))
        return int(np.argmax(self.curve.brought >= min(self.target, self.covering.most) - 1e-6))


def degrees(frame: pl.DataFrame) -> Floats:
    """Return longitude and latitude of each row."""
    return frame.select("longitude", "latitude").to_numpy().astype(float).reshape(-1, 2)


def _percent(share: float) -> str:
    """Write a share downwards, so that what is said to be possible is."""
    return f"{np.floor(share * 10 + 1e-6) / 10:.12g}%"
