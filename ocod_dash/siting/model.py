"""The location model as arrays for HiGHS: a mixed-integer linear program, its rows one after the other.

For each demand its sites are put into levels of equal cost, from the nearest on (Elloumi 2010). ``x`` of a site is 1
where it is chosen; ``y`` of a level is 1 where a site of it or of a nearer one is: y(k) <= y(k-1) + sum of x in level k.
A level is worth people x (the cost of the next level, or the present one, less its own). Where every cost is the same,
as for what is within reach, a demand has one level, and this is the model of Church and ReVelle (1974).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .instance import Floats, Instance, Positions

if TYPE_CHECKING:
    import highspy

ENOUGH = 1e-6  # of what all sites bring: a target this near to it is all of it


@dataclass(frozen=True)
class Program:
    """The columns of a linear program, first the sites and then the levels, and its rows.

    Parameters
    ----------
    worth : array of float, a column
        What the objective gains by it.
    rows : tuple of arrays of int, int and float
        The row, the column and the value of each coefficient, by row.
    lower, upper : array of float, a row
        The bounds of the rows.
    at_least : array of float, a column
        The lower bounds of the columns; their upper bounds are 1.
    sites : int
        How many columns are sites, which are whole numbers.
    """

    worth: Floats
    rows: tuple[Positions, Positions, Floats]
    lower: Floats
    upper: Floats
    at_least: Floats
    sites: int

    def with_row(self, columns: Positions, values: Floats, lower: float, upper: float) -> "Program":
        """Return the program with one more row."""
        row, column, value = self.rows
        rows = (
            np.concatenate((row, np.full(len(columns), len(self.lower)))),
            np.concatenate((column, columns)),
            np.concatenate((value, values)),
        )
        return Program(
            self.worth, rows, np.append(self.lower, lower), np.append(self.upper, upper), self.at_least, self.sites
        )

    def highs(self) -> "highspy.HighsLp":
        """Return the program as HiGHS takes it."""
        import highspy  # late: only the process that solves needs it

        row, column, value = self.rows
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.worth), len(self.lower)
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = self.worth, self.at_least, np.ones(len(self.worth))
        lp.row_lower_, lp.row_upper_ = self.lower, self.upper
        kinds = highspy.HighsVarType
        levels = len(self.worth) - self.sites
        lp.integrality_ = [kinds.kInteger] * self.sites + [kinds.kContinuous] * levels
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = lp.num_col_, lp.num_row_
        lp.a_matrix_.start_ = np.searchsorted(row, np.arange(len(self.lower) + 1)).astype(np.int32)
        lp.a_matrix_.index_, lp.a_matrix_.value_ = column.astype(np.int32), value
        return lp


def levels(instance: Instance) -> tuple[Program, Positions]:
    """Return the program without an objective's limits, and the demand of each level."""
    first_of_demand = np.diff(instance.at, prepend=-1) != 0
    first = first_of_demand | (np.diff(instance.cost, prepend=np.nan) != 0)
    level = np.cumsum(first) - 1
    starts = np.flatnonzero(first)
    demand, own = instance.at[starts], instance.cost[starts]
    last = np.append(demand[1:] != demand[:-1], True) if len(demand) else np.zeros(0, bool)
    beyond = np.where(last, instance.present[demand], np.append(own[1:], 0.0)) if len(demand) else own
    count, sites = len(starts), instance.sites
    before = np.flatnonzero(~first_of_demand[starts])  # levels that have a nearer one
    rows = (
        np.concatenate((np.arange(count), before, level)),
        np.concatenate((sites + np.arange(count), sites + before - 1, instance.of)),
        np.concatenate((np.full(count, -1.0), np.ones(len(before)), np.ones(len(level)))),
    )
    order = np.lexsort((rows[1], rows[0]))
    worth = np.concatenate((np.zeros(sites), instance.people[demand] * (beyond - own)))
    program = Program(
        worth,
        (rows[0][order], rows[1][order], rows[2][order]),
        np.zeros(count),
        np.full(count, np.inf),
        np.zeros(sites + count),
        sites,
    )
    return program, demand


def bringing_most(instance: Instance, number: int, shares: Floats | None = None) -> Program:
    """Return the program that chooses at most ``number`` sites that bring most.

    Parameters
    ----------
    instance : Instance
        Demand and sites.
    number : int
        How many sites.
    shares : array of float, a group, optional
        What the sites must bring at least to each group.
    """
    program, demand = levels(instance)
    every = np.arange(instance.sites)
    limited = program.with_row(every, np.ones(instance.sites), 0.0, float(number))
    for group in np.flatnonzero(shares > 0) if shares is not None else ():
        assert shares is not None
        own = instance.sites + np.flatnonzero(instance.group[demand] == group)
        limited = limited.with_row(own, program.worth[own], float(shares[group]), np.inf)
    return limited


def fewest(instance: Instance, target: float) -> Program:
    """Return the program that chooses the fewest sites that bring so much (set covering, Toregas and others 1971)."""
    program, _ = levels(instance)
    columns = instance.sites + np.arange(len(program.worth) - instance.sites)
    worth = np.concatenate((np.full(instance.sites, -1.0), np.zeros(len(columns))))
    at_least = program.at_least.copy()
    if target >= instance.most * (1 - ENOUGH):
        at_least[columns] = 1.0
        return Program(worth, program.rows, program.lower, program.upper, at_least, instance.sites)
    limited = program.with_row(columns, program.worth[columns], target, np.inf)
    return Program(worth, limited.rows, limited.lower, limited.upper, at_least, instance.sites)


def fairest(instance: Instance, number: int, all_of: Floats, had: Floats) -> Program:
    """Return the program that raises the least share that any group has as far as possible.

    Its last column is that share, 0 to 1.

    Parameters
    ----------
    instance : Instance
        Demand and sites.
    number : int
        How many sites.
    all_of, had : array of float, a group
        What a group could have altogether, and what of it there is without any site.
    """
    limited, (_, demand) = bringing_most(instance, number), levels(instance)
    share = len(limited.worth)
    found = Program(
        np.append(np.zeros(share), 1.0),
        limited.rows, limited.lower, limited.upper, np.append(limited.at_least, 0.0), instance.sites,
    )  # fmt: skip
    for group in np.flatnonzero(all_of > 0):
        own = instance.sites + np.flatnonzero(instance.group[demand] == group)
        columns, values = np.append(own, share), np.append(limited.worth[own], -float(all_of[group]))
        found = found.with_row(columns, values, -float(had[group]), np.inf)
    return found
