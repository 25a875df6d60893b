"""Location models against looking at every choice there is, on small random cases."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocod_dash.siting import solver
from ocod_dash.siting.greedy import greedy
from ocod_dash.siting.instance import Instance
from ocod_dash.siting.solver import Task, solve

# A table of demand and sites: people, whether it has a centre already, its place, and for each site a distance or none.
ROW = st.tuples(
    st.integers(0, 60),
    st.booleans(),
    st.integers(0, 1),
    st.lists(st.integers(1, 30) | st.none(), min_size=6, max_size=6),
)
TABLE = st.lists(ROW, min_size=1, max_size=10)
NUMBER = st.integers(1, 6)


def reaching(rows):
    """Return the instance of who is newly within reach of a site."""
    pairs = [(n, site) for n, row in enumerate(rows) for site, km in enumerate(row[3]) if km is not None]
    at, of = np.array(pairs, int).reshape(-1, 2).T
    present = np.array([0.0 if row[1] else 1.0 for row in rows])
    return Instance.of_pairs(people(rows), present, 6, (at, of, np.zeros(len(at))), places(rows))


def nearer(rows):
    """Return the instance of how much nearer a site is than the centre at 20 km."""
    pairs = [(n, site, km) for n, row in enumerate(rows) for site, km in enumerate(row[3]) if km is not None]
    at, of, km = np.array(pairs, int).reshape(-1, 3).T
    return Instance.of_pairs(people(rows), np.full(len(rows), 20.0), 6, (at, of, km.astype(float)))


def people(rows):
    return np.array([float(row[0]) for row in rows])


def places(rows):
    return np.array([row[2] for row in rows])


def plans(number):
    return [np.array(chosen, int) for size in range(number + 1) for chosen in combinations(range(6), size)]


@given(TABLE, NUMBER)
def test_no_other_sites_bring_more_people_within_reach(rows, number):
    instance = reaching(rows)
    best = max(instance.gain(plan) for plan in plans(number))
    found = solve(Task(instance, "most", number))
    assert (found.brought, found.proven) == (best, True)
    assert instance.gain(found.chosen) == best
    assert len(found.chosen) <= number


@given(TABLE, st.floats(0.05, 1))
def test_no_fewer_sites_bring_a_share_within_reach(rows, share):
    instance = reaching(rows)
    target = share * instance.most
    fewest = min(len(plan) for plan in plans(6) if instance.gain(plan) >= target - 1e-6)
    found = solve(Task(instance, "cover", target=target))
    assert (len(found.chosen), found.bound, found.proven) == (fewest, fewest, True)
    assert instance.gain(found.chosen) >= target - 1e-6


@pytest.mark.parametrize("pairs", [solver.FIRST_PAIRS, 1], ids=["all pairs at once", "the nearest site first"])
@given(rows=TABLE, number=NUMBER)
def test_no_other_sites_are_nearer_on_average(pairs, rows, number):
    instance = nearer(rows)
    best = max(instance.gain(plan) for plan in plans(number))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solver, "FIRST_PAIRS", pairs)
        found = solve(Task(instance, "nearest", number))
    assert found.brought == pytest.approx(best)
    assert found.proven


@given(TABLE, NUMBER, st.floats(0.1, 1))
def test_each_place_has_its_share_or_the_largest_that_it_can_have_is_said(rows, number, share):
    instance, all_of = reaching(rows), np.bincount(places(rows), people(rows), 2)
    had = np.bincount(places(rows), people(rows) * [row[1] for row in rows], 2)

    def shares(plan):
        parts = (had + instance.gain_by_group(plan, 2))[all_of > 0] / all_of[all_of > 0]
        return parts.min(initial=1.0)

    fair = [plan for plan in plans(number) if shares(plan) >= share - 1e-9]
    found = solve(Task(instance, "fair", number, share=share, all_of=all_of, had=had))
    if fair:
        assert found.possible is None
        assert found.brought == max(instance.gain(plan) for plan in fair)
        assert shares(found.chosen) >= share - 1e-6
    else:
        assert found.possible == pytest.approx(max(map(shares, plans(number))), abs=1e-3)


@given(TABLE)
def test_site_after_site_is_never_far_from_the_best_and_its_bound_holds(rows):
    for instance in (reaching(rows), nearer(rows)):
        curve = greedy(instance)
        assert curve.brought[-1] == pytest.approx(instance.most)
        for number in range(1, 7):
            best = max(instance.gain(plan) for plan in plans(number))
            assert best * (1 - 1 / np.e) - 1e-6 <= curve.at(number) <= best + 1e-6
            assert curve.bound_at(number) >= best - 1e-6
            assert instance.gain(curve.order[:number]) == pytest.approx(curve.at(number))


@given(TABLE)
def test_what_is_put_together_brings_the_same(rows):
    instance = reaching(rows)
    for plan in plans(3):
        assert instance.merged().gain(plan) == instance.gain(plan)


def test_demand_that_is_alike_is_one():
    pairs = (np.array([0, 0, 1, 1, 2]), np.array([0, 1, 0, 1, 2]), np.zeros(5))
    small = Instance.of_pairs(np.array([10.0, 5.0, 2.0, 9.0]), np.ones(4), 3, pairs).merged()
    assert small.people.tolist() == [15.0, 2.0]  # and nobody who has no site


def test_sites_come_in_the_order_of_what_each_adds():
    # Site 0 reaches the first two, site 1 the last two of 10, 20 and 40 people.
    pairs = (np.array([0, 1, 1, 2]), np.array([0, 0, 1, 1]), np.zeros(4))
    instance = Instance.of_pairs(np.array([10.0, 20.0, 40.0]), np.ones(3), 2, pairs)
    found = solve(Task(instance, "most", 2))
    assert found.chosen.tolist() == [1, 0]
    assert greedy(instance).brought.tolist() == [0, 60, 70]


def test_site_after_site_can_be_worse_than_the_best():
    """The site in the middle reaches 8 people, those at its sides 7 each, and all 14 together."""
    pairs = (np.array([0, 1, 1, 2, 2, 3]), np.array([0, 0, 1, 1, 2, 2]), np.zeros(6))
    instance = Instance.of_pairs(np.array([3.0, 4.0, 4.0, 3.0]), np.ones(4), 3, pairs)
    curve = greedy(instance)
    assert curve.brought.tolist() == [0, 8, 11, 14]
    assert curve.bound_at(2) == 14
    assert solve(Task(instance, "most", 2)).brought == 14


def test_a_question_without_time_has_the_plan_of_site_after_site_and_its_gap():
    rng = np.random.default_rng(5)
    near = rng.random((400, 200)) < 0.03
    at, of = np.nonzero(near)
    instance = Instance.of_pairs(
        rng.integers(1, 1000, 400).astype(float), np.ones(400), 200, (at, of, np.zeros(len(at)))
    )
    found = solve(Task(instance, "most", 40, seconds=0.0))
    curve = greedy(instance)
    assert found.brought >= curve.at(40)
    assert found.brought <= found.bound <= curve.bound_at(40)
    assert not found.proven
