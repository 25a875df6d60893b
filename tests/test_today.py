"""Which day it is, is one answer: Thailand's, wherever the server stands and whatever needs to know."""

import re
from datetime import UTC, date, datetime

import pytest

from ocod_dash import clock, ingest
from ocod_dash.cli import listings, main
from ocod_dash.config import ROOT, settings
from ocod_dash.i18n import Words
from ocod_dash.ingest import CLAIMS, Mapping
from ocod_dash.store import Store, compose, examine, publish_draft
from ocod_dash.store.sample import publish_when_empty

# In Bangkok it is 02:30 of the next day.
MOMENT = datetime(2026, 11, 28, 19, 30, tzinfo=UTC)
TODAY = date(2026, 11, 29)


class Frozen(datetime):
    @classmethod
    def now(cls, tz=None):
        return MOMENT.astimezone(tz) if tz else MOMENT.replace(tzinfo=None)


@pytest.fixture(autouse=True)
def after_midnight_in_bangkok(monkeypatch):
    """Stop the clock between 00:00 and 07:00 in Bangkok, when it is still yesterday in UTC."""
    monkeypatch.setattr(clock, "datetime", Frozen)


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("OCOD_STORE", str(tmp_path / "store"))
    settings.cache_clear()
    yield Store(str(tmp_path / "store"))
    settings.cache_clear()


def test_the_day_is_thailands():
    assert clock.today() == TODAY


def test_the_command_the_claims_and_an_import_are_of_the_same_day(store, tmp_path, capsys):
    register, figures = tmp_path / "r.csv", tmp_path / "claims.csv"
    register.write_text("centre_id,name_th,province,status,open_on\na,ศูนย์,50,open,2026-11-29\n", "utf-8")
    assert ingest.run(register).as_of == TODAY
    assert ingest.run(register).report.errors == 0
    with pytest.raises(SystemExit) as end:
        main(["check", str(register), "--json"])
    assert not end.value.code  # what happened today has happened
    assert "after_as_of" not in capsys.readouterr().out
    publish_when_empty(store)
    figures.write_text("claim_id,value,as_of\ngdcc-2025-capacity,42000,2026-11-29\n", "utf-8")
    outcome, base = examine(store, figures, Mapping(CLAIMS))
    assert (outcome.as_of, outcome.report.errors) == (TODAY, 0)
    release = publish_draft(store, compose(store, outcome, base), "malee")
    assert store.table(release, "claims").collect()["entered_on"].drop_nulls().to_list() == [TODAY]
    assert store.table(release, "former_claims").collect()["superseded_on"].to_list() == [TODAY]
    assert listings.day_of(Words("en"), None) == TODAY


def test_no_module_has_a_day_of_its_own():
    others = {
        str(path.relative_to(ROOT)): found
        for path in (ROOT / "ocod_dash").rglob("*.py")
        if path.name != "clock.py"
        and (found := re.findall(r"date\.today\(|\.now\([^)]*\)\.date\(|utcnow\(|localtime\(", path.read_text("utf-8")))
    }
    assert others == {}
