"""A question on points worked by hand: a degree of latitude is 111.195 km."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from ocod_dash.problem import Problem
from ocod_dash.siting.plan import Plan, gini
from ocod_dash.siting.question import Question
from ocod_dash.siting.solver import solve
from ocod_dash.siting.study import FARTHEST, Study

# Points on a line from south to north, each 0.1 degree or 11.12 km from the next; people and places.
LINE = [
    ("a", 15.0, 100, "50", "north"),
    ("b", 15.1, 200, "50", "north"),
    ("c", 15.2, 400, "51", "north"),
    ("d", 15.3, 300, "52", "south"),
    ("e", 15.4, 50, "52", "south"),
]


def study(number=1, centres=(15.0,), level="region", minutes=None, **asked):
    """Return the question of the line, with centres at some latitudes; the reach is 12 km of straight road."""
    demand = pl.DataFrame(
        [
            (code, region, province, province + "01", latitude, 100.0, people)
            for code, latitude, people, province, region in LINE
        ],
        schema=["code", "region", "province", "district", "latitude", "longitude", "people"],
        orient="row",
    )
    sites = demand.drop("people").with_columns(name_th=pl.col("code"), name_en=pl.col("code").str.to_uppercase())
    rows = [(f"C{n}", latitude, 100.0, "north", "50", "5001") for n, latitude in enumerate(centres)]
    columns = {"centre_id": str, "latitude": float, "longitude": float, "region": str, "province": str, "district": str}
    open_ones = pl.DataFrame(rows, schema=columns, orient="row")
    question = Question(new=number, **{"within": 12.0, "detour": 1.0} | asked)
    return Study(question, number, demand, sites, open_ones, level, minutes)


def solved(asked):
    return Plan.solved(asked, solve(asked.checked().task()))


def test_one_site_goes_where_it_reaches_most_who_have_none():
    plan = solved(study())
    assert plan.people_before == 300  # a has the centre, b is 11.1 km from it
    assert plan.sites().select("number", "code", "adds").rows() == [(1, "d", 750.0)]  # c, d and e
    assert (plan.people_after, plan.people, plan.is_best) == (1050, 1050, True)
    assert plan.sites()["nearest_km"][0] == pytest.approx(0.3 * 111.195, abs=0.01)


def test_the_road_is_longer_than_the_great_circle():
    plan = solved(study(detour=1.3))  # 11.12 km are 14.5 by road: each site reaches itself alone
    assert plan.people_before == 100
    assert plan.sites().select("code", "adds").rows() == [("c", 400.0)]
    assert plan.sites()["nearest_km"][0] == pytest.approx(0.2 * 111.195 * 1.3, abs=0.01)


def test_people_without_a_centre_by_place():
    plan = solved(study())
    rows = plan.by_place()
    counts = rows.select("code", "people", "without_before", "without_after", "open", "sites").rows()
    assert counts == [("north", 700, 400, 0, 1, 0), ("south", 350, 350, 0, 0, 1)]
    assert rows["per_100k_before"].to_list() == pytest.approx([100_000 / 700, 0])
    assert rows["per_100k_after"].to_list() == pytest.approx([100_000 / 700, 100_000 / 350])
    # A third of the people have half of the centres: 1 - (2/3 x 1/2 + 1/3 x (1/2 + 1)) = 1/6.
    assert plan.gini() == (pytest.approx(1 / 3), pytest.approx(1 / 6))


def test_the_fewest_sites_for_a_share_of_all_people():
    plan = solved(study(goal="cover", share=100))
    assert (len(plan.chosen), plan.bound, plan.people_after) == (1, 1, 1050)
    assert len(solved(study(goal="cover", share=20)).chosen) == 0  # 300 of 1,050 have one


def test_the_least_mean_distance():
    plan = solved(study(goal="nearest"))
    step = 11.1195
    before = (200 * 1 + 400 * 2 + 300 * 3 + 50 * 4) * step / 1050
    after = (200 * 1 + 0 + 300 * 1 + 50 * 2) * step / 1050  # a site at c
    assert plan.sites()["code"].to_list() == ["c"]
    assert (plan.mean_before, plan.mean_after) == (pytest.approx(before, rel=1e-4), pytest.approx(after, rel=1e-4))
    assert plan.adds[0] == pytest.approx((before - after) * 1050, rel=1e-4)


def test_farther_than_a_hundred_km_is_as_far_as_that():
    assert study(centres=(18.0,), goal="nearest").now.tolist() == [FARTHEST] * 5
    assert study(centres=(), goal="nearest").now.tolist() == [FARTHEST] * 5


def test_fair_sites_go_where_the_most_would_not():
    """Each site reaches its own point; d has a centre, so 300 of the 390 people in the south have one: 76.9%."""
    asked = study(3, centres=(15.3,), detour=1.3, goal="fair", share=76)
    asked = replace(asked, demand=asked.demand.with_columns(people=pl.Series([100, 200, 400, 300, 90])))
    assert set(solved(asked).sites()["code"]) == {"a", "b", "c"}
    more = replace(asked, question=replace(asked.question, share=80.0))
    assert set(solved(more).sites()["code"]) == {"b", "c", "e"}  # 600 of the 700 in the north


def test_a_share_that_not_every_place_can_have_says_the_largest():
    with pytest.raises(Problem, match=r"57\.1%"):  # c in the north, 400 of 700, and d in the south, 300 of 350
        solved(study(2, centres=(), detour=1.3, goal="fair", share=90))


def test_a_share_out_of_reach_says_how_much_all_sites_reach():
    without = study(goal="cover", share=100, detour=1.3)
    part = replace(without, sites=without.sites.filter(pl.col("code") != "e"))
    with pytest.raises(Problem, match=r"100% of people cannot.*reach 95\.2%"):  # all but 50 of 1,050
        part.checked()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda asked: {"sites": asked.sites.clear()}, "no possible site"),
        (lambda asked: {"demand": asked.demand.with_columns(people=0)}, "No registered people"),
        (lambda asked: {"number": 6}, "6 new centres are requested, but there are only 5"),
    ],
)
def test_what_cannot_be_solved_says_what_would_work(change, says):
    asked = study()
    with pytest.raises(Problem, match=says):
        replace(asked, **change(asked)).checked()


def test_travel_times_take_the_place_of_distances():
    times = pl.DataFrame(
        [(o, d, abs(ord(o) - ord(d)) * 30.0) for o in "abcde" for d in "abcde"] + [("C0", "a", 10.0)],
        schema=["origin", "destination", "minutes"],
        orient="row",
    )
    plan = solved(study(minutes=times, within=45.0))
    assert plan.people_before == 100  # the centre has a time to a alone
    assert plan.sites().select("code", "adds").rows() == [("c", 900.0)]  # b, c and d


def test_site_after_site_is_said_to_be_that():
    asked = study(2, centres=())
    plan = Plan.greedy(asked)
    assert (plan.state, plan.is_best) == ("greedy", False)
    assert plan.people_after <= plan.bound
    assert Plan.greedy(study(goal="cover", share=100)).bound == 1


def test_gini_of_centres_over_people():
    # Half the people have a quarter of the centres: twice the area between the line and the curve is 0.25.
    assert gini(np.array([100.0, 100.0]), np.array([1.0, 3.0])) == pytest.approx(0.25)
    assert gini(np.array([100.0, 300.0]), np.array([1.0, 3.0])) == pytest.approx(0)
    assert gini(np.array([100.0]), np.array([0.0])) is None
