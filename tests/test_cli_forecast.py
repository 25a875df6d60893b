"""``ocod forecast``."""

import json
from functools import partial

import pytest

pytestmark = pytest.mark.usefixtures("sample_store")


@pytest.fixture
def run(ocod):
    return partial(ocod, "forecast")


def test_a_program_gets_the_country_with_its_schedule(run):
    code, shown = run("--json")
    found = json.loads(shown)
    assert code == 0
    assert (found["as_of"], found["sample"]) == ("2021-05-19", True)
    (country,) = found["rows"]
    assert (country["in_plan"], country["open"], country["late_days"]) == (2394, 2144, 34)
    assert country["complete_from_80"] < country["complete_median"] < country["complete_to_80"]


@pytest.mark.parametrize(("by", "places"), [("region", 6), ("province", 77)])
def test_rows_are_places(run, by, places):
    found = json.loads(run("--json", "--by", by)[1])["rows"]
    assert len(found) == places
    assert sum(row["open"] for row in found) == 2144


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_reader_gets_the_finding_how_good_it_was_and_a_row(run, language):
    code, shown = run("--lang", language)
    assert code == 0
    finding, pace, tested = shown.splitlines()[:3]
    mark = {"th": "ข้อมูลตัวอย่าง: ", "en": "Sample data: "}[language]
    assert finding.startswith(mark)
    assert pace.startswith(mark)
    assert "80%" in finding
    assert tested.startswith({"th": "ทดสอบย้อนหลัง 14 เดือน", "en": "Checked on 14 past months"}[language])
    assert {"th": "ประเทศไทย", "en": "Thailand"}[language] in shown


def test_of_a_province_of_the_sample_no_date_is_put_in_words(run):
    code, shown = run("--province", "50", "--lang", "en")
    assert code == 0
    assert shown.startswith("Sample data: in Chiang Mai, 88.1% of the centres in the plan are open; 8 not yet open")


def test_before_the_first_openings_it_says_that_no_date_is_known(run):
    code, shown = run("--as-of", "2019-06-30", "--lang", "en")
    assert code == 0
    assert shown.startswith(
        "Sample data: a completion date cannot be estimated: there are 6 full months since the first opening, and 12 are needed"
    )


def test_a_level_that_is_not_there_is_refused_with_the_nearest(run):
    code, shown = run("--by", "provinces", "--lang", "en")
    assert code == 2
    assert "province" in shown
