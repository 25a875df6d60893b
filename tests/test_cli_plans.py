"""``ocod site --save``, ``ocod site --beside`` and ``ocod plans``."""

import json

import pytest

pytestmark = pytest.mark.usefixtures("sample_store")
QUESTION = ("--new", "20", "--region", "northeast")


@pytest.fixture(scope="module")
def name():
    return "Northeast | 20"


def test_a_plan_is_saved_and_a_later_day_shows_what_was_done(ocod, name):
    code, shown = ocod("site", *QUESTION, "--as-of", "2020-06-30", "--save", name, "--json")
    assert code == 0
    assert "“Northeast | 20” was saved" in shown
    (saved,) = json.loads(ocod("plans", "--json")[1])["rows"]
    assert (saved["name"], saved["sites"], saved["as_of"], saved["sample"]) == (name, 20, "2020-06-30", True)
    assert (saved["question"], saved["view"]) == ("new=20", "region=northeast")
    sites = json.loads(ocod("plans", name, "--json")[1])["rows"]
    opened = [site["centre_id"] for site in sites if site["centre_id"]]
    assert (len(sites), len(opened)) == (20, saved["done"])
    assert len(set(opened)) == len(opened) > 0
    assert all(site["km"] <= 5 for site in sites if site["centre_id"])


@pytest.mark.parametrize(("language", "said"), [("en", "Sample data: a centre has opened at"), ("th", "ข้อมูลตัวอย่าง")])
def test_a_reader_gets_the_plans_and_the_sites_of_one(ocod, name, language, said):
    assert name.split()[0] in ocod("plans", "--lang", language)[1]
    code, shown = ocod("plans", name, "--lang", language)
    assert code == 0
    assert shown.startswith(said)


def test_two_plans_side_by_side_by_one_question(ocod, name):
    code, shown = ocod("site", "--new", "30", "--region", "northeast", "--beside", name, "--json")
    rows = {row["id"]: row for row in json.loads(shown)["rows"]}
    assert code == 0
    sites, more = rows["sites"], rows["more"]
    assert sites["plan"] == 30
    assert sites["saved"] <= 20  # where a centre has opened since, its site brings nobody any more
    assert more["plan"] > more["saved"] > 0
    shown = ocod("site", "--new", "30", "--region", "northeast", "--beside", name, "--lang", "th")[1]
    assert "มากกว่า “Northeast | 20”" in shown


def test_an_unknown_plan_is_answered_with_those_that_are_kept(ocod, name):
    code, shown = ocod("plans", "Northeast 20")
    assert (code, name in shown) == (1, True)
