"""How places compare, with figures worked by hand."""

from datetime import date

import polars as pl
import pytest

from ocod_dash import geography
from ocod_dash.metrics import places
from ocod_dash.view import View

REGISTER = """
    a  5001  due 2021-01-31  open 2021-01-10
    b  5001  due 2021-01-31  open 2021-01-20
    c  5002  due 2021-03-31
    d  5701  due 2021-06-30
    e  1001  due 2021-12-31  open 2021-02-01
    f  50    due 2021-12-31
"""
TODAY = View(as_of=date(2021, 5, 19))


def test_regions_come_worst_first_and_those_without_a_centre_last(rows):
    found = rows(places.progress, REGISTER, TODAY, "code", "in_plan", "open", "percent_complete", level="region")
    assert found == [
        ("north", 5, 2, 40.0),  # one centre overdue
        ("central", 1, 1, 100.0),
        ("east", 0, 0, None),
        ("northeast", 0, 0, None),
        ("south", 0, 0, None),
        ("west", 0, 0, None),
    ]


RANKED = """
    a  50  due 2021-05-01
    b  50  due 2021-05-11  in_progress 2021-01-01
    c  50  due 2021-05-20
    d  51  due 2021-03-31
    e  10  due 2021-03-31
    f  10  due 2021-03-31  open 2021-05-19
    g  52  due 2021-03-31  open 2021-04-10  closed 2021-05-01
    h  53  open 2021-04-10
    i  54  open 2021-04-10
    j  54  open 2021-04-10
"""  # two overdue by 18 days at most, one by 49 (with one of two, and of one), one not open, none of one and of two


def test_places_are_in_one_order_by_centres_overdue_then_days_then_not_open_then_plan_then_code(rows):
    found = rows(places.progress, RANKED, TODAY, "code", level="province")
    assert [code for (code,) in found[:7]] == ["50", "10", "51", "52", "54", "53", "11"]


def test_by_one_measure_the_worst_is_first_and_equal_places_stay_in_the_order_of_every_list(ask):
    every = ask(places.progress, RANKED, TODAY, level="province")
    some = every[every.in_plan > 0]
    assert list(places.worst_first(some, "percent_complete").code) == ["50", "51", "52", "10", "54", "53"]
    assert list(places.worst_first(some, "not_open").code) == ["50", "10", "51", "52", "54", "53"]
    # No plan is known of 53 and 54: they have no figure, and come last.
    assert list(places.worst_first(some, "behind_plan").code) == ["51", "50", "10", "52", "54", "53"]


@pytest.mark.parametrize(
    ("view", "level", "expected"),
    [
        (View(regions=("north",)), "region", {"north"}),
        (View(regions=("west",)), "province", {"63", "70", "71", "76", "77"}),
        (View(provinces=("50", "10")), "province", {"50", "10"}),
        (View(regions=("north",), provinces=("50",)), "district", {d.code for d in geography.districts("50")}),
        (View(provinces=("50",), district="5002"), "district", {"5002"}),
    ],
)
def test_only_places_of_the_view_are_compared(rows, view, level, expected):
    found = rows(places.progress, REGISTER, view.on(TODAY.as_of), "code", level=level)
    assert {code for (code,) in found} == expected


def test_a_centre_without_a_district_is_in_its_province_and_in_no_district(rows):
    view = View(provinces=("50",), as_of=TODAY.as_of)
    ((in_province,),) = rows(places.progress, REGISTER, view, "in_plan", level="province")
    in_districts = sum(count for (count,) in rows(places.progress, REGISTER, view, "in_plan", level="district"))
    assert (in_province, in_districts) == (4, 3)
    assert rows(places.unplaced, REGISTER, view) == [{"centres": 1}]
    assert rows(places.unplaced, REGISTER, View(provinces=("10",), as_of=TODAY.as_of)) == [{"centres": 0}]


def test_people_are_counted_per_100_000_registered(rows, tables):
    known = tables(REGISTER)
    people = pl.when(pl.col("code") == "50").then(400_000).otherwise(pl.col("population"))
    known["places"] = known["places"].with_columns(population=people.cast(pl.Int64))
    found = rows(places.progress, known, TODAY, "code", "per_100k", "population_as_of", level="province")
    assert found[0] == ("50", 0.5, date(2022, 12, 31))  # 2 open of 400,000 people


def test_a_place_is_late_only_when_it_is_more_than_three_points_behind(rows):
    # Of 100 centres, 3 (Chiang Mai) or 4 (Chiang Rai) are due and not open.
    register = "\n".join(
        f"{code}-{n} {code} due {'2021-01-31' if n < late else '2021-12-31'}"
        for code, late in (("50", 3), ("57", 4))
        for n in range(100)
    )
    found = rows(places.progress, register, TODAY, "code", "behind_plan", "late", level="province")
    assert [row for row in found if row[1] is not None] == [("57", 4.0, True), ("50", 3.0, False)]


def test_a_place_without_a_centre_is_not_late(rows):
    found = rows(places.progress, REGISTER, TODAY, "code", "behind_plan", "late", level="region")
    assert ("south", None, False) in found
