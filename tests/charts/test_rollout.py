"""The S-curve: its data, its lines, its labels."""

from datetime import date

import pandas as pd
import pytest

from ocod_dash.charts import rollout_charts as rollout
from ocod_dash.theme import DARK, LIGHT, STATUS_COLOURS, Theme
from ocod_dash.view import View

EN, TH = Theme("en"), Theme("th")
REGISTER = """
    a  5001  due 2021-01-31  open 2021-02-10
    b  5001  due 2021-03-31  open 2021-03-20
    c  5701  due 2021-03-31
    d  1001  due 2021-06-30
"""
TODAY = View(as_of=date(2021, 5, 19))


@pytest.fixture
def curve(drawn):
    def draw(register: str = REGISTER, view: View = TODAY, theme: Theme = EN):
        course, total, _ = drawn(register, view)
        return rollout.s_curve(course, total, theme)

    return draw


def line(figure, name: str):
    """The line whose tooltip speaks of something."""
    return next((trace for trace in figure.data if (trace.hovertemplate or "").endswith(name)), None)


def days(*texts: str) -> tuple[pd.Timestamp, ...]:
    return tuple(pd.Timestamp(text) for text in texts)


def test_the_line_of_centres_opened_ends_on_the_day(curve):
    opened = line(curve(), "centres opened")
    assert opened.x == days("2020-12-31", "2021-01-31", "2021-02-28", "2021-03-31", "2021-04-30", "2021-05-19")
    assert opened.y == (0, 0, 1, 2, 2, 2)
    assert opened.line.color == STATUS_COLOURS["open"]


def test_the_plan_is_dashed_and_runs_on_to_its_last_day(curve):
    plan = line(curve(), "due by the plan")
    assert plan.x[-1] == pd.Timestamp("2021-06-30")
    assert plan.y == (0, 1, 1, 3, 3, 3, 3, 4)
    assert plan.line.dash != "solid"
    assert plan.line.color == LIGHT.plan


def test_without_every_due_date_no_plan_is_drawn(curve, labels):
    figure = curve(REGISTER.replace("due 2021-06-30", ""))
    assert line(figure, "due by the plan") is None
    assert not any("Plan" in text for text in labels(figure))


def test_closures_are_a_line_of_their_own_where_there_are_any(curve):
    assert line(curve(), "centres closed") is None
    closed = line(curve(REGISTER.replace("open 2021-02-10", "open 2021-02-10 closed 2021-04-10")), "centres closed")
    assert closed.y == (0, 0, 0, 0, 1, 1)


def test_the_day_the_count_what_remains_and_the_plan_are_written_on_it(curve, labels):
    assert {"<b>2</b><br>opened", "19 May 2021", "<b>2</b><br>not open", "Plan: <b>4</b> by Jun 2021"} <= set(
        labels(curve())
    )
    thai = labels(curve(theme=TH))
    assert {"<b>2</b><br>เปิดแล้ว", "19 พ.ค. 2564", "แผน <b>4</b> ศูนย์ ภายใน มิ.ย. 2564"} <= set(thai)


def test_years_are_written_in_the_era_of_the_language(curve, labels):
    register = "a 50 due 2019-06-30 open 2019-06-01\nb 50 due 2021-06-30"
    assert [text for text in labels(curve(register)) if text.isdigit()] == ["2019", "2020", "2021"]
    assert [text for text in labels(curve(register, theme=TH)) if text.isdigit()] == ["2562", "2563", "2564"]


def test_the_axis_begins_at_zero_and_ends_at_the_plan(curve):
    low, high = curve().layout.yaxis.range
    assert low == 0
    assert 4 <= high < 4.1


@pytest.mark.parametrize(
    ("register", "day"),
    [
        ("a 50", "2021-05-19"),  # all planned, without an event or a plan
        ("a 50 due 2021-03-31\nb 50 due 2021-06-30", "2021-05-19"),  # all planned
        ("a 50 due 2021-03-31 open 2021-03-01", "2021-05-19"),  # all open
        (REGISTER, "2020-01-01"),  # before the first milestone
        (REGISTER, "2030-01-01"),  # long after the last
        ("a 50 due 2021-05-19 open 2021-05-19", "2021-05-19"),  # all on one day
    ],
)
def test_any_register_can_be_drawn_in_every_theme(drawn, every_theme, register, day):
    course, total, _ = drawn(register, View(as_of=date.fromisoformat(day)))
    figure = rollout.s_curve(course, total, every_theme)
    palette = DARK if every_theme.dark else LIGHT
    assert figure.layout.template.layout.font.color == palette.text
    assert figure.layout.showlegend is None
    assert figure.layout.template.layout.showlegend is False
    assert len(figure.to_json()) < 200_000


def test_the_bars_are_the_centres_opened_in_each_month_and_the_pace_is_of_those_in_full_colour(drawn):
    course, *_ = drawn(REGISTER, TODAY)
    figure = rollout.by_month(course, EN, since=date(2021, 2, 28))
    (bars,) = figure.data
    assert list(bars.y) == [0, 0, 1, 1, 0, 0]  # December to 19 May: one in February, one in March
    assert list(bars.customdata) == ["Dec 2020", "Jan 2021", "Feb 2021", "Mar 2021", "Apr 2021", "May 2021"]
    assert [colour == STATUS_COLOURS["open"] for colour in bars.marker.color] == [False] * 3 + [True] * 3
    assert figure.layout.xaxis.ticktext == ("Feb 2021", "May 2021")


def test_without_a_pace_all_bars_look_the_same_and_no_more_than_a_year_is_shown(drawn):
    course, *_ = drawn(REGISTER + "e 1001 due 2019-06-30 open 2019-05-20\n", TODAY)
    (bars,) = rollout.by_month(course, TH).data
    assert len(bars.y) == rollout.MONTHS == 12
    assert bars.customdata[0] == "มิ.ย. 2563"
    assert set(bars.marker.color) == {STATUS_COLOURS["open"]}
