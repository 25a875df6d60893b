"""A user's own lists: what is read, and what is wrong with a file, by its row."""

import polars as pl
import pytest

from ocod_dash.problem import Problem
from ocod_dash.siting.own_points import own_demand, own_minutes, own_sites


@pytest.fixture
def file(tmp_path):
    def made(text, name="list.csv"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return made


def test_sites_have_the_places_that_they_are_in(file):
    found = own_sites(file("id,name,lat,lon\nA,Town hall,18.79,98.98\nB,,13.75,100.50\n"))
    assert found.select("code", "name_en", "region", "province").rows() == [
        ("A", "Town hall", "north", "50"),
        ("B", "B", "central", "10"),
    ]


def test_headers_of_others_are_known(file):
    found = own_sites(file("geocode;name_th;latitude;long\n5001;ที่ว่าการ;18.79;98.98\n"))
    assert found.select("code", "name_th").rows() == [("5001", "ที่ว่าการ")]


def test_people_may_have_commas(file):
    found = own_demand(file('id,lat,lon,people\nA,18.79,98.98,"1,250"\nB,18.80,98.99,0\n'))
    assert found.select("code", "people").rows() == [("A", 1250), ("B", 0)]


@pytest.mark.parametrize(
    ("read", "text", "says"),
    [
        (own_sites, "id,name,lat\nA,x,18\nB,y,17\n", r"no column “lon”; its columns are id, name, lat"),
        (own_sites, "id,lat,lon\nA,18.79,98.98\nB,north,98.98\n", r"row 3: “north” in the column “lat” is not a number"),
        (own_sites, "id,lat,lon\nA,18.79,98.98\nB,98.98,18.79\n", r"row 3, id “B”: the point 98.98, 18.79 is not in Thailand"),
        (own_sites, "id,lat,lon\nA,18.79,98.98\nB,10.5,101.5\n", r"row 3, id “B”: the point 10.5, 101.5"),  # in the Gulf
        (own_demand, "id,lat,lon,people\nA,18.79,98.98,5\nB,18.79,98.98,-1\n", r"row 3: “-1” people is below 0"),
        (own_demand, "id,lat,lon,people\nA,18.79,98.98,5\nB,18.79,98.98,\n", r"row 3: “” in the column “people” is not"),
        (own_demand, "id,lat,lon,people\nA,18.79,98.98,0\nB,18.79,98.98,0\n", r"No row of list.csv has people"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_row(file, read, text, says):
    with pytest.raises(Problem, match=says):
        read(file(text))


def test_a_list_that_is_too_long_is_refused(file):
    rows = "".join(f"{n},18.79,98.98\n" for n in range(10_001))
    with pytest.raises(Problem, match="10,001 rows; at most 10,000"):
        own_sites(file(f"id,lat,lon\n{rows}"))


SITES = pl.DataFrame({"code": ["A", "B"]})
DEMAND = pl.DataFrame({"code": ["x", "y"]})


def test_a_travel_time_of_every_pair_is_read(file):
    times = own_minutes(file("origin,destination,minutes\nA,x,5\nA,y,10\nB,x,7.5\nB,y,0\nC0,x,3\n"), SITES, DEMAND)
    assert sorted(times.rows()) == [("A", "x", 5), ("A", "y", 10), ("B", "x", 7.5), ("B", "y", 0), ("C0", "x", 3)]


def test_a_travel_time_that_is_missing_is_named(file):
    with pytest.raises(Problem, match="lacks 2 travel times, the first from “A” to “y”"):
        own_minutes(file("origin,destination,minutes\nA,x,5\nB,x,7\n"), SITES, DEMAND)


def test_travel_times_need_one_place_for_each_id(file):
    twice = pl.DataFrame({"code": ["A", "A"]})
    with pytest.raises(Problem, match="“A” is of more than one possible site"):
        own_minutes(file("origin,destination,minutes\nA,x,5\nA,y,7\n"), twice, DEMAND)
