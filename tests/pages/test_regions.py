"""The regions' page, run as Streamlit runs it: figures counted in data/sample/centres.csv."""

import json

import pytest
from lxml import html

from .conftest import charts, parameters_of, parts, ran, says, table, text, title


def places(app):
    return table(app, "places").set_index("Place")


def bars(app):
    """Return the places of the ranking from the top, with the centres open and in progress."""
    figure = json.loads(charts(app)["ranking"]["spec"])
    names = [name for name, *_ in figure["data"][0]["customdata"]]
    open_, under_way = (trace["x"] for trace in figure["data"][:2])
    return [(name, *(int(n) for n in counts)) for name, *counts in zip(names, open_, under_way, strict=True)][::-1]


def test_the_regions_are_ranked_by_centres_overdue(open_page):
    app = open_page("regions")
    assert title(app) == "Sample data: from 87.9% to 89.9% of centres open across the 6 regions"
    counts = places(app)[["In the plan", "Open", "Complete (%)", "Against plan", "Overdue", "Opened this month"]]
    assert counts.loc["Northeast"].tolist() == ["815", "730", "89.6", "12 centres behind plan", "34", "11"]
    assert "Short of plan" not in places(app)  # the same figure
    assert counts["In the plan"].astype(int).sum() == 2394
    assert list(counts.index) == ["Northeast", "Central", "South", "North", "East", "West"]
    assert [name for name, *_ in bars(app)] == list(counts.index)


def test_all_provinces_are_ranked_by_one_choice_which_is_in_the_address(open_page):
    app = open_page("regions", level="province", lang="en")
    assert parameters_of(app) == {"level": "province", "lang": "en"}
    assert len(places(app)) == 77
    assert list(places(app).index)[:2] == ["Bangkok", "Chiang Mai"]  # 6 and 4 centres overdue
    assert title(app) == "Sample data: from 85% to 100% of centres open across the 77 provinces"
    assert "Thailand · by province" in text(parts(app)["breadcrumb"]["head"])
    assert "filter_level" not in parts(open_page("regions", region="north", level="province"))


def test_the_same_order_is_on_every_page(open_page):
    """Of the north's provinces, each list has the same first and last."""
    first = [name for name, *_ in bars(open_page("regions", region="north", lang="en"))]
    assert first[0] == "Chiang Mai"  # 4 overdue
    overview = json.loads(charts(open_page(region="north", lang="en"))["overdue"]["spec"])["data"][0]
    assert [name for name, _ in overview["customdata"]][::-1] == first[: len(overview["customdata"])]
    assert list(table(open_page("map", region="north", lang="en"), "panel").Place) == first


def test_a_region_leads_to_its_provinces_and_a_province_to_its_districts(open_page):
    app = open_page("regions", region="north")
    assert places(app)["In the plan"].to_dict()["Chiang Mai"] == "67"
    assert len(places(app)) == 9
    app.query_params["province"] = "50"
    ran(app.run())
    assert parameters_of(app) == {"region": "north", "province": "50"}
    assert len(places(app)) == 25
    assert places(app).loc["Mueang Chiang Mai", ["In the plan", "Open"]].tolist() == ["4", "3"]
    assert "Sample data: 8 of the 25 districts have centres not yet open" in says(app)


def test_a_district_alone_is_not_spoken_of_as_many(open_page):
    said = says(open_page("regions", province="50", district="5001"))
    assert "all figures in one table" in said
    assert "Sample data: 3 of 4 centres opened, 3 due by the plan" in said
    assert "1 districts" not in said


def test_the_mark_of_places_behind_plan_is_explained(published_by_hand, open_page):
    published_by_hand("a 5001 planned 2021-01-01 in_progress 2021-02-01 due 2021-03-31")
    assert "more than 3 percentage points behind plan" in text(parts(open_page("regions"))["card_curves"]["head"])


def test_what_no_bar_shows_is_not_explained(published_by_hand, open_page):
    published_by_hand("a 5001 planned 2021-05-19")
    shown = parts(open_page("regions"))
    assert "behind plan" not in text(shown["card_ranking"]["head"])
    assert "Opened this month" not in places(open_page("regions"))  # one day is known: nothing of a month
    assert "Gini" not in text(shown["card_lorenz"]["head"])
    assert "No centre is open yet" in text(shown["card_fifths"]["head"])


def test_the_breadcrumb_leads_back_up(open_page):
    app = open_page("regions", region="north", province="50", district="5001", status="open")
    steps = [(step.text, step.get("href")) for step in html.fromstring(parts(app)["breadcrumb"]["head"]).iter("a")]
    assert steps == [
        ("Thailand", "/regions?status=open"),
        ("North", "/regions?region=north&status=open"),
        ("Chiang Mai", "/regions?region=north&province=50&status=open"),
    ]


def test_two_places_are_compared(open_page):
    app = open_page("regions", region="northeast", compare="40,30")
    # Khon Kaen has 59 of 66 open, Nakhon Ratchasima 78 of 86 (90.7%).
    compared = table(app, "compare_table").set_index("Measure")
    assert compared.loc["In the plan"].tolist() == ["66", "86"]
    assert compared.loc["Percent complete"].tolist() == ["89.4%", "90.7%"]
    assert "Sample data: from 89.4% to 90.7% of centres open across the 2 provinces" in says(app)


def test_a_centre_without_a_district_is_counted_in_its_province_and_named(published_by_hand, open_page):
    published_by_hand(
        """
        a 5001 open 2021-02-10
        b 50   open 2021-02-10
        c 50   planned 2021-02-10
        """
    )
    assert places(open_page("regions", region="north"))["In the plan"].to_dict()["Chiang Mai"] == "3"
    app = open_page("regions", province="50")
    assert "2 centres have no recorded district; they are included in the total but in no district." in says(app)


def test_a_province_whose_centres_have_no_district_says_so_on_every_page(published_by_hand, open_page):
    published_by_hand(
        """
        a 50 planned 2021-01-01 open 2021-02-10 due 2021-02-01
        b 50 planned 2021-01-01 due 2021-03-31
        c 40 planned 2021-01-01 due 2021-03-31
        """
    )
    note = "2 centres have no recorded district; they are included in the total but in no district."
    assert (
        title(open_page("overview", province="50"))
        == "Chiang Mai: 50% of the centres in the plan are open; 1 not yet open"
    )
    assert note in says(open_page("regions", province="50"))
    assert note in says(open_page("map", province="50"))


def test_names_of_places_are_drawn_with_their_figures(open_page):
    assert bars(open_page("regions", region="west"))[0] == ("Kanchanaburi", 32, 2)


@pytest.mark.parametrize("page", ["overview", "regions", "map"])
@pytest.mark.parametrize("language", ["th", "en"])
def test_every_chart_has_a_text_for_who_does_not_see_it(open_page, page, language):
    app = open_page(page, lang=language)
    texts = [chart["alt"] for chart in charts(app).values()]
    assert texts
    assert all(len(text) > 40 for text in texts)
