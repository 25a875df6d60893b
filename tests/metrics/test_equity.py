"""Who has how many centres, against figures worked by hand."""

from datetime import date

import pandas as pd
import polars as pl
import pytest

from ocod_dash.metrics import equity, places
from ocod_dash.view import View

ON = View(as_of=date(2021, 5, 19))
CODES = ("10", "11", "12", "13", "14")


@pytest.fixture(scope="module")
def country(tables):
    """Make a country of five provinces: centres open, people, square kilometres and income of each."""

    def made(*rows: tuple[int, int, float, float]) -> dict:
        centres = [
            f"{code}-{n} {code} open 2021-01-01"
            for code, (opened, *_) in zip(CODES, rows, strict=False)
            for n in range(opened)
        ]
        known = tables("\n".join([*centres, "z 10 planned 2021-01-01"]))
        shape = known["places"].filter(pl.col("code").is_in(CODES[: len(rows)])).sort("code")
        figures = {"population": 1, "area_km2": 2, "household_income": 3}
        columns = [pl.Series(name, [row[at] for row in rows], shape[name].dtype) for name, at in figures.items()]
        return known | {"places": shape.with_columns(columns)}

    return made


def test_the_lorenz_curve_runs_from_those_with_fewest_centres_per_person(rows, country):
    four = country((2, 100, 10, 1), (0, 100, 10, 1), (1, 100, 10, 1), (1, 100, 10, 1))
    curve = rows(equity.lorenz, four, ON, "code", "people", "centres")
    assert curve == [("11", 25.0, 0.0), ("12", 50.0, 25.0), ("13", 75.0, 50.0), ("10", 100.0, 100.0)]


def test_the_gini_of_0_1_1_2_centres_among_equal_provinces_is_three_eighths(rows, country):
    # 1 - (0.25 x (0 - 0) + 0.25 x (0.5 - 0.25) + 0.25 x (1 - 0.25) + 0.25 x (2 - 0.5)) = 1 - 0.625
    four = country((2, 100, 10, 1), (0, 100, 10, 1), (1, 100, 10, 1), (1, 100, 10, 1))
    assert rows(equity.gini, four, ON) == [{"gini": pytest.approx(0.375)}]


def test_centres_that_follow_the_people_give_a_gini_of_nothing(rows, country):
    fair = country((1, 100, 10, 1), (2, 200, 10, 1), (3, 300, 10, 1))
    assert rows(equity.gini, fair, ON) == [{"gini": pytest.approx(0)}]


def test_unequal_provinces_count_by_their_people(rows, country):
    # Of 400 people 100 have all the centres: 1 - (0.75 x 0 + 0.25 x (2 - 1)) = 0.75
    assert rows(equity.gini, country((4, 100, 10, 1), (0, 300, 10, 1)), ON) == [{"gini": pytest.approx(0.75)}]


def test_without_an_open_centre_there_are_no_shares(rows, country):
    none = country((0, 100, 10, 1), (0, 300, 10, 1))
    assert rows(equity.lorenz, none, ON, "centres") == [(None,), (None,)]
    assert rows(equity.gini, none, ON) == [{"gini": None}]
    assert equity.ends(pd.DataFrame({"open": [0, 0], "per_100k": [0.0, 0.0]})).key == "finding.no_centres"


def test_fifths_of_provinces_stand_from_the_poorest_with_their_centres_over_their_people(rows, country):
    people = 100_000
    five = country(
        (1, people, 500, 30.0),
        (2, people, 500, 10.0),
        (3, 50_000, 500, 50.0),
        (0, people, 500, 20.0),
        (4, people, 500, 40.0),
    )
    found = rows(equity.fifths, five, ON, "fifth", "provinces", "income_from", "per_100k", "per_1000_km2")
    assert found == [
        (1, 1, 10.0, 2.0, 4.0),
        (2, 1, 20.0, 0.0, 0.0),
        (3, 1, 30.0, 1.0, 2.0),
        (4, 1, 40.0, 4.0, 8.0),
        (5, 1, 50.0, 6.0, 6.0),
    ]


def test_provinces_rank_by_income_and_by_their_centres(rows, country):
    three = country((1, 100, 10, 30.0), (2, 100, 10, 10.0), (0, 100, 10, 20.0))
    found = rows(equity.incomes, three, ON, "code", "income_rank", "centres_rank")
    assert found == [("11", 1, 3), ("12", 2, 1), ("10", 3, 2)]


def test_all_77_provinces_make_fifths_of_15_or_16(rows, tables):
    found = rows(equity.fifths, tables("a 10 open 2021-01-01"), ON, "provinces")
    assert [n for (n,) in found] == [16, 15, 16, 15, 15]


def test_centres_per_area_are_of_provinces_only(rows, tables):
    register = tables("a 1001 open 2021-01-01")
    # Bangkok has 1,568.7 square kilometres: 1 / 1568.7 x 1000
    bangkok = rows(places.progress, register, View(provinces=("10",), as_of=ON.as_of), "per_1000_km2", level="province")
    assert bangkok == [(pytest.approx(0.63747, abs=1e-5),)]
    for level in ("region", "district"):
        assert {value for (value,) in rows(places.progress, register, ON, "per_1000_km2", level=level)} == {None}


def test_the_half_with_fewest_centres_is_read_off_the_curve():
    curve = pd.DataFrame({"people": [40.0, 60.0, 100.0], "centres": [20.0, 40.0, 100.0]})
    assert equity.least_served_half(curve).figures["percent"] == pytest.approx(30)
