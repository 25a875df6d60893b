"""The map's page, run as Streamlit runs it: figures counted in data/sample/centres.csv."""

import json

import pytest
from lxml import html

from ocod_dash.maps.deck import disc_radius
from ocod_dash.web import own_files

from .conftest import clear, numbers, parameters_of, parts, says, table, text


def drawn(app):
    """Return what the browser gets of the map."""
    return parts(app)["card_map"]["map"]


def layers(app):
    """Return the rows of the map's layers by the layer's id; the keyboard's layer draws none of the page's."""
    rows = {"areas": list(drawn(app)["areas"].values()), **drawn(app)["marks"]}
    return {layer["id"]: rows[layer["data"]] for layer in drawn(app)["layers"] if layer["data"] in rows}


def player(app):
    """Return the slider over the days that the map is shown as of."""
    (found,) = html.fromstring(parts(app)["map_days"]["head"]).find_class("ocod-player")
    return found


def stops(app):
    """Return the days that the slider stops at: each one's value in the address and its name."""
    return json.loads(player(app).get("data-days"))


def stands_at(app, stop=True):
    """Return the day that the slider stands at, as it is read aloud; the day of a ``stop``, or one between two."""
    (slider,) = player(app).iter("input")
    days = stops(app)
    assert slider.get("max") == str(len(days) - 1)
    (named,) = player(app).iter("output")
    assert slider.get("aria-valuetext") == named.text
    assert not stop or named.text == days[int(slider.get("value"))][1]
    return named.text


def test_a_day_between_two_stops_is_the_one_that_is_named(open_page):
    app = open_page("map", as_of="2021-04-10")
    assert stands_at(app, stop=False) == "10 Apr 2021"
    (slider,) = player(app).iter("input")
    assert stops(app)[int(slider.get("value"))][1] == "31 Mar 2021"


def test_the_country_is_shown_by_province(open_page):
    app = open_page("map")
    assert numbers(app, "panel_numbers")["Complete"] == "89.6%"
    assert numbers(app, "panel_numbers")["Not yet open"] == "250"
    shown = layers(app)
    assert list(shown) == ["areas"]
    assert len(shown["areas"]) == 77


def test_all_centres_are_clusters_and_those_of_a_region_are_points(open_page):
    clusters = layers(open_page("map", layers="provinces,centres"))["clusters"]
    assert 50 < len(clusters) < 1000
    points = layers(open_page("map", layers="centres", region="east"))["centres"]
    assert len(points) == 165
    assert [point["icon"] for point in points].count("open") == 145


def test_a_filter_by_status_acts_on_points_and_rows(open_page):
    app = open_page("map", layers="centres", region="east", status="in_progress")
    assert len(layers(app)["centres"]) == 20
    assert len(table(app, "centres")) == 20
    assert numbers(app, "panel_numbers")["Complete"] == "87.9%"


def tips(app):
    """Return the points' tooltips: the name, then the other lines."""
    return [(point["title"], point["lines"]) for point in layers(app)["centres"]]


def test_a_point_says_name_place_status_and_since_when(open_page):
    tip = ("Sample centre Chana Songkhram", "Phra Nakhon\nOpen since 26 Jun 2019")
    assert tip in tips(open_page("map", layers="centres", province="10"))


def test_the_slider_stops_at_the_end_of_each_month_and_at_the_registers_own_day(open_page):
    app = open_page("map")
    days = stops(app)
    # The first centre was due on 2 January 2019, so the months begin with the one before.
    assert days[0] == ["2018-12-31", "31 Dec 2018"]
    assert days[-2:] == [["2021-04-30", "30 Apr 2021"], ["", "19 May 2021"]]
    assert len(days) == 30
    assert stands_at(app) == "19 May 2021"


def test_the_slider_writes_the_day_into_the_address_and_leaves_out_the_registers_own(open_page):
    app = open_page("map", as_of="2021-04-30")
    assert player(app).get("data-param") == "as_of"
    assert stands_at(app) == "30 Apr 2021"
    assert stops(app)[-1][0] == ""


def test_the_slider_has_the_same_days_at_any_of_them_so_that_it_is_kept_while_they_play(open_page):
    at_each = [stops(open_page("map", **day)) for day in ({}, {"as_of": "2018-12-31"}, {"as_of": "2020-02-29"})]
    assert at_each[0] == at_each[1] == at_each[2]


def test_the_button_says_play_and_has_the_word_for_pause(open_page):
    for language, words in (("en", ("Play", "Pause")), ("th", ("เล่น", "หยุด"))):
        (button,) = player(open_page("map", lang=language)).xpath("button[@data-play]")
        (face,) = button.find_class("ocod-player-text")
        assert (face.text, button.get("data-pause")) == words
        assert button.get("data-start") == words[0]


def test_an_earlier_month_is_counted_as_it_was(open_page):
    app = open_page("map", as_of="2019-12-31")
    # 551 of 2,394 were open then.
    assert numbers(app, "panel_numbers")["Complete"] == "23.0%"
    assert numbers(app, "panel_numbers")["Not yet open"] == "1,843"


# Samut Songkhram alone has fewer than 10 centres, 8: of shares the legend has a line for its outline.
@pytest.mark.parametrize(("measure", "outlines"), [("percent_not_open", 1), ("in_plan", 0)])
def test_a_colour_means_the_same_in_each_month(open_page, measure, outlines):
    months = ("2018-12-31", "2019-12-31", "2020-09-30", "2021-04-30")
    legends = [drawn(open_page("map", measure=measure, as_of=month))["legend"] for month in months]
    assert len(set(legends)) == 1
    rows = [row.text_content() for row in html.fromstring(legends[0]).xpath("//tr")]
    assert rows[4].startswith("0")  # from none at all
    assert rows[5:] == ["Fewer than 10 centres in the plan"] * outlines


def test_months_are_shown_as_they_were_and_only_the_colours_change(open_page):
    earlier, later = (drawn(open_page("map", as_of=month)) for month in ("2018-12-31", "2021-04-30"))
    # Nothing was open at the end of 2018; 59 of Chiang Mai's 67 centres were by 30 April 2021.
    assert earlier["areas"]["50"]["lines"].endswith("0 of 67 open")
    assert later["areas"]["50"]["lines"].endswith("59 of 67 open")
    assert earlier["areas"]["50"]["fill"] != later["areas"]["50"]["fill"]
    unchanged = ("layers", "window", "outlines", "front", "height")
    assert [earlier[name] for name in unchanged] == [later[name] for name in unchanged]


def test_a_status_that_no_centre_has_says_so_and_offers_the_others(open_page):
    app = open_page("map", region="east", status="closed,suspended")
    assert "No centre here has the selected status on this date: Closed and Suspended." in says(app)
    clear(app, "card_centres")
    assert parameters_of(app) == {"region": "east"}
    assert len(table(app, "centres")) == 165


def test_without_its_colours_the_map_does_not_speak_of_them(open_page):
    head = parts(open_page("map", layers="centres", measure="per_100k"))["card_map"]["head"]
    assert "89.6% of the centres in the plan are open; 250 not yet open" in text(head)
    assert "per 100,000" not in text(head)


def test_the_title_speaks_of_the_measure_that_colours_the_map_and_of_a_sample_without_names(open_page):
    def titles(**query):
        app = open_page("map", **query)
        return [text(html) for html in (parts(app)["title"]["head"], parts(app)["card_map"]["head"])]

    title, card = titles(measure="in_plan")
    # Samut Songkhram (75) has the fewest, 8, and Bangkok (10) the most, 150.
    assert title == "Sample data: centres in the plan: at most 150 in each of the 77 provinces"
    assert "Sample data: centres in the plan: from 8 to 150 across the 77 provinces" in card
    title, card = titles(measure="per_100k", province="50")
    assert "open centres per 100,000 people: 3.3" in card
    title, card = titles(measure="in_plan", layers="centres")
    assert "89.6% of the centres in the plan are open" in title


def test_a_province_of_few_centres_is_outlined_where_shares_are_shown(open_page):
    assert drawn(open_page("map"))["few"] == ["75"]
    assert drawn(open_page("map", measure="in_plan"))["few"] == []
    assert drawn(open_page("map", region="north"))["few"] == []


def test_of_a_register_of_plans_alone_the_centres_in_the_plan_are_clustered(published_by_hand, open_page):
    published_by_hand("a 5001 planned 2021-05-19 at 18.79,98.98\nb 5001 planned 2021-05-19 at 18.79,98.98")
    (cluster,) = layers(open_page("map", layers="centres"))["clusters"]
    assert cluster["radius"] == disc_radius(2)
    assert cluster["fill"][3]


def test_a_register_without_history_has_no_slider(published_by_hand, open_page):
    published_by_hand("a 5001 planned 2021-05-19 at 18.79,98.98")
    app = open_page("map")
    assert "ocod-player" not in parts(app)["map_days"]["head"]
    assert "The register has statuses for one date only, so there are no months to play." in says(app)
    assert numbers(app, "panel_numbers")["Not yet open"] == "1"


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", "{lines}", "@@=alert(1)", "<b>&amp;</b>"])
def test_a_centres_name_is_the_text_of_its_tip_and_nothing_else(published_by_hand, open_page, name):
    published_by_hand(f"a 5001 open 2021-02-10 at 18.79,98.98 named {name.replace(' ', '_')}")
    app = open_page("map", layers="centres", province="50", lang="th")
    assert [shown for shown, _ in tips(app)] == [name]


def test_each_province_is_a_link_that_keeps_what_is_chosen_and_the_one_in_view_leads_back(open_page):
    areas = drawn(open_page("map", province="50", measure="in_plan", lang="en"))["areas"]
    assert areas["51"]["href"] == "/map?region=north&province=51&lang=en&measure=in_plan"
    assert areas["50"]["href"] == "/map?lang=en&measure=in_plan"


def test_a_change_sends_no_outlines_and_stays_small(open_page):
    app = open_page("map", region="north", lang="th")
    assert "coordinates" not in json.dumps(drawn(app))
    assert len(json.dumps(drawn(app), ensure_ascii=False).encode()) < 40_000
    outlines = json.loads(own_files.read(drawn(app)["outlines"].removeprefix("/")))
    assert {each["properties"]["code"] for each in outlines["features"]} == set(drawn(app)["areas"])
