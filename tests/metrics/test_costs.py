"""What a centre costs, against figures worked by hand."""

from datetime import date

import pytest

from ocod_dash.metrics import costs
from ocod_dash.store.product import shipped
from ocod_dash.view import View

YEAR = View(as_of=date(2025, 12, 31))
OPEN = "a 5001 open 2019-01-01\nb 5001 open 2019-01-01"
COLUMNS = ("centre_id", "own_baht_a_year", "contract_baht_a_year", "baht_a_year", "how")


def covered(contract: str, n: int) -> str:
    return "\n".join(f"{contract} {name}" for name in ["a", *(f"x{at}" for at in range(n - 1))])


def test_5100_million_baht_for_1722_centres_and_five_years_are_about_592334_a_centre_and_year(rows, in_use):
    known = in_use(
        OPEN,
        contracts="c 5100000000 2023-02-01 2028-01-31",
        contract_centres=covered("c", 1722),
    )
    ((_, own, contract, baht, how), nothing) = rows(costs.of_centres, known, YEAR, *COLUMNS)
    # 5,100,000,000 / 1,722 / 5 years; the term has 1,826 days, a year 365.25
    assert baht == contract == pytest.approx(5_100_000_000 / 1_722 / 1_826 * 365.25)
    assert baht == pytest.approx(592_334, rel=2e-4)
    assert (own, how) == (None, "contract")
    assert nothing == ("b", None, None, None, None)


def test_800_million_baht_for_500_centres_and_three_years_are_about_533333(rows, in_use):
    known = in_use(OPEN, contracts="c 800000000 2025-01-01 2027-12-31", contract_centres=covered("c", 500))
    baht = rows(costs.of_centres, known, YEAR, "baht_a_year")[0][0]
    assert baht == pytest.approx(800_000_000 / 500 / 1_095 * 365.25)
    assert baht == pytest.approx(533_333, rel=1e-3)


def test_a_contract_is_shared_by_weight_and_an_empty_weight_is_the_mean_of_the_others(rows, in_use):
    known = in_use(
        "a 5001 open 2019-01-01\nb 5001 open 2019-01-01\nc 5001 open 2019-01-01",
        contracts="k 3650 2025-01-01 2025-12-31\nz 99 2025-01-01 2025-12-31",
        contract_centres="k a 3\nk b\nk c 1\nz a 0",
    )
    # 10 baht a day by 3, 2 and 1 of 6; a contract whose weights are all 0 falls to nobody
    day = {"a": 5, "b": 10 / 3, "c": 10 / 6}
    found = dict(rows(costs.of_centres, known, YEAR, "centre_id", "baht_a_year"))
    assert found == {name: pytest.approx(baht * 365.25) for name, baht in day.items()}


def test_own_costs_and_contracts_add_up(rows, in_use):
    known = in_use(
        OPEN,
        contracts="k 7300 2025-01-01 2025-12-31",
        contract_centres="k a",
        costs="a 2025-01-01 2025-12-31 staff 3650\na 2025-01-01 2025-12-31 rent 365\nb 2025-01-01 2025-12-31 rent 730",
    )
    # a: 10 + 1 baht a day of its own and 20 of the contract; b: 2
    assert rows(costs.of_centres, known, YEAR, *COLUMNS) == [
        ("a", pytest.approx(11 * 365.25), pytest.approx(20 * 365.25), pytest.approx(31 * 365.25), "own_and_contract"),
        ("b", pytest.approx(2 * 365.25), None, pytest.approx(2 * 365.25), "own"),
    ]


def test_only_the_days_in_the_period_count_and_only_months_that_have_a_cost(rows, in_use):
    known = in_use(OPEN, costs="a 2024-12-17 2025-01-15 repair 300")
    # 30 days at 10 baht, 15 of them in January, of 31 days; no other month of the period has a cost
    january = rows(costs.months, known, YEAR, "centre_id", "month", "days", "own_baht", "contract_baht", "baht")
    assert january == [("a", date(2025, 1, 1), 31, 150.0, None, 150.0)]
    found = rows(costs.of_centres, known, YEAR, "centre_id", "cost_months", "baht_a_year")
    assert found == [("a", 1, pytest.approx(150 / 31 * 365.25)), ("b", 0, None)]


def test_where_nothing_is_recorded_the_published_cost_stands_in_and_says_so(rows, in_use):
    known = in_use(OPEN, costs="a 2025-01-01 2025-12-31 rent 365") | shipped()
    assert rows(costs.assumed, known, YEAR, "claim_id", "value", "qualifier") == [
        ("ocod-2025-11-cost", 400_000.0, "about")
    ]
    found = rows(costs.of_centres, known, View(as_of=date(2021, 5, 19)), "baht_a_year", "how")
    assert found == [(400_000.0, "assumption"), (400_000.0, "assumption")]
    assert rows(costs.of_centres, known, YEAR, "how") == [("own",), ("assumption",)]
