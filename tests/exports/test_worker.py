"""A file made in a process of its own: as good as one made here, stopped at any time, and what went wrong is told."""

import sys
from io import BytesIO

import openpyxl
import pytest

from ocod_dash import worker as processes
from ocod_dash.exports import worker
from ocod_dash.i18n import Words
from ocod_dash.problem import Problem
from ocod_dash.view import View


class GoneOn(Exception):
    """A visitor did something else."""


def test_it_holds_the_same_figures_and_tells_how_far_it_is(sample, export_request):
    shares: list[float] = []
    request = export_request(sample, "th", View(regions=("north",)), pages=("regions",))
    content = worker.make_in_worker(request, "xlsx", shares.append)
    book = openpyxl.load_workbook(BytesIO(content))
    ranking = {row[0]: row[2:4] for row in book.worksheets[1].iter_rows(min_row=6, values_only=True)}
    assert ranking["50"] == (67, 59)
    assert shares == sorted(shares)
    assert 0 < max(shares) <= 1


def test_who_goes_on_leaves_no_process_and_no_file(sample, export_request, tmp_path, monkeypatch):
    monkeypatch.setattr(worker, "TemporaryDirectory", lambda **_: Folder(tmp_path))
    started = []
    monkeypatch.setattr(processes.subprocess, "Popen", remember(processes.subprocess.Popen, started))

    def go_on(share: float) -> None:
        raise GoneOn

    with pytest.raises(GoneOn):
        worker.make_in_worker(export_request(sample), "pptx", go_on)
    assert started[0].returncode not in (None, 0)
    assert not (tmp_path / "file.pptx").exists()


def test_a_process_that_was_prepared_makes_the_next_file_and_no_second_one_waits(sample, export_request, monkeypatch):
    started = []
    monkeypatch.setattr(processes.subprocess, "Popen", remember(processes.subprocess.Popen, started))
    worker.prepare()
    worker.prepare()
    assert len(started) == 1
    content = worker.make_in_worker(export_request(sample, pages=("overview",)), "xlsx", lambda share: None)
    assert openpyxl.load_workbook(BytesIO(content)).worksheets
    assert len(started) == 1
    assert started[0].returncode == 0


def test_a_process_that_receives_no_request_ends_and_another_makes_the_next_file(sample, export_request, monkeypatch):
    started = []
    monkeypatch.setattr(processes.subprocess, "Popen", remember(processes.subprocess.Popen, started))
    impatient = "from ocod_dash import worker; worker.IDLE = 0.1; worker.main('ocod_dash.exports.worker')"
    monkeypatch.setattr(processes, "COMMAND", [sys.executable, "-c", impatient])
    worker.prepare()
    started[0].wait(60)
    assert started[0].returncode == 0
    monkeypatch.undo()
    assert worker.make_in_worker(export_request(sample, pages=("overview",)), "xlsx", lambda share: None)


def test_what_cannot_be_made_is_told_as_it_would_be_here(hostile, export_request):
    with pytest.raises(Problem) as error:
        worker.make_in_worker(
            export_request(hostile, view=View(provinces=("10",)), pages=("overview",)), "pdf", lambda share: None
        )
    assert error.value.tell(Words("en")).startswith("No centres in Bangkok")


def test_a_file_that_cannot_be_written_is_told_without_the_place_where_the_file_was_made(
    sample, export_request, tmp_path, monkeypatch
):
    monkeypatch.setattr(worker, "TemporaryDirectory", lambda **_: Folder(tmp_path / "gone"))
    with pytest.raises(Problem) as error:
        worker.make_in_worker(export_request(sample, pages=("overview",)), "pdf", lambda share: None)
    assert error.value.tell(Words("th")).startswith("เขียนไฟล์ ocod_overview_sample_2021-05-19_en.pdf ไม่ได้: ไม่มีโฟลเดอร์นั้น")
    assert str(tmp_path) not in error.value.tell(Words("en"))


def test_a_process_that_dies_is_told(sample, export_request, monkeypatch):
    monkeypatch.setattr(
        processes, "COMMAND", [sys.executable, "-c", "import sys; sys.stdin.buffer.read(); sys.exit(3)"]
    )
    with pytest.raises(Problem) as error:
        worker.make_in_worker(export_request(sample), "pdf", lambda share: None)
    assert "ended with code 3" in error.value.tell(Words("en"))


class Folder:
    """A temporary folder that the test can look into afterwards."""

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        return str(self.path)

    def __exit__(self, *_):
        return None


def remember(start, started):
    """Return what starts a process and keeps it in a list."""

    def begin(*given, **options):
        started.append(start(*given, **options))
        return started[-1]

    return begin
