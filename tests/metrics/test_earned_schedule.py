"""Earned schedule: the published example, plans that stand still, and places by the day."""

from datetime import date
from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocod_dash.metrics import earned_schedule, rollout
from ocod_dash.metrics.earned_schedule import Schedule, earned_time
from ocod_dash.view import View

# Lipke's textbook case: planned 10, 20, 40, 70 and 100 by months 1 to 5.
MONTHS, PLANNED = np.arange(6.0), np.array([0, 10, 20, 40, 70, 100.0])


def on(day: str, **places) -> View:
    return View(as_of=date.fromisoformat(day), **places)


def test_the_published_example():
    es = earned_time(MONTHS, PLANNED, earned=35, at=3)
    found = Schedule(es, at=3, pd=5)
    assert es == 2.75
    assert found.variance == -0.25
    assert found.performance == pytest.approx(0.917, abs=5e-4)
    assert found.estimate == pytest.approx(5.45, abs=5e-3)
    assert found.to_complete == 1.125  # 2.25 months of plan in 2 months


def test_ahead_of_the_plan_more_time_is_earned_than_has_passed():
    found = Schedule(earned_time(MONTHS, PLANNED, earned=55, at=3), at=3, pd=5)
    assert (found.es, found.variance) == (3.5, 0.5)
    assert found.estimate == pytest.approx(5 / (3.5 / 3))


@pytest.mark.parametrize(("at", "es"), [(2, 2), (3, 3), (4, 4), (6, 4), (1, 2)])
def test_where_the_plan_stands_still_it_is_the_time_nearest_to_the_actual(at, es):
    # 20 are planned from month 2 to month 4: with 20 earned nobody is late before month 4 is over.
    assert earned_time(MONTHS, np.array([0, 10, 20, 20, 20, 50.0]), earned=20, at=at) == es


def test_more_than_the_whole_plan_is_never_late():
    assert earned_time(MONTHS, PLANNED, earned=120, at=9) == 9
    assert earned_time(MONTHS, PLANNED, earned=100, at=9) == 9
    assert earned_time(MONTHS, PLANNED, earned=120, at=3) == 5


def test_with_nothing_earned_nothing_can_be_estimated():
    found = Schedule(earned_time(MONTHS, PLANNED, earned=0, at=3), at=3, pd=5)
    assert (found.es, found.performance) == (0, 0)
    assert isnan(found.estimate)
    assert earned_time(MONTHS, PLANNED, earned=0, at=-1) == -1  # nothing was due either


def test_after_the_planned_end_no_index_ends_the_work_in_time():
    assert isnan(Schedule(es=4, at=6, pd=5).to_complete)
    assert isnan(Schedule(es=0, at=0, pd=5).performance)


@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=12).filter(any),
    st.integers(0, 60),
    st.integers(0, 15),
)
def test_more_earned_is_never_later_and_what_was_due_is_on_time(steps, earned, at):
    planned = np.array([0, *np.cumsum(steps)], float)
    times = np.arange(len(planned), dtype=float)
    es, more = (earned_time(times, planned, n, at) for n in (earned, earned + 1))
    assert es <= more
    due = float(np.interp(at, times, planned))
    assert earned_time(times, planned, due, at) == pytest.approx(at)
    assert (es < at) <= (earned < due)  # late only with less than was due


# By the day

FOUR = """
    a 50 due 2021-01-11 open 2021-01-10
    b 50 due 2021-01-21 open 2021-02-20
    c 50 due 2021-01-31
    d 57 due 2021-03-02
"""


def test_a_place_is_late_since_the_last_day_that_its_openings_met_the_plan(rows):
    # Two of four opened. Until 30 January two were due: on 10 March that is 39 days ago. Days count from 9 January.
    (found,) = rows(earned_schedule.by_place, FOUR, on("2021-03-10"))
    assert found["late_days"] == 39
    assert (found["starts_on"], found["ends_on"]) == (date(2021, 1, 9), date(2021, 3, 2))
    assert (found["planned_days"], found["actual_days"], found["earned_days"]) == (52, 60, 21)
    assert found["earned_on"] == date(2021, 1, 30)
    assert found["spi_t"] == pytest.approx(21 / 60)
    assert found["ieac_on"] == date(2021, 6, 7)  # 52 / (21 / 60) is 148.6 days after 9 January
    assert found["tspi"] is None


def test_days_on_which_nothing_was_due_make_nobody_late(rows):
    register = "a 50 due 2021-01-11 open 2021-01-11\nb 50 due 2021-06-30"
    for day in ("2021-02-01", "2021-06-29"):
        assert rows(earned_schedule.by_place, register, on(day), "late_days", "spi_t") == [(0, 1.0)]
    assert rows(earned_schedule.by_place, register, on("2021-06-30"), "late_days") == [(1,)]


def test_ahead_is_below_nothing_by_the_days_until_as_many_are_due(rows):
    register = "a 50 due 2021-01-11 open 2021-01-05\nb 50 due 2021-06-30 open 2021-02-01"
    assert rows(earned_schedule.by_place, register, on("2021-06-20"), "late_days") == [(-10,)]
    assert rows(earned_schedule.by_place, register, on("2021-07-20"), "late_days") == [(0,)]


def test_of_several_due_on_one_day_those_opened_earn_their_share_of_it(rows):
    register = "\n".join(f"c{n} 50 due 2021-01-11" + " open 2021-01-11" * (n < 3) for n in range(4))
    (found,) = rows(earned_schedule.by_place, register, on("2021-01-21"))
    assert found["earned_days"] == 0.75  # of the one day that the plan takes
    assert found["late_days"] == 10


def test_without_a_due_date_of_every_centre_there_is_no_plan(rows):
    found = rows(earned_schedule.by_place, f"{FOUR}\ne 57 open 2021-01-01", on("2021-03-10"), level="province")
    assert [(row["code"], row["late_days"]) for row in found] == [("50", 39), ("57", None)]
    assert {found[1][name] for name in found[1] if name != "code"} == {None}


def test_every_level_and_any_order_of_rows(rows):
    reversed_rows = "\n".join(reversed(FOUR.strip().splitlines()))
    for level in ("country", "region", "province"):
        one, other = (
            rows(earned_schedule.by_place, each, on("2021-03-10"), level=level) for each in (FOUR, reversed_rows)
        )
        assert one == other
    late = rows(earned_schedule.by_place, FOUR, on("2021-03-10"), "code", "late_days", level="province")
    assert late == [("50", 39), ("57", 9)]  # the only one of the second was due on 2 March


@given(
    st.lists(st.tuples(st.integers(0, 90), st.none() | st.integers(0, 120)), min_size=1, max_size=12),
    st.integers(0, 120),
)
def test_a_place_is_late_when_fewer_opened_than_were_due(ask, centres, day):
    def written(n: int) -> str:
        return date.fromordinal(date(2021, 1, 1).toordinal() + n).isoformat()

    register = "\n".join(
        f"c{n} 50 due {written(due)}" + (f" open {written(opened)}" if opened is not None else "")
        for n, (due, opened) in enumerate(centres)
    )
    view = on(written(day))
    late = ask(earned_schedule.by_place, register, view).late_days.iloc[0]
    total = ask(rollout.summary, register, view).iloc[0]
    if total.short <= 0:
        assert late <= 0
    else:
        assert 0 <= late <= total.overdue_days + 1


def test_places_without_a_centre_have_no_row(rows):
    assert rows(earned_schedule.by_place, "a 50 due 2021-01-11", on("2021-02-01"), level="district") == []
