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
    """The line that counts something."""
    return next((trace for trace in figure.data if trace.meta == name), None)


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


def test_the_plan_is_dated_by_the_month_in_which_its_last_centre_is_due(curve, labels):
    over = """
        a  5001  due 2020-11-30  open 2020-11-10
        b  5001  due 2021-01-31  open 2021-03-20
    """
    assert "Plan: <b>2</b> by Jan 2021" in labels(curve(over))


def test_of_a_day_in_the_past_the_gap_is_written_at_the_end_of_its_strip(curve):
    past = curve(view=View(as_of=date(2021, 1, 31)))
    assert [note.text for note in past.layout.annotations if note.yref == "y2"] == ["<b>−1</b>"]


def test_a_curve_near_its_top_has_its_day_at_the_foot(curve):
    ahead = """
        a  5001  due 2020-11-30  open 2020-11-10
        b  5001  due 2021-07-31  open 2021-04-20
    """
    (day,) = (note for note in curve(ahead).layout.annotations if note.text == "19 May 2021")
    assert (day.y, day.yanchor) == (0, "bottom")


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


def test_the_gap_of_the_day_is_marked_between_the_curve_and_the_plan(curve, labels):
    figure = curve()  # 3 were due by 19 May, 2 had opened
    (mark,) = [shape for shape in figure.layout.shapes if shape.line.width == 5]
    assert (mark.x0, mark.y0, mark.y1) == (pd.Timestamp("2021-05-19"), 2, 3)
    assert mark.line.color == STATUS_COLOURS["in_progress"]
    assert {"<b>1</b><br>short", "<b>−1</b>", "Gap to plan by month, in centres"} <= set(labels(figure))
    assert {"ล่าช้า<br><b>1</b> ศูนย์", "<b>−1</b>"} <= set(labels(curve(theme=TH)))


def test_a_gap_that_is_not_to_be_judged_is_a_signed_number(drawn, labels):
    course, total, _ = drawn(REGISTER, TODAY)
    written = labels(rollout.s_curve(course, total, EN, judged=False))
    assert "<b>−1</b><br>vs plan" in written
    assert not any("short" in text for text in written)


def test_ahead_of_plan_is_written_and_coloured_as_such(curve, labels):
    figure = curve("a 50 due 2021-06-30 open 2021-03-20\nb 50 due 2021-06-30 open 2021-04-20\nc 50 due 2021-06-30")
    assert "<b>2</b><br>ahead" in labels(figure)
    assert {shape.line.color for shape in figure.layout.shapes if shape.line.width == 5} == {STATUS_COLOURS["open"]}


def test_the_strip_under_the_curve_is_the_gap_by_month(curve):
    short, targets = [trace for trace in curve().data if trace.yaxis == "y2"]
    # a opened ten days late and b in the month in which it and c were due: 0, 1 short, 0, 1, 1 and 1 short.
    assert short.y == (0, -1, 0, -1, -1, -1)
    assert targets.x == short.x == days(
        "2020-12-31", "2021-01-31", "2021-02-28", "2021-03-31", "2021-04-30", "2021-05-19"
    )  # fmt: skip


def test_one_rule_under_the_pointer_names_the_day_what_opened_what_was_due_and_the_gap(curve):
    pointed = next(trace for trace in curve().data if trace.hovertemplate == "%{customdata}")
    assert len(set(pointed.y)) == 1  # found by the month, not by the height
    assert dict(zip(pointed.x, pointed.customdata, strict=True))[pd.Timestamp("2021-03-31")] == (
        "31 Mar 2021<br><b>2</b> centres opened<br><b>3</b> due by the plan<br><b>−1</b> gap to plan"
    )
    assert pointed.customdata[-1] == "30 Jun 2021<br><b>4</b> due by the plan"  # nothing has opened after the day
    assert all(trace.hoverinfo == "skip" for trace in curve().data if trace.hovertemplate is None)


def test_without_a_plan_there_is_no_gap_and_no_strip(curve, labels):
    figure = curve(REGISTER.replace("due 2021-06-30", ""))
    assert not [trace for trace in figure.data if trace.yaxis == "y2"]
    assert not [text for text in labels(figure) if "short" in text or "Gap" in text]


def test_the_bars_are_the_centres_opened_in_each_month_and_the_month_that_is_not_over_is_an_outline(drawn):
    course, *_ = drawn(REGISTER, TODAY)
    figure = rollout.by_month(course, EN)
    (bars,) = figure.data
    assert list(bars.y) == [0, 0, 1, 1, 0, 0]  # December to 19 May: one in February, one in March
    assert list(bars.customdata) == ["Dec 2020", "Jan 2021", "Feb 2021", "Mar 2021", "Apr 2021", "May 2021"]
    assert [colour == STATUS_COLOURS["open"] for colour in bars.marker.color] == [True] * 5 + [False]
    assert figure.layout.xaxis.ticktext == ("Feb 2021", "May 2021<br>(days 1–19)")


def test_a_month_that_is_over_is_a_bar_as_any_other_and_no_more_than_a_year_is_shown(drawn):
    course, *_ = drawn(REGISTER + "e 1001 due 2019-06-30 open 2019-05-20\n", View(as_of=date(2021, 5, 31)))
    (bars,) = rollout.by_month(course, TH).data
    assert len(bars.y) == rollout.MONTHS == 12
    assert bars.customdata[0] == "มิ.ย. 2563"
    assert set(bars.marker.color) == {STATUS_COLOURS["open"]}
