"""Moves of centres, against trying every one, on points worked by hand."""

from itertools import permutations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocod_dash.siting.moves import moves
from ocod_dash.siting.question import Question
from ocod_dash.siting.study import Study

STEP = 0.2  # degrees, 22 km: no two points are within reach of each other


def line(people, staying=(), region="north"):
    """Return a study of points on a line, each also a site, with the centres that stay at some of them."""
    n = len(people)
    places = pl.DataFrame(
        {
            "code": [f"p{i}" for i in range(n)],
            "region": [region] * n,
            "province": ["50"] * n,
            "district": ["5001"] * n,
            "latitude": [15 + STEP * i for i in range(n)],
            "longitude": [100.0] * n,
        }
    )
    sites = places.with_columns(name_th=pl.col("code"), name_en=pl.col("code"))
    centres = [(f"S{i}", 15 + STEP * i, 100.0) for i in staying]
    frame = pl.DataFrame(centres, schema={"centre_id": str, "latitude": float, "longitude": float}, orient="row")
    demand = places.with_columns(people=pl.Series(people, dtype=pl.Int64))
    return Study(Question(within=5, detour=1), 1, demand, sites, frame)


def leaving(at, province="50"):
    rows = [(f"C{i}", 15 + STEP * i, 100.0, province, "north") for i in at]
    columns = {"centre_id": str, "latitude": float, "longitude": float, "province": str, "region": str}
    return pl.DataFrame(rows, schema=columns, orient="row")


def test_a_centre_moves_to_where_most_have_none():
    found = moves(line([10, 500, 300], staying=[1]), leaving([0]))
    assert found.rows.select("centre_id", "code", "gained", "lost").rows() == [("C0", "p2", 300, 10)]
    assert (found.gained, found.lost) == (300, 10)


def test_two_centres_do_not_move_to_the_same_site():
    found = moves(line([10, 20, 500, 300]), leaving([0, 1]))
    assert set(found.rows["code"]) == {"p2", "p3"}
    assert (found.gained, found.lost) == (800, 30)


def test_a_centre_stays_where_no_site_brings_more_than_it_serves():
    found = moves(line([100, 90]), leaving([0]))
    assert found.rows.height == 0
    assert (found.gained, found.lost) == (0, 0)


def test_a_centre_does_not_leave_its_province():
    assert moves(line([10, 500]), leaving([0], province="51")).rows.height == 0
    assert moves(line([10, 500]), leaving([0], province="51"), "region").rows.height == 1


@given(st.lists(st.integers(0, 100), min_size=2, max_size=6), st.integers(1, 3))
def test_no_other_assignment_is_worth_more(people, number):
    at = range(min(number, len(people)))
    found = moves(line(people), leaving(at))
    worth = sum(found.rows["gained"] - found.rows["lost"])
    # Each centre to a site of its own or to none; a site that a leaving centre stood at counts as any other.
    targets = [*range(len(people)), *[None] * len(at)]
    best = max(
        sum(people[to] - people[centre] for centre, to in zip(at, chosen, strict=True) if to is not None)
        for chosen in set(permutations(targets, len(at)))
    )
    assert worth == best
    assert found.rows["code"].is_unique().all()


def test_no_centre_to_move_is_no_move():
    assert moves(line([1, 2]), leaving([])).rows.height == 0


@pytest.mark.parametrize("shared", [True, False])
def test_people_whom_two_leaving_centres_serve_are_lost_by_neither_alone(shared):
    study = line([50, 500, 400])
    two = leaving([0, 0] if shared else [0])
    found = moves(study, two.with_columns(centre_id=pl.Series([f"C{n}" for n in range(two.height)])))
    assert found.rows["lost"].to_list() == ([0, 0] if shared else [50])
    assert found.lost == 50
    assert found.gained == (900 if shared else 500)
    assert np.all(found.rows["gained"].to_numpy() > 0)
