"""The API describes itself, in both languages, and asks nobody else to."""

import re

import pytest

from ocod_dash.api import resources as declared

THAI = re.compile("[ก-๙]")
METHODS = [f"/{rows.name}" for rows in declared.RESOURCES]


def test_every_address_is_described_with_its_parameters_and_columns_in_both_languages(api):
    for language in ("th", "en"):
        told = api.get(f"/api/v1/openapi.json?lang={language}").json()
        assert told["openapi"].startswith("3.")
        assert told["servers"] == [{"url": "/api/v1"}]
        assert list(told["paths"]) == METHODS
        for rows in declared.RESOURCES:
            operation = told["paths"][f"/{rows.name}"]["get"]
            answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
            columns = answer["properties"]["rows"]["items"]["properties"]
            assert list(columns) == list(rows.columns)
            texts = [told["info"]["title"], operation["description"]]
            texts += [part["description"] for part in (*operation["parameters"], *columns.values())]
            assert all(bool(THAI.search(text)) == (language == "th") for text in texts), (rows.name, texts)
            assert not [text for text in texts if text.startswith("api.")]


@pytest.mark.parametrize("rows", declared.RESOURCES, ids=lambda rows: rows.name)
def test_a_column_is_of_the_type_that_it_is_said_to_be(api, answered, rows):
    kinds = {"string": str, "date": str, "integer": int, "number": (int, float), "boolean": bool}
    found = answered(api, f"/api/v1/{rows.name}").json()["rows"]
    for name in rows.columns:
        values = [row[name] for row in found if row[name] is not None]
        assert all(isinstance(value, kinds[rows.type_of(name)]) for value in values), name
        if rows.type_of(name) == "date":
            assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", value) for value in values), name


def test_every_example_can_be_asked(api, answered):
    for path, item in api.get("/api/v1/openapi.json").json()["paths"].items():
        for parameter in item["get"]["parameters"]:
            (example,) = parameter["schema"]["examples"]
            assert answered(api, f"/api/v1{path}?{parameter['name']}={example}").status_code == 200


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_page_needs_nothing_from_anyone_and_runs_nothing(api, language):
    answer = api.get("/api/v1/docs", params={"lang": language})
    page = answer.text
    assert f'<html lang="{language}">' in page
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "<script" not in page
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    (command,) = re.findall(r'curl "http://testserver([^"]+)"', page)
    assert api.get(command.replace("&amp;", "&")).headers["content-type"].startswith("text/csv")
    for path in METHODS:
        assert f"GET /api/v1{path}<" in page
        assert f'href=".{path}?format=csv' in page


def test_the_page_takes_nothing_of_an_address_for_html(api):
    page = api.get("/api/v1/docs", headers={"Host": 'x"><script>alert(1)</script>'}).text
    assert "<script" not in page
