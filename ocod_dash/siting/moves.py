"""Where a little used centre would do more: each centre that is to move, and the best site for it, each site once.

It is the assignment problem (Kuhn 1955) as a linear program, whose corners are whole: what a site is worth to a centre
is the number of people who would be within reach of the site and have no other open centre, once all of these
centres have left. Two chosen sites may share people; what all moves come to together counts each person once.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from ..geography.distances import within
from .instance import Floats, Positions
from .solver import quiet
from .study import Study, degrees


@dataclass(frozen=True)
class Moves:
    """Centres and where they would move to.

    Parameters
    ----------
    rows : polars.DataFrame
        ``centre_id``; ``code``, ``name_th``, ``name_en``, ``province``, ``latitude``, ``longitude`` of the site;
        ``gained``, people newly within reach of the site; ``lost``, people who have only this centre within reach. The
        largest difference first; without centres whose best site brings no more than they serve alone.
    gained, lost : int
        What all moves come to together, each person once.
    """

    rows: pl.DataFrame
    gained: int
    lost: int


def moves(study: Study, leaving: pl.DataFrame, level: str = "province") -> Moves:
    """Return where some centres would best move to, within their province or region.

    Parameters
    ----------
    study : Study
        People, possible sites, and the centres that stay.
    leaving : polars.DataFrame
        ``centre_id``, ``latitude``, ``longitude``, ``province`` and ``region`` of the centres that move.
    level : {"province", "region"}
        Where their sites may be.
    """
    covering, reach = study.covering, study.question.within / study.question.detour
    at, of, _ = within(degrees(study.demand), degrees(leaving), reach)
    alone = ~study.reached[at]
    at, of = at[alone], of[alone]
    # Whom a centre serves alone, of those that move: nobody that another of them serves too.
    single = np.bincount(at, minlength=study.demand.height)[at] == 1
    lost = np.bincount(of[single], study.people[at[single]], leaving.height)
    centres, sites, gained = _worth(study, leaving, level)
    worth = gained - lost[centres]
    useful = worth > 0
    centres, sites, gained = centres[useful], sites[useful], gained[useful]
    taken = assign(centres, sites, worth[useful], leaving.height, study.sites.height)
    columns = ("code", "name_th", "name_en", "province", "latitude", "longitude")
    rows = (
        study.sites.select(columns)[sites[taken].tolist()]
        .with_columns(
            leaving["centre_id"][centres[taken].tolist()],
            pl.Series("gained", gained[taken], pl.Float64).cast(pl.Int64),
            pl.Series("lost", lost[centres[taken]], pl.Float64).cast(pl.Int64),
        )
        .sort(pl.col("gained") - pl.col("lost"), "centre_id", descending=[True, False])
    )
    moved = np.zeros(leaving.height, bool)
    moved[centres[taken]] = True
    before = np.zeros(study.demand.height, bool)
    before[at[moved[of]]] = True
    stays = np.zeros(study.demand.height, bool)
    stays[at[~moved[of]]] = True
    after = (covering.costs(sites[taken]) == 0) & ~study.reached
    new, gone = after & ~before & ~stays, before & ~after & ~stays
    return Moves(rows, int(study.people @ new), int(study.people @ gone))


def _worth(study: Study, leaving: pl.DataFrame, level: str) -> tuple[Positions, Positions, Floats]:
    """Return the pairs of centres and sites of one place, and the people whom the site would newly reach."""
    own = leaving.select(level).with_row_index("centre")
    there = study.sites.select(level).with_row_index("site")
    pairs = own.join(there, on=level)
    sites = pairs["site"].to_numpy().astype(np.int64)
    return pairs["centre"].to_numpy().astype(np.int64), sites, study.covering.gains[sites]


def assign(centres: Positions, sites: Positions, worth: Floats, rows: int, columns: int) -> Positions:
    """Return the pairs that are worth most together, with each centre and each site at most once."""
    import highspy  # late: only who asks for moves needs it

    if not len(worth):
        return np.zeros(0, np.int64)
    count, lp = len(worth), highspy.HighsLp()
    lp.num_col_, lp.num_row_, lp.sense_ = count, rows + columns, highspy.ObjSense.kMaximize
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = worth, np.zeros(count), np.ones(count)
    lp.row_lower_, lp.row_upper_ = np.zeros(rows + columns), np.ones(rows + columns)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = count, rows + columns
    lp.a_matrix_.start_ = np.arange(0, 2 * count + 1, 2, dtype=np.int32)
    lp.a_matrix_.index_ = np.column_stack((centres, rows + sites)).ravel().astype(np.int32)
    lp.a_matrix_.value_ = np.ones(2 * count)
    solver = quiet()
    solver.setOptionValue("solver", "simplex")  # whose answers are corners
    solver.passModel(lp)
    solver.run()
    return np.flatnonzero(np.array(solver.getSolution().col_value) > 0.5)
