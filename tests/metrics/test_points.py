"""Where the centres are: points, hexagons, rows."""

from datetime import date
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocod_dash.metrics import points
from ocod_dash.view import View

REGISTER = """
    a  5001  at 18.80,98.98  open 2021-01-10
    b  5001  at 18.81,98.99  in_progress 2021-03-01
    c  5002  open 2021-02-01
    d  1001  at 13.75,100.50
"""
TODAY = View(as_of=date(2021, 5, 19))


def test_rows_come_with_the_latest_change_first_and_those_that_never_changed_last(rows):
    found = rows(points.rows, REGISTER, TODAY, "centre_id", "status", "since")
    assert found == [
        ("b", "in_progress", date(2021, 3, 1)),
        ("c", "open", date(2021, 2, 1)),
        ("a", "open", date(2021, 1, 10)),
        ("d", "planned", None),
    ]
    assert rows(points.rows, REGISTER, TODAY, "centre_id", limit=2) == [("b",), ("c",)]


def test_a_page_goes_on_after_an_id_with_the_status_of_each(rows):
    assert rows(points.page, REGISTER, TODAY, "centre_id", "status", "since", limit=2, after="a") == [
        ("b", "in_progress", date(2021, 3, 1)),
        ("c", "open", date(2021, 2, 1)),
    ]
    assert rows(points.page, REGISTER, TODAY, "centre_id", limit=9, after="d") == []
    earlier = View(provinces=("50",), as_of=date(2021, 1, 31))
    assert rows(points.page, REGISTER, earlier, "centre_id", "status", limit=9) == [
        ("a", "open"), ("b", "planned"), ("c", "planned"),
    ]  # fmt: skip


def test_a_page_of_some_statuses_is_filled_with_these_alone(rows):
    open_only = View(statuses=("open",), as_of=TODAY.as_of)
    assert rows(points.page, REGISTER, open_only, "centre_id", limit=2) == [("a",), ("c",)]


def test_the_statuses_of_the_view_choose_rows_and_points(rows):
    open_only = View(statuses=("open",), as_of=TODAY.as_of)
    assert rows(points.rows, REGISTER, open_only, "centre_id") == [("c",), ("a",)]
    assert rows(points.points, REGISTER, open_only, "centre_id") == [("a",)]
    assert rows(points.count, REGISTER, open_only) == [{"centres": 2, "with_point": 1}]


def test_a_centre_whose_point_is_unknown_is_counted_and_not_drawn(rows):
    assert rows(points.points, REGISTER, TODAY, "centre_id") == [("a",), ("b",), ("d",)]
    assert rows(points.points, REGISTER, TODAY, "centre_id", limit=1) == [("a",)]
    assert rows(points.count, REGISTER, TODAY) == [{"centres": 4, "with_point": 3}]


def test_hexagons_count_each_known_point_once(rows):
    found = rows(points.hexagons, REGISTER, TODAY, "centres", "open", "percent_complete")
    assert sorted(found) == [(1, 0, 0.0), (2, 1, 50.0)]


def test_a_hexagon_lies_round_its_middle(rows):
    # With a radius of 2/3 the rows are 1 apart and the columns 2 / sqrt(3), odd rows shifted by a half.
    for at, middle in {
        "18.1,97.1": (18.0, 84 * 2 / sqrt(3)),
        "18.9,97.6": (19.0, 84.5 * 2 / sqrt(3)),
        "19.3,97.9": (19.0, 84.5 * 2 / sqrt(3)),
    }.items():
        ((latitude, longitude),) = rows(points.hexagons, f"a 50 at {at}", TODAY, "latitude", "longitude", radius=2 / 3)
        assert (latitude, longitude) == pytest.approx(middle), at


@settings(max_examples=30)
@given(latitude=st.floats(5, 21), longitude=st.floats(97, 106), radius=st.floats(0.05, 1))
def test_every_centre_lies_within_its_hexagon(ask, latitude, longitude, radius):
    found = ask(points.hexagons, f"a 50 at {latitude:.9f},{longitude:.9f}", TODAY, radius=radius)
    (cell,) = found.itertuples()
    across, up = abs(round(longitude, 9) - cell.longitude), abs(round(latitude, 9) - cell.latitude)
    inner = radius * sqrt(3) / 2 + 1e-9  # from the middle to a side
    assert across <= inner
    assert across / 2 + up * sqrt(3) / 2 <= inner
