"""Solving in a process of its own: never twice the same question, with progress, and an end to it at any time."""

from collections.abc import Callable, Hashable
from threading import BoundedSemaphore, Event, Thread

from .. import worker
from ..cache import cached
from ..problem import Problem
from .plan import Plan
from .solver import Progress, solve
from .study import Study

MEGABYTES = 64  # of questions that were answered
MEMORY_MB = 2_000  # that the solver may take
PATIENCE = 3.0  # times as long as the solver is given, it may take in all, with what is around it
# So many questions at once for all visitors: pages keep the rest of the machine.
TURNS = BoundedSemaphore(1)
MOST_WAITING = 20  # questions; more are refused for a moment


class Stopped(Exception):
    """The solver was stopped."""


class Job:
    """A question that is being solved, or was: ``plan`` is there when it is, ``problem`` where it cannot be."""

    waiting = 0

    def __init__(self, study: Study) -> None:
        if Job.waiting >= MOST_WAITING:
            raise Problem("siting.busy")
        self.study = study
        self.share = 0.0
        self.plan: Plan | None = None
        self.problem: Problem | None = None
        self._stop = Event()
        self._thread = Thread(target=self._solve, daemon=True)
        self._thread.start()

    @property
    def state(self) -> str:
        """``solving``, ``solved``, ``stopped`` or ``failed``."""
        if self.plan:
            return "stopped" if self.plan.state == "stopped" else "solved"
        return "failed" if self.problem else "solving"

    def stop(self) -> None:
        """End the solver; the plan is then that of site after site."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it is solved, or for some seconds."""
        self._thread.join(seconds)

    def _solve(self) -> None:
        Job.waiting += 1
        try:
            self.plan = solve_apart(self.study, self._tell, self._stop)
        except Problem as problem:
            self.problem = problem
        except Exception as error:
            self.problem = Problem("siting.broken", code=type(error).__name__)
            raise
        finally:
            Job.waiting -= 1

    def _tell(self, share: float) -> None:
        self.share = share


@cached(MEGABYTES, key=lambda key, make: key)
def job(key: Hashable, make: Callable[[], Study]) -> Job:
    """Return the job of a question, which begins now unless it has before.

    Parameters
    ----------
    key : hashable
        What distinguishes the question and its data from any other.
    make : callable
        Returns the question with its data.
    """
    return Job(make())


def solve_apart(study: Study, on_progress: Progress, stop: Event | None = None, seconds: float | None = None) -> Plan:
    """Solve a question in a process of its own.

    Parameters
    ----------
    study : Study
        The question with its data.
    on_progress : callable
        Receives what is proven so far, repeatedly: 1 less the gap. An exception of its own ends the process.
    stop : threading.Event, optional
        Ends the process when it is set.
    seconds : float, optional
        How long the solver may take; as :class:`Task` has it if not given.

    Raises
    ------
    Problem
        If the process ends without an answer, or a fair share is out of reach.
    """
    task = study.task() if seconds is None else study.task(seconds)

    def tell(share: float) -> None:
        if stop and stop.is_set():
            raise Stopped
        on_progress(share)

    try:
        _turn(tell)
        try:
            limits = worker.Limits(MEMORY_MB, task.seconds * PATIENCE + PATIENCE)
            found = worker.run(solve, task, on_progress=tell, limits=limits)
        finally:
            TURNS.release()
    except (Stopped, worker.Overtime):
        return Plan.greedy(study, "stopped")
    except worker.Ended as error:
        raise Problem("siting.broken", code=str(error.code)) from None
    return Plan.solved(study, found)


def _turn(wait: Progress) -> None:
    """Wait for a turn."""
    while not TURNS.acquire(timeout=worker.BEAT):
        wait(0.0)


def prepare() -> None:
    """Start a process that waits for a question."""
    worker.prepare(solve)
