"""What a location model is asked: demand, possible sites, and what each site would bring to each demand.

All goals are one model. A demand has ``people`` and a cost at ``present`` (what it costs one of them to get to the
nearest centre); a site that is chosen lowers it to the pair's ``cost``. What is gained is the sum over all demand of
people x (present - lowest cost). With a cost of 0 within reach and a present of 1 beyond it, that is the number of
people newly within reach (the maximal covering location problem, Church and ReVelle 1974); with distances, it is the
person-kilometres saved (the p-median problem, Hakimi 1964).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Positions = NDArray[np.int64]


@dataclass(frozen=True)
class Instance:
    """Demand, sites, and the pairs of them in which the site would be nearer than what there is.

    Parameters
    ----------
    people : array of float, a demand
        How many people, or what else they count for.
    present : array of float, a demand
        What it costs one of them now; 0 for those who have what they need.
    sites : int
        How many sites may be chosen.
    at, of : array of int, a pair
        The positions of the demand and of the site, by demand and cost.
    cost : array of float, a pair
        What it would cost one of them with the site; always less than at present.
    group : array of int, a demand
        Which group it belongs to, from 0: a place that must have its share.
    """

    people: Floats
    present: Floats
    sites: int
    at: Positions
    of: Positions
    cost: Floats
    group: Positions

    @classmethod
    def of_pairs(
        cls,
        people: Floats,
        present: Floats,
        sites: int,
        pairs: tuple[Positions, Positions, Floats],
        group: Positions | None = None,
    ) -> "Instance":
        """Return the instance of some demand and pairs in any order; pairs that bring nothing are left out."""
        at, of, cost = (np.asarray(each) for each in pairs)
        useful = (cost < present[at]) & (people[at] > 0)
        at, of, cost = at[useful], of[useful], cost[useful].astype(float)
        order = np.lexsort((of, cost, at))
        known = np.zeros(len(people), np.int64) if group is None else group
        return cls(people.astype(float), present.astype(float), sites, at[order], of[order], cost[order], known)

    @cached_property
    def starts(self) -> Positions:
        """The first pair of each demand, and the number of pairs."""
        return np.searchsorted(self.at, np.arange(len(self.people) + 1))

    @cached_property
    def by_site(self) -> tuple[Positions, Positions]:
        """The pairs in the order of their sites, and the first of each site, with the number of pairs."""
        order = np.argsort(self.of, kind="stable")
        return order, np.searchsorted(self.of[order], np.arange(self.sites + 1))

    @cached_property
    def gains(self) -> Floats:
        """What each site would bring by itself."""
        return sums(self.of, self.people[self.at] * (self.present[self.at] - self.cost), self.sites)

    @cached_property
    def most(self) -> float:
        """What all sites together would bring."""
        return self.gain(np.arange(self.sites))

    @property
    def is_whole(self) -> bool:
        """Whether every gain is a whole number: a smaller difference than 1 between two plans is none."""
        parts = (self.people, self.present, self.cost)
        return all(bool(np.all(part == np.rint(part))) for part in parts)

    def costs(self, chosen: Positions) -> Floats:
        """Return what each demand costs one of its people with some sites chosen."""
        taken = np.zeros(self.sites, bool)
        taken[chosen] = True
        lowest = self.present.copy()
        used = taken[self.of]
        np.minimum.at(lowest, self.at[used], self.cost[used])
        return lowest

    def gain(self, chosen: Positions) -> float:
        """Return what some sites bring together."""
        return float(self.people @ (self.present - self.costs(chosen)))

    def gain_by_group(self, chosen: Positions, groups: int) -> Floats:
        """Return what some sites bring to each group."""
        return sums(self.group, self.people * (self.present - self.costs(chosen)), groups)

    def merged(self) -> "Instance":
        """Return the instance with demand that is alike in all but its people put together, and none that no site serves."""
        ends = self.starts
        keys: dict[tuple[object, ...], int] = {}
        row = np.full(len(self.people), -1)
        for n in np.flatnonzero(np.diff(ends)):
            own = slice(ends[n], ends[n + 1])
            key = (self.group[n], self.present[n], self.of[own].tobytes(), self.cost[own].tobytes())
            row[n] = keys.setdefault(key, len(keys))
        served = np.flatnonzero(row >= 0)
        _, firsts = np.unique(row[served], return_index=True)
        first = served[firsts]
        kept = np.isin(self.at, first)
        people = sums(row[served], self.people[served], len(keys))
        at, present, group = row[self.at[kept]], self.present[first], self.group[first]
        pairs = (at, self.of[kept], self.cost[kept])
        return Instance.of_pairs(people, present, self.sites, pairs, group)

    def nearest_only(self, pairs: int) -> "Instance":
        """Return the instance with at most so many pairs of each demand, the nearest; the rest is taken to be as near.

        What a demand would cost without any of these sites is at least what the first site left out costs. So no plan
        brings more than it brings here and what :meth:`allowed` adds; one whose demand is all served by these sites,
        or by what there is, brings just that.
        """
        place = np.arange(len(self.at)) - self.starts[self.at]
        present = self.present.copy()
        next_one = place == pairs
        present[self.at[next_one]] = self.cost[next_one]
        kept = place < pairs
        near = (self.at[kept], self.of[kept], self.cost[kept])
        return Instance.of_pairs(self.people, present, self.sites, near, self.group)

    def allowed(self, near: "Instance") -> float:
        """Return what :meth:`nearest_only` takes for granted."""
        return float(self.people @ (self.present - near.present))


def sums(of: Positions, amounts: Floats, count: int) -> Floats:
    """Return the sum of the amounts of each of so many positions."""
    return np.bincount(of, amounts, count).astype(float)  # of nothing, whole numbers
