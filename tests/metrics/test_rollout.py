"""The headline numbers and the S-curve, with figures worked by hand."""

from datetime import date

import pytest

from ocod_dash.metrics import rollout
from ocod_dash.view import View

REGISTER = """
    a  5001  due 2021-01-31  planned 2020-11-01  in_progress 2020-12-01  open 2021-02-10
    b  5001  due 2021-03-31  in_progress 2021-01-15  open 2021-03-20  closed 2021-05-01
    c  5701  due 2021-03-31  in_progress 2021-02-01
    d  1001  due 2021-06-30
"""


def on(day: str, **where) -> View:
    return View(as_of=date.fromisoformat(day), **where)


TODAY = on("2021-05-19")


def test_the_headline_numbers_of_a_small_register(rows):
    (found,) = rows(rollout.summary, REGISTER, TODAY)
    assert found == {
        "code": "TH",
        "in_plan": 4,
        "planned": 1,  # d
        "in_progress": 1,  # c
        "open": 1,  # a
        "suspended": 0,
        "closed": 1,  # b
        "not_open": 3,
        "percent_complete": 25.0,
        "percent_not_open": 75.0,
        "opened": 2,  # a and b
        "opened_this_month": 0,
        "due": 3,  # a, b and c
        "with_due": 4,
        "overdue": 1,  # c, due on 31 March
        "overdue_days": 49,
        "short": 1,
        "behind_plan": 25.0,  # (3 due - 2 opened) of 4
        "provinces_served": 1,
        "dates": 7,
    }


def test_a_centre_that_closed_is_not_counted_as_open_but_as_opened(rows):
    columns = ("open", "closed", "opened")
    assert rows(rollout.summary, REGISTER, on("2021-04-30"), *columns) == [(2, 0, 2)]
    assert rows(rollout.summary, REGISTER, on("2021-05-01"), *columns) == [(1, 1, 2)]


def test_a_centre_that_opened_again_opened_once(rows):
    again = "a  5001  open 2021-01-10  suspended 2021-02-10  open 2021-03-10"
    assert rows(rollout.summary, again, on("2021-03-31"), "open", "opened", "opened_this_month") == [(1, 1, 0)]
    assert rows(rollout.course, again, on("2021-03-31"), "opened", "open") == [(0, 0), (1, 1), (1, 0), (1, 1)]


def test_the_month_so_far_counts_from_its_first_day_to_the_day(rows):
    for day, opened in {"2021-02-09": 0, "2021-02-10": 1, "2021-02-28": 1, "2021-03-01": 0, "2021-03-20": 1}.items():
        assert rows(rollout.summary, REGISTER, on(day), "opened_this_month") == [(opened,)], day


def test_a_centre_that_opened_on_the_first_opened_this_month(rows):
    register = "a 50 open 2021-03-01"
    assert rows(rollout.summary, register, on("2021-03-01"), "opened_this_month") == [(1,)]


def test_before_the_first_milestone_nothing_has_begun(rows):
    columns = ("in_plan", "planned", "open", "opened", "due", "percent_complete", "behind_plan", "provinces_served")
    assert rows(rollout.summary, REGISTER, on("2020-10-31"), *columns) == [(4, 4, 0, 0, 0, 0.0, 0.0, 0)]


def test_behind_plan_is_unknown_where_a_due_date_is_missing(rows):
    register = REGISTER.replace("due 2021-06-30", "")
    assert rows(rollout.summary, register, TODAY, "with_due", "behind_plan") == [(3, None)]
    by_region = dict(rows(rollout.summary, register, TODAY, "code", "behind_plan", level="region"))
    assert by_region == {"central": None, "north": pytest.approx(100 / 3)}  # (3 due - 2 opened) of 3


def test_a_place_that_opened_more_than_was_due_is_ahead_of_its_plan(rows):
    register = "a 50 due 2021-12-31 open 2021-01-01\nb 50 due 2021-12-31"
    assert rows(rollout.summary, register, TODAY, "behind_plan") == [(-50.0,)]


def test_provinces_are_served_by_centres_that_are_open_on_the_day(rows):
    register = (
        "a 50 open 2021-01-01\nb 50 open 2021-01-01\nc 57 open 2021-02-01 closed 2021-03-01\nd 10 planned 2021-01-01"
    )
    for day, served in {"2020-12-31": 0, "2021-01-31": 1, "2021-02-28": 2, "2021-03-31": 1}.items():
        assert rows(rollout.summary, register, on(day), "provinces_served") == [(served,)], day


def test_a_register_that_tells_only_todays_status_has_one_date(rows):
    only_today = "a 50 open 2021-05-19\nb 50 in_progress 2021-05-19"
    assert rows(rollout.summary, only_today, TODAY, "dates", "open") == [(1, 1)]


def test_no_centre_gives_no_row(rows):
    assert rows(rollout.summary, REGISTER, on("2021-05-19", regions=("south",))) == []
    assert rows(rollout.course, REGISTER, on("2021-05-19", regions=("south",))) == []


def test_the_curve_counts_centres_ever_opened_closed_and_due_by_month(rows):
    assert rows(rollout.course, REGISTER, TODAY, "on", "opened", "closed", "due") == [
        (date(2020, 12, 31), 0, 0, 0),
        (date(2021, 1, 31), 0, 0, 1),
        (date(2021, 2, 28), 1, 0, 1),
        (date(2021, 3, 31), 2, 0, 3),
        (date(2021, 4, 30), 2, 0, 3),  # nothing happened: flat
        (date(2021, 5, 19), 2, 1, 3),  # the day looked at
        (date(2021, 5, 31), None, None, 3),
        (date(2021, 6, 30), None, None, 4),
    ]


def test_the_curve_knows_how_many_are_open_at_its_end_as_the_summary_of_that_day_counts(rows):
    # b closed on 1 May and e, suspended in March, opened again in April.
    register = REGISTER + "e 1001 open 2021-02-01 suspended 2021-03-15 open 2021-04-20"
    found = rows(rollout.course, register, TODAY, "on", "open")
    assert [n for _, n in found] == [0, 0, 2, 2, 3, 2, None, None]
    for day, n in found[:6]:
        assert rows(rollout.summary, register, on(day.isoformat()), "open") == [(n,)]


def test_the_curve_of_a_day_that_ends_a_month_has_that_day_once(rows):
    found = rows(rollout.course, REGISTER, on("2021-03-31"), "on", "opened", "due")
    assert found[3:5] == [(date(2021, 3, 31), 2, 3), (date(2021, 4, 30), None, 3)]


def test_in_the_month_looked_at_only_what_happened_by_the_day_counts_as_done(rows):
    register = "a 50 due 2021-05-25 open 2021-05-10\nb 50 due 2021-05-25 open 2021-05-25"
    assert rows(rollout.course, register, TODAY, "on", "opened", "due") == [
        (date(2021, 4, 30), 0, 0),
        (date(2021, 5, 19), 1, 0),
        (date(2021, 5, 31), None, 2),
    ]


def test_what_happens_after_the_day_does_not_lengthen_the_curve(rows):
    register = "a 50 open 2021-02-10\nb 50 open 2021-06-01"
    assert rows(rollout.course, register, on("2021-03-15"), "on", "opened") == [
        (date(2021, 1, 31), 0),
        (date(2021, 2, 28), 1),
        (date(2021, 3, 15), 1),
    ]


def test_the_curve_before_the_first_milestone_knows_only_the_plan(rows):
    found = rows(rollout.course, REGISTER, on("2020-10-31"), "on", "opened", "closed", "due")
    assert found[:2] == [(date(2020, 10, 31), 0, 0, 0), (date(2020, 12, 31), None, None, 0)]
    assert found[-1] == (date(2021, 6, 30), None, None, 4)


def test_the_curve_long_after_the_last_milestone_ends_on_the_day(rows):
    found = rows(rollout.course, REGISTER, on("2023-01-15"), "on", "opened", "closed", "due")
    assert found[-2:] == [(date(2021, 6, 30), 2, 1, 4), (date(2023, 1, 15), 2, 1, 4)]


def test_a_register_without_a_single_event_has_a_curve_of_one_day(rows):
    assert rows(rollout.course, "a 50", TODAY) == [
        {"code": "TH", "on": date(2021, 5, 19), "opened": 0, "closed": 0, "due": 0, "open": 0}
    ]


def test_each_place_has_its_own_curve_on_the_same_days(rows):
    found = rows(rollout.course, REGISTER, TODAY, "code", "on", "opened", "due", level="district")
    assert {code for code, *_ in found} == {"1001", "5001", "5701"}
    last = {code: (opened, due) for code, day, opened, due in found if day == date(2021, 5, 19)}
    assert last == {"1001": (0, 0), "5001": (2, 2), "5701": (0, 1)}
    assert len(found) == 3 * 8
