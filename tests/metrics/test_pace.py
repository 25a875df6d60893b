"""How fast centres opened lately."""

from datetime import date

import pytest

from ocod_dash.i18n import Words
from ocod_dash.metrics import pace, rollout
from ocod_dash.view import View

EN, TH = Words("en"), Words("th")
DAY = "2021-06-30"  # 60 days begin on 2 May, 90 on 2 April, 180 on 2 January
FIRST = "z 50 open 2020-06-01\n"


def opened(**on: int) -> str:
    """Write centres that opened, so many on each day, such as ``may_10=2``."""
    months = {"jan": 1, "feb": 2, "apr": 4, "may": 5, "jun": 6}
    days = [(date(2021, months[name[:3]], int(name[4:])), n) for name, n in on.items()]
    return "".join(f"o{day}-{each} 50 open {day}\n" for day, n in days for each in range(n))


def left(n: int) -> str:
    return "".join(f"left{each} 50\n" for each in range(n))


@pytest.fixture
def found(ask):
    """Return the finding of a register on a day."""

    def of(register: str, day: str = DAY):
        view = View(as_of=date.fromisoformat(day))
        return pace.pace(ask(rollout.summary, register, view).iloc[0], ask(pace.recent, register, view))

    return of


def test_a_pace_that_falls_is_a_range_and_says_that_it_falls(found):
    # In 180 days 12, in 90 days 4, in 60 days 2: 2.0, 1.4 and 1.0 a month.
    falling = found(FIRST + opened(jan_10=8, apr_10=2, may_10=2) + left(6))
    assert falling.say(EN, sample=False) == (
        "About 1 to 2 opened a month in the last 60 to 180 days, falling; 6 not yet open"
    )
    assert falling.say(TH, sample=False) == (
        "เปิดเดือนละประมาณ 1 ถึง 2 ศูนย์ในช่วง 60 ถึง 180 วันล่าสุด (มีแนวโน้มลดลง) ยังไม่เปิด 6 ศูนย์"
    )
    key, figure = falling.figure
    assert EN(key, n=figure) == "About 1 to 2 a month"


def test_a_pace_that_rises_says_so(found):
    # All 12 in 60 days: 6.1 a month, of 180 days 2.0.
    assert found(FIRST + opened(may_10=12) + left(6)).say(EN, sample=False) == (
        "About 2 to 6.1 opened a month in the last 60 to 180 days, rising; 6 not yet open"
    )


def test_a_day_is_in_a_window_from_its_first_day_to_the_last(ask):
    row = ask(pace.recent, FIRST + opened(may_1=1, may_2=1, jun_30=1), View(as_of=date(2021, 6, 30))).iloc[0]
    assert (row.opened_60, row.opened_90, row.opened_180) == (2, 3, 3)


def test_windows_that_begin_before_the_first_milestone_are_left_out(found):
    # The first milestone was 81 days before: 2 in 60 days.
    young = found(opened(apr_10=1, may_10=2) + left(8))
    assert young.say(EN, sample=False) == ("About 1 opened a month in the last 60 days; 8 not yet open")


def test_without_an_opening_in_some_window_the_pace_begins_at_none(found):
    assert found(FIRST + opened(feb_10=1) + left(9)).say(EN, sample=False) == (
        "About 0 to 0.2 opened a month in the last 60 to 180 days, falling; 9 not yet open"
    )


def test_of_few_centres_what_opened_is_counted_and_no_pace_is_given(found):
    few = found(FIRST + opened(feb_10=1) + left(1))
    assert few.say(EN, sample=False) == "0 centres opened in 90 days; 1 not yet open"
    assert EN(few.figure[0], n=few.figure[1]) == "1 not yet open"


def test_without_an_opening_in_any_window_it_is_a_standstill(found):
    still = found(FIRST + "y 50 open 2020-07-01\n" + left(2))
    assert still.say(EN, sample=False) == "No centre has opened in the last 180 days"
    assert still.say(TH, sample=False) == "ไม่มีศูนย์เปิดเพิ่มในช่วง 180 วันล่าสุด"


def test_nothing_is_said_of_the_pace_when_it_cannot_be_known(found):
    assert found(FIRST + opened(jan_10=1)) is None  # all are open
    assert found("a 50 open 2021-06-30\nb 50") is None  # one day
    assert found("a 50 open 2021-06-01\nb 50 in_progress 2021-06-02") is None  # a history of 30 days
    assert found("a 50\nb 50") is None


def test_of_a_place_of_a_sample_the_figures_are_given_without_a_forecast(found):
    falling = found(FIRST + opened(jan_10=8, apr_10=2, may_10=2) + left(6))
    assert falling.stated(sample=True, country=False).clause(EN) == "4 centres opened in 90 days; 6 not yet open"
    assert falling.stated(sample=True).clause(EN).startswith("about 1 to 2")
    still = found(FIRST + "y 50 open 2020-07-01\n" + left(2)).stated(sample=True, country=False)
    assert still.clause(EN) == "0 centres opened in 90 days; 2 not yet open"
