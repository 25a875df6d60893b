"""What changed in a period, with figures worked by hand."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given

from ocod_dash.i18n import Words
from ocod_dash.metrics import change, places, rollout
from ocod_dash.view import View

from .test_totals import SOME, VIEWS, registers

EN, TH = Words("en"), Words("th")
# From 1 January to 31 March 2021: b and c open for the first time, a reopens, d closes, e is suspended, f opens and closes.
REGISTER = """
    a  5001  due 2020-11-30  open 2020-11-01  suspended 2020-12-01  open 2021-02-01
    b  5001  due 2021-01-31  in_progress 2020-12-01  open 2021-01-01
    c  5002  due 2021-04-30  open 2021-03-31
    d  50    due 2020-11-30  open 2020-11-15  closed 2021-03-01
    e  5701  due 2020-11-30  open 2020-11-20  suspended 2021-02-15  closed 2021-03-15
    f  5701  due 2021-02-28  open 2021-01-10  closed 2021-01-20
    g  1001  due 2021-03-31  in_progress 2021-03-31
"""
QUARTER = View(as_of=date(2021, 3, 31), since=date(2021, 1, 1))
FLOW = ("open_before", *change.FLOWS, "open")


def test_the_centres_open_before_and_what_happened_to_them_add_up_to_those_open_at_the_end(rows):
    # Open on 31 December: d and e; on 31 March: a, b and c.
    assert rows(change.between, REGISTER, QUARTER, *FLOW) == [(2, 3, 1, 2, 1, 3)]


def test_both_the_first_and_the_last_day_are_of_the_period(rows):
    inside = View(as_of=date(2021, 3, 30), since=date(2021, 1, 2))  # neither b nor c opened in these days
    assert rows(change.between, REGISTER, inside, *FLOW) == [(3, 1, 1, 2, 1, 2)]
    one_day = View(as_of=date(2021, 1, 1), since=date(2021, 1, 1))
    assert rows(change.between, REGISTER, one_day, *FLOW) == [(2, 1, 0, 0, 0, 3)]


def test_the_statuses_and_the_plan_of_both_ends_are_given(rows):
    (row,) = rows(change.between, REGISTER, QUARTER)
    assert (row["in_progress_before"], row["in_progress"]) == (1, 1)  # b; g
    assert (row["planned_before"], row["planned"]) == (3, 0)  # c, f and g
    assert (row["due_before"], row["due"], row["due_between"]) == (3, 6, 3)  # b, f and g in the period
    assert row["points_between"] == pytest.approx(100 / 7)  # from 2 of 7 to 3


def test_without_a_first_day_the_period_is_the_month_so_far(rows):
    assert rows(change.between, REGISTER, View(as_of=date(2021, 1, 31)), *FLOW) == [(2, 2, 0, 1, 0, 3)]
    month = rows(rollout.summary, REGISTER, View(as_of=date(2021, 1, 31)), "opened_this_month")
    assert month == rows(change.between, REGISTER, View(as_of=date(2021, 1, 31)), "opened_between") == [(2,)]


def test_every_province_is_there_in_the_order_of_every_list_with_what_changed_in_it(rows):
    found = rows(change.between, REGISTER, QUARTER, "code", "opened_between", level="province")
    assert len(found) == 77
    assert [row[:1] for row in found] == rows(places.progress, REGISTER, QUARTER, "code", level="province")
    assert sorted(row for row in found if row[1]) == [("50", 2), ("57", 1)]
    assert rows(change.between, REGISTER, QUARTER.at("50"), "code", *FLOW, level="province") == [
        ("50", 1, 2, 1, 1, 0, 3)
    ]


@SOME
@given(register=registers(), view=VIEWS)
def test_of_any_register_the_flows_add_up_at_every_level(ask, register, view):
    view = View(as_of=view.as_of, since=date(2019, 11, 1) if view.as_of.month % 2 else None)
    total = ask(change.between, register, view).iloc[0]
    gained = total.opened_between + total.reopened_between - total.closed_between - total.suspended_between
    assert total.open_before + gained == total.open
    for level in ("region", "province"):
        by_place = ask(change.between, register, view, level=level)
        assert by_place[list(FLOW)].sum().to_dict() == total[list(FLOW)].to_dict()
    assert ask(change.by_month, register, view).opened_between.sum() == total.opened_between


def test_openings_are_counted_in_their_month_once(rows):
    assert rows(change.by_month, REGISTER, QUARTER, "month", "opened_between") == [
        (date(2021, 1, 1), 2),
        (date(2021, 3, 1), 1),
    ]
    by_district = rows(change.by_month, REGISTER, QUARTER, "code", "month", "opened_between", level="district")
    assert by_district == [
        ("5001", date(2021, 1, 1), 1),
        ("5002", date(2021, 3, 1), 1),
        ("5701", date(2021, 1, 1), 1),
    ]


def test_openings_by_month_are_of_twelve_months_unless_a_first_day_is_chosen():
    assert change.of_months(View(as_of=date(2021, 5, 19))).since == date(2020, 6, 1)
    assert change.of_months(View(as_of=date(2021, 12, 31))).since == date(2021, 1, 1)
    assert change.of_months(QUARTER) == QUARTER


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2021-05-19", "2021-04-01", "2021-04-19"),
        ("2021-01-10", "2020-12-01", "2020-12-10"),
        ("2021-03-31", "2021-02-01", "2021-02-28"),  # February has no 31st
        ("2021-05-31", "2021-04-01", "2021-04-30"),
    ],
)
def test_a_month_is_compared_with_the_same_days_of_the_month_before(day, first, last):
    before = change.period(change.month_before(View(as_of=date.fromisoformat(day))))
    assert before == change.Days(date.fromisoformat(first), date.fromisoformat(last))


def test_a_period_that_is_no_month_so_far_is_compared_with_none():
    assert change.month_before(QUARTER) is None
    assert change.month_before(View(as_of=date(2021, 1, 31), since=date(2021, 1, 1))) is not None


@pytest.mark.parametrize(
    ("opened", "english", "thai"),
    [
        ([1], "1 centre opened 1 Jan – 31 Mar 2021, in Jan 2021", "เปิดเพิ่ม 1 ศูนย์ (1 ม.ค. – 31 มี.ค. 2564) ใน ม.ค. 2564"),
        (
            [2, 1], "3 centres opened 1 Jan – 31 Mar 2021, at most 2 in a month (Jan 2021)",
            "เปิดเพิ่ม 3 ศูนย์ (1 ม.ค. – 31 มี.ค. 2564) ไม่เกินเดือนละ 2 ศูนย์ (ม.ค. 2564)",
        ),
        (
            [1, 1], "2 centres opened 1 Jan – 31 Mar 2021, at most 1 in a month",
            "เปิดเพิ่ม 2 ศูนย์ (1 ม.ค. – 31 มี.ค. 2564) ไม่เกินเดือนละ 1 ศูนย์",
        ),
    ],
)  # fmt: skip
def test_the_month_with_the_most_openings_is_named_where_there_is_one(opened, english, thai):
    months = pd.date_range("2021-01-01", periods=len(opened), freq="MS")
    found = change.busiest(change.period(QUARTER), pd.DataFrame({"month": months, "opened_between": opened}))
    assert (found.say(EN, sample=False), found.clause(TH)) == (english, thai)


def test_the_days_of_a_period_are_written_as_short_as_is_clear():
    assert EN.figure(change.Days(date(2021, 5, 1), date(2021, 5, 19))) == "1–19 May 2021"
    assert EN.figure(change.Days(date(2021, 5, 19), date(2021, 5, 19))) == "19 May 2021"
    assert EN.figure(change.Days(date(2021, 1, 1), date(2021, 3, 31))) == "1 Jan – 31 Mar 2021"
    assert TH.figure(change.Days(date(2020, 6, 1), date(2021, 5, 19))) == "1 มิ.ย. 2563 – 19 พ.ค. 2564"


def test_what_changed_is_said_with_the_plan_and_the_month_before(ask):
    view = View(as_of=date(2021, 1, 31))
    total, days = ask(change.between, REGISTER, view).iloc[0], change.period(view)
    month_before = change.month_before(view)
    earlier = ask(change.between, REGISTER, month_before).iloc[0], change.period(month_before)
    assert change.finding(total, days, earlier).say(EN, sample=False) == (
        "2 centres opened 1–31 Jan 2021, when 1 was due by the plan; 1 closed or was suspended; none opened 1–31 Dec 2020"
    )
    nothing = change.finding(total * 0, days, (total * 0, days))
    assert nothing.say(EN, sample=False) == (
        "No centre opened 1–31 Jan 2021, when none was due by the plan; none opened 1–31 Jan 2021"
    )
    assert change.finding(total, days).clause(TH) == (
        "เปิดเพิ่ม 2 ศูนย์ (1–31 ม.ค. 2564) ครบกำหนดตามแผน 1 ศูนย์ ปิดหรือหยุดให้บริการ 1 ศูนย์"
    )


def test_without_a_due_date_of_every_centre_no_plan_is_spoken_of(ask):
    register = "a 50 open 2021-01-10\nb 50 due 2021-01-20"
    view = View(as_of=date(2021, 1, 31))
    total = ask(change.between, register, view).iloc[0]
    assert change.finding(total, change.period(view)).say(EN, sample=False) == "1 centre opened 1–31 Jan 2021"
