"""Places other than the country, of registers written by hand: a district, one with nothing left, one with one centre."""

import json
import re

import pytest

from .conftest import charts, numbers, parts, says, sent, table, text, title

# By 19 May 2021 in 3001: 2 of 2 open, 1 due (ahead by 1); in 3002: 1 of 2 open, 2 due (behind by 1); in 3003: 1 of 1, as due.
REGISTER = """
    a 3001 planned 2021-01-01 open 2021-02-10 due 2021-03-31 at 15.00,102.10
    b 3001 planned 2021-01-01 open 2021-03-10 due 2021-06-30 at 15.01,102.11
    c 3002 planned 2021-01-01 open 2021-03-01 due 2021-02-28 at 14.70,102.00
    d 3002 planned 2021-01-01 in_progress 2021-03-01 due 2021-03-31 at 14.71,102.01
    e 3003 planned 2021-01-01 open 2021-04-01 due 2021-04-30
    f 5001 planned 2021-01-01 due 2021-12-31
"""
LANGUAGES = pytest.mark.parametrize("language", ["en", "th"])
AHEAD = {"en": "1 centre ahead of plan", "th": "เร็วกว่าแผน 1 ศูนย์"}
BEHIND = {"en": "1 centre behind plan", "th": "ล่าช้ากว่าแผน 1 ศูนย์"}


@pytest.fixture(autouse=True)
def register(published_by_hand):
    """Publish the register."""
    published_by_hand(REGISTER)


@LANGUAGES
def test_a_district_alone_in_the_address_is_shown_with_its_province_above(open_page, language):
    app = open_page(district="3001", lang=language)
    assert list(numbers(app).values())[:4] == ["2", "2", "0", "100.0%"]
    assert {"en": "Nakhon Ratchasima", "th": "นครราชสีมา"}[language] in text(parts(app)["breadcrumb"]["head"])


@LANGUAGES
def test_a_finished_district_has_a_key_finding_and_no_chart_of_nothing(open_page, language):
    app = open_page(district="3001", lang=language)
    assert "card_still_to_do" not in parts(app)
    assert AHEAD[language] in text(parts(app)["highlights"]["head"])
    assert AHEAD[language] in text(parts(app)["cards"]["head"])


@LANGUAGES
@pytest.mark.parametrize("page", ["overview", "map"])
def test_on_a_map_of_a_district_its_centres_are_shown_and_no_province_is_coloured(open_page, page, language):
    app = open_page(page, district="3002", lang=language)
    if page == "map":
        shown = parts(app)["card_map"]["map"]
        assert sorted(mark["icon"] for mark in shown["marks"]["centres"]) == ["in_progress", "open"]
        assert len({tuple(area["fill"]) for area in shown["areas"].values()}) == 1
        assert "map_measure" not in parts(app)
        assert "card_panel" not in parts(app)  # the district as a row of its own
    else:
        svg = charts(app)["provinces"]["svg"]
        assert (svg.count('href="#mark-open"'), svg.count('href="#mark-in_progress"')) == (
            2,
            2,
        )  # one each in the key
    assert {"en": "Centres of the district", "th": "ศูนย์ในอำเภอ/เขต"}[language] in says(app)


def test_on_a_map_of_a_district_of_the_overview_a_status_in_the_address_has_no_effect(open_page):
    svg = charts(open_page(district="3002", status="open"))["provinces"]["svg"]
    assert 'href="#mark-in_progress"' in svg


@pytest.mark.parametrize(
    ("district", "english", "thai"),
    [
        ("3001", "Ahead of plan by 1 centre", "เร็วกว่าแผน 1 ศูนย์"),
        ("3002", "Behind plan by 1 centre", "ล่าช้ากว่าแผน 1 ศูนย์"),
        ("3003", "The rollout is on plan", "ความก้าวหน้าเป็นไปตามแผน"),
    ],
)
def test_the_curve_of_a_district_says_by_how_many_centres_it_is_ahead_or_behind(open_page, district, english, thai):
    for language, said in (("en", english), ("th", thai)):
        assert said in text(parts(open_page("regions", district=district, lang=language))["card_curves"]["head"])


@LANGUAGES
def test_in_a_district_nothing_offers_a_click_that_changes_nothing(open_page, language):
    app = open_page("regions", district="3002", lang=language)
    hints = {"en": ("Click a bar", "Click a heading"), "th": ("คลิกแท่ง", "คลิกหัว")}[language]
    assert not [hint for hint in hints if hint in says(app)]
    assert "compare_places" not in parts(app)
    assert len(table(app, "places")) == 1


@LANGUAGES
def test_a_district_with_one_centre_is_spoken_of_as_one(open_page, language):
    app = open_page(district="3003", lang=language)
    assert {"en": "the one centre in the plan is open", "th": "1 ศูนย์"}[language] in title(app)
    assert text(parts(app)["highlights"]["head"]).count("\n") == 0
    assert "card_still_to_do" not in parts(app)


@LANGUAGES
def test_a_province_that_is_behind_has_its_districts_compared(open_page, language):
    app = open_page(province="30", lang=language)
    # In 30: 4 of 5 open, 4 due and 4 opened: on plan.
    bars = json.loads(charts(app)["still_to_do"]["spec"])["data"][0]
    assert [code for _, code in bars["customdata"]] == ["3002"]  # those with nothing left have no bar
    assert BEHIND[language] not in text(parts(app)["cards"]["head"])


@LANGUAGES
def test_a_district_has_no_slide_of_coloured_provinces(open_page, language):
    deck = sent(open_page("present", district="3001"))["stage"]["decks"][language]["slides"]
    keys = [slide["key"] for slide in deck]
    assert keys[:3] == ["headline", "s_curve", "by_month"]
    assert not {"map", "ranking", "lowest"} & set(keys)  # one bar is what the headline says


STATES = {
    "ahead and finished": {"district": "3001"},
    "behind": {"district": "3002"},
    "one centre, as planned": {"district": "3003"},
    "a province of few": {"province": "30"},
    "one centre, not open": {"province": "50"},
    "no centre": {"province": "51"},
    "two places": {"province": "30,50"},
}
# What no page says of any of them: a count of itself, a singular as a plural, a share of few, a rank of one, no value.
SILLY = {
    "en": re.compile(
        r"of (the )?1 (province|district|centre)|\b1 (centres|districts) |1 of the 1|percentage points\)|nan|None(?! of)"
    ),
    "th": re.compile(r"จาก 1 (จังหวัด|อำเภอ/เขต)|จุดร้อยละ\)|nan|None(?! of)"),
}
# By state and page: what it says in both languages.
SAID = {
    ("ahead and finished", "overview"): ("Ahead of plan since Feb 2021 by 1 centre", "เร็วกว่าแผนตั้งแต่ ก.พ. 2564 จำนวน 1 ศูนย์"),
    ("ahead and finished", "regions"): ("Ahead of plan by 1 centre", "เร็วกว่าแผน 1 ศูนย์"),
    ("behind", "overview"): ("1 centre opened in 90 days; 1 not yet open", "เปิดเพิ่ม 1 ศูนย์ในช่วง 90 วันล่าสุด ยังไม่เปิด 1 ศูนย์"),
    ("behind", "regions"): ("Centres, and ratios to the plan and the population", "จำนวนศูนย์ และสัดส่วนต่อแผนและต่อประชากร"),
    ("one centre, as planned", "overview"): ("The rollout is on plan", "ความก้าวหน้าเป็นไปตามแผน"),
    ("a province of few", "overview"): ("Khon Buri has the only centre not yet open", "ยังไม่เปิด 1 ศูนย์ ในครบุรีเพียงแห่งเดียว"),
    ("a province of few", "regions"): ("All 32 districts in one table", "ตารางเปรียบเทียบ 32 อำเภอ/เขต"),
    ("one centre, not open", "overview"): (
        "Chiang Mai: the statuses of one day only are recorded here, so no curve can be drawn",
        "เชียงใหม่: มีสถานะของวันเดียว จึงแสดงเส้นความก้าวหน้าไม่ได้",
    ),
    ("no centre", "overview"): ("No centres match", "ไม่พบศูนย์ตามเงื่อนไข"),
    ("no centre", "map"): ("Clear filters", "ล้างตัวกรอง"),
    ("two places", "overview"): ("1 not yet open in each", "แห่งละ 1 ศูนย์"),
}  # fmt: skip


@LANGUAGES
@pytest.mark.parametrize("page", ["overview", "regions", "map"])
@pytest.mark.parametrize("state", STATES)
def test_each_page_of_each_state_has_a_title_and_says_nothing_silly(open_page, state, page, language):
    app = open_page(page, lang=language, **STATES[state])
    said = "\n".join(text(part[at]) for part in parts(app).values() for at in ("head", "foot"))
    heads = [part["head"] for part in parts(app).values()]
    assert sum(head.count("<h1") for head in heads) == 1
    # The figures of a table may be of few: its heading names the unit.
    assert not SILLY[language].search(
        re.sub(r"\(percentage points\)|\(จุดร้อยละ\)", "", said) if page == "regions" else said
    )
    expected = SAID.get((state, page))
    assert expected is None or expected[language == "th"] in said.replace("\xa0", " ")


@pytest.mark.parametrize("state", STATES)
def test_no_bar_of_a_state_leads_to_the_page_it_is_on(open_page, state):
    app = open_page("regions", **STATES[state])
    for chart in charts(app).values():
        assert not {"3001", "3002", "3003"} & set(chart.get("links", {})) or "district" not in STATES[state]


def test_the_map_of_a_district_leads_up_to_its_province_and_that_of_a_province_to_the_country(open_page):
    assert charts(open_page(district="3001"))["provinces"]["links"]["30"].endswith("province=30")
    assert charts(open_page(province="30"))["provinces"]["links"]["30"] == "/regions"


def test_the_provinces_served_are_a_headline_number_of_more_than_one_province(open_page):
    assert "Provinces served" not in numbers(open_page(province="30", lang="en"))
    assert "Provinces served" in numbers(open_page(province="30,50", lang="en"))
