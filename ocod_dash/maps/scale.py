"""Classes of a choropleth: five at most, by quantiles, with the limits that the legend prints."""

from bisect import bisect_right
from dataclasses import dataclass
from math import inf

import pandas as pd

from ..metrics import MEASURES
from ..metrics.measures import LEAST
from ..theme import Theme

CLASSES = 5
SHARES = ("percent", "points")  # units of the measures that are shares of the plan
SIGNED = ("points",)  # units of the measures that may be negative


@dataclass(frozen=True)
class Scale:
    """The limits of a measure's classes.

    Parameters
    ----------
    measure : str
        The measure's id.
    limits : tuple of float
        Lower limits of every class but the first, ascending.
    low, high : float
        The smallest and the largest value; ``high`` is infinite where the last class has no upper limit.
    """

    measure: str
    limits: tuple[float, ...]
    low: float
    high: float

    def index(self, value: float) -> int | None:
        """Return which class a value falls in, from 0; None where there is no value."""
        return None if pd.isna(value) else bisect_right(self.limits, value)

    def colour(self, value: float, theme: Theme) -> str | None:
        """Return the colour of a value: the classes are spread over the whole sequence; None where there is none."""
        at = self.index(value)
        return None if at is None else self.colours(theme)[at]

    def colours(self, theme: Theme) -> list[str]:
        """Return the colour of each class, from low to high."""
        steps, last = theme.palette.sequence, len(self.limits)
        return [steps[round(at * (len(steps) - 1) / last)] if last else steps[2] for at in range(last + 1)]

    def classes(self, theme: Theme) -> list[tuple[str, str]]:
        """Return each class as its colour and its limits in words, low to high."""
        counts = MEASURES[self.measure].decimals == 0
        edges = [self.low, *self.limits, self.high]
        # Whole numbers: the class below 5 ends at 4, and only the last class holds its upper limit.
        tops = [limit - 1 if counts else limit for limit in self.limits] + [self.high]
        write = MEASURES[self.measure].write
        ends = [(write(a, theme.words), write(b, theme.words)) for a, b in zip(edges, tops, strict=False)]
        named = [low if low == high else f"{low}–{high}" for low, high in ends]
        if self.low < 0:  # a dash after a minus cannot be read
            named[0] = f"< {write(edges[1], theme.words)}"
        if self.high == inf:
            named[-1] = f"≥ {write(edges[-2], theme.words)}"
        return list(zip(self.colours(theme), named, strict=True))


def of_few(classes: Scale | None, places: pd.DataFrame) -> tuple[str, ...]:
    """Return the codes of the places whose share is of fewer than ``LEAST`` centres in the plan.

    Parameters
    ----------
    classes : Scale or None
        The classes of the measure shown; of a measure that is no share, none.
    places : pandas.DataFrame
        ``places.progress``.
    """
    if not classes or MEASURES[classes.measure].unit not in SHARES:
        return ()
    return tuple(places.code[(places.in_plan > 0) & (places.in_plan < LEAST)])


def quantiles(values: pd.Series, measure: str) -> Scale:
    """Return the classes of a measure, as even in size as equal values allow, at limits that can be printed."""
    known, decimals = values.dropna().astype(float), MEASURES[measure].decimals
    if known.empty:
        return Scale(measure, (), 0.0, 0.0)
    low, high = float(known.min()), float(known.max())
    different = sorted(set(known.round(decimals)))
    if len(different) <= CLASSES:  # each value is a class
        return Scale(measure, tuple(different[1:]), different[0], different[-1])
    cuts = known.quantile([n / CLASSES for n in range(1, CLASSES)]).round(decimals)
    limits = tuple(sorted({float(cut) for cut in cuts if low < cut <= high}))
    used = {bisect_right(limits, value) for value in known}
    return Scale(measure, tuple(limit for at, limit in enumerate(limits, start=1) if at in used), low, high)


def even(measure: str, usual: float) -> Scale:
    """Return five classes with limits equally far apart: the same on every day.

    They begin at 0; of a measure that may be negative, the first class holds what is below 0. The last class holds all that
    is above its lower limit, as another day may have more than any that is known; a percentage ends at 100.

    Parameters
    ----------
    measure : str
        The measure's id.
    usual : float
        A value that few exceed: the classes share out what is up to there, of which the last one may hold two widths.
    """
    unit, least = MEASURES[measure].unit, 10.0 ** -MEASURES[measure].decimals  # closer limits would read the same
    if unit == "percent":
        return Scale(measure, tuple(100.0 * n / CLASSES for n in range(1, CLASSES)), 0.0, 100.0)
    signed = unit in SIGNED
    apart = max(usual / (CLASSES - signed + 1), least)
    step = next(n * 10.0**p for p in range(-1, 9) for n in (1, 2, 5) if n * 10.0**p >= apart)
    limits = tuple(step * n for n in range(not signed, CLASSES - signed))
    return Scale(measure, limits, -inf if signed else 0.0, inf)
