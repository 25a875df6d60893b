"""What does not fit together among published figures: the rules by hand, and what they find in the claims that ship."""

from datetime import date

import narwhals as nw
import pandas as pd
import pytest

from ocod_dash.i18n import Words
from ocod_dash.metrics import claims, inconsistencies
from ocod_dash.store.product import shipped as published
from ocod_dash.view import View


def known_on(tables, day: date) -> pd.DataFrame:
    frames = {name: nw.from_native(frame.lazy()) for name, frame in (tables("a 50") | published()).items()}
    return claims.known(frames, View(as_of=day)).collect().to_pandas()


@pytest.fixture(scope="module")
def known(tables) -> pd.DataFrame:
    return known_on(tables, date(2026, 11, 29))


@pytest.fixture(scope="module")
def found(known) -> dict[str, inconsistencies.Inconsistency]:
    return {one.id: one for one in inconsistencies.inconsistencies(known)}


def claim(claim_id: str, value: float, as_of: str, **more: object) -> dict:
    plain = {"subject": "p", "part": None, "measure": "centres_existing", "basis": "total", "period": None}
    when = {"as_of": pd.Timestamp(as_of), "as_of_precision": "day", "qualifier": "exactly", "source_id": "s"}
    return plain | when | {"unit": "centres", "claim_id": claim_id, "value": value} | more


def kinds(*rows: dict) -> list[str]:
    return [one.kind for one in inconsistencies.inconsistencies(pd.DataFrame(rows))]


def written(one: inconsistencies.Inconsistency) -> list[tuple[str, str]]:
    """Return the pairs by the ids of their claims."""
    return [(earlier.id, later.id) for earlier, later in one.pairs]


def test_five_things_do_not_fit_together_in_the_claims_that_ship(found):
    assert list(found) == [
        "part_as_whole:ocod-2023-more",
        "totals:ocod-2025-09-done",
        "totals:ocod-2026-02-existing",
        "calculated:ocod-2023-contract-value",
        "fell:ocod-2021-done",
    ]


def test_1722_further_centres_of_2023_are_1722_in_all_of_2025_and_2026(found):
    one = found["part_as_whole:ocod-2023-more"]
    assert set(written(one)) == {("ocod-2023-more", "ocod-2025-09-done"), ("ocod-2023-more", "ocod-2026-02-existing")}
    assert {statement.value for statement in one.statements} == {1722}


def test_1722_completed_in_september_2025_is_not_over_2000_existing_in_november(found):
    one = found["totals:ocod-2025-09-done"]
    assert set(written(one)) == {
        ("ocod-2025-09-done", "ocod-2025-11-existing"),  # over 2,000
        ("ocod-2025-09-done", "ocod-2025-11-total"),  # 2,222, which "over 2,000" allows
    }
    assert set(inconsistencies.pairs([one]).days_apart) == {49}


def test_about_1722_and_2222_were_published_on_consecutive_days_of_february_2026(found):
    one = found["totals:ocod-2026-02-existing"]
    assert written(one) == [("ocod-2026-02-existing", "ocod-2026-02-developed")]
    assert one.statements[0].allows == (1721.5, 1722.5)
    assert list(inconsistencies.pairs([one]).days_apart) == [1]


def test_the_cost_of_a_centre_and_year_is_calculated_from_contract_and_lease_and_differs_from_the_ministrys(found):
    contract, lease, ministry = found["calculated:ocod-2023-contract-value"].statements
    assert contract.value == pytest.approx(592_334.5, abs=0.1)  # 5,100,000,000 / 1,722 / 5
    assert lease.value == pytest.approx(533_333.3, abs=0.1)  # 800,000,000 / 500 / 3
    assert [(one.qualifier, one.rounded, one.calculated) for one in (contract, lease, ministry)] == [
        ("over", 592_000, True),
        ("about", 533_000, True),
        ("about", 400_000, False),
    ]
    assert contract.id == "ocod-2023-contract-value;ocod-2023-contract-centres;ocod-2023-contract-years"
    assert lease.id == "ocod-2024-lease-value;ocod-2024-lease-centres;ocod-2024-lease-years"
    assert lease.allows == pytest.approx((500_000, 566_666.7), abs=0.1)  # 750 to 850 million
    assert len(found["calculated:ocod-2023-contract-value"].pairs) == 3


def test_completed_centres_fell_from_2144_to_1722(found):
    assert written(found["fell:ocod-2021-done"]) == [("ocod-2021-done", "ocod-2025-09-done")]


def test_only_what_was_published_by_the_day_is_inconsistent(tables):
    def on(day: date) -> list[str]:
        return [one.kind for one in inconsistencies.inconsistencies(known_on(tables, day))]

    assert on(date(2021, 5, 19)) == on(date(2024, 5, 22)) == []
    assert on(date(2024, 5, 23)) == ["calculated"]  # contract and lease alone
    assert on(date(2025, 9, 22)) == ["part_as_whole", "calculated", "fell"]


def test_totals_more_than_a_quarter_apart_may_both_be_right():
    assert kinds(claim("a", 1722, "2026-01-01"), claim("b", 2222, "2026-04-03")) == ["totals"]  # 92 days
    assert kinds(claim("a", 1722, "2026-01-01"), claim("b", 2222, "2026-04-04")) == []


def test_totals_that_share_a_claim_are_one_inconsistency_and_others_are_apart():
    near = [claim("a", 1722, "2026-01-01"), claim("b", 2222, "2026-01-02"), claim("c", 2500, "2026-01-03")]
    assert kinds(*near) == ["totals"]
    assert kinds(*near, claim("d", 10, "2027-01-01"), claim("e", 20, "2027-01-01")) == ["totals", "totals"]
    assert kinds(claim("a", 1722, "2026-01-01"), claim("b", 2222, "2026-01-02", subject="q")) == []


def test_a_round_number_may_be_an_addition_and_a_total_by_chance():
    further = {"measure": "centres_planned", "basis": "further"}
    assert kinds(claim("a", 1722, "2023-04-20", **further), claim("b", 1722, "2025-09-22")) == ["part_as_whole"]
    assert kinds(claim("a", 2000, "2023-04-20", **further), claim("b", 2000, "2025-09-22")) == []
    assert kinds(claim("a", 1722, "2023-04-20", **further), claim("b", 1722, "2025-09-22", qualifier="over")) == []


def test_claims_of_a_steward_are_calculated_with_as_those_that_ship():
    def contract(name: str, value: float) -> list[dict]:
        of = {"source_id": name, "period": {"x": "2027", "y": "2028"}[name], "basis": "part"}
        return [
            claim(f"{name}-value", value, "2026-05-01", measure="contract_value", **of | {"unit": "baht", "basis": "budget"}),
            claim(f"{name}-centres", 100, "2026-05-01", measure="centres_contracted", **of),
            claim(f"{name}-years", 2, "2026-05-01", measure="contract_years", **of | {"unit": "years"}),
        ]  # fmt: skip

    (one,) = inconsistencies.inconsistencies(pd.DataFrame([*contract("x", 20e6), *contract("y", 30e6)]))
    assert [statement.value for statement in one.statements] == [100_000, 150_000]
    assert kinds(*contract("x", 20e6), *contract("y", 20e6)) == []
    assert kinds(*contract("x", 20e6), *contract("y", 30e6)[:2]) == []  # no term of the contract is known
    assert kinds(*contract("x", 20e6), *contract("y", 30e6)[1:]) == []


def test_figures_of_one_measure_and_time_are_a_conflict():
    of = {"measure": "staff", "unit": "people"}
    assert kinds(claim("a", 50, "2026-01-01", **of), claim("b", 70, "2026-01-01", **of)) == ["conflict"]
    assert kinds(claim("a", 1722, "2026-01-01"), claim("b", 2222, "2026-01-01")) == ["totals"]  # and not a second time


def test_the_headline_counts_figures_apart_from_dates(known, found):
    def said(rows: pd.DataFrame, dates: int, language: str = "en") -> str:
        finding = inconsistencies.headline(rows, inconsistencies.inconsistencies(rows), dates)
        return finding.say(Words(language), sample=False)

    assert said(known, 1) == (
        "59 figures from 30 sources: 4 inconsistencies, 1 later figure lower and 1 event with different dates"
    )
    assert "ไม่สอดคล้องกัน 4 รายการ ยอดต่ำกว่าครั้งก่อน 1 รายการ" in said(known, 1, "th")
    assert said(known[known.subject == "gbdi"], 0) == "3 figures from 2 sources: no inconsistency found"
    assert said(known[:0], 1) == "No figure had been published by this date"
