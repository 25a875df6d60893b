"""Solving a location model to proof with HiGHS, or as far as the time goes: with the bound that nothing can exceed."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any, Literal

import numpy as np

from . import model
from .greedy import greedy
from .instance import Floats, Instance, Positions

Goal = Literal["most", "cover", "nearest", "fair"]
Progress = Callable[[float], None]

SECONDS = 10.0  # that a question may take
FINE = 1e-4  # of a share of people: a hundredth of a percentage point
PROVEN = 1e-9  # a gap, as a share, that is none
FIRST_PAIRS = 100_000  # of all demand and sites, with which a question of distances begins
MORE_PAIRS = 4  # times as many where these were too few


@dataclass(frozen=True)
class Task:
    """What is to be found.

    Parameters
    ----------
    instance : Instance
        Demand and sites.
    goal : {"most", "cover", "nearest", "fair"}
        What the sites are chosen for.
    number : int
        How many sites at most; not used by ``cover``.
    target : float
        What ``cover`` must bring.
    share : float
        What part of its people each group must have within reach with ``fair``, 0 to 1.
    all_of, had : array of float, a group
        The people of each group, and those of them who have what they need without any site.
    seconds : float
        How long it may take.
    """

    instance: Instance
    goal: Goal = "most"
    number: int = 0
    target: float = 0.0
    share: float = 0.0
    all_of: Floats = field(default_factory=lambda: np.zeros(0))
    had: Floats = field(default_factory=lambda: np.zeros(0))
    seconds: float = SECONDS


@dataclass(frozen=True)
class Solution:
    """What was found.

    Parameters
    ----------
    chosen : array of int
        Positions of the chosen sites, first the one that brings most, then the one that adds most to it, and so on.
    brought : float
        What they bring together.
    bound : float
        What no other plan of the goal can exceed; of ``cover`` the number of sites below which none can be.
    gap : float
        How far it may be from the best, as a share: 0 where it is proven to be the best.
    seconds : float
        How long it took.
    possible : float or None
        Of ``fair``, the largest share that every group can have, where more was asked for; no site is then chosen.
    """

    chosen: Positions
    brought: float
    bound: float
    gap: float
    seconds: float
    possible: float | None = None

    @property
    def proven(self) -> bool:
        """Whether no plan is better."""
        return self.gap <= PROVEN


def solve(task: Task, on_progress: Progress = lambda share: None) -> Solution:
    """Find the best sites, or the best that can be found in time.

    Parameters
    ----------
    task : Task
        What is to be found; its target can be reached.
    on_progress : callable
        Receives what is proven so far, repeatedly: 1 less the gap.
    """
    begun = monotonic()
    small = task.instance.merged()
    if task.goal == "nearest":
        found = _nearest(replace(task, instance=small), begun, on_progress)
    elif task.goal == "cover":
        found = _cover(replace(task, instance=small), begun, on_progress)
    else:
        found = _most(replace(task, instance=small), begun, on_progress)
    order = greedy(task.instance, found.chosen).order
    return replace(found, chosen=order, brought=task.instance.gain(order), seconds=monotonic() - begun)


def _most(task: Task, begun: float, on_progress: Progress) -> Solution:
    instance, fair = task.instance, task.goal == "fair"
    shares = task.share * task.all_of - task.had if fair else None
    start = greedy(instance)
    program = model.bringing_most(instance, task.number, shares)
    gap = 0.9 if instance.is_whole else 0.0
    run = _Run(program, task.seconds - (monotonic() - begun), on_progress, gap)
    values, bound = run()
    if values is None and fair:
        highest = model.fairest(instance, task.number, task.all_of, task.had)
        shares, _ = _Run(highest, task.seconds, on_progress, FINE)()
        return Solution(np.zeros(0, np.int64), 0.0, 0.0, 0.0, 0.0, 0.0 if shares is None else float(shares[-1]))
    chosen = _sites(values, instance.sites) if values is not None else start.order[: task.number]
    brought = instance.gain(chosen)
    if not fair and start.at(task.number) > brought:
        chosen, brought = start.order[: task.number], start.at(task.number)
    bound = min(bound, instance.most) if fair else min(bound, start.bound_at(task.number))
    return _found(chosen, brought, bound, 0.95 if instance.is_whole else 0.0)


def _cover(task: Task, begun: float, on_progress: Progress) -> Solution:
    instance = task.instance
    curve = greedy(instance)
    enough = int(np.argmax(curve.brought >= min(task.target, instance.most) * (1 - model.ENOUGH)))
    start = curve.order[:enough]
    run = _Run(model.fewest(instance, task.target), task.seconds - (monotonic() - begun), on_progress, 0.9)
    values, bound = run()
    chosen = _sites(values, instance.sites) if values is not None else start
    chosen = start if len(start) < len(chosen) else chosen
    least = max(int(np.ceil(-bound - 1e-6)), 0) if np.isfinite(bound) else 0
    gap = (len(chosen) - least) / max(len(chosen), 1)
    return Solution(chosen, instance.gain(chosen), float(least), max(gap, 0.0), 0.0)


def _nearest(task: Task, begun: float, on_progress: Progress) -> Solution:
    """Solve with the nearest sites of each demand, and with more of them until no demand needs a farther one."""
    instance = task.instance
    curve = greedy(instance, most=task.number)
    best = _found(curve.order, curve.at(task.number), curve.bound_at(task.number), 0.0)
    most = int(np.diff(instance.starts).max(initial=1))
    pairs = max(FIRST_PAIRS // max(len(instance.people), 1), 1)
    while True:
        near = instance.nearest_only(pairs) if pairs < most else instance
        left = task.seconds - (monotonic() - begun)
        if left <= 0:
            return best
        run = _Run(model.bringing_most(near, task.number), left, on_progress, 0.9 if instance.is_whole else 0.0)
        values, bound = run()
        chosen = _sites(values, instance.sites) if values is not None else best.chosen
        brought = instance.gain(chosen)
        chosen, brought = max(((chosen, brought), (best.chosen, best.brought)), key=lambda each: each[1])
        bound = min(best.bound, bound + instance.allowed(near))
        best = _found(chosen, brought, bound, 0.95 if instance.is_whole else 0.0)
        if best.proven or pairs >= most:
            return best
        pairs *= MORE_PAIRS


def _found(chosen: Positions, brought: float, bound: float, nothing: float) -> Solution:
    """Return what was found, where a difference of ``nothing`` from the bound is none."""
    left = max(bound - brought, 0.0)
    gap = 0.0 if left <= max(nothing, 1e-7 * abs(bound)) else left / bound
    return Solution(chosen, brought, max(bound, brought), gap, 0.0)


def _sites(values: Floats, sites: int) -> Positions:
    return np.flatnonzero(values[:sites] > 0.5)


class _Run:
    """One run of HiGHS.

    Parameters
    ----------
    program : Program
        What it solves.
    seconds : float
        How long it may take.
    on_progress : callable
        Receives 1 less the gap.
    gap : float
        How far from the bound the objective may be to count as proven.
    """

    def __init__(self, program: model.Program, seconds: float, on_progress: Progress, gap: float) -> None:
        self.on_progress = on_progress
        self.highs = quiet()
        for name, value in {
            "output_flag": False,
            "time_limit": max(seconds, 0.01),
            "mip_rel_gap": 0.0,
            "mip_abs_gap": gap,
        }.items():
            self.highs.setOptionValue(name, value)
        self.highs.passModel(program.highs())
        self.highs.cbMipLogging += self._tell

    def _tell(self, event: Any) -> None:
        gap = event.data_out.mip_gap
        self.on_progress(1 - min(max(gap, 0.0), 1.0))

    def __call__(self) -> tuple[Floats | None, float]:
        """Return the values of the columns, None where there is no plan, and the bound of the objective."""
        import highspy

        if self.highs.run() == highspy.HighsStatus.kError:
            raise RuntimeError(f"HiGHS: {self.highs.modelStatusToString(self.highs.getModelStatus())}")
        status, info = self.highs.getModelStatus(), self.highs.getInfo()
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return None, np.inf
        feasible = info.primal_solution_status == highspy.kSolutionStatusFeasible
        values = np.array(self.highs.getSolution().col_value) if feasible else None
        return values, float(info.mip_dual_bound)


def quiet() -> Any:
    """Return HiGHS, which otherwise names itself on the standard output as soon as it is made."""
    import highspy  # late: only the process that solves needs it

    class Quiet(highspy.Highs):
        def enableCallbacks(self) -> None:  # noqa: N802
            self.silent()
            super().enableCallbacks()

    solver = Quiet()
    solver.setOptionValue("threads", 1)  # the same in all of a process: HiGHS refuses to change it
    return solver
