"""What a program learns about the site: publisher, version, licence and citation."""

from ocod_dash import __version__
from ocod_dash.api import tag
from tests.api.conftest import forget


def about(client, **parameters: str):
    return client.get("/api/v1/about", params=parameters)


def test_without_settings_nobody_is_named(api):
    (row,) = about(api, lang="en").json()["rows"]
    assert (row["publisher_th"], row["publisher_en"], row["official"], row["contact"]) == (None, None, False, None)
    assert (row["version"], row["licence"]) == (__version__, "Apache-2.0")
    assert "release 1" in row["citation"]
    assert row["bibtex"].startswith("@misc{ocod-release-1,")


def test_another_publisher_is_another_answer(api, monkeypatch):
    before = about(api)
    monkeypatch.setenv("OCOD_PUBLISHER_TH", "หน่วยงาน")
    forget()
    tag._program.cache_clear()
    after = api.get("/api/v1/about", headers={"If-None-Match": before.headers["ETag"]})
    tag._program.cache_clear()
    assert after.status_code == 200
    assert after.json()["rows"][0]["publisher_th"] == "หน่วยงาน"


def test_places_are_no_parameter_of_it(api):
    assert about(api, region="north").status_code == 422
