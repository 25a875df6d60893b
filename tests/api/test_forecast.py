"""``/forecast``: the earned schedule worked by hand, dates with their ranges, and places that have none."""

import csv
import io
from datetime import date

import pytest

ENDS = ["from_95", "from_80", "from_50", "median", "to_50", "to_80", "to_95"]
# One centre a month for 24 months, each opened a month after it was due; six more are due in 2022.
STEADY = "\n".join(
    [
        *(
            f"c{n} 5001 due {date(2019 + n // 12, n % 12 + 1, 1)} open {date(2019 + (n + 1) // 12, (n + 1) % 12 + 1, 1)}"
            for n in range(24)
        ),
        *(f"left{n} 5001 due 2022-0{n + 1}-01" for n in range(6)),
        "few 57 due 2021-06-01",
    ]
)


def rows(answer) -> list[dict]:
    assert answer.status_code == 200, answer.text
    return answer.json()["rows"]


def test_a_place_with_a_steady_pace_has_one_date_and_its_schedule(of_register):
    # Of Chiang Mai 24 opened, the last on 1 January 2021, and six are left: one a month, until the end of July.
    api = of_register(STEADY, as_of=date(2021, 1, 31))
    (found,) = rows(api.get("/api/v1/forecast?level=province&province=50"))
    assert (found["code"], found["name_en"], found["parent"]) == ("50", "Chiang Mai", "north")
    assert (found["in_plan"], found["open"], found["history_months"], found["forecast_state"]) == (30, 24, 24, "known")
    assert {found[f"complete_{name}"] for name in ENDS} == {"2021-07-31"}
    # Nothing is due before 2022, and the 24 due by then are open.
    assert (found["late_days"], found["spi_t"], found["tspi"]) == (0, 1.0, 1.0)
    assert (found["starts_on"], found["ends_on"], found["ieac_on"]) == ("2018-12-31", "2022-06-01", "2022-06-01")
    assert (found["backtest_months"], found["backtest_held_95"]) == (10, 10)
    assert (found["backtest_error"], found["backtest_naive_error"], found["unfinished_percent"]) == (0, 0, 0)


def test_a_place_of_which_no_date_is_known_says_why(of_register):
    api = of_register(STEADY, as_of=date(2021, 6, 11))
    found = {row["code"]: row for row in rows(api.get("/api/v1/forecast?level=province"))}
    assert found["57"]["forecast_state"] == "few"
    assert {found["57"][f"complete_{name}"] for name in ENDS} == {None}
    assert found["57"]["late_days"] == 11  # the last day with nothing due was 31 May
    assert found["57"]["spi_t"] == 0
    assert found["57"]["ieac_on"] is None
    api = of_register(STEADY, as_of=date(2021, 8, 11))
    (country,) = rows(api.get("/api/v1/forecast"))
    assert (country["name_en"], country["name_th"], country["parent"]) == ("Thailand", "ประเทศไทย", None)
    assert country["forecast_state"] == "still"  # the last opening was in January


def test_all_places_in_view_together_are_named(of_register):
    api = of_register(STEADY, as_of=date(2021, 1, 31))
    (both,) = rows(api.get("/api/v1/forecast?province=50,57"))
    assert (both["code"], both["name_en"], both["in_plan"]) == (None, "Chiang Mai and Chiang Rai", 31)
    (one,) = rows(api.get("/api/v1/forecast?province=50"))
    assert (one["code"], one["in_plan"]) == ("50", 30)


@pytest.mark.parametrize(("level", "places"), [("country", 1), ("region", 6), ("province", 77)])
def test_the_sample_has_every_place_with_ranges_in_order(api, level, places):
    found = rows(api.get(f"/api/v1/forecast?level={level}"))
    assert len(found) == places
    assert sum(row["in_plan"] for row in found) == 2394
    for row in found:
        days = [row[f"complete_{name}"] for name in ENDS]
        if row["forecast_state"] == "known":
            assert days == sorted(days)
            assert days[0] >= "2021-05-19"
        else:
            assert days == [None] * 7
        assert isinstance(row["late_days"], int)


def test_a_place_has_the_same_forecast_in_every_view_of_it(api):
    (alone,) = rows(api.get("/api/v1/forecast?province=50"))
    (listed,) = (row for row in rows(api.get("/api/v1/forecast?level=province")) if row["code"] == "50")
    assert alone == listed


def test_as_csv_it_is_a_row_a_place(api):
    answer = api.get("/api/v1/forecast?level=region&format=csv&lang=en")
    found = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(found) == 6
    for row, plain in zip(found, rows(api.get("/api/v1/forecast?level=region")), strict=True):
        assert (row["code"], row["complete_median"]) == (plain["code"], plain["complete_median"])


def test_another_level_is_refused_with_those_there_are(api):
    answer = api.get("/api/v1/forecast?level=district")
    assert answer.status_code == 422
    assert "province" in answer.text


def test_places_without_a_centre_have_no_row(of_register):
    assert rows(of_register(STEADY).get("/api/v1/forecast?province=10")) == []
