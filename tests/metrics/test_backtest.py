"""How good forecasts were: origins that roll, what the ranges held, and other forecasts beside."""

import warnings
from datetime import date

import numpy as np
import polars as pl
import pytest
from statsmodels.tsa.holtwinters import ExponentialSmoothing

from ocod_dash.config import ROOT
from ocod_dash.metrics import backtest
from ocod_dash.metrics.backtest import AHEAD, DRAWS, Backtest, forecast, of_history
from ocod_dash.metrics.forecast import ENDS, History


def place(net: list[float], left: int = 1000) -> History:
    return History("50", int(sum(net)) + left, int(sum(net)), np.array(net, float), 10)


def test_a_steady_pace_is_always_held_and_both_forecasts_are_right():
    # 20 months: origins after 12 to 17 of them have three months of truth.
    found = of_history(place([10] * 20), seed=1)
    assert found == Backtest(6, {50: 6, 80: 6, 95: 6}, 0.0, 0.0)
    assert not found.better  # no error is smaller than none


def test_too_few_months_are_not_tested():
    assert of_history(place([10] * 14), seed=1).origins == 0
    assert of_history(place([10] * 15), seed=1).origins == 1


def test_the_last_two_years_of_origins_are_used():
    assert of_history(place([10] * 100), seed=1).origins == backtest.ORIGINS


def test_a_change_of_pace_is_missed_by_hand_worked_figures():
    # Twelve months of 10, then three of 0: one origin, 30 forecast and 0 opened.
    found = of_history(place([10] * 12 + [0] * 3), seed=1)
    assert found == Backtest(1, {50: 0, 80: 0, 95: 0}, 30.0, 30.0)


def test_no_more_than_the_plan_is_forecast():
    assert set(forecast(np.full(12, 10.0), left=12, seed=1)) == {12}
    # Of 120 in the plan all but 4 are open at the origin: both forecasts stop there.
    assert of_history(place([10] * 11 + [6] + [4, 0, 0], left=0), seed=1).error == 0


def test_ranges_that_held_too_seldom_are_called_narrow():
    # Of 20 at 80 percent 16 are expected, with a deviation of 1.8: 13 are too few, 14 are not.
    assert Backtest(20, {50: 10, 80: 13, 95: 19}).narrow(80)
    assert not Backtest(20, {50: 10, 80: 14, 95: 19}).narrow(80)


def test_a_forecast_that_is_hardly_better_is_not_called_better():
    assert not Backtest(9, {}, error=96, naive=100).better
    assert Backtest(9, {}, error=94, naive=100).better


def test_the_same_seed_gives_the_same():
    history = place(list(np.random.default_rng(2).poisson(4, 30)))
    assert of_history(history, 1) == of_history(history, 1)
    assert len(forecast(history.net, 50, 1)) == len(ENDS)
    assert DRAWS >= 200  # enough for the ends of the 95 percent range


@pytest.mark.parametrize("mean", [3, 12])
def test_of_months_that_resemble_each_other_the_ranges_hold_what_they_say(mean):
    """Of 60 places whose months are independent counts of one mean, the ranges hold nearly their share of the truth."""
    random = np.random.default_rng(4)
    found = [of_history(place(list(random.poisson(mean, 36))), seed) for seed in range(60)]
    trials = sum(each.origins for each in found)
    for percent in (50, 80, 95):
        held = sum(each.held[percent] for each in found) / trials
        assert percent / 100 - 0.1 <= held <= percent / 100 + 0.12, percent


def months_of_provinces() -> list[History]:
    """Return the months of the sample's provinces, counted here from its file."""
    centres = pl.read_csv(ROOT / "data" / "sample" / "centres.csv", schema_overrides={"province_code": pl.String})
    found = []
    for (code,), own in centres.sort("centre_id").group_by("province_code", maintain_order=True):
        opened = [date.fromisoformat(day) for day in own["open_on"].drop_nulls()]
        at = np.array([(day.year - 2019) * 12 + day.month - 1 for day in opened])
        net = np.bincount(at[at < 28], minlength=28).astype(float)  # January 2019 to April 2021
        found.append(History(str(code), own.height, len(opened), net[net.argmax() and np.flatnonzero(net)[0] :], 1))
    return found


def test_on_the_sample_it_is_no_worse_than_exponential_smoothing():
    """Holt's method with a damped trend (statsmodels), at the same origins: as good for places of few centres a month."""
    errors = []
    for history in months_of_provinces()[::4]:
        net = history.net
        for origin in range(12, len(net) - AHEAD + 1):
            truth, left = net[origin : origin + AHEAD].sum(), history.in_plan - net[:origin].sum()
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                fitted = ExponentialSmoothing(net[:origin], trend="add", damped_trend=True).fit()
            holt = min(max(fitted.forecast(AHEAD).sum(), 0), left)
            median = dict(zip(ENDS, forecast(net[:origin], left, origin), strict=True))["median"]
            errors.append((abs(median - truth), abs(holt - truth)))
    ours, theirs = np.array(errors).mean(axis=0)
    assert len(errors) > 150
    assert ours < theirs * 1.1
