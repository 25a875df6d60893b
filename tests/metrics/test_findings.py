"""What the numbers say, in words, in both languages."""

from datetime import date
from functools import partial

import pandas as pd
import pytest

from ocod_dash.i18n import Words
from ocod_dash.metrics import findings, places, rollout
from ocod_dash.view import View

EN, TH = Words("en"), Words("th")

# North: 1 of 3 open; central: 2 of 2 open. The plan: 4 by the end of March, the last by the end of June.
REGISTER = """
    a  5001  due 2020-11-30  open 2020-11-10
    b  5001  due 2021-03-31  in_progress 2021-01-15
    c  5701  due 2021-06-30
    d  1001  due 2020-12-31  open 2020-10-15
    e  1001  due 2021-03-31  open 2021-03-10
"""


def on(day: str) -> View:
    return View(as_of=date.fromisoformat(day))


TODAY = on("2021-05-19")


@pytest.fixture
def say(ask):
    """Say, in both languages, what a finding about the rollout as a whole says of a register."""

    def said(finding, register: str, view: View = TODAY) -> tuple[str, str]:
        found = finding(ask(rollout.summary, register, view).iloc[0], ask(rollout.course, register, view))
        return found.say(EN, sample=False), found.say(TH, sample=False)

    return said


@pytest.fixture
def compare(ask):
    """Return places of a level, as findings about places take them."""

    def compared(register: str, level: str = "region", view: View = TODAY) -> pd.DataFrame:
        return ask(places.progress, register, view, level=level)

    return compared


def headline(total, _):
    return findings.headline(total)


@pytest.mark.parametrize(
    ("register", "english", "thai"),
    [
        (
            REGISTER,
            "60% of the centres in the plan are open; 2 not yet open",
            "เปิดให้บริการแล้ว 60% ของแผน คงเหลือ 2 ศูนย์",
        ),
        (
            "a 50 open 2021-01-01\nb 50\nc 50",
            "33.3% of the centres in the plan are open; 2 not yet open",
            "เปิดให้บริการแล้ว 33.3% ของแผน คงเหลือ 2 ศูนย์",
        ),
        (
            "a 50\nb 50",
            "None of the 2 centres in the plan is open yet",
            "ยังไม่มีศูนย์ใดเปิดให้บริการจากแผน 2 ศูนย์",
        ),
        ("a 50", "The one centre in the plan is not open yet", "ยังไม่มีศูนย์ใดเปิดให้บริการจากแผน 1 ศูนย์"),
        (
            "a 50 open 2021-01-01\nb 50 open 2021-01-01",
            "All 2 centres in the plan are open",
            "เปิดให้บริการครบตามแผน 2 ศูนย์",
        ),
    ],
)
def test_the_headline_says_how_much_is_open(say, register, english, thai):
    assert say(headline, register) == (english, thai)


def test_one_centre_still_to_go_is_never_all_open(say):
    register = "\n".join(f"c{n} 50 open 2021-01-01" for n in range(2_999)) + "\nlast 50"
    english, thai = say(headline, register)
    assert english.startswith("99.9% of the centres in the plan are open; 1 not yet open")
    assert "99.9%" in thai


def test_a_finding_about_a_sample_begins_by_saying_so(ask):
    found = findings.headline(ask(rollout.summary, REGISTER).iloc[0])
    assert found.say(EN, sample=True) == "Sample data: 60% of the centres in the plan are open; 2 not yet open"
    assert found.say(TH, sample=True) == "ข้อมูลตัวอย่าง: เปิดให้บริการแล้ว 60% ของแผน คงเหลือ 2 ศูนย์"


@pytest.mark.parametrize(
    ("finding", "english", "thai"),
    [
        (
            findings.most_left,
            "Sample data: 2 centres not yet open, all in one of the 2 regions",
            "ข้อมูลตัวอย่าง: ยังไม่เปิด 2 ศูนย์ ใน 1 จาก 2 ภาค",
        ),
        (
            findings.largest_share_left,
            "Sample data: at most 66.7% of centres not yet open in any of the 2 regions",
            "ข้อมูลตัวอย่าง: ศูนย์ที่ยังไม่เปิดมีสัดส่วนไม่เกิน 66.7% ในแต่ละภาค ทั้ง 2 ภาค",
        ),
        (
            findings.spread,
            "Sample data: from 33.3% to 100% of centres open across the 2 regions",
            "ข้อมูลตัวอย่าง: เปิดแล้ว 33.3% ถึง 100% ใน 2 ภาค",
        ),
        (
            findings.furthest,
            "Sample data: from 33.3% to 100% of centres open across the 2 regions",
            "ข้อมูลตัวอย่าง: เปิดแล้ว 33.3% ถึง 100% ใน 2 ภาค",
        ),
    ],
)
def test_of_a_sample_the_figures_are_given_without_the_name_of_a_place(compare, finding, english, thai):
    found = finding(compare(REGISTER))
    assert (found.say(EN, sample=True), found.say(TH, sample=True)) == (english, thai)
    assert found.stated(sample=True).place is None


def test_of_a_sample_the_country_alone_is_called_late(ask, compare):
    total, course = ask(rollout.summary, REGISTER).iloc[0], ask(rollout.course, REGISTER)
    for found in (findings.against_plan(total, course), findings.behind_places(compare(REGISTER))):
        country, place = found.stated(sample=True), found.stated(sample=True, country=False)
        assert "behind" in country.clause(EN)
        assert place.clause(EN) == "3 of 5 centres opened, 4 due by the plan"
        assert place.clause(TH) == "เปิดแล้ว 3 จาก 5 ศูนย์ ตามแผนควรเปิด 4 ศูนย์"


def test_behind_plan_says_since_when_and_by_how_much(say):
    # 4 were due by the end of March, 3 had opened: from then on 1 short.
    assert say(findings.against_plan, REGISTER) == (
        "Behind plan since Mar 2021 by 1 centre",
        "ล่าช้ากว่าแผนตั้งแต่ มี.ค. 2564 จำนวน 1 ศูนย์",
    )
    later = "\n".join(f"later-{n} 50 due 2021-12-31" for n in range(5))
    assert say(partial(findings.against_plan, late_days=49), f"{REGISTER}\n{later}") == (
        "Behind plan since Mar 2021 by 1 centre (49 days late)",
        "ล่าช้ากว่าแผนตั้งแต่ มี.ค. 2564 จำนวน 1 ศูนย์ (49 วัน)",
    )


def test_behind_plan_again_is_told_from_the_last_time_that_it_was_not(say):
    register = "a 50 due 2021-01-31 open 2021-02-10\nb 50 due 2021-03-31 in_progress 2021-03-01"
    assert say(findings.against_plan, register)[0] == "Behind plan since Mar 2021 by 1 centre"


def test_ahead_of_plan_says_since_when(say):
    # Two were open by 10 November, one of them not due before December.
    assert say(findings.against_plan, REGISTER, on("2020-12-15"))[0] == "Ahead of plan since Oct 2020 by 1 centre"


def test_on_plan_is_said_as_such(say):
    assert say(findings.against_plan, REGISTER, on("2020-12-31")) == (
        "The rollout is on plan",
        "ความก้าวหน้าเป็นไปตามแผน",
    )


def test_without_history_no_curve_is_drawn_and_the_reason_is_told(say):
    english, thai = say(findings.against_plan, "a 50 open 2021-05-19 due 2021-01-31\nb 50 in_progress 2021-05-19")
    assert english.startswith("The statuses of one day only are recorded here, so no curve")
    assert thai.startswith("มีสถานะของวันเดียว")


def test_without_due_dates_no_plan_is_drawn_and_the_reason_is_told(say):
    assert say(findings.against_plan, REGISTER.replace("due 2021-06-30", "")) == (
        "No plan line can be drawn: 1 of the 5 centres has no due date",
        "แสดงเส้นแผนไม่ได้ เนื่องจาก 1 จาก 5 ศูนย์ไม่มีกำหนดเปิด",
    )


@pytest.mark.parametrize(
    ("provinces", "english", "thai"),
    [
        (77, "Centres are open in 2 of the 77 provinces", "มีศูนย์เปิดแล้วใน 2 จาก 77 จังหวัด"),
        (2, "Centres are open in all 2 provinces", "มีศูนย์เปิดแล้วครบทั้ง 2 จังหวัด"),
        (1, "60% of the centres in the plan are open; 2 not yet open", "เปิดให้บริการแล้ว 60% ของแผน คงเหลือ 2 ศูนย์"),
    ],
)
def test_it_says_in_how_many_provinces_a_centre_is_open(say, provinces, english, thai):
    assert say(lambda total, _: findings.served(total, provinces), REGISTER) == (english, thai)


def test_the_place_with_the_most_left_is_named_and_leads_there(compare):
    found = findings.most_left(compare(REGISTER))
    assert found.say(EN, sample=False) == "The North has all 2 centres not yet open"
    assert found.say(TH, sample=False) == "ยังไม่เปิด 2 ศูนย์ ในภาคเหนือเพียงแห่งเดียว"
    assert found.place == "north"
    assert EN(found.figure[0], n=found.figure[1]) == "2 not yet open"


def test_the_largest_share_left_is_of_the_places_own_plan(compare):
    register = "a 50\nb 50\nc 50 open 2021-01-01\nd 10\ne 57 open 2021-01-01"
    found = findings.largest_share_left(compare(register, "province"))
    assert found.place == "10"
    assert found.say(EN, sample=False) == "Bangkok has the largest share of centres not yet open: 100% (1 of 1)"
    assert found.say(TH, sample=False) == "กรุงเทพมหานครมีสัดส่วนศูนย์ที่ยังไม่เปิดสูงสุด 100% (1 จาก 1 ศูนย์)"
    assert EN(found.figure[0], n=found.figure[1]) == "100% not yet open"


def test_of_places_that_share_a_figure_none_is_singled_out(compare):
    # Chiang Mai and Lamphun have one centre of two to open, Bangkok and Lampang none of one.
    pairs = "a 50\nb 50 open 2021-01-01\nc 51\nd 51 open 2021-01-01\n"
    shared = compare(pairs + "e 10 open 2021-01-01\nf 52 open 2021-01-01", "province")
    most, share = findings.most_left(shared), findings.largest_share_left(shared)
    assert most.say(EN, sample=False) == "2 provinces have 1 centre not yet open each"
    assert most.say(TH, sample=False) == "มี 2 จังหวัดที่ยังไม่เปิดแห่งละ 1 ศูนย์"
    assert most.say(EN, sample=True) == "Sample data: 2 centres not yet open, 1 in each of 2 of the 4 provinces"
    assert most.say(TH, sample=True) == "ข้อมูลตัวอย่าง: ยังไม่เปิด 2 ศูนย์ จังหวัดละ 1 ศูนย์ ใน 2 จาก 4 จังหวัด"
    uneven = findings.most_left(compare(pairs + "e 50\nf 51\ng 10", "province"))
    assert uneven.say(EN, sample=False) == "2 provinces have the most centres not yet open: 2 each, 5 in total"
    assert uneven.say(TH, sample=False) == "มี 2 จังหวัดที่มีศูนย์ยังไม่เปิดมากที่สุดเท่ากัน แห่งละ 2 ศูนย์ จากทั้งหมด 5 ศูนย์"
    assert EN(most.figure[0], n=most.figure[1]) == "1 not yet open in each"
    assert share.say(EN, sample=False) == "2 provinces have the largest share of centres not yet open: 50%"
    assert share.say(TH, sample=False) == "มี 2 จังหวัดที่มีสัดส่วนศูนย์ยังไม่เปิดสูงสุดเท่ากัน 50%"
    assert most.place is None
    assert share.place is None
    spread = findings.spread(shared)
    assert spread.say(EN, sample=False) == "From 50% of centres open in 2 provinces to 100% in 2 provinces"
    assert spread.say(TH, sample=False) == "เปิดแล้วต่ำสุด 50% ใน 2 จังหวัด สูงสุด 100% ใน 2 จังหวัด"


def test_when_no_place_has_opened_a_centre_none_is_singled_out(compare):
    found = findings.largest_share_left(compare("a 50\nb 10"))
    assert found.say(EN, sample=False) == "No place has an open centre yet"
    assert found.place is None


def test_when_all_is_open_nothing_is_left(compare):
    all_open = compare("a 50 open 2021-01-01\nb 10 open 2021-01-01")
    assert findings.most_left(all_open) is None
    assert findings.largest_share_left(all_open) is None
    assert findings.finished(all_open).say(EN, sample=False) == "All centres are open in all 2 regions"
    assert findings.spread(all_open).say(EN, sample=False) == "100% of centres open in every place"


@pytest.mark.parametrize(
    ("register", "english", "thai"),
    [
        (REGISTER, "1 of the 2 regions has centres not yet open", "1 จาก 2 ภาคยังมีศูนย์ที่ยังไม่เปิด"),
        (REGISTER + "f 90\n", "2 of the 3 regions have centres not yet open", "2 จาก 3 ภาคยังมีศูนย์ที่ยังไม่เปิด"),
        ("a 50\nb 10", "All 2 regions have centres not yet open", "ทั้ง 2 ภาคยังมีศูนย์ที่ยังไม่เปิด"),
    ],
)
def test_places_without_a_centre_are_not_counted_among_those_that_have_some_to_open(compare, register, english, thai):
    found = findings.finished(compare(register))
    assert (found.say(EN, sample=False), found.say(TH, sample=False)) == (english, thai)


def test_places_behind_their_own_plan_are_counted(compare):
    found = findings.behind_places(compare(REGISTER))
    assert found.say(EN, sample=False) == "1 of the 2 regions is more than 3 percentage points behind its plan"
    assert found.say(TH, sample=False) == "1 จาก 2 ภาคล่าช้ากว่าแผนของพื้นที่เกิน 3 จุดร้อยละ"
    good = findings.behind_places(compare("a 50 due 2021-01-31 open 2021-01-01\nb 10 due 2021-12-31"))
    assert good.say(EN, sample=False) == "None of the 2 regions is more than 3 percentage points behind its plan"


@pytest.mark.parametrize(
    ("register", "english", "thai"),
    [
        ("a 50 due 2021-01-31 planned 2021-01-01", "Behind plan by 1 centre", "ล่าช้ากว่าแผน 1 ศูนย์"),
        ("a 50 due 2021-12-31 open 2021-01-01\nb 50 due 2021-12-31 open 2021-01-01", "Ahead of plan by 2 centres",
         "เร็วกว่าแผน 2 ศูนย์"),
        ("a 50 due 2021-01-31 open 2021-01-01", "The rollout is on plan", "ความก้าวหน้าเป็นไปตามแผน"),
    ],
)  # fmt: skip
def test_of_one_place_alone_it_is_said_by_how_many_centres_it_is_behind_its_plan_or_ahead(
    compare, register, english, thai
):
    found = findings.behind_places(compare(register))
    assert (found.say(EN, sample=False), found.say(TH, sample=False)) == (english, thai)


def test_places_without_a_plan_are_not_called_late(compare):
    assert findings.behind_places(compare("a 50\nb 10")).say(EN, sample=False) == "No plan is known for these places"


def test_the_spread_runs_from_the_lowest_to_the_highest(compare):
    found = findings.spread(compare(REGISTER))
    assert found.say(EN, sample=False) == "From 33.3% of centres open in the North to 100% in the Central region"
    assert found.say(TH, sample=False) == "เปิดแล้วต่ำสุด 33.3% ในภาคเหนือ สูงสุด 100% ในภาคกลาง"


def test_a_measure_that_is_the_same_everywhere_runs_from_nowhere_to_nowhere(compare):
    none_open = "a 5001\nb 1001"
    found = findings.extremes(compare(none_open), "percent_not_open")
    assert found.say(EN, sample=False) == "Percent not yet open: 100.0% in every place"
    assert found.say(TH, sample=False) == "สัดส่วนที่ยังไม่เปิด 100.0% เท่ากันทุกพื้นที่"
    differing = findings.extremes(compare(REGISTER), "percent_not_open").say(EN, sample=False)
    assert differing == "Percent not yet open: from 0.0% in the Central region to 66.7% in the North"


def test_one_place_alone_is_not_compared(compare):
    one = compare("a 50\nb 50 open 2021-01-01")
    assert findings.spread(one) is None
    alone = one[one.code == "north"]
    assert findings.most_left(alone) is None
    assert findings.largest_share_left(alone) is None


def test_nothing_is_said_of_a_place_without_a_centre(compare):
    empty = compare("a 50", view=View(regions=("south",), as_of=TODAY.as_of))
    assert findings.most_left(empty) is None
    assert findings.spread(empty) is None
    nothing = pd.Series({"in_plan": 0, "not_open": 0, "open": 0, "dates": 0})
    assert findings.headline(nothing).say(TH, sample=False) == "ไม่มีศูนย์ในทะเบียนสำหรับพื้นที่นี้"


def test_a_hostile_centre_name_is_in_no_finding(say, compare):
    register = "a 5001 named <script> open 2021-01-01\nb 1001 named {0.__class__}"
    said = (*say(headline, register), findings.most_left(compare(register)).say(EN, sample=False))
    assert not any("<" in text or "{" in text for text in said)
