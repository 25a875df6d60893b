"""Whether visits rise or fall, and by how much they would at random: worked by hand."""

from datetime import date
from math import sqrt

import pytest

from ocod_dash.metrics import trend
from ocod_dash.view import View

ON = View(as_of=date(2021, 5, 19))  # the last twelve full months: May 2020 to April 2021
MONTHS = [(2020 + (4 + n) // 12, (4 + n) % 12 + 1) for n in range(12)]
COLUMNS = ("trend_months", "visits_last", "visits_before", "trend", "trend_chance", "trend_beyond_chance")


def years(last, before, centre="a") -> str:
    """Write the visits of the months of the last year and of the year before; None for a month without them."""
    this = [f"{centre} {y}-{m:02} visits={n}" for (y, m), n in zip(MONTHS, last, strict=False) if n is not None]
    that = [f"{centre} {y - 1}-{m:02} visits={n}" for (y, m), n in zip(MONTHS, before, strict=False) if n is not None]
    return "\n".join([*this, *that])


@pytest.fixture
def of_a(rows, in_use):
    return lambda last, before: rows(
        trend.of_centres, in_use("a 5001 open 2019-01-01", activity=years(last, before)), ON, *COLUMNS
    )


def test_a_steady_rise_is_told_from_chance(of_a):
    # A = 360, B = 240: +50%; the months do not vary, so phi = 1: 2.201 x sqrt(600) / 240 = 22.5%
    chance = pytest.approx(2.201 * sqrt(600) / 240 * 100)
    assert of_a([30] * 12, [20] * 12) == [(12, 360, 240, 50.0, chance, True)]


def test_months_that_vary_more_than_counts_do_widen_what_chance_would_do(of_a):
    # A = B = 60, p = 1/2, t = 30 and 10 in turn: sum of a²/t = 3 x 400 / 30 = 40, A²/T = 30, so chi-squared is
    # (40 - 30) / (1/4) = 40, of 5 degrees of freedom: phi = 8
    chance = pytest.approx(2.571 * sqrt(8 * 120) / 60 * 100)
    assert of_a([20, 0] * 3, [10] * 6) == [(6, 60, 60, 0.0, chance, False)]


def test_the_season_is_no_change_and_no_variation(of_a):
    course = [10, 20, 40, 80, 40, 20, 10, 20, 40, 80, 40, 20]
    assert of_a([2 * n for n in course], course) == [
        (12, 840, 420, 100.0, pytest.approx(2.201 * sqrt(1260) / 420 * 100), True)
    ]


def test_a_month_missing_in_either_year_is_in_neither(of_a):
    assert of_a([10] * 6 + [None, 99], [10] * 6 + [99, None])[0][:4] == (6, 60, 60, 0.0)


def test_the_month_in_which_the_centre_opened_is_not_compared(rows, in_use):
    known = in_use("a 5001 open 2019-05-20", activity=years([10] * 12, [3] + [10] * 11))
    assert rows(trend.of_centres, known, ON, *COLUMNS[:4]) == [(11, 110, 110, 0.0)]


def test_of_fewer_than_six_months_no_trend_is_stated(of_a):
    assert of_a([10] * 5, [20] * 5) == [(5, 50, 100, None, None, None)]
    assert of_a([10] * 5 + [0], [20] * 5 + [0]) == [(6, 50, 100, None, None, None)]  # a month of 0 and 0 says nothing


def test_a_centre_that_nobody_visits_any_more_fell_by_all(of_a):
    assert of_a([0] * 12, [10] * 12) == [(12, 0, 120, -100.0, pytest.approx(2.201 * sqrt(120) / 120 * 100), True)]


def test_from_no_visit_there_is_no_percentage(of_a):
    assert of_a([10] * 12, [0] * 12) == [(12, 120, 0, None, None, None)]


def test_a_place_adds_up_its_centres_months(rows, in_use):
    text = years([10] * 12, [20] * 12) + "\n" + years([30] * 12, [20] * 6, "b")
    known = in_use("a 5001 open 2019-01-01\nb 5001 open 2019-01-01", activity=text)
    # b counts in the six months known in both years: A = 120 + 180, B = 240 + 120
    found = rows(trend.by_place, known, ON, "code", *COLUMNS[:4], level="province")
    assert found == [("50", 12, 300, 360, pytest.approx(-100 / 6))]
