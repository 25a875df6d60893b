"""When all centres of the plan would be open: a date with its ranges, from the place's own months.

The net openings of the months so far (openings and reopenings less closures and suspensions) are drawn again as future
months, until what is left is open: a bootstrap. Months are drawn as blocks of three in a row, as neighbouring months
resemble each other: single months would give sums that vary too little (Künsch, Annals of Statistics 17 (1989),
1217-1241). Blocks run on from the last month to the first, so that every month is drawn as often (circular: Politis and
Romano, in: Exploring the Limits of Bootstrap, 1992, 263-270). Three months are near n^(1/3) of histories of 16 to 42
months (Hall, Horowitz and Jing, Biometrika 82 (1995), 561-574). Each path draws from a history that was itself drawn
again from the true one, so that it varies as the mean of few months does, not only as the months do (Pascual, Romo
and Ruiz, Journal of Time Series Analysis 25 (2004), 449-465).

Nothing is assumed about the months ahead but that they resemble those before: no trend, no season, no plan.

These are functions of ``rollout.course`` and ``rollout.summary``, computed with arrays in memory: no expression draws at
random.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil, floor, nan
from zlib import crc32

import numpy as np
import pandas as pd

from ..view import View
from .measures import LEAST
from .status import COUNTRY

PATHS = 2_000
BLOCK = 3  # months in a row
YEARS = 30  # a path that is longer does not end
CHUNK = 36  # months that are drawn at once
LEAST_MONTHS, LATELY = 12, 6  # whole months that a forecast needs, and in how many of them a centre must have opened
RANGES = (50, 80, 95)  # percent
# The ends of the ranges and the median, by column: the percentage of paths that are no later, or no higher.
ENDS = {f"from_{each}": (100 - each) / 2 for each in reversed(RANGES)} | {"median": 50.0}
ENDS |= {f"to_{each}": (100 + each) / 2 for each in RANGES}
FAN = 60  # months that are drawn in a chart, at most
Array = np.ndarray


@dataclass(frozen=True)
class History:
    """The months of a place up to a day.

    Parameters
    ----------
    code : str
        The place.
    in_plan, open : int
        Centres in the plan, and open on the day.
    net : array of float, shape (n,)
        Net openings of each whole month, from that of the first opening to the last that is over.
    lately : int
        Openings in the last six whole months and since.
    """

    code: str
    in_plan: int
    open: int
    net: Array
    lately: int

    @property
    def left(self) -> int:
        """Centres of the plan that are not open."""
        return self.in_plan - self.open

    @property
    def state(self) -> str:
        """Whether a date can be forecast.

        ``known``, or why it is not: ``complete``; ``few``, fewer than 10 centres in the plan; ``young``, fewer than 12
        whole months since the first opening; ``still``, no opening in the last six.
        """
        if self.left == 0:
            return "complete"
        if self.in_plan < LEAST:
            return "few"
        if len(self.net) < LEAST_MONTHS:
            return "young"
        return "known" if self.lately else "still"


def paths(net: Array, left: float, first: float, seed: int, most: int = YEARS * 12, draws: int = PATHS) -> Array:
    """Draw the net openings of the months ahead, as running totals.

    Parameters
    ----------
    net : array of float, shape (n,)
        Net openings of the months so far.
    left : float
        Centres that are to open: months are drawn until all paths have reached it.
    first : float
        The share of the first month that is still ahead, above 0 and at most 1.
    seed : int
        The same seed draws the same paths.
    most, draws : int
        At most so many months, and so many paths.

    Returns
    -------
    array of float, shape (draws, months)
        Centres more than now by the end of each month.
    """
    random, n = np.random.default_rng(seed), len(net)
    blocks = random.integers(0, n, (draws, ceil(n / BLOCK)))  # where each block of a path's own history begins
    path, total = np.arange(draws)[:, None], np.zeros((draws, 0))
    while total.shape[1] < most and (total.shape[1] == 0 or (total.max(axis=1) < left).any()):
        months = min(CHUNK, most - total.shape[1])
        starts = random.integers(0, n, (draws, ceil(months / BLOCK)))
        at = (starts[:, :, None] + np.arange(BLOCK)).reshape(draws, -1)[:, :months] % n
        drawn = net[(blocks[path, at // BLOCK] + at % BLOCK) % n]
        if total.shape[1] == 0:
            drawn = drawn * np.where(np.arange(months) == 0, first, 1.0)
        before = total[:, -1:] if total.shape[1] else 0.0
        total = np.hstack([total, before + drawn.cumsum(axis=1)])
    return total


def months_to_finish(total: Array, left: float, first: float) -> Array:
    """Return after how many months each path has opened what is left, to a fraction; infinite where it has not.

    Within a month centres open evenly.

    Parameters
    ----------
    total : array of float, shape (draws, months)
        As :func:`paths` returns them.
    left, first : float
        As there.
    """
    there = total >= left
    at, path = there.argmax(axis=1), np.arange(len(total))
    after = total[path, at]
    before = np.where(at > 0, total[path, at - 1], 0.0)
    share = (left - before) / np.where(after > before, after - before, 1.0)
    months = np.where(at > 0, first + at - 1 + share, first * share)
    return np.where(there[path, at], months, np.inf)


def ends(values: Array) -> Array:
    """Return the ends of the ranges and the median of values along the first axis, each a value that occurs."""
    ordered = np.sort(values, axis=0)
    return ordered[[ceil(each / 100 * len(ordered)) - 1 for each in ENDS.values()]]


def histories(course: pd.DataFrame, totals: pd.DataFrame, day: date) -> Iterator[History]:
    """Return the months of each place up to a day.

    Parameters
    ----------
    course, totals : pandas.DataFrame
        ``rollout.course`` and ``rollout.summary`` of the places on the day.
    day : datetime.date
        The day.
    """
    past = course[course.on <= pd.Timestamp(day)].sort_values(["code", "on"])
    over = past[past.on.dt.is_month_end]
    index, codes = (over.on.dt.year * 12 + over.on.dt.month - 1).to_numpy(int), over.code.to_numpy(str)
    last = _index(day + timedelta(days=1)) - 1
    for row in totals.sort_values("code").itertuples():
        own = slice(np.searchsorted(codes, row.code, "left"), np.searchsorted(codes, row.code, "right"))
        months = index[own]
        # Between the last event or due date and the day the course has no months: nothing changes in them.
        at = np.searchsorted(months, np.arange(months[0], last + 1), "right") - 1 if len(months) else slice(0, 0)
        opened, is_open = (over[name].to_numpy(float)[own][at] for name in ("opened", "open"))
        first = np.searchsorted(opened, 1)  # the month of the first opening
        before = opened[max(0, len(opened) - 1 - LATELY)] if len(opened) else 0
        net = np.diff(is_open, prepend=0)[first:]
        yield History(str(row.code), int(row.in_plan), int(row.open), net, int(row.opened - before))


@dataclass(frozen=True)
class Forecast:
    """When a place would be complete.

    Parameters
    ----------
    history : History
        What it is drawn from.
    days : tuple of date or None
        The day of completion at each of ``ENDS``; None where it is not within 30 years. Empty where no date is known.
    unfinished : float
        The percentage of paths that are not complete within 30 years.
    fan : pandas.DataFrame
        ``on``, the day and the ends of the months ahead, until 97.5 percent of paths are complete or five years have
        passed; by the names of ``ENDS``, centres open at each. Empty where no date is known.
    """

    history: History
    days: tuple[date | None, ...] = ()
    unfinished: float = nan
    fan: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["on", *ENDS]))


def of_place(history: History, day: date, seed: int) -> Forecast:
    """Return the forecast of one place on a day; the same seed gives the same."""
    if history.state != "known":
        return Forecast(history)
    left, first = history.left, ahead(day)
    total = paths(history.net, left, first, seed)
    finished = months_to_finish(total, left, first)
    months = ends(finished)
    days = tuple(later(day, float(each)) if np.isfinite(each) else None for each in months)
    last = months[-1]
    n = min(FAN, total.shape[1], ceil(last - first) + 1 if np.isfinite(last) else FAN)
    there = np.logical_or.accumulate(total[:, :n] >= left, axis=1)  # what is complete stays so
    counts = ends(np.where(there, left, np.maximum(total[:, :n], -history.open))) + history.open
    now = np.full((len(ENDS), 1), float(history.open))
    fan = pd.DataFrame(np.hstack([now, counts]).T, columns=list(ENDS))
    fan.insert(0, "on", pd.to_datetime([day, *month_ends(day, n)]))
    return Forecast(history, days, float(np.isinf(finished).mean() * 100), fan)


def seed(view: View, code: str) -> int:
    """Return what the draws of a place follow from: the place and the day, so that they are the same in every view of it.

    Parameters
    ----------
    view : View
        The day, and the places in view, which the whole country's code stands for.
    code : str
        The place's code in the metrics.
    """
    chosen = sorted(view.provinces or view.regions) if code == COUNTRY else [code]
    places = [view.district] if view.district else chosen or [code]
    return crc32("|".join([*places, str(view.as_of)]).encode())


def ahead(day: date) -> float:
    """Return which share of a month the first one ahead is: what is left of the day's month, of its last day the next one."""
    length = monthrange(day.year, day.month)[1]
    return (length - day.day) / length or 1.0


def later(day: date, months: float) -> date:
    """Return the day so many months later, each month being as long as it is."""
    at = _index(day) + day.day / monthrange(day.year, day.month)[1] + months
    first = _month(floor(at))
    days = floor((at - floor(at)) * monthrange(first.year, first.month)[1] + 0.5)
    return first + timedelta(days=days - 1)


def month_ends(day: date, n: int) -> list[date]:
    """Return the ends of the next months after a day, of its own month first."""
    start = _index(day + timedelta(days=1))
    return [_month(start + each + 1) - timedelta(days=1) for each in range(n)]


def _index(month: date) -> int:
    return month.year * 12 + month.month - 1


def _month(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)
