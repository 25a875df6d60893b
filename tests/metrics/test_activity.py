"""How centres are used, against figures worked by hand."""

from datetime import date

import narwhals as nw
import polars as pl
import pytest

from ocod_dash.metrics import activity, full_months
from ocod_dash.metrics.change import Days
from ocod_dash.view import View

ON = View(as_of=date(2021, 5, 19))
OPEN = "a 5001 open 2021-01-01"


@pytest.mark.parametrize(
    ("since", "day", "first", "last"),
    [
        (None, date(2021, 5, 19), date(2020, 5, 1), date(2021, 4, 30)),
        (None, date(2021, 5, 31), date(2020, 6, 1), date(2021, 5, 31)),
        (None, date(2020, 12, 31), date(2020, 1, 1), date(2020, 12, 31)),
        (date(2021, 2, 1), date(2021, 5, 19), date(2021, 2, 1), date(2021, 4, 30)),
        (date(2020, 12, 2), date(2021, 5, 19), date(2021, 1, 1), date(2021, 4, 30)),
    ],
)
def test_the_period_has_full_months_alone(since, day, first, last):
    assert full_months.period(View(as_of=day, since=since)) == Days(first, last)


def test_days_are_numbered_without_a_gap_over_leap_years():
    days = pl.DataFrame({"on": pl.date_range(date(1901, 1, 1), date(2099, 12, 31), eager=True)})
    numbers = nw.from_native(days).select(n=full_months.day_number("on")).to_native()["n"]
    assert numbers.diff().drop_nulls().unique().to_list() == [1]


def test_a_period_within_a_month_has_no_full_month(rows, in_use):
    view = View(as_of=date(2021, 5, 19), since=date(2021, 4, 2))
    assert full_months.period(view) is None
    known = in_use(OPEN, activity="a 2021-04 visits=10 open_days=5")
    assert rows(activity.of_centres, known, view, "months_due", "months_reported", "visits") == [(0, 0, None)]


def test_visits_per_open_day_are_of_the_months_with_both(rows, in_use):
    known = in_use(
        OPEN,
        activity="""
            a 2021-01 visits=60 open_days=20
            a 2021-02 visits=40
            a 2021-03 open_days=10
            a 2021-04 visits=30 open_days=10
        """,
    )
    columns = ("visits_per_open_day", "visits", "visits_a_month", "days_a_month", "months_known", "months_reported")
    # (60 + 30) / (20 + 10); 60 + 40 + 30 in 3 months; 20 + 10 + 10 days in 3 months
    expected = (3.0, 130, pytest.approx(130 / 3), pytest.approx(40 / 3), 2, 4)
    assert rows(activity.of_centres, known, ON, *columns) == [expected]


def test_what_was_not_reported_is_missing_and_not_0(rows, in_use):
    known = in_use(OPEN, activity="a 2021-01 learners=0\na 2021-02")
    columns = ("visits", "visits_per_open_day", "learners", "months_due", "months_reported", "months_missing")
    # open from January to April; a row without any figure is no report
    assert rows(activity.of_centres, known, ON, *columns) == [(None, None, 0, 4, 1, 3)]


def test_no_visit_on_any_day_open_is_0_a_day_and_on_no_day_open_not_known(rows, in_use):
    some = in_use(OPEN, activity="a 2021-01 visits=0 open_days=20")
    none = in_use(OPEN, activity="a 2021-01 visits=0 open_days=0")
    assert rows(activity.of_centres, some, ON, "visits_per_open_day", "visits_a_month") == [(0.0, 0.0)]
    assert rows(activity.of_centres, none, ON, "visits_per_open_day", "visits_a_month") == [(None, 0.0)]


def test_hours_a_week_are_over_all_days_of_the_months_that_have_hours(rows, in_use):
    known = in_use(OPEN, activity="a 2021-02 open_hours=80\na 2021-03 visits=5\na 2021-04 open_hours=36")
    # 116 hours in 28 + 30 days: 116 / 58 x 7
    assert rows(activity.of_centres, known, ON, "hours_week") == [(14.0,)]


def test_a_report_is_due_for_months_on_whose_every_day_the_centre_was_open(rows, in_use):
    register = """
        late    5001 open 2021-01-02
        closed  5001 open 2020-12-01 closed 2021-03-31
        again   5001 open 2020-12-01 suspended 2021-01-10 open 2021-03-01
        planned 5001 planned 2020-01-01
    """
    known = in_use(register)
    assert rows(activity.of_centres, known, ON, "centre_id", "months_due") == [
        ("again", 3),  # December, March, April
        ("closed", 3),  # December, January, February
        ("late", 3),  # February, March, April
        ("planned", 0),
    ]


def test_the_month_in_which_a_centre_opens_or_closes_is_no_poor_month(rows, in_use):
    known = in_use(
        "a 5001 open 2021-02-20 closed 2021-04-05",
        activity="""
            a 2021-02 visits=1 open_days=1 open_hours=3
            a 2021-03 visits=60 open_days=20 open_hours=155
            a 2021-04 visits=2
        """,
    )
    found = rows(activity.of_centres, known, ON, "visits", "visits_a_month", "hours_week", "months_reported")
    assert found == [(60, 60.0, 35.0, 1)]
    assert rows(activity.by_month, known, ON, "visits") == [(1,), (60,), (2,)]


def test_reports_outside_the_period_do_not_count(rows, in_use):
    known = in_use(OPEN, activity="a 2020-04 visits=7\na 2020-05 visits=5\na 2021-04 visits=3\na 2021-05 visits=9")
    assert rows(activity.of_centres, known, ON, "visits", "months_reported") == [(8, 2)]


def test_computers_are_those_last_reported(rows, in_use):
    known = in_use(OPEN, activity="a 2021-01 computers_working=9\na 2021-03 computers_working=4\na 2021-04 visits=1")
    assert rows(activity.of_centres, known, ON, "computers_working") == [(4,)]


def test_one_estimate_among_visitors_makes_them_an_estimate(rows, in_use):
    known = in_use(
        "a 5001 open 2021-01-01\nb 5001 open 2021-01-01\nc 5001 open 2021-01-01",
        activity="a 2021-01 visitors=8\na 2021-02 visitors=4 visitors_exact=no\nb 2021-01 visitors=8",
    )
    found = rows(activity.of_centres, known, ON, "centre_id", "visitors_a_month", "visitors_exact")
    assert found == [("a", 6.0, False), ("b", 8.0, True), ("c", None, None)]


def test_a_place_adds_up_its_centres(rows, in_use):
    known = in_use(
        "a 5001 open 2021-01-01\nb 5001 open 2021-01-01\nc 5002 open 2021-01-01\nd 5002 in_progress 2021-01-01",
        activity="""
            a 2021-01 visits=60 open_days=20 computers_working=4
            a 2021-02 visits=20 open_days=20 computers_working=3
            b 2021-02 visits=20 open_days=10 computers_working=5
        """,
    )
    columns = ("code", "centres", "reporting", "silent", "visits_per_open_day", "visits_a_month", "months_missing")
    found = rows(activity.by_place, known, ON, *columns, "computers_working", level="district")
    # 5001: 100 visits on 50 days, in 3 months of a centre; 8 months due, of which 3 have a report
    assert found == [("5001", 2, 2, 0, 2.0, pytest.approx(100 / 3), 5, 8), ("5002", 1, 0, 1, None, None, 4, None)]


def test_a_month_has_the_totals_of_those_that_reported(rows, in_use):
    known = in_use(
        "a 5001 open 2021-01-01\nb 5001 open 2021-01-01",
        activity="a 2021-01 visits=6\nb 2021-01 learners=2\nb 2021-03 visits=1 visitors=1 visitors_exact=no",
    )
    found = rows(activity.by_month, known, ON, "month", "reports", "visits", "learners", "visitors_exact")
    assert found == [(date(2021, 1, 1), 2, 6, 2, None), (date(2021, 3, 1), 1, 1, None, False)]


def test_the_latest_month_says_who_did_not_report(rows, in_use):
    register = "a 5001 open 2021-01-01\nb 5001 open 2021-01-01\nc 5001 open 2021-04-15"
    known = in_use(register, activity="a 2021-04 visits=6 open_days=3\nb 2021-03 visits=5")
    found = rows(activity.latest_month, known, ON, "month", "visits", "reports", "missing")
    assert found == [(date(2021, 4, 1), 6, 1, 1)]
    assert rows(activity.latest_month, in_use(register), ON) == []


def test_one_centres_reports_are_as_reported(rows, in_use):
    known = in_use(OPEN, activity="a 2019-03 visits=6\na 2021-04 learners=2\na 2021-06 visits=1\nb 2021-04 visits=8")
    found = rows(activity.of_centre, known, ON, "month", "visits", "learners", centre="a")
    assert found == [(date(2019, 3, 1), 6, None), (date(2021, 4, 1), None, 2)]
