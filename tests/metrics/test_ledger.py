"""Which claims conflict, follow one another or agree, and how they face a count."""

from datetime import date

import narwhals as nw
import pandas as pd
import pytest

from ocod_dash.metrics import claims, ledger, programmes
from ocod_dash.store.product import shipped as published
from ocod_dash.view import View

TODAY = View(as_of=date(2026, 1, 1))


@pytest.fixture(scope="module")
def tables_now(tables) -> dict:
    return {name: nw.from_native(frame.lazy()) for name, frame in (tables("a 50") | published()).items()}


@pytest.fixture(scope="module")
def known(tables_now) -> pd.DataFrame:
    return claims.known(tables_now, TODAY).collect().to_pandas()


def claim(claim_id: str, value: float, as_of: str, precision: str = "day", **more: object) -> dict:
    plain = {"subject": "p", "part": None, "measure": "m", "basis": "total", "period": None, "unit": "u"}
    when = {"as_of": pd.Timestamp(as_of), "as_of_precision": precision, "qualifier": "exactly", "source_id": "s"}
    return plain | when | {"claim_id": claim_id, "value": value} | more


def kinds(*rows: dict) -> list[str]:
    return [group.kind for group in ledger.groups(pd.DataFrame(rows))]


@pytest.mark.parametrize(
    ("value", "qualifier", "low", "high"),
    [
        (1270, "exactly", 1270, 1270),
        (1300, "about", 1250, 1350),
        (2000, "about", 1500, 2500),
        (400_000, "about", 350_000, 450_000),
        (146_600_000, "about", 146_550_000, 146_650_000),
        (1_300_000, "over", 1_300_000, 1_400_000),
        (800, "over", 800, 900),
    ],
)
def test_a_qualifier_allows_what_would_be_said_in_the_same_words(value, qualifier, low, high):
    assert ledger.allowed(value, qualifier) == (low, high)


@pytest.mark.parametrize(
    ("day", "precision", "first", "last"),
    [
        (date(2021, 5, 19), "day", date(2021, 5, 19), date(2021, 5, 19)),
        (date(2024, 2, 1), "month", date(2024, 2, 1), date(2024, 2, 29)),
        (date(2021, 12, 1), "month", date(2021, 12, 1), date(2021, 12, 31)),
        (date(2021, 1, 1), "year", date(2021, 1, 1), date(2021, 12, 31)),
    ],
)
def test_a_month_or_a_year_is_an_interval(day, precision, first, last):
    assert ledger.interval(day, precision) == (first, last)


def test_different_values_of_the_same_time_conflict():
    assert kinds(claim("a", 10, "2021-05-19"), claim("b", 12, "2021-05-19")) == ["conflict"]
    assert kinds(claim("a", 10, "2021-05-01", "month"), claim("b", 12, "2021-05-19")) == ["conflict"]
    assert kinds(claim("a", 10, "2021-01-01", "year"), claim("b", 12, "2021-05-01", "month")) == ["conflict"]


def test_different_values_of_the_same_period_conflict_whenever_they_are_said():
    assert kinds(claim("a", 10, "2020-01-01", period="2022"), claim("b", 12, "2021-01-01", period="2022")) == [
        "conflict"
    ]
    assert kinds(claim("a", 10, "2020-01-01", period="2022"), claim("b", 12, "2020-01-01", period="2023")) == ["series"]


def test_values_that_a_qualifier_allows_do_not_conflict():
    assert kinds(claim("a", 1270, "2021-05-19"), claim("b", 1300, "2021-05-19", qualifier="about")) == ["agree"]
    assert kinds(claim("a", 1200, "2021-05-19"), claim("b", 1300, "2021-05-19", qualifier="about")) == ["conflict"]


def test_another_unit_part_basis_or_measure_is_another_thing():
    for other in ({"unit": "v"}, {"part": "x"}, {"basis": "further"}, {"measure": "n"}, {"subject": "q"}):
        assert kinds(claim("a", 10, "2021-05-19"), claim("b", 12, "2021-05-19", **other)) == []


def test_a_total_that_only_grows_and_went_down_is_told_apart():
    grown = {"measure": "centres_completed"}
    assert kinds(claim("a", 10, "2021-05-19", **grown), claim("b", 8, "2022-05-19", **grown)) == ["fell"]
    assert kinds(claim("a", 8, "2021-05-19", **grown), claim("b", 10, "2022-05-19", **grown)) == ["series"]
    assert kinds(claim("a", 10, "2021-05-19"), claim("b", 8, "2022-05-19")) == ["series"]


def test_the_ledger_as_it_comes_shows_each_group_as_what_it_is(known):
    found = {group.id: (group.kind, list(group.rows.value)) for group in ledger.groups(known)}
    assert found["ocod-2021-done"] == ("fell", [2144, 1722])
    assert found["wsis-submitted"] == ("agree", [1270, 1300])
    assert found["gdcc-2024-capacity"] == ("series", [25_000, 40_000])
    assert found["ocod-2020-intended"] == ("series", [2000, 2000, 1722, 1200])  # further centres, apart from totals
    assert found["ocod-2021-planned"] == ("series", [2394, 2222])


def test_morchanas_launch_is_told_with_two_dates(tables_now):
    events = programmes.events(tables_now, TODAY).collect().to_pandas()
    assert [list(rows.event_id) for rows in ledger.conflicting_dates(events)] == [
        ["morchana-launch", "morchana-launch-alt"]
    ]


def test_figures_add_up_on_the_claims_own_rows(known):
    found = {tried.total.claim_id: (tried.computed, tried.holds) for tried in ledger.sum_checks(known)}
    assert found == {
        "ocod-2021-planned": (2394, True),  # 2,144 + 250
        "ocod-2025-08-total": (2222, True),  # 1,722 + 500
        "wsis-nominated": (360, True),  # 18 x 20
        "wsis-champions": (90, True),  # 18 x 5
    }


def test_figures_that_do_not_add_up_are_told():
    rows = [
        claim("all", 100, "2021-05-19", measure="centres_planned"),
        claim("done", 60, "2021-05-19", measure="centres_completed"),
        claim("doing", 30, "2021-05-19", measure="centres_in_progress"),
    ]
    (tried,) = ledger.sum_checks(pd.DataFrame(rows))
    assert (tried.computed, tried.holds) == (90, False)


def test_a_count_faces_the_claim_nearest_in_time(known):
    counted = {"in_plan": 2394.0, "open": 2000.0, "in_progress": 250.0, "provinces_served": 77.0}
    rows = ledger.against(known, counted, date(2021, 5, 19)).set_index("measure")
    assert list(rows.claim_id) == [
        "ocod-2021-planned",
        "ocod-2021-done",
        "ocod-2021-progress",
        "ocod-2025-08-provinces",
    ]
    assert list(rows.difference) == [0, -144, 0, 0]
    assert list(rows.within) == [True, False, True, True]
    assert list(rows.days) == [0, 0, 0, 1555]
    later = ledger.against(known, counted, date(2025, 9, 1)).set_index("measure")
    assert (later.claim_id["centres_planned"], later.days["centres_planned"]) == ("ocod-2025-08-total", 11)


def test_nothing_said_gives_nothing_to_compare(known):
    assert ledger.groups(known.iloc[:0]) == ledger.sum_checks(known.iloc[:0]) == []
    assert ledger.against(known.iloc[:0], {}, date(2021, 5, 19)).empty
