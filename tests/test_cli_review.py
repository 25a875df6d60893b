"""``ocod review``."""

import json
from functools import partial

import pytest

pytestmark = pytest.mark.usefixtures("sample_store")


@pytest.fixture
def run(ocod):
    return partial(ocod, "review")


def test_a_program_gets_what_the_rows_are_of_and_the_totals_of_every_option(run):
    code, shown = run("--json", "--limits", "few_visits:3")
    found = json.loads(shown)
    assert code == 0
    assert {name: found[name] for name in ("since", "until", "as_of", "sample")} == {
        "since": "2020-05-01", "until": "2021-04-30", "as_of": "2021-05-19", "sample": True,
    }  # fmt: skip
    assert found["limits"] == {
        "few_visits": 3.0, "short_hours": 70.0, "hours_due": 35.0, "few_computers": 3.0, "many_people": 20_000.0,
        "enough_months": 6.0,
    }  # fmt: skip
    assert [row["option"] for row in found["rows"]] == ["keep", "improve", "move", "hand_over", "close", "ask"]
    assert sum(row["centres"] for row in found["rows"]) == 2144


@pytest.mark.parametrize(("by", "rows"), [("region", 6), ("province", 77), ("centre", 2144)])
def test_rows_are_places_or_centres(run, by, rows):
    found = json.loads(run("--json", "--by", by)[1])["rows"]
    assert len(found) == rows
    assert sum(row.get("centres", 1) for row in found) == 2144


@pytest.mark.parametrize("by", ["option", "district", "centre"])
@pytest.mark.parametrize("language", ["th", "en"])
def test_a_reader_gets_a_sentence_that_says_that_it_is_of_the_sample_and_the_thresholds(run, by, language):
    code, shown = run("--by", by, "--province", "50", "--lang", language, "--limits", "few_visits:2.5")
    assert code == 0
    assert shown.startswith({"th": "ข้อมูลตัวอย่าง", "en": "Sample data"}[language])
    assert ": 2.5\n" in shown


@pytest.mark.parametrize(
    ("limits", "nearest"), [("few_visit:3", "few_visits:3"), ("short_hours:300", "short_hours:100")]
)
def test_a_threshold_that_cannot_be_used_is_refused_with_the_nearest_that_can(run, limits, nearest):
    code, shown = run("--limits", limits, "--lang", "en")
    assert code == 2
    assert nearest in shown
