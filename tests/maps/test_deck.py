"""The map that moves: what is on it, and that no name can do harm."""

import json

import pytest

from ocod_dash.maps import deck
from ocod_dash.maps.scale import quantiles
from ocod_dash.theme import LIGHT, MARK_COLOURS, Theme, rgb

EN, TH = Theme("en"), Theme("th")
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "@@=alert(1)",
    "@@#alert",
    "{title}{lines}{properties.tip}",
    '=HYPERLINK("http://x")',
    "</b><script>alert(1)</script>",
    "&lt;script&gt;",
    "\u200b\u200d\u202e",
    "ศูนย์" * 200,
)


def layers(drawn) -> dict:
    """The layers by their id, each with the rows that it draws."""
    described = {layer["id"]: layer for layer in drawn.description["layers"]}
    return {key: layer | {"data": drawn.marks.get(layer["data"], layer["data"])} for key, layer in described.items()}


def told(about: dict) -> list[str]:
    """The lines of a tooltip."""
    return f"{about['title']}\n{about['lines']}".split("\n")


def strings(part) -> list[str]:
    if isinstance(part, str):
        return [part]
    values = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return [text for value in values for text in strings(value)]


def test_every_province_is_drawn_in_the_colour_of_its_class(provinces):
    classes = quantiles(provinces.in_plan, "in_plan")
    drawn = deck.country(provinces, classes, EN).areas
    assert len(drawn) == 77
    assert drawn["50"]["fill"] == rgb(classes.colour(2, EN))
    assert drawn["11"]["fill"] == rgb(classes.colour(0, EN))


def test_provinces_of_which_nothing_is_known_and_those_not_selected_are_grey(provinces):
    classes = quantiles(provinces.percent_complete, "percent_complete")
    assert deck.country(provinces, classes, EN).areas["11"]["fill"] == rgb(LIGHT.muted)
    selected = deck.country(provinces, classes, EN, selected=("50",))
    assert selected.areas["57"]["fill"] == rgb(LIGHT.muted)
    assert selected.areas["50"]["fill"] != rgb(LIGHT.muted)
    assert selected.front == ("50",)
    drawn = layers(selected)
    assert drawn["front"]["getLineWidth"] > drawn["areas"]["getLineWidth"]


def test_a_province_tells_its_name_its_figure_and_its_count(provinces):
    classes = quantiles(provinces.percent_complete, "percent_complete")
    english, thai = (deck.country(provinces, classes, theme).areas for theme in (EN, TH))
    assert told(english["50"]) == ["Chiang Mai", "Percent complete: 50.0%", "1 of 2 open"]
    assert told(thai["11"]) == ["สมุทรปราการ", "สัดส่วนที่เปิดแล้ว: ไม่มีข้อมูล", "เปิดแล้ว 0 จาก 0 ศูนย์"]


def test_each_centre_stands_at_its_point_with_the_shape_of_its_status(provinces, dots):
    drawn = layers(deck.country(provinces, None, EN, points=dots))["centres"]
    assert [(row["at"], row["icon"]) for row in drawn["data"]] == [
        ([98.98, 18.8], "open"),
        ([98.9, 18.2], "in_progress"),
        ([99.83, 19.9], "planned"),
        ([100.5, 13.75], "closed"),
    ]
    assert set(drawn["iconMapping"]) == set(MARK_COLOURS)


def test_a_centre_tells_its_place_and_since_when_it_is_so(provinces, dots):
    data = layers(deck.country(provinces, None, EN, points=dots))["centres"]["data"]
    assert told(data[0]) == ["ศูนย์ a", "Mueang Chiang Mai", "Open since 10 Jan 2021"]
    assert told(data[2]) == ["ศูนย์ c", "Chiang Rai", "Not started"]


def test_centres_that_lead_somewhere_have_their_id_and_of_many_no_more_than_that_and_their_mark(
    provinces, dots, monkeypatch
):
    assert not any("id" in row for row in deck.country(provinces, None, EN, points=dots).marks["centres"])
    few = deck.country(provinces, None, EN, points=dots, linked=True).marks["centres"]
    assert [row["id"] for row in few] == list(dots.centre_id)
    assert all(row["title"] and row["lines"] for row in few)
    monkeypatch.setattr(deck, "MOST_NAMED", len(dots) - 1)
    many = layers(deck.country(provinces, None, EN, points=dots, linked=True))["centres"]
    assert many["data"][0] == {"at": [98.98, 18.8], "icon": "open", "id": dots.centre_id.iloc[0]}
    assert many["getSize"] < deck.LARGE


def test_many_centres_are_drawn_as_discs_whose_area_is_their_number(provinces, cells):
    assert deck.disc_radius(400) == pytest.approx(2 * deck.disc_radius(100))
    data = layers(deck.country(provinces, None, EN, hexagons=cells, counted="centres"))["clusters"]["data"]
    assert len(data) == len(cells)
    assert {row["radius"] for row in data} == {deck.disc_radius(1)}
    hollow = layers(deck.country(provinces, None, EN, hexagons=cells, counted="open"))["clusters"]["data"]
    assert sum(row["fill"][3] == 0 for row in hollow) == (cells.open == 0).sum() == 3


def test_the_map_fetches_nothing(provinces, dots, cells):
    drawn = deck.country(provinces, None, EN, points=dots, hexagons=cells)
    assert not [text for text in strings([drawn.description, drawn.areas, drawn.marks]) if "://" in text]


def test_the_map_shows_the_country_or_comes_closer_to_what_is_selected(provinces):
    country = deck.country(provinces, None, EN).description["initialViewState"]
    bangkok = deck.country(provinces, None, EN, selected=("10",)).description["initialViewState"]
    assert (country["longitude"], country["latitude"]) == (101.0, 13.1)
    assert (bangkok["longitude"], bangkok["latitude"]) == pytest.approx((100.6, 13.7), abs=0.2)
    assert bangkok["zoom"] > country["zoom"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_text(provinces, dots, name):
    for frame in (provinces, dots):
        frame["name_th"], frame["name_en"] = name, name
    drawn = deck.country(provinces, quantiles(provinces.in_plan, "in_plan"), EN, points=dots)
    assert {about["title"] for about in [*drawn.areas.values(), *drawn.marks["centres"]]} == {name}
    # What begins with @@ is read as a field's name, in the layers alone; no text of a file stands there.
    assert name not in json.dumps(drawn.description, ensure_ascii=False)
    assert {text for text in strings(drawn.description) if text.startswith("@@")} == {
        "@@=properties.fill",
        "@@=at",
        "@@=icon",
    }


def test_a_layer_names_its_data_and_the_outlines_are_not_sent(provinces, dots, cells):
    drawn = deck.country(provinces, None, EN, points=dots, hexagons=cells)
    named = {layer["id"]: layer["data"] for layer in drawn.description["layers"]}
    assert named == {key: key for key in ("areas", "few", "front", "focus", "clusters", "centres")}
    assert "coordinates" not in json.dumps([drawn.description, drawn.areas, drawn.marks])


def test_any_theme_draws_the_whole_map(provinces, dots, cells, every_theme):
    classes = quantiles(provinces.per_100k, "per_100k")
    drawn = deck.country(provinces, classes, every_theme, points=dots, hexagons=cells)
    assert list(layers(drawn)) == ["areas", "few", "front", "focus", "clusters", "centres"]
