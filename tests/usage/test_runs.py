"""A roll-up that is run again, late, killed or changed: only what is new is read, and the months are right each time."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import date

import polars as pl
import pytest

from ocod_dash.config import ROOT
from ocod_dash.ingest import Mapping
from ocod_dash.problem import Problem
from ocod_dash.usage import RECORDS, polars_engine
from ocod_dash.usage.work_folder import WorkFolder
from tests.usage.logs_of_use import TODAY, at_random, months, rolled, written

HEAD = "centre_id,start,person\n"


@pytest.fixture
def source(tmp_path):
    written(tmp_path / "logs" / "1.csv", HEAD + "a,2026-01-05 09:00,p\na,2026-02-05 09:00,p")
    return tmp_path / "logs"


def test_a_second_run_reads_nothing_and_changes_nothing(source, tmp_path):
    first, second = rolled(source, tmp_path / "work"), rolled(source, tmp_path / "work")
    assert second.activity.equals(first.activity)
    assert (first.new, second.new, second.computed, second.corrected) == (1, 0, (), ())
    assert second.records == 2


def test_a_late_file_corrects_its_month_and_no_other(source, tmp_path):
    rolled(source, tmp_path / "work")
    written(source / "2.csv", HEAD + "a,2026-02-06 09:00,q\na,2026-02-05 09:00,p")
    found = rolled(source, tmp_path / "work")
    assert months(found.activity, "visits", "visitors") == [("a", "2026-01", 1, 1), ("a", "2026-02", 2, 2)]
    assert (found.new, found.computed, found.corrected) == (1, (date(2026, 2, 1),), (date(2026, 2, 1),))


def test_a_file_that_has_grown_is_read_again(source, tmp_path):
    rolled(source, tmp_path / "work")
    with (source / "1.csv").open("a") as file:
        file.write("a,2026-02-07 09:00,p\n")
    found = rolled(source, tmp_path / "work")
    assert months(found.activity, "visits") == [("a", "2026-01", 1), ("a", "2026-02", 2)]
    assert (found.records, found.corrected) == (3, (date(2026, 2, 1),))


def test_a_file_that_is_removed_still_counts_and_is_reported(source, tmp_path):
    before = rolled(source, tmp_path / "work")
    (source / "1.csv").rename(tmp_path / "elsewhere.csv")
    written(source / "2.csv", HEAD + "b,2026-02-06 09:00,q")
    found = rolled(source, tmp_path / "work")
    assert found.activity.filter(pl.col("centre_id") == "a").equals(before.activity)
    assert (found.files, found.gone) == (1, 1)


def test_a_changed_file_that_was_read_with_one_that_is_removed_stops_the_run(source, tmp_path):
    written(source / "2.csv", HEAD + "b,2026-02-06 09:00,q")
    rolled(source, tmp_path / "work")
    (source / "1.csv").unlink()
    written(source / "2.csv", HEAD + "b,2026-02-06 09:00,q\nb,2026-02-07 09:00,q")
    with pytest.raises(Problem) as raised:
        rolled(source, tmp_path / "work")
    assert (raised.value.key, raised.value.figures["file"]) == ("usage.gone", "1.csv")


def test_another_mapping_computes_everything_again(source, tmp_path):
    rolled(source, tmp_path / "work")
    mapping = Mapping(RECORDS, constants={"centre_id": "c"})
    found = rolled(source, tmp_path / "work", mapping=mapping)
    assert months(found.activity) == [("c", "2026-01"), ("c", "2026-02")]


def test_a_work_folder_is_of_one_source_and_one_run(source, tmp_path):
    rolled(source, tmp_path / "work")
    with pytest.raises(Problem, match="belongs to"):
        rolled(tmp_path, tmp_path / "work")
    with WorkFolder(tmp_path / "work").of(str(source)), pytest.raises(Problem, match="Another run"):
        rolled(source, tmp_path / "work")


def test_a_file_that_cannot_be_read_is_named_and_the_others_count_once_it_is_replaced(source, tmp_path):
    (source / "2.parquet").write_bytes(b"no such thing")
    with pytest.raises(Problem, match=r"“2\.parquet” cannot be read"):
        rolled(source, tmp_path / "work")
    pl.DataFrame({"centre_id": ["a"], "start": ["2026-02-05"], "person": ["q"]}).write_parquet(source / "2.parquet")
    assert months(rolled(source, tmp_path / "work").activity, "visits") == [("a", "2026-01", 1), ("a", "2026-02", 2)]


def test_files_written_in_different_ways_are_read_each_in_its_own(source, tmp_path):
    written(source / "0.csv", HEAD)
    written(source / "2.csv", HEAD + "a,6/2/2569 9:00,p")
    found = rolled(source, tmp_path / "work")
    assert (months(found.activity, "visits"), found.rejected) == ([("a", "2026-01", 1), ("a", "2026-02", 2)], {})


def test_only_this_account_opens_the_work_folder(source, tmp_path):
    rolled(source, tmp_path / "work")
    assert (tmp_path / "work").stat().st_mode & 0o777 == 0o700


def test_a_run_that_stops_anywhere_goes_on_where_it_was(tmp_path, monkeypatch):
    frame = at_random(7, 400)
    for name, rows in (("1.csv", frame[:250]), ("2.csv", frame[250:])):
        (tmp_path / "logs").mkdir(exist_ok=True)
        rows.write_csv(tmp_path / "logs" / name)
    expected = rolled(tmp_path / "logs", tmp_path / "whole").activity
    monkeypatch.setattr(polars_engine, "BATCH", 60)
    monkeypatch.setattr(polars_engine.PolarsEngine, "unit_bytes", 1)
    steps = []

    class Stop(Exception):
        pass

    def on_progress(stage, share, n):
        steps.append((stage, n))
        if len(steps) % 2 == 0:
            raise Stop

    for _ in range(12):
        with suppress(Stop):
            found = rolled(tmp_path / "logs", tmp_path / "work", on_progress=on_progress)
            break
    assert found.activity.equals(expected)
    # Each run but the last was stopped at its second step, and none began again: 250 and 150 records, 60 at once, and
    # two months and then the third.
    read = [60, 120, 180, 240, 250, 250, 60, 120, 150, 150]
    assert steps == [*(("read", n) for n in read), *(("months", n) for n in (1, 2, 1))]


def test_a_killed_command_leaves_no_file_and_the_next_one_has_the_months(tmp_path):
    at_random(3, 4000).write_csv(tmp_path / "log.csv")
    expected = rolled(tmp_path / "log.csv", tmp_path / "whole").activity
    out, work = tmp_path / "activity.parquet", tmp_path / "work"
    command = [sys.executable, "-m", "ocod_dash", "usage", "rollup", str(tmp_path / "log.csv"), "--out", str(out)]
    command += ["--work", str(work), "--json", "--lang", "en"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    while process.poll() is None and not list(work.glob("parts/*/unit.json")):
        pass
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert not out.exists()
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    told = json.loads(done.stdout)
    assert pl.read_parquet(out).equals(expected.filter(pl.col("month") < TODAY))
    assert (told["records"], told["file"]) == (4000, str(out))
    assert not list(tmp_path.glob(".activity*"))
