"""``ocod usage rollup``: what it prints, writes and publishes, and what it refuses."""

import json

import polars as pl
import pytest

from ocod_dash import cli
from ocod_dash.config import settings
from ocod_dash.store import Store
from ocod_dash.store.sample import publish_when_empty
from tests.usage.logs_of_use import written


@pytest.fixture
def ocod(tmp_path, monkeypatch, capsys):
    """Run the command in a folder of its own, and return its exit code, output and errors."""
    monkeypatch.setenv("OCOD_STORE", str(tmp_path / "store"))
    monkeypatch.chdir(tmp_path)
    settings.cache_clear()

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            cli.main(["usage", "rollup", *arguments, "--lang", "en"])
        told = capsys.readouterr()
        return ended.value.code, " ".join(told.out.split()), " ".join(told.err.split())

    yield run
    settings.cache_clear()


@pytest.fixture
def store(ocod, tmp_path):
    found = Store(str(tmp_path / "store"))
    publish_when_empty(found)
    return found


def test_it_states_what_was_read_and_writes_the_months(ocod, tmp_path):
    written(tmp_path / "log.csv", "centre_id,start,person,type\na,2021-02-01 09:00,p,karaoke\na,soon,p,wifi")
    code, out, err = ocod("log.csv", "--out", "activity.csv")
    assert code == 0
    assert "Files: 1, of which new or changed: 1. Records: 2." in out
    assert "Records without a valid date, not counted: 1, such as “soon”." in err
    assert "karaoke (1)" in out
    assert (tmp_path / "activity.csv").read_text().splitlines() == [
        "centre_id,month,visits,visitors,visitors_exact,open_days",
        "a,2021-02-01,1,1,true,1",
    ]
    code, out, _ = ocod("log.csv", "--json")
    told = json.loads(out)
    assert (code, told["new_files"], told["rows"], told["computed"]) == (0, 0, 1, [])


def test_it_publishes_months_and_a_late_record_corrects_one(ocod, store, tmp_path):
    centres, reported = (store.rows(store.current(), name)["centre_id"] for name in ("centres", "activity"))
    centre = next(iter(sorted({*centres} - {*reported})))
    written(tmp_path / "logs" / "1.csv", f"centre_id,start,person\n{centre},2021-03-01 09:00,p")
    code, out, err = ocod("logs", "--publish", "--yes")
    assert (code, store.current().number) == (0, 2), err
    code, _, err = ocod("logs", "--publish", "--yes")
    assert (code, store.current().number) == (0, 2)
    assert "nothing was published" in err
    written(tmp_path / "logs" / "2.csv", f"centre_id,start,person\n{centre},2021-03-02 09:00,q")
    code, out, err = ocod("logs", "--publish", "--yes")
    assert "Months corrected by new or late records: Mar 2021" in out
    row = store.rows(store.current(), "activity").filter(
        (pl.col("centre_id") == centre) & (pl.col("month") == pl.date(2021, 3, 1))
    )
    assert row.select("visits", "visitors", "visitors_exact").row(0) == (2, 2, True)
    assert store.current().number == 3


def test_what_it_cannot_do_is_said(ocod, tmp_path, monkeypatch):
    assert ocod("nothing-there")[2] == "There is no file, folder or address “nothing-there”."
    written(tmp_path / "logs" / "notes.txt", "x")
    assert "has no file of raw records" in ocod("logs")[2]
    written(tmp_path / "log.csv", "centre_id,start,person\na,2021-02-01 09:00,p")
    assert ocod("log.csv", "--out", "months.docx")[0] == 2
    assert ocod("log.csv", "--engine", "sparc")[0] == 2
    assert ocod("log.csv", "--publish", "--json")[0] == 2
    monkeypatch.setattr("ocod_dash.usage.engine.find_spec", lambda name: None)
    code, _, err = ocod("log.csv", "--engine", "spark")
    assert (code, 'pip install "ocod-dash[spark]"' in err) == (1, True)
