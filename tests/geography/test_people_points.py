"""The people of a district, over the points of its subdistricts."""

import polars as pl
import pytest

from ocod_dash import geography
from ocod_dash.geography.people_points import people_points


@pytest.fixture(scope="module")
def points():
    return people_points()


def test_a_districts_points_have_its_people_equally(points):
    districts = geography.places().filter(pl.col("level") == "district").select("code", "population").drop_nulls()
    sums = points.group_by("district").agg(
        pl.col("people").sum(), spread=pl.col("people").max() - pl.col("people").min()
    )
    joined = districts.join(sums, left_on="code", right_on="district", how="full")
    assert joined["people"].to_list() == joined["population"].to_list()
    assert sums["spread"].max() == 1  # whole people: where the division leaves a rest


def test_bangkoks_people_are_at_the_points_of_its_districts(points):
    bangkok = points.filter(pl.col("province") == "10")
    assert bangkok["code"].to_list() == [place.code for place in geography.districts("10")]
    assert bangkok["people"].sum() == 5_527_994


def test_every_point_is_in_or_beside_its_province(points):
    inside = geography.contained(points["province"], points["latitude"], points["longitude"], 15)
    assert inside.all()
    assert points["code"].is_unique().all()
    assert points.null_count().sum_horizontal()[0] == 0
