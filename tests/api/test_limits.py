"""No address costs much, and an empty variable in a script does not give the figures of the whole country."""

import time

import pytest
import shapely
from shapely.geometry import shape

RESOURCES = ("summary", "programmes", "claims")


def fault(answer, parameter: str) -> dict:
    assert answer.status_code == 422, answer.text[:500]
    return next(each for each in answer.json()["faults"] if each["parameter"] == parameter)


@pytest.mark.parametrize("parameter", ["province", "region", "district", "status", "as_of", "limit", "after", "lang"])
@pytest.mark.parametrize("value", ["", " ", ","])
def test_an_empty_parameter_is_refused(api, parameter, value):
    found = fault(api.get("/api/v1/centres", params={parameter: value}), parameter)
    assert found["message"]["en"] == f"{parameter} is empty; omit it, or give a value."


@pytest.mark.parametrize("day", ["2021-W20-3", "2021W203", "2021-W20", "2021-139"])
def test_a_date_of_another_calendar_is_refused(api, day):
    fault(api.get("/api/v1/summary", params={"as_of": day}), "as_of")
    fault(api.get("/api/v1/claims", params={"on": day}), "on")


def test_a_parameter_has_at_most_100_values(api):
    assert api.get("/api/v1/summary", params={"province": ",".join(["50"] * 100)}).status_code == 200
    assert (
        "100"
        in fault(api.get("/api/v1/summary", params={"province": ",".join(["50"] * 101)}), "province")["allowed"][0]
    )
    fault(api.get("/api/v1/summary?" + "&".join(["province=50"] * 101)), "province")
    fault(api.get("/api/v1/programmes", params={"kind": "x" * 2049}), "kind")


@pytest.mark.parametrize(
    "query",
    [
        "province=" + ",".join(f"x{n}" for n in range(3000)),
        "district=" + "9" * 4301,
        "province=" + "9" * 4301,
        "limit=" + "9" * 4301,
        "as_of=" + "9" * 4301,
        "as_of=1/1/" + "๙" * 4301,
        "&".join(f"n{n}=" for n in range(3000)),
        "province=" + ",".join(f"จังหวัดที่ไม่มี{n}" for n in range(100)),
    ],
    ids=lambda query: query[:20],
)
def test_a_long_address_is_refused_quickly_with_a_short_answer(api, query):
    began = time.process_time()
    answer = api.get(f"/api/v1/centres?{query}")
    assert answer.status_code == 422
    assert len(answer.content) < 200_000
    assert time.process_time() - began < 2


@pytest.mark.parametrize("value", ["9" * 2000, "๙" * 2000, "²" * 9, "1" * 10, "0" * 40 + "50"])
@pytest.mark.parametrize("parameter", ["province", "district", "region", "limit", "as_of"])
def test_digits_of_any_length_and_script_are_refused_as_any_other_value(api, parameter, value):
    fault(api.get("/api/v1/centres", params={parameter: value}), parameter)


@pytest.mark.parametrize("resource", ["regions", "provinces", "centres"])
def test_geojson_is_as_its_standard_has_it(api, resource):
    found = api.get(f"/api/v1/{resource}?format=geojson").json()
    shapes = [shape(feature["geometry"]) for feature in found["features"] if feature["geometry"]]
    assert found["bbox"] == pytest.approx(shapely.total_bounds(shapes), abs=1e-5)
    west, south, east, north = found["bbox"]
    assert 97 < west < east < 106
    assert 5 < south < north < 21
    polygons = [
        polygon for each in shapes for polygon in getattr(each, "geoms", [each]) if polygon.geom_type == "Polygon"
    ]
    assert all(polygon.exterior.is_ccw for polygon in polygons), "outer rings are counterclockwise"
    assert not any(hole.is_ccw for polygon in polygons for hole in polygon.interiors)


def test_geojson_without_a_place_has_no_box(of_register):
    found = of_register("a 5001").get("/api/v1/centres?format=geojson").json()
    assert ("bbox" not in found, found["features"][0]["geometry"]) == (True, None)


@pytest.mark.parametrize("written", ['W/"{}"', '"{}"', '"a", "{}"', 'W/"b" ,W/"{}"', "*"])
def test_a_tag_is_known_however_a_cache_wrote_it(api, written):
    tag = api.get("/api/v1/regions").headers["etag"].removeprefix("W/").strip('"')
    assert api.get("/api/v1/regions", headers={"If-None-Match": written.format(tag)}).status_code == 304
    assert api.get("/api/v1/regions", headers={"If-None-Match": f'"x{tag}"'}).status_code == 200
