"""Names and districts on the map that moves."""

import json

import pandas as pd
import pytest
from shapely.geometry import box, mapping

from ocod_dash import config, geography
from ocod_dash.geography import boundaries
from ocod_dash.maps import deck, labels, window
from ocod_dash.theme import Theme

EN, TH = Theme("en"), Theme("th")


def named(kind: str, *arguments) -> list[str]:
    return [name["text"] for name in labels.names(*arguments) if name["kind"] == kind]


def test_a_province_in_view_has_the_names_of_its_districts_and_of_its_neighbours():
    # Phuket (83) has three districts, and Phang Nga is beside it.
    assert sorted(named("district", ("83",), None, EN)) == ["Kathu", "Mueang Phuket", "Thalang"]
    assert "Phang-nga" in named("neighbour", ("83",), None, EN)
    assert set(named("neighbour", ("50",), None, TH)) >= {"เชียงราย", "ลำปาง", "ลำพูน", "แม่ฮ่องสอน", "ตาก"}
    assert "ภูเก็ต" not in named("neighbour", ("83",), None, TH)


def test_the_district_in_view_goes_first():
    names = labels.names(("83",), "8302", EN)
    assert (names[0]["text"], names[0]["kind"]) == ("Kathu", "chosen")
    assert len(named("district", ("83",), "8302", EN)) == 2


def test_of_several_provinces_these_are_named_and_of_the_country_none():
    assert named("province", ("50", "51"), None, EN) == ["Chiang Mai", "Lamphun"]
    assert labels.names((), None, EN) == []
    assert labels.districts(()) == labels.districts(("50", "51")) == []


def test_a_neighbours_name_is_on_what_is_seen_of_it():
    west, south, east, north = window.visible(window.bounds(("50",)))
    for name in labels.names(("50",), None, EN):
        assert west <= name["at"][0] <= east
        assert south <= name["at"][1] <= north


def test_districts_are_points_until_the_user_brings_their_outlines(tmp_path, monkeypatch, provinces):
    assert len(labels.districts(("83",))) == 3
    assert all(set(row) == {"at"} for row in labels.districts(("83",)))
    square = mapping(box(98.2, 7.7, 98.5, 8.2))
    codes = ["8301", "8302", *(each.code for each in geography.provinces() if each.code != "83")]
    features = [{"type": "Feature", "properties": {"code": code}, "geometry": square} for code in codes]
    path = tmp_path / "own.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    monkeypatch.setattr(boundaries, "settings", lambda: config.settings().model_copy(update={"boundaries": path}))
    assert [row["geometry"]["type"] for row in labels.districts(("83",))] == ["Polygon"] * 2
    assert "geometry" not in labels.districts(("50",))[0]
    drawn = deck.country(provinces, None, EN, selected=("83",)).description["layers"]
    assert {layer["id"]: layer["@@type"] for layer in drawn}["districts"] == "GeoJsonLayer"


def test_a_district_is_shown_with_its_centres_and_by_its_outline_where_the_user_brings_it(monkeypatch):
    centres = pd.DataFrame({"longitude": [98.2, 98.9], "latitude": [18.1, 18.3]})
    west, south, east, north = window.of_district("5001", centres)  # its own point is at 98.98, 18.80
    assert (west, south, east, north) == pytest.approx((98.15, 18.05, 99.03, 18.84), abs=0.02)
    alone = window.of_district("5001", centres.head(0))
    assert window.of(alone)[2] > window.of((west, south, east, north))[2] > window.of(window.bounds(("50",)))[2]
    monkeypatch.setattr(geography, "district_outlines", lambda province: {"5001": box(98.9, 18.7, 99.1, 18.9)})
    assert window.of_district("5001", centres) == (98.9, 18.7, 99.1, 18.9)


def test_bangkok_is_enlarged_where_the_country_is_in_view(provinces):
    country = deck.country(provinces, None, EN).inset
    assert "10" in country["codes"]
    assert (country["window"]["longitude"], country["window"]["latitude"]) == pytest.approx((100.4, 13.8), abs=0.3)
    assert country["window"]["zoom"] > window.COUNTRY[2] + 1
    assert deck.country(provinces, None, EN, selected=("10",)).inset is None
