"""Who has a centre within reach, against distances worked by hand: a degree of latitude is 111.195 km."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocod_dash.geography.distances import distance_km, nearest, within
from ocod_dash.metrics import reach
from ocod_dash.view import View

ON = View(as_of=date(2021, 5, 19))
DEGREE = 6371.0088 * np.pi / 180
REGISTER = """
    a 5001 at 15.03,100.0 open 2021-01-01
    b 5001 at 15.08,100.0 open 2021-01-01
    c 5701 at 16.00,100.0 open 2021-01-01
    d 5701 open 2021-01-01
    e 5001 at 15.00,100.0 in_progress 2021-01-01
"""


@pytest.fixture(scope="module")
def known(tables):
    """Two districts: 1,000 people at 15° N, from which a is 3.3 km and b 8.9 km; 500 people 16.7 km from c."""
    made = tables(REGISTER)
    shape = made["places"].filter(pl.col("code").is_in(["5001", "5701"])).sort("code")
    figures = {"population": [1000, 500], "latitude": [15.0, 16.15], "longitude": [100.0, 100.0]}
    return made | {"places": shape.with_columns(pl.Series(name, values) for name, values in figures.items())}


def test_who_has_only_one_centre_within_reach(rows, known):
    columns = ("centre_id", *(f"{name}_{km}km" for name in ("people", "only") for km in (5, 10, 20)))
    assert rows(reach.of_centres, known, ON, *columns) == [
        ("a", 1000, 1000, 1000, 1000, 0, 0),
        ("b", 0, 1000, 1000, 0, 0, 0),
        ("c", 0, 0, 500, 0, 0, 500),
        ("d", *[None] * 6),  # without coordinates
    ]


def test_the_next_open_centre_is_the_nearest_by_the_great_circle(rows, known):
    found = rows(reach.of_centres, known, ON, "centre_id", "next_id", "next_km")
    assert found == [
        ("a", "b", pytest.approx(0.05 * DEGREE)),
        ("b", "a", pytest.approx(0.05 * DEGREE)),
        ("c", "b", pytest.approx(0.92 * DEGREE)),  # 102.3 km: farther than where the search begins
        ("d", None, None),
    ]


def test_a_neighbour_across_the_border_of_the_view_counts(rows, known):
    there = View(provinces=("57",), as_of=ON.as_of)
    assert rows(reach.of_centres, known, there, "centre_id", "next_id") == [("c", "b"), ("d", None)]


def test_a_single_centre_has_no_next_one(rows, tables):
    single = tables("a 5001 at 15.0,100.0 open 2021-01-01")
    assert rows(reach.of_centres, single, ON, "next_id", "next_km") == [(None, None)]


def test_without_an_open_centre_nobody_is_in_reach(rows, tables):
    assert rows(reach.of_centres, tables("a 5001 at 15.0,100.0 planned 2021-01-01"), ON) == []
    assert rows(reach.pairs, tables("a 5001 open 2021-01-01"), ON) == []


@pytest.mark.parametrize(
    ("leaving", "people"),
    [((), (0, 0, 0)), (("a",), (1000, 0, 0)), (("a", "b"), (1000, 1000, 1000)), (("a", "b", "c"), (1000, 1000, 1500))],
)
def test_people_left_without_are_those_whose_every_centre_within_reach_leaves(rows, known, leaving, people):
    near = pl.DataFrame(rows(reach.pairs, known, ON)).to_pandas()
    assert tuple(reach.left_without(near, leaving).values()) == people


@given(st.lists(st.tuples(st.floats(97, 106), st.floats(5, 21)), min_size=1, max_size=30, unique=True))
def test_pairs_and_neighbours_are_those_that_looking_at_all_of_them_finds(points):
    at = np.array(points)
    every = np.array([distance_km(at, np.tile(one, (len(at), 1))) for one in at])
    one, other, km = within(at, at, 20)
    assert set(zip(one.tolist(), other.tolist(), strict=True)) == set(
        zip(*(found.tolist() for found in np.nonzero(every <= 20)), strict=True)
    )
    assert km == pytest.approx(every[one, other])
    _, found = nearest(at, at, itself=False)
    np.fill_diagonal(every, np.inf)
    assert found == pytest.approx(every.min(axis=1) if len(at) > 1 else np.array([np.nan]), nan_ok=True)
