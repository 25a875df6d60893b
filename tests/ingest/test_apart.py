"""A file read in a process of its own: as good as one read here, and whatever is in it, this process goes on."""

import os
import sys
from datetime import date

import pytest

from ocod_dash import ingest, worker
from ocod_dash.config import settings
from ocod_dash.ingest import File, prepare, read_apart
from ocod_dash.problem import Problem

REGISTER = "name,province,status\nก,50,open\nข,51,planned\n".encode()


def test_it_comes_to_the_same_and_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    apart, here = read_apart(File("r.csv", REGISTER)), ingest.read(File("r.csv", REGISTER))
    assert apart.rows.equals(here.rows)
    assert (apart.columns, apart.reading, apart.sha256) == (here.columns, here.reading, here.sha256)
    outcome = ingest.run(apart, as_of=date(2021, 5, 19))
    assert outcome.report.accepted == 2
    assert list(tmp_path.iterdir()) == []


def test_what_is_wrong_with_a_file_is_told_as_it_would_be_here():
    with pytest.raises(Problem, match=r"r\.csv: this is a PDF file"):
        read_apart(File("r.csv", b"%PDF-1.7"))


def test_a_process_that_waits_reads_the_next_file_and_no_second_one_waits(monkeypatch):
    started = []
    begin = worker.subprocess.Popen
    monkeypatch.setattr(worker.subprocess, "Popen", lambda *a, **o: started.append(begin(*a, **o)) or started[-1])
    prepare()
    prepare()
    assert read_apart(File("r.csv", REGISTER)).rows.height == 2
    assert [process.returncode for process in started] == [0]


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is Linux's")
def test_a_reader_that_takes_too_much_memory_ends_alone(monkeypatch):
    monkeypatch.setattr(settings(), "reading_mb", 300)
    with pytest.raises(Problem, match=r"required more than 300 MB of memory and was stopped"):
        worker_read(hungry)


def test_a_reader_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(settings(), "reading_seconds", 1)
    with pytest.raises(Problem, match=r"took longer than 1 seconds and was stopped"):
        worker_read(endless)


@pytest.mark.parametrize(
    ("code", "sentence"), [(1, "damaged or incomplete"), (3, "required more than"), (-6, "required more than")]
)
def test_a_reader_that_crashes_is_told(monkeypatch, code, sentence):
    def end(*given, **options):
        raise worker.Ended(code)

    monkeypatch.setattr(worker, "run", end)
    monkeypatch.setattr(settings(), "reading_mb", 300)
    with pytest.raises(Problem, match=sentence):
        read_apart(File("r.csv", REGISTER))


def test_a_process_that_is_aborted_ends_alone():
    with pytest.raises(Problem, match="was stopped"):
        worker_read(crashing)


def test_a_fault_that_no_reader_foresees_is_no_sentence_of_a_library(monkeypatch):
    from ocod_dash.ingest.files import apart

    def faulty(*given):
        raise ZeroDivisionError("a sentence of a library")

    monkeypatch.setattr(apart, "read", faulty)
    with pytest.raises(Problem, match=r"r\.csv: the file is damaged or incomplete"):
        apart.read_packed(File("r.csv", REGISTER), None, (), lambda share: None)


def worker_read(task):
    """Read a file by a task that goes wrong."""
    from ocod_dash.ingest.files import apart

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apart, "read_packed", task)
        return read_apart(File("r.csv", REGISTER))


def hungry(file, reading, names, on_progress):
    return [bytearray(50_000_000) for _ in range(100)]


def endless(file, reading, names, on_progress):
    while True:
        pass


def crashing(file, reading, names, on_progress):
    os.abort()
