"""What a forecast says, in words: a date with its range, or why none is known, and how good past forecasts were."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from ..i18n import Month
from . import findings
from .backtest import AHEAD, Backtest
from .findings import Finding
from .forecast import ENDS, LATELY, LEAST_MONTHS, YEARS, Forecast
from .measures import LEAST
from .pace import Range

RANGE = 80  # percent: the range that is put in words


def finding(forecast: Forecast, total: pd.Series) -> Finding:
    """Say by when half of the simulations are complete, and between which months 80%; or why no date is known.

    Parameters
    ----------
    forecast : Forecast
        Of the places in view.
    total : pandas.Series
        The one row of ``rollout.summary``.
    """
    history, plain = forecast.history, findings.headline(total)
    if history.state == "complete":
        return plain
    if history.state != "known":
        figures = {"n": len(history.net), "least": LEAST if history.state == "few" else LEAST_MONTHS, "months": LATELY}
        return Finding(f"finding.forecast.{history.state}", figures)
    days = dict(zip(ENDS, forecast.days, strict=True))
    low, median, high = (_month(days[name]) for name in (f"from_{RANGE}", "median", f"to_{RANGE}"))
    about: dict[str, Any] = {"n": history.in_plan, "years": YEARS}
    if low is None or median is None:
        return Finding("finding.forecast.beyond", about, plain=plain, of_country=True)
    about |= {"median": median, "low": low, "percent": RANGE}
    if high is None:
        return Finding("finding.forecast.open_end", about, ("figure.forecast", median), plain=plain, of_country=True)
    between = Range(low, high)
    return Finding(
        "finding.forecast", about | {"between": between}, ("figure.forecast", between), plain=plain, of_country=True
    )


def tested(backtest: Backtest) -> Iterator[Finding]:
    """Say how often the 80% range held what then opened, and how far off the forecasts were, beside naive ones."""
    if not backtest.origins:
        yield Finding("forecast.untested")
        return
    expected = round(backtest.origins * RANGE / 100)
    figures = {"n": backtest.origins, "held": backtest.held[RANGE], "expected": expected, "months": AHEAD}
    yield Finding("forecast.held", figures | {"percent": RANGE})
    if backtest.narrow(RANGE):
        yield Finding("forecast.narrow")
    errors = {"error": backtest.error, "naive": backtest.naive, "months": AHEAD, "of": LEAST_MONTHS}
    yield Finding("forecast.error.better" if backtest.better else "forecast.error.worse", errors)


def _month(day: date | None) -> Month | None:
    return Month(day.year, day.month, 1) if day else None
