"""Published figures beside the counted ones."""

from datetime import date

import polars as pl
import pytest

from ocod_dash.metrics import claims
from ocod_dash.store.product import shipped as published
from ocod_dash.view import View


@pytest.fixture(scope="module")
def ledger(tables) -> dict:
    return tables("a 50") | published()


def test_the_totals_published_for_the_very_day_stand_beside_the_count(rows, ledger):
    found = rows(claims.nearest_totals, ledger, View(as_of=date(2021, 5, 19)), "measure", "value", "as_of", "publisher")
    assert found == [
        ("centres_planned", 2394.0, date(2021, 5, 19), "Matichon"),
        ("centres_completed", 2144.0, date(2021, 5, 19), "Matichon"),
        ("centres_in_progress", 250.0, date(2021, 5, 19), "Matichon"),
    ]


def test_a_claim_about_a_later_day_is_not_shown(rows, ledger):
    assert rows(claims.nearest_totals, ledger, View(as_of=date(2021, 5, 18)), "as_of") == []
    later = rows(claims.nearest_totals, ledger, View(as_of=date(2022, 1, 1)), "measure", "as_of")
    assert {day for _, day in later} == {date(2021, 5, 19)}


def test_a_claim_speaks_of_the_country_whatever_the_places_looked_at(rows, ledger):
    there = View(regions=("south",), as_of=date(2021, 5, 19))
    assert len(rows(claims.nearest_totals, ledger, there)) == 3


@pytest.mark.parametrize(
    "other",
    [{"basis": "part"}, {"as_of_precision": "month"}, {"subject": "another"}, {"measure": "people_trained"}],
)
def test_only_a_total_of_an_exact_day_about_the_centres_is_compared_with_the_count(rows, ledger, other):
    changed = ledger["claims"].with_columns(**{column: pl.lit(value) for column, value in other.items()})
    assert rows(claims.nearest_totals, ledger | {"claims": changed}, View(as_of=date(2030, 1, 1))) == []


def test_a_value_that_was_corrected_is_told_apart_and_takes_part_in_nothing(rows, ledger):
    was = ledger["claims"].filter(pl.col("claim_id") == "ocod-2021-done").with_columns(value=pl.lit(9999.0))
    former = was.with_columns(superseded_on=pl.lit(date(2021, 6, 1)), superseded_by=pl.lit("malee"))
    tables = ledger | {"former_claims": former}
    day = View(as_of=date(2021, 5, 19))
    columns = ("claim_id", "value", "superseded_by", "publisher", "withdrawn")
    assert rows(claims.superseded, tables, day, *columns) == [("ocod-2021-done", 9999.0, "malee", "Matichon", False)]
    assert rows(claims.superseded, tables, View(as_of=date(2021, 5, 18))) == []  # it speaks of a later day
    for metric in (claims.known, claims.nearest_totals):
        assert rows(metric, tables, day, "value") == rows(metric, ledger, day, "value")
        assert 9999.0 not in {value for (value,) in rows(metric, tables, day, "value")}


def test_a_claim_that_no_table_but_the_former_has_was_withdrawn(rows, ledger):
    of = ledger["claims"].filter(pl.col("claim_id") == "ocod-2021-done")
    former = of.with_columns(superseded_on=pl.lit(date(2021, 6, 1)), superseded_by=pl.lit("malee"))
    left = ledger["claims"].filter(pl.col("claim_id") != "ocod-2021-done")
    tables, day = ledger | {"claims": left, "former_claims": former}, View(as_of=date(2021, 5, 19))
    assert rows(claims.superseded, tables, day, "claim_id", "withdrawn") == [("ocod-2021-done", True)]
    assert "ocod-2021-done" not in {claim for (claim,) in rows(claims.known, tables, day, "claim_id")}
