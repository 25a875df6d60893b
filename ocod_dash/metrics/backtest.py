"""How good the forecast would have been: made again in past months, and compared with what then happened.

The origin rolls: at the end of each month that has twelve months before it and three after it, the centres that open in
the next three months are forecast from the months before alone. They are compared, not dates of completion, because the
truth is known of every one of these months (Tashman, International Journal of Forecasting 16 (2000), 437-450). Periods of
neighbouring origins overlap, so that their errors are not independent. The naive forecast is the mean of the last twelve months.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from .forecast import ENDS, LEAST_MONTHS, RANGES, History, ends, paths

AHEAD = 3  # months that are forecast
ORIGINS = 24  # the last ones, at most
DRAWS = 500
CLEAR = 0.95  # of the naive forecast's error: one that is no smaller is about the same
BELOW = 1.645  # standard deviations: a count of hits that is as far below the expected one occurs in 1 of 20 cases
Array = np.ndarray


@dataclass(frozen=True)
class Backtest:
    """What past forecasts came to.

    Parameters
    ----------
    origins : int
        Months in which a forecast was made; 0 where none can be compared.
    held : dict of int to int
        In how many of them the range of so many percent held the truth.
    error, naive : float
        The mean absolute error of the median and of the naive forecast, in centres of three months; NaN of none.
    """

    origins: int
    held: dict[int, int]
    error: float = np.nan
    naive: float = np.nan

    @property
    def better(self) -> bool:
        """Whether the error is clearly smaller than that of the naive forecast."""
        return self.error < CLEAR * self.naive

    def narrow(self, percent: int) -> bool:
        """Return whether a range held the truth more seldom than chance would have it, in 1 of 20 cases."""
        share = percent / 100
        expected = self.origins * share
        return self.held[percent] < expected - BELOW * sqrt(expected * (1 - share))


def of_history(history: History, seed: int) -> Backtest:
    """Return how good the forecasts of a place were in its past months; the same seed gives the same."""
    net, since = history.net, max(LEAST_MONTHS, len(history.net) - AHEAD - ORIGINS + 1)
    origins = range(since, len(net) - AHEAD + 1)
    left = [history.in_plan - net[:at].sum() for at in origins]
    made = [forecast(net[:at], rest, seed + at) for at, rest in zip(origins, left, strict=True)]
    truth = np.array([net[at : at + AHEAD].sum() for at in origins])
    if not made:
        return Backtest(0, dict.fromkeys(RANGES, 0))
    found = dict(zip(ENDS, np.array(made).T, strict=True))
    held = {each: int(((found[f"from_{each}"] <= truth) & (truth <= found[f"to_{each}"])).sum()) for each in RANGES}
    pace = [min(net[at - LEAST_MONTHS : at].mean() * AHEAD, rest) for at, rest in zip(origins, left, strict=True)]
    error, naive = (float(np.abs(np.array(each) - truth).mean()) for each in (found["median"], pace))
    return Backtest(len(made), held, error, naive)


def forecast(net: Array, left: float, seed: int) -> Array:
    """Return the ends of the ranges, as ``ENDS`` has them, of the net openings of the next three months."""
    total = paths(net, left, 1.0, seed, AHEAD, DRAWS)
    there = (total >= left).any(axis=1)  # no more centres than the plan has
    return ends(np.where(there, left, total[:, -1]))
