"""The province outlines, ours and the user's own, and points in them."""

import json

import pytest
import shapely

from ocod_dash import config, geography

PROVINCES = [p.code for p in geography.provinces()]


@pytest.fixture
def own_boundaries(tmp_path, monkeypatch):
    """Return a function that makes a collection of features the user's own boundaries."""

    def use(features, text=None):
        path = tmp_path / "own.geojson"
        path.write_text(text or json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
        monkeypatch.setenv("OCOD_BOUNDARIES", str(path))
        config.settings.cache_clear()
        return path

    yield use
    monkeypatch.undo()
    config.settings.cache_clear()


def square(properties, x=100.0, y=15.0):
    corners = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [corners]}}


def test_every_province_has_one_outline_with_nothing_but_its_code():
    features = geography.outlines()["features"]
    assert [f["properties"] for f in features] == [{"code": code} for code in PROVINCES]
    assert {f["geometry"]["type"] for f in features} == {"Polygon", "MultiPolygon"}


def test_neighbours_share_their_borders_without_gap_or_overlap():
    outlines = [geography.outline_of(code) for code in PROVINCES]
    assert shapely.is_valid(outlines).all()
    assert shapely.coverage_is_valid(outlines)
    country = shapely.union_all(outlines)
    assert sum(len(part.interiors) for part in shapely.get_parts(country)) == 0
    assert shapely.area(outlines).sum() == pytest.approx(country.area)


def test_the_file_is_small_enough_to_send_with_a_page():
    assert (config.DATA / "geo" / "provinces.geojson").stat().st_size < 90_000


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [
        ("50", 18.79, 98.98),  # the city of Chiang Mai
        ("83", 7.95, 98.34),  # Phuket, an island
        ("84", 9.50, 100.00),  # Ko Samui
        ("23", 12.06, 102.33),  # Ko Chang
        ("90", 7.01, 100.47),  # Hat Yai
    ],
)
def test_well_known_places_lie_in_their_province(code, latitude, longitude):
    assert geography.contains(code, latitude, longitude, slack_km=1)
    others = [other for other in PROVINCES if other != code]
    assert not any(geography.contains(other, latitude, longitude, slack_km=0) for other in others)


def test_slack_is_measured_in_kilometres(own_boundaries):
    own_boundaries([square({"code": code}, y=15.0) for code in PROVINCES])
    # 0.1 degree north of the square is 11.1 km; 0.1 degree east of it, at 15.5 degrees north, is 10.7 km.
    assert geography.contains("50", 16.1, 100.5, slack_km=11.2)
    assert not geography.contains("50", 16.1, 100.5, slack_km=11.0)
    assert geography.contains("50", 15.5, 101.1, slack_km=10.8)
    assert not geography.contains("50", 15.5, 101.1, slack_km=10.6)


def test_a_point_over_the_border_of_a_coarse_outline_is_let_pass_but_one_far_off_is_not():
    assert geography.contains("20", 13.164, 100.806)  # Ko Sichang, an island that the outlines lack, 11 km off
    assert not geography.contains("37", 17.8584, 103.7198)  # 215 km from Amnat Charoen


def test_many_points_are_asked_at_once_and_an_unknown_one_is_in_no_province():
    inside = geography.contained(["50", "10", "50"], [18.79, 18.79, None], [98.98, 98.98, 98.98])
    assert inside.tolist() == [True, False, False]


def test_an_outline_of_an_unknown_place_is_refused():
    with pytest.raises(geography.UnknownPlace):
        geography.outline_of("99")
    with pytest.raises(geography.UnknownPlace):
        geography.contains("99", 18.79, 98.98)


@pytest.mark.parametrize("naming", ["code", "ISO", "pcode", "ADM1_PCODE"])
def test_the_users_own_outlines_replace_ours(own_boundaries, naming):
    form = {"code": "{}", "ISO": "TH-{}", "pcode": "th{}", "ADM1_PCODE": "TH{}"}[naming]
    own_boundaries([square({naming: form.format(code), "name": "any"}) for code in reversed(PROVINCES)])
    features = geography.outlines()["features"]
    assert [f["properties"] for f in features] == [{"code": code} for code in PROVINCES]
    assert geography.outline_of("50").bounds == (100, 15, 101, 16)
    assert geography.contains("50", 15.5, 100.5, slack_km=0)


def test_the_file_of_outlines_is_of_those_in_use(own_boundaries):
    ours = geography.outlines_file()
    assert json.loads(ours) == geography.outlines()
    own_boundaries([square({"code": code}) for code in PROVINCES])
    own = json.loads(geography.outlines_file())
    assert own != json.loads(ours)
    assert [tuple(each["geometry"]["coordinates"][0][0]) for each in own["features"]] == [(100.0, 15.0)] * 77


def test_the_users_own_districts_are_joined_to_their_provinces(own_boundaries):
    own_boundaries(
        [square({"code": code}) for code in PROVINCES if code != "50"]
        + [square({"code": 5001}), square({"ADM1_PCODE": "TH50", "ADM2_PCODE": "TH5002"}, x=101.0)]
    )
    assert geography.outline_of("50").bounds == (100, 15, 102, 16)


@pytest.mark.parametrize(
    ("features", "message"),
    [
        (
            [square({"name": "Chiang Mai"})],
            "feature 1 has no code; expected a property code such as 50.*properties: name",
        ),
        ([square({"code": "98"})], "feature 1: code is '98': no place has this code"),
        ([square({"code": "50"})], "no outline of 10 Bangkok, .* and 71 more; all 77 provinces are needed"),
        ([square({"code": "50"}, x=500_000)], "feature 1 has coordinates like 500000, 15; expected longitude"),
        ([{"type": "Feature", "properties": {"code": "50"}, "geometry": None}], "feature 1 has no readable geometry"),
        (
            [
                {
                    "type": "Feature",
                    "properties": {"code": "50"},
                    "geometry": {"type": "Point", "coordinates": [100, 15]},
                }
            ],
            "feature 1 is a Point; expected a Polygon",
        ),
    ],
)
def test_a_file_of_boundaries_that_cannot_be_used_is_explained(own_boundaries, features, message):
    own_boundaries(features)
    with pytest.raises(geography.BoundariesError, match=message):
        geography.outlines()


@pytest.mark.parametrize(
    ("text", "message"), [("not json", "is not JSON"), ("[1, 2]", "is not a GeoJSON FeatureCollection")]
)
def test_a_file_that_is_no_geojson_is_explained(own_boundaries, text, message):
    own_boundaries([], text)
    with pytest.raises(geography.BoundariesError, match=message):
        geography.outlines()


def test_a_missing_file_of_boundaries_is_explained(own_boundaries):
    own_boundaries([]).unlink()
    with pytest.raises(geography.BoundariesError, match=r"cannot be read \(No such file"):
        geography.outlines()
