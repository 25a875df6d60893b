"""Coordinates as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocod_dash.ingest.forms.degrees import degrees, point
from ocod_dash.schema.tables import LATITUDES, LONGITUDES


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("13.75", 13.75), ("13,75", 13.75), ("๑๓.๗๕", 13.75), ("N13.75", 13.75), ("13.75°N", 13.75), ("13.75 เหนือ", 13.75),
        ("13°45'", 13.75), ("13°45'00\"N", 13.75), ("13 45 0", 13.75), ("13°75'", None), ("north", None), ("", None),
    ],
)  # fmt: skip
def test_degrees(text, found):
    assert degrees(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "13.7501,100.4913", "13.7501, 100.4913", "(13.7501 100.4913)", "13-7501-100-4913", "๑๓.๗๕๐๑,๑๐๐.๔๙๑๓", "13,7501;100,4913",
        "13.7501N 100.4913E", "13.7501/100.4913",
    ],
)  # fmt: skip
def test_one_cell_may_hold_both(text):
    assert point(text) == (13.7501, 100.4913)


@pytest.mark.parametrize("text", ["13.75", "1,2", "near the temple", "", "13.75,13.75"])
def test_a_cell_that_holds_no_point_is_none(text):
    assert point(text) is None


def thousandths(bounds: tuple[float, float]) -> st.SearchStrategy[float]:
    return st.integers(int(bounds[0] * 1000), int(bounds[1] * 1000)).map(lambda n: n / 1000)


@given(thousandths(LATITUDES), thousandths(LONGITUDES))
def test_every_point_is_read_from_one_cell_in_either_order(latitude, longitude):
    assert point(f"{latitude}, {longitude}") == (latitude, longitude)
    assert point(f"{longitude} {latitude}") == (longitude, latitude)
    parts = f"{latitude:.4f}-{longitude:.4f}".replace(".", "-")
    assert point(parts) == (latitude, longitude)


@given(st.text(max_size=30))
def test_no_text_upsets_the_reading(text):
    assert degrees(text) is None or isinstance(degrees(text), float)
    assert point(text) is None or len(point(text)) == 2
