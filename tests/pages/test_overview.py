"""The overview, run as Streamlit runs it: figures counted in data/sample/centres.csv."""

import json

import pytest

from .conftest import charts, clear, field, numbers, parameters_of, parts, says, text, title

COUNTRY = {
    "In the plan": "2,394",
    "Open": "2,144",
    "In progress": "250",
    "Percent complete": "89.6%",
    "Provinces served": "77",
}


def test_the_country_is_counted(open_page):
    app = open_page()
    assert title(app) == "Sample data: 89.6% of the centres in the plan are open; 250 not yet open"
    assert numbers(app) == COUNTRY


def test_it_is_behind_plan_by_the_centres_due_less_those_opened(open_page):
    # 2,192 were due by 19 May 2021 and 2,144 opened: 48 of 2,394; as many were due by 15 April, 34 days before.
    assert "Sample data: behind plan since Oct 2020 by 48 centres (34 days late)" in says(open_page())


def test_of_a_sample_it_is_not_named_where_most_centres_are_not_yet_open(open_page):
    said = says(open_page())
    assert "250 not yet open" in said
    assert "Sample data: 250 centres not yet open, at most 85 in any of the 6 regions" in said


def test_the_pace_of_the_last_months_is_under_the_forecast(open_page):
    # Opened in 60, 90 and 180 days up to 19 May 2021: 84, 143 and 359, so 42.6, 48.4 and 60.7 in a month of 365.25 / 12
    # days.
    foot = text(parts(open_page())["card_forecast"]["foot"])
    assert "about 43 to 61 opened a month in the last 60 to 180 days, falling; 250 not yet open" in foot


def test_this_month_is_compared_with_the_same_days_of_the_month_before(open_page):
    assert "29 opened 1–19 May 2021, 23 on 1–19 Apr (+6)" in says(open_page())


def test_the_cards_say_how_much_changed_in_the_same_days_of_two_months(open_page):
    # In progress on 30 April, 275, and on 19 May, 250; complete 2,115 and 2,144 of 2,394.
    cards = text(parts(open_page())["cards"]["head"])
    assert "1–19 May 2021: −25 (1–19 Apr: −17)" in cards
    assert "1–19 May 2021: +1.2 percentage points (1–19 Apr: +1.0)" in cards


def test_what_changed_since_a_day_of_the_address_is_said_on_the_cards_and_in_the_key_findings(open_page):
    app = open_page(since="1 ม.ค. 2564", as_of="2021-03-31")
    cards, found = text(parts(app)["cards"]["head"]), text(parts(app)["highlights"]["head"])
    assert "180 opened 1 Jan – 31 Mar 2021" in cards
    assert "1 Jan – 31 Mar 2021: +7.5 percentage points" in cards
    assert "Apr" not in cards
    assert "Sample data: 180 centres opened 1 Jan – 31 Mar 2021, when 195 were due by the plan" in found
    assert 'value="1 Jan 2021"' in parts(app)["filter_since"]["head"]
    thai = open_page(since="2564-01-01", as_of="2021-03-31", lang="th")
    assert "เปิดเพิ่ม 180 ศูนย์ (1 ม.ค. – 31 มี.ค. 2564)" in text(parts(thai)["cards"]["head"])
    assert "01/01/2564" in parts(thai)["filter_since"]["head"]


def test_the_first_day_of_the_period_goes_along_to_the_regions_and_is_offered_only_where_it_acts(open_page):
    app = open_page(since="2021-01-01")
    assert "/regions?since=2021-01-01" in parts(app)["bar"]["head"].replace("&amp;", "&")
    assert "filter_since" in parts(open_page("regions"))
    assert "filter_since" not in parts(open_page("map", since="2021-01-01"))


def test_a_register_of_one_day_has_no_changes(published_by_hand, open_page):
    published_by_hand("a 5001 open 2021-05-19")
    app = open_page()
    assert "opened" not in text(parts(app)["cards"]["head"])
    assert "card_change" not in parts(open_page("regions"))


def test_the_provinces_with_the_most_centres_overdue_are_ranked_without_a_choice_of_regions(open_page):
    # 100 overdue: 48 more were due than had opened, and 52 opened before they were due.
    app = open_page()
    assert "100 centres overdue by up to 135 days, in 67 of the 77 provinces" in says(app)
    assert "overdue" in charts(app)
    assert "/regions?level=province" in parts(app)["card_overdue"]["foot"]


@pytest.mark.parametrize(
    ("query", "key", "below"),
    [
        ({}, "overdue", "/regions?region=northeast&province="),
        ({}, "still_to_do", "/regions?region="),
        ({"region": "north"}, "still_to_do", "/regions?region=north&province="),
        ({"province": "50"}, "overdue", "/regions?region=north&province=50&district=50"),
        ({"province": "50"}, "still_to_do", "/regions?region=north&province=50&district=50"),
    ],
)
def test_each_bar_is_a_link_to_its_place(open_page, query, key, below):
    chart = charts(open_page(**query))[key]
    bars = json.loads(chart["spec"])["data"][0]["customdata"]
    assert {code for _, code in bars} <= set(chart["links"])
    assert any(link.startswith(below) for link in chart["links"].values())


@pytest.mark.parametrize(
    ("query", "counts"),
    [
        ({"region": "northeast"}, ("815", "730", "85", "89.6%", "20")),
        ({"region": "northeast", "province": "40"}, ("66", "59", "7", "89.4%")),
        ({"province": "50", "district": "5001"}, ("4", "3", "1", "75.0%")),
        ({"region": "north,south"}, ("653", "585", "68", "89.6%", "23")),
        ({"as_of": "2020-12-31"}, ("2,394", "1,895", "321", "79.2%", "77")),
        ({"as_of": "2020-12-31", "region": "north"}, ("275", "219", "34", "79.6%", "9")),
    ],
)
def test_a_place_or_another_day_is_counted(open_page, query, counts):
    assert tuple(numbers(open_page(**query)).values()) == counts


@pytest.mark.parametrize("page", ["overview", "regions"])
def test_where_no_centre_is_shown_a_status_is_not_offered_and_one_in_the_address_has_no_effect(open_page, page):
    app = open_page(page, status="in_progress", lang="en")
    assert "filter_statuses" not in parts(app)
    assert "The status filter in the link (in_progress) has no effect on this page" in says(app)
    assert "centres shown" not in says(app)
    assert parameters_of(app)["status"] == "in_progress"  # the map, one link further, still has it
    if page == "overview":
        assert numbers(app) == COUNTRY


def test_where_centres_are_shown_a_status_is_offered(open_page):
    app = open_page("map", status="in_progress", lang="en")
    assert field(app, "filter_statuses") == ["In progress"]
    assert "has no effect" not in says(app)
    assert "centres shown: In progress" in says(app)


def test_the_sample_says_so_and_how_old_it_is(open_page):
    said = says(open_page())
    assert "Sample data" in said
    assert "Data as of 19 May 2021 (" in said
    assert "release 1, published" in said
    assert "Source: sample register, release 1 , 19 May 2021" in said


def test_the_published_claim_of_the_same_day_stands_beside_the_count_and_is_told_from_it(open_page):
    said = says(open_page())
    assert "Totals published for 19 May 2021, beside the register count of the whole country." in said
    assert "Sample data: the sample was generated to have these totals; that they match confirms nothing." in said
    assert "Centres completed 2,144 Open 2,144" in said
    assert "“Completed” is the publisher's word and “open” the register's" in said


def test_thai_is_said_with_thai_years(open_page):
    app = open_page(lang="th")
    assert title(app).startswith("ข้อมูลตัวอย่าง: ")
    assert "ข้อมูล ณ 19 พ.ค. 2564" in says(app)
    assert list(numbers(app).values()) == list(COUNTRY.values())


def test_a_register_with_todays_status_alone_draws_no_curve_and_says_why(published_by_hand, open_page):
    published_by_hand(
        """
        a 5001 open 2021-05-19
        b 5001 planned 2021-05-19
        """
    )
    app = open_page()
    said = says(app)
    assert title(app) == "50% of the centres in the plan are open; 1 not yet open"
    assert "The cumulative curve cannot be drawn" in said
    assert "The statuses of one day only are recorded here, so no curve can be drawn" in said
    assert "no plan for comparison" in said
    assert "sample" not in said.lower()
    assert "s_curve" not in charts(app)


def test_without_due_dates_the_curve_is_drawn_and_the_plan_is_not(published_by_hand, open_page):
    published_by_hand(
        """
        a 5001 planned 2021-01-01 open 2021-02-10
        b 5001 planned 2021-01-01 due 2021-03-31
        """
    )
    app = open_page()
    assert "No plan line can be drawn: 1 of the 2 centres has no due date" in says(app)
    assert "s_curve" in charts(app)


def test_a_place_without_a_centre_says_so_and_offers_the_way_out(published_by_hand, open_page):
    published_by_hand("a 5001 open 2021-02-10")
    app = open_page(province="40")
    assert "No centres match" in says(app)
    clear(app, "empty")
    assert numbers(app)["Open"] == "1"
    assert "province" not in app.query_params
