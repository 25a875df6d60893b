"""What became of the sites of a saved plan, on points worked by hand."""

import polars as pl
import pytest

from ocod_dash.metrics import saved_sites
from ocod_dash.siting.plan import Plan
from ocod_dash.siting.question import Question
from ocod_dash.siting.study import Study

DEGREE = 111.195  # km, of latitude


def points(name, **at):
    """Return points on one meridian, each so many km north of latitude 15."""
    rows = [(key, 15 + km / DEGREE, 100.0) for key, km in at.items()]
    return pl.DataFrame(rows, schema={name: str, "latitude": float, "longitude": float}, orient="row")


def test_a_site_is_done_where_a_centre_opened_within_five_km_by_road():
    found = saved_sites.done(points("code", a=0, b=50, c=100), points("centre_id", near=3, far=56), 1.0)
    assert found.select("code", "centre_id").rows() == [("a", "near"), ("b", None), ("c", None)]
    assert found["km"][0] == pytest.approx(3, abs=0.001)
    # With a detour of 2 the road is 6 km long.
    assert saved_sites.done(points("code", a=0), points("centre_id", near=3), 2.0)["centre_id"].to_list() == [None]


def test_one_centre_counts_for_one_site_and_as_many_sites_as_possible_are_done():
    # "both" is nearest to a, and the only one near b: a takes the other.
    found = saved_sites.done(points("code", a=0, b=5), points("centre_id", both=1, other=-4), 1.0)
    assert found.select("code", "centre_id").rows() == [("a", "other"), ("b", "both")]
    found = saved_sites.done(points("code", a=0, b=1), points("centre_id", one=0.2), 1.0)
    assert found["centre_id"].to_list() == ["one", None]


def test_nothing_is_done_where_nothing_opened():
    found = saved_sites.done(points("code", a=0), points("centre_id"), 1.3)
    assert found.select("centre_id", "km").rows() == [(None, None)]


@pytest.fixture
def study():
    """Three places 50 km apart with 100, 80 and 60 people; one new centre within 10 km is asked for."""
    at = points("code", a=0, b=50, c=100).with_columns(
        region=pl.lit("north"), province=pl.lit("50"), district=pl.Series(["5001", "5002", "5003"])
    )
    sites = at.with_columns(name_th=pl.col("code"), name_en=pl.col("code"))
    centres = points("centre_id").with_columns(region=pl.lit(""), province=pl.lit(""), district=pl.lit(""))
    return Study(
        Question(within=10, new=1, detour=1), 1, at.with_columns(people=pl.Series([100, 80, 60])), sites, centres
    )


def test_a_kept_plan_is_judged_by_the_question_in_view(study):
    plan, other = Plan.greedy(study), saved_sites.under(study, study.sites[1:])
    assert (plan.people_after, other.people_after) == (100, 140)
    assert other.sites()["code"].to_list() == ["b", "c"]
    found = saved_sites.compared(plan, other, "saved")
    assert found.key == "finding.siting.beside.fewer"
    assert (found.figures["n"], found.figures["others"], found.figures["people"].number) == (1, 2, 40)
    assert saved_sites.compared(other, plan, "saved").key == "finding.siting.beside.more"
    assert saved_sites.compared(plan, plan, "saved").key == "finding.siting.beside.same"


def test_sites_of_other_places_are_left_out(study):
    elsewhere = study.sites.with_columns(region=pl.Series(["north", "south", "south"]))
    assert saved_sites.under(study, elsewhere).sites()["code"].to_list() == ["a"]
