"""Choosing site after site, each the one that adds most: a plan for every number of sites in one pass, with its bound.

What sites bring together never grows faster than what they bring singly (it is submodular), so each of these plans
brings at least 1 - 1/e = 63% of the best possible (Nemhauser, Wolsey and Fisher 1978), and mostly far more: for each
number of sites the best possible is at most what the first k chosen bring and the N largest additions to them, for
any k (Minoux 1978). The least of these bounds is given.
"""

from dataclasses import dataclass

import numpy as np

from .instance import Floats, Instance, Positions

BOUNDS_TAKEN = 64  # numbers of chosen sites at which the bound is computed
LEAST = 1e-9  # a share of all that may be brought: less than this is nothing


@dataclass(frozen=True)
class Curve:
    """The plans of 0, 1, 2 … sites.

    Parameters
    ----------
    order : array of int
        Positions of the sites as they were chosen: the plan of N sites is the first N of them.
    brought : array of float
        What the first 0, 1, 2 … of them bring together.
    bound : array of float
        What no plan of as many sites can exceed.
    """

    order: Positions
    brought: Floats
    bound: Floats

    def at(self, number: int) -> float:
        """Return what the plan of a number of sites brings."""
        return float(self.brought[min(number, len(self.order))])

    def bound_at(self, number: int) -> float:
        """Return what no plan of a number of sites can exceed."""
        return float(self.bound[min(number, len(self.order))])


def greedy(instance: Instance, among: Positions | None = None, most: int | None = None) -> Curve:
    """Choose sites until none adds anything.

    Parameters
    ----------
    instance : Instance
        Demand and sites.
    among : array of int, optional
        Positions of the sites that may be chosen; all if not given.
    most : int, optional
        How many are chosen at most.
    """
    gains, cost = instance.gains.copy(), instance.present.copy()
    if among is not None:
        others = np.ones(instance.sites, bool)
        others[among] = False
        gains[others] = -np.inf
    order: list[int] = []
    brought = [0.0]
    nothing = LEAST * max(float(instance.gains.max(initial=0.0)), 1.0)
    limit = instance.sites if most is None else min(most, instance.sites)
    marks = set(np.unique(np.geomspace(1, max(limit, 1), BOUNDS_TAKEN).astype(int) - 1).tolist())
    bound = np.full(limit + 1, np.inf)
    while len(order) < limit:
        if len(order) in marks:
            bound = np.minimum(bound, _bound(brought[-1], gains, limit))
        site = int(np.argmax(gains))
        if not gains[site] > nothing:
            break
        order.append(site)
        brought.append(brought[-1] + float(gains[site]))
        _choose(instance, site, gains, cost)
        gains[site] = -np.inf
    bound = np.minimum(bound, _bound(brought[-1], gains, limit))[: len(order) + 1]
    bound[0] = 0.0
    return Curve(np.array(order, np.int64), np.array(brought), np.maximum(bound, brought))


def _bound(brought: float, gains: Floats, limit: int) -> Floats:
    """Return what 0, 1, 2 … sites can bring at most, where those chosen bring so much and others would add their gains."""
    largest = np.sort(np.maximum(gains, 0.0))[::-1][:limit]
    return brought + np.concatenate(([0.0], np.cumsum(largest)))


def _choose(instance: Instance, site: int, gains: Floats, cost: Floats) -> None:
    """Lower the costs of the demand that a site serves, and the gains of the other sites that would have served it."""
    order, firsts = instance.by_site
    pairs = order[firsts[site] : firsts[site + 1]]
    pairs = pairs[instance.cost[pairs] < cost[instance.at[pairs]]]
    demand, lowered = instance.at[pairs], instance.cost[pairs]
    lengths = instance.starts[demand + 1] - instance.starts[demand]
    ends = np.cumsum(lengths)
    # Every pair of that demand, one demand after the other.
    every = np.arange(ends[-1] if len(ends) else 0) + np.repeat(instance.starts[demand] - ends + lengths, lengths)
    before, after = np.repeat(cost[demand], lengths), np.repeat(lowered, lengths)
    own = instance.cost[every]
    lost = np.maximum(before - own, 0.0) - np.maximum(after - own, 0.0)
    np.subtract.at(gains, instance.of[every], instance.people[instance.at[every]] * lost)
    cost[demand] = lowered
