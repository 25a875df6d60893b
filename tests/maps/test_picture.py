"""The map as one SVG picture."""

from xml.etree import ElementTree

import pandas as pd
import pytest

from ocod_dash import geography
from ocod_dash.maps import picture
from ocod_dash.maps.scale import even, quantiles
from ocod_dash.theme import DARK, LIGHT, MARK_COLOURS, Theme

EN, TH = Theme("en"), Theme("th")
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "</title><script>alert(1)</script>",
    "{properties.tip}",
    "&lt;script&gt; &nbsp;",
    "]]>",
    "\u200b\u200d\u202e",
    "ศูนย์" * 200,
)


def drawn(*arguments, **options) -> ElementTree.Element:
    return ElementTree.fromstring(picture.country(*arguments, **options))


def shapes(svg: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """The provinces' shapes by code; where one is enlarged too, the one in place."""
    return {shape.get("data-area"): shape for shape in svg.findall(f"{SVG}path") if shape.get("data-area")}


def tip(shape: ElementTree.Element) -> str:
    return shape.findtext(f"{SVG}title")


def test_the_picture_is_well_formed_in_every_theme(provinces, dots, every_theme):
    for classes in (None, quantiles(provinces.percent_not_open, "percent_not_open")):
        svg = drawn(provinces, classes, every_theme, ("50",), dots)
        assert svg.tag == f"{SVG}svg"
        assert len(shapes(svg)) == 77
        assert every_theme.words("map.inset") in svg.itertext()
    palette = DARK if every_theme.dark else LIGHT
    assert palette.text in picture.country(provinces, classes, every_theme)


def test_each_province_has_its_class_colour_and_tells_its_name_and_figure(provinces):
    classes = quantiles(provinces.percent_not_open, "percent_not_open")
    found = shapes(drawn(provinces, classes, EN))
    assert found["50"].get("fill") == classes.colour(50, EN)
    assert tip(found["50"]) == "Chiang Mai: 50.0%"
    assert tip(shapes(drawn(provinces, classes, TH))["50"]) == "เชียงใหม่: 50.0%"


def test_a_province_without_a_figure_is_hatched_and_says_so(provinces):
    found = shapes(drawn(provinces, quantiles(provinces.percent_not_open, "percent_not_open"), EN))
    assert found["11"].get("fill") == f"url(#{picture.HATCH})"
    assert tip(found["11"]) == "Samut Prakan: no data"


def test_a_province_that_the_frame_lacks_is_drawn_without_a_figure(provinces):
    few = provinces[provinces.code == "50"]
    found = shapes(drawn(few, quantiles(few.percent_not_open, "percent_not_open"), EN))
    assert len(found) == 77
    assert tip(found["57"]) == "Chiang Rai: no data"


def test_what_is_not_selected_is_greyed_and_the_one_selected_stands_in_front(provinces):
    svg = drawn(provinces, quantiles(provinces.in_plan, "in_plan"), EN, ("50",))
    found = shapes(svg)
    assert found["57"].get("fill") == LIGHT.muted
    assert list(found)[-1] == "50"
    assert found["50"].get("stroke") == LIGHT.text


def test_the_legend_prints_every_class_the_largest_first(provinces):
    classes = quantiles(pd.Series(range(1, 11)), "in_plan")
    texts = [text.text for text in drawn(provinces, classes, EN).findall(f"{SVG}text")]
    assert texts[-6:] == ["In the plan", "8–10", "6–7", "5", "3–4", "1–2"]


def test_a_class_below_0_leaves_the_picture_well_formed(provinces):
    svg = drawn(provinces, even("behind_plan", 6.3), EN)
    assert "< 0.0" in "".join(svg.itertext())


def test_bangkok_and_its_vicinity_are_enlarged_at_the_side(provinces):
    svg = drawn(provinces, None, EN)
    (inset,) = [g for g in svg.findall(f"{SVG}g") if g.get("transform", "").startswith("translate")]
    assert [path.get("data-area") for path in inset] == list(picture.INSET)


def test_centres_stand_where_they_are_with_the_shape_of_their_status(provinces, dots):
    svg = drawn(provinces, None, EN, points=dots)
    marks = [(mark.get("href"), mark.get("x"), mark.get("y")) for mark in svg.iter(f"{SVG}use")]
    there = ["#mark-open", "#mark-in_progress", "#mark-planned", "#mark-closed"]
    assert [status for status, *_ in marks[:4]] == there
    assert {status for status, *_ in marks[4:]} == set(there)  # what the marks mean
    x, y = picture.project(98.98, 18.8)
    assert marks[0][1:] == (f"{x:.1f}", f"{y:.1f}")
    defined = {g.get("id") for g in svg.iter(f"{SVG}g") if g.get("id")}
    assert defined == {f"mark-{mark}" for mark in MARK_COLOURS}


def test_every_province_lies_within_the_picture():
    for province in geography.provinces():
        west, south, east, north = geography.outline_of(province.code).bounds
        (left, top), (right, bottom) = picture.project(west, north), picture.project(east, south)
        assert 0 <= left < right <= picture.WIDTH, province
        assert 0 <= top < bottom <= picture.HEIGHT, province


def test_a_degree_is_as_long_across_as_it_is_on_the_ground():
    across = picture.project(101, 13)[0] - picture.project(100, 13)[0]
    down = picture.project(100, 12)[1] - picture.project(100, 13)[1]
    assert across / down == pytest.approx(0.974, abs=0.002)  # the cosine of 13 degrees


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_text(provinces, name):
    provinces["name_th"], provinces["name_en"] = name, name
    for theme in (EN, TH):
        svg = drawn(provinces, quantiles(provinces.in_plan, "in_plan"), theme)
        known = {f"{SVG}{tag}" for tag in ("svg", "defs", "pattern", "rect", "path", "title", "text", "g")}
        assert {element.tag for element in svg.iter()} == known
        assert tip(shapes(svg)["50"]) == f"{name}: 2"
        assert not any(attribute.startswith("on") for element in svg.iter() for attribute in element.attrib)
