"""Claims of one measure as rows: how large each is beside the others, and the slope between them."""

from datetime import date

import pandas as pd

from ocod_dash.exhibits.claim_rows import in_sight, slopes


def claim(code, value, as_of, precision="day", basis="total", qualifier="exactly", part=None):
    return {
        "claim_id": code, "subject": "s", "measure": "m", "unit": "u", "scope_en": None, "period": None,
        "value": float(value), "as_of": as_of, "as_of_precision": precision, "basis": basis, "qualifier": qualifier,
        "part": part,
    }  # fmt: skip


def test_a_slope_is_counted_from_zero_and_lies_between_the_first_date_and_the_last():
    rows = pd.DataFrame([claim("b", 50, date(2025, 1, 1)), claim("a", 100, date(2021, 1, 1))])
    assert slopes(rows) == [[(3.0, 8.0), (97.0, 52.0)]]  # half of the largest is half way from 8 to 96


def test_a_target_is_no_point_of_the_slope():
    aim = claim("c", 400, date(2025, 1, 1), basis="target")
    rows = pd.DataFrame([claim("a", 100, date(2021, 1, 1)), claim("b", 50, date(2025, 1, 1)), aim])
    assert slopes(rows) == [[(3.0, 8.0), (97.0, 52.0)]]


def test_amounts_that_do_not_follow_each_other_have_no_slope():
    rows = pd.DataFrame(
        [claim("a", 100, date(2021, 1, 1), basis="part"), claim("b", 50, date(2025, 1, 1), basis="part")]
    )
    assert slopes(rows) == []


def test_of_many_claims_the_one_that_the_bars_are_measured_by_is_in_sight():
    totals = [claim(str(year), 1, date(year, 1, 1)) for year in (2021, 2022, 2023)]
    aim = claim("aim", 9, date(2024, 1, 1), basis="target")
    assert list(in_sight(pd.DataFrame([*totals, aim]))) == [True, False, True, True]


def test_of_many_claims_the_first_total_and_the_last_are_in_sight_and_of_a_few_all():
    totals = [claim(str(year), year, date(year, 1, 1)) for year in (2021, 2022, 2023)]
    aim = claim("aim", 1, date(2024, 1, 1), basis="target")
    assert list(in_sight(pd.DataFrame([*totals, aim]))) == [True, False, True, False]
    assert list(in_sight(pd.DataFrame(totals))) == [True, True, True]
