"""Which centres are looked at, and the status of each on a day."""

from datetime import date

import pytest

from ocod_dash.metrics import status
from ocod_dash.view import View

# Chiang Mai (50, north) has three centres, one of an unknown district; Bangkok (10, central) has one.
REGISTER = """
    a  5001  in_progress 2021-01-05  open 2021-02-10  closed 2021-05-01
    b  5002  in_progress 2021-02-01
    c  50    open 2021-03-01  suspended 2021-04-01  open 2021-05-10
    d  1001
"""


def on(day: str, **where) -> View:
    return View(as_of=date.fromisoformat(day), **where)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2021-01-04", {"a": "planned", "b": "planned", "c": "planned", "d": "planned"}),
        ("2021-01-05", {"a": "in_progress", "b": "planned", "c": "planned", "d": "planned"}),
        ("2021-02-10", {"a": "open", "b": "in_progress", "c": "planned", "d": "planned"}),
        ("2021-04-30", {"a": "open", "b": "in_progress", "c": "suspended", "d": "planned"}),
        ("2021-05-19", {"a": "closed", "b": "in_progress", "c": "open", "d": "planned"}),
    ],
)
def test_a_status_is_the_latest_milestone_on_or_before_the_day(rows, day, expected):
    assert dict(rows(status.on_the_day, REGISTER, on(day), "centre_id", "status")) == expected


def test_a_status_knows_since_when_and_one_before_any_milestone_does_not(rows):
    since = dict(rows(status.on_the_day, REGISTER, on("2021-05-19"), "centre_id", "since"))
    assert since == {"a": date(2021, 5, 1), "b": date(2021, 2, 1), "c": date(2021, 5, 10), "d": None}


def test_a_centre_counts_from_the_first_day_that_it_had_a_status(rows):
    first = dict(rows(lambda tables, view: status.first(tables, "open"), REGISTER, View(), "centre_id", "on"))
    assert first == {"a": date(2021, 2, 10), "c": date(2021, 3, 1)}


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (View(), "abcd"),
        (View(regions=("north",)), "abc"),
        (View(regions=("north", "central")), "abcd"),
        (View(provinces=("10",)), "d"),
        (View(regions=("north",), provinces=("50",)), "abc"),
        (View(provinces=("50",), district="5002"), "b"),
        (View(regions=("south",)), ""),
        (View(statuses=("open",)), "abcd"),
    ],
)
def test_a_view_narrows_the_centres_by_place_and_never_by_status(rows, view, expected):
    assert "".join(sorted(centre for (centre,) in rows(status.centres, REGISTER, view, "centre_id"))) == expected


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("country", {"a": "TH", "b": "TH", "c": "TH", "d": "TH"}),
        ("region", {"a": "north", "b": "north", "c": "north", "d": "central"}),
        ("province", {"a": "50", "b": "50", "c": "50", "d": "10"}),
        ("district", {"a": "5001", "b": "5002", "d": "1001"}),
    ],
)
def test_each_centre_has_its_place_of_a_level_but_one_without_district_is_in_none(rows, level, expected):
    assert dict(rows(status.centres, REGISTER, View(), "centre_id", "code", level=level)) == expected
