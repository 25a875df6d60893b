"""The map's page, run as Streamlit runs it: figures counted in data/sample/centres.csv."""

import pytest

from ocod_dash.maps.deck import disc_radius

from .conftest import asked, clear, numbers, parts, ran, says, table, text


def drawn(app):
    """Return what the browser gets of the map."""
    return parts(app)["map_ground"]["map"]


def layers(app):
    """Return the rows of the map's layers by the layer's id; the keyboard's layer draws none of the page's."""
    rows = {"areas": list(drawn(app)["areas"].values()), **drawn(app)["marks"]}
    return {layer["id"]: rows[layer["data"]] for layer in drawn(app)["layers"] if layer["data"] in rows}


def slider(app):
    return app.select_slider[0]


def test_the_country_is_shown_by_province(open_page):
    app = open_page("map")
    assert numbers(app, "panel_numbers")["Complete"] == "89.6%"
    assert numbers(app, "panel_numbers")["Still to open"] == "250"
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
    # The first centre was due on 2 January 2019, so the months begin with the one before.
    assert slider(app).options[0] == "31 Dec 2018"
    assert slider(app).options[-2:] == ["30 Apr 2021", "19 May 2021"]
    assert len(slider(app).options) == 30


def test_an_earlier_month_is_counted_as_it_was(open_page):
    app = open_page("map", as_of="2019-12-31")
    # 551 of 2,394 were open then.
    assert numbers(app, "panel_numbers")["Complete"] == "23.0%"
    assert numbers(app, "panel_numbers")["Still to open"] == "1,843"


def test_play_begins_again_when_it_stands_at_the_end(open_page):
    app = open_page("map")
    app.button(key="play").click()
    ran(app.run())
    assert slider(app).value.isoformat() == "2019-01-31"  # the month after the first
    app.button(key="pause").click()
    ran(app.run())
    assert asked(app) == {"as_of": "2019-01-31"}


def test_one_run_while_playing_is_one_month(open_page):
    app = open_page("map", as_of="2021-03-31")
    app.button(key="play").click()
    ran(app.run())
    assert says(app).count("Pause") == 0
    assert slider(app).value.isoformat() == "2021-04-30"
    ran(app.run())
    assert app.button(key="play")
    assert slider(app).value.isoformat() == "2021-05-19"


def test_a_status_that_no_centre_has_says_so_and_offers_the_others(open_page):
    app = open_page("map", region="east", status="closed,suspended")
    assert "No centre here has the status chosen on this day: Closed and Suspended." in says(app)
    clear(app, "card_centres")
    assert asked(app) == {"region": "east"}
    assert len(table(app, "centres")) == 165


def test_without_its_colours_the_map_does_not_speak_of_them(open_page):
    head = parts(open_page("map", layers="centres", measure="per_100k"))["head_map"]["head"]
    assert "89.6% of the centres in the plan are open; 250 still to go" in text(head)
    assert "per 100,000" not in text(head)


def test_of_a_register_of_plans_alone_the_centres_in_the_plan_are_clustered(published_by_hand, open_page):
    published_by_hand("a 5001 planned 2021-05-19 at 18.79,98.98\nb 5001 planned 2021-05-19 at 18.79,98.98")
    (cluster,) = layers(open_page("map", layers="centres"))["clusters"]
    assert cluster["radius"] == disc_radius(2)
    assert cluster["fill"][3]


def test_a_register_without_history_has_no_slider(published_by_hand, open_page):
    published_by_hand("a 5001 planned 2021-05-19 at 18.79,98.98")
    app = open_page("map")
    assert not app.select_slider
    assert numbers(app, "panel_numbers")["Still to open"] == "1"


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
    (sheet,) = [each for each in app.get("bidi_component") if b"map_ground" in each.proto.bytes]
    assert b"coordinates" not in sheet.proto.bytes
    assert len(sheet.proto.bytes) < 40_000
    assert drawn(app)["outlines"].startswith("/app/static/outlines-")
