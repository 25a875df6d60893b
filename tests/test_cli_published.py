"""``ocod claims`` and ``ocod programmes``."""

import json

import pytest

from ocod_dash import cli, loader
from ocod_dash.config import settings
from ocod_dash.store import Store
from ocod_dash.store.sample import publish_when_empty


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OCOD_STORE", str(folder))
        for kept in (settings, loader._answers, loader._tables):
            kept.cache_clear()
        publish_when_empty(Store(str(folder)))
        yield
    for kept in (settings, loader._answers, loader._tables):
        kept.cache_clear()


@pytest.fixture
def run(capsys):
    def ran(*arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as left:
            cli.main(arguments)
        shown = capsys.readouterr()
        return int(left.value.code or 0), shown.out + shown.err

    return ran


def test_claims_are_listed_for_a_program_with_who_said_them(run):
    code, shown = run("claims", "--programme", "gdcc", "--on", "2024-06-01", "--json")
    rows = json.loads(shown)
    assert code == 0
    assert {row["claim_id"]: row["value"] for row in rows}["gdcc-2024-capacity"] == 25_000
    assert all(row["publisher"] and row["as_of"] <= "2024-06-01" for row in rows)


def test_programmes_have_their_status_on_the_day(run):
    day = {
        row["programme_id"]: row["status"] for row in json.loads(run("programmes", "--on", "2022-05-31", "--json")[1])
    }
    assert (day["morchana"], day["digital_entrepreneurs"]) == ("running", None)
    assert "ยุติแล้ว" in run("programmes", "--lang", "th")[1]


def test_a_programme_that_is_not_there_is_told_with_those_that_are(run):
    code, shown = run("claims", "--programme", "gdc", "--lang", "en")
    assert code == 2
    assert "gdcc" in shown
