"""A real publishing command that is killed at many moments, a full disk, a read-only folder, readers all the while."""

import os
import threading
import time
from collections.abc import Callable
from datetime import date
from multiprocessing.process import BaseProcess as Process
from pathlib import Path
from uuid import uuid4

import pytest

from ocod_dash.store import Store, compose, examine, publish_draft
from ocod_dash.store.sample import publish_when_empty
from tests.store.publishers import command, cramped, processes

HEADER = "centre_id,name_th,province,district,status,open_on"
ARGUMENTS = ("--as-of", "2021-05-19", "--yes", "--scope", "all")
KILLS = 12  # from the beginning of a run to a little after its end


@pytest.fixture
def file(tmp_path):
    """Write a register of 3,000 centres."""
    rows = (f"c{i},ศูนย์ {i},50,แม่ริม,open,{1 + i % 28}/5/2563" for i in range(3000))
    path = tmp_path / "register.csv"
    path.write_text("\n".join((HEADER, *rows, "")), "utf-8")
    return path


def publishing(store: Store, file: Path, as_who: Callable[..., None] = command) -> Process:
    """Start ``ocod publish`` as a process of its own, which has nothing left to import."""
    said = file.with_name(f"{uuid4()}.txt")
    arguments = (store.url, said, "publish", str(file), *ARGUMENTS)
    process = processes.Process(target=as_who, args=arguments, name=str(said), daemon=True)
    process.start()
    return process


def finished(process: Process) -> tuple[int, str]:
    """Wait for a process; return its exit code and what it complained of."""
    process.join()
    return process.exitcode, Path(process.name).read_text("utf-8")


def whole(store: Store) -> int:
    """Read the current release whole, and return how many centres it has."""
    release = store.current()
    centres, milestones = (store.table(release, name).collect() for name in ("centres", "milestones"))
    assert (centres.height, milestones.height) == (release.counts["centres"], release.counts["milestones"])
    return centres.height


def test_a_publishing_command_killed_at_many_moments_never_shows_a_part(store, file):
    publish_when_empty(store)
    assert finished(publishing(store, file)) == (0, "")  # what the next ones are forked from is now there
    began = time.monotonic()
    assert finished(publishing(store, file)) == (0, "")
    took = time.monotonic() - began
    assert whole(store) == 3000
    store.rollback(1, "malee")
    seen: list[int] = []
    done = threading.Event()

    def read() -> None:
        while not done.wait(0.01):
            seen.append(whole(Store(store.url)))

    reader = threading.Thread(target=read)
    reader.start()
    for kill in range(KILLS):
        before = store.current().number
        process = publishing(store, file)
        time.sleep(took * 1.1 * kill / KILLS)
        process.kill()
        process.join()
        assert store.current().number in (before, before + 1)
        whole(store)
    done.set()
    reader.join()
    assert set(seen) <= {2394, 3000}
    assert finished(publishing(store, file)) == (0, "")
    assert whole(store) == 3000


def test_a_full_disk_leaves_the_last_release_and_a_sentence(store, file):
    publish_when_empty(store)
    code, said = finished(publishing(store, file, cramped))
    assert code == 1
    assert "Traceback" not in said
    assert "nothing was published" in said
    assert (store.current().number, whole(store)) == (1, 2394)
    assert finished(publishing(store, file)) == (0, "")
    assert whole(store) == 3000


def test_a_folder_that_cannot_be_written_leaves_the_last_release_and_a_sentence(store, file, monkeypatch):
    publish_when_empty(store)
    if os.getuid() == 0:
        # Root writes anywhere: an unwritable store is one whose tables' logs are files, not folders, here.
        blocked = store.folder / "centres" / "_delta_log"
        kept = blocked.with_name("kept")
        blocked.rename(kept)
        blocked.write_text("")
        process = publishing(store, file)
        code, said = finished(process)
        blocked.unlink()
        kept.rename(blocked)
    else:
        folders = [store.folder, *(path for path in store.folder.rglob("*") if path.is_dir())]
        for folder in folders:
            folder.chmod(0o555)
        process = publishing(store, file)
        code, said = finished(process)
        for folder in folders:
            folder.chmod(0o755)
    assert code == 1
    assert "Traceback" not in said
    assert (store.current().number, whole(store)) == (1, 2394)
    assert finished(publishing(store, file)) == (0, "")


def test_readers_and_publishers_together_see_whole_releases_only(store, file):
    publish_when_empty(store)
    publishers = [publishing(store, file) for _ in range(3)]
    while any(each.is_alive() for each in publishers):
        assert whole(Store(store.url)) in (2394, 3000)
    codes = sorted(finished(each)[0] for each in publishers)
    # Each either published on what it had seen, or was told that another had been faster.
    assert codes[0] == 0
    assert set(codes) <= {0, 1}
    numbers = [release.number for release in store.releases()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == 1 + codes.count(0)


def test_a_report_and_the_rows_it_is_about_are_kept_with_the_release(store, tmp_path):
    path = tmp_path / "r.csv"
    path.write_text(HEADER + "\na,ก,จ.เชียงใหม่,,open,2020-05-01\n", "utf-8")
    outcome, base = examine(store, path, as_of=date(2021, 5, 19))
    release = publish_draft(store, compose(store, outcome, base), "malee")
    kept = Store(store.url).current()
    assert kept.report == outcome.report.figures()
    assert store.report(release)["code"].to_list() == ["no_district", "place_read"]
    back = store.rollback(
        publish_draft(store, compose(store, *examine(store, path, as_of=date(2021, 5, 19))), "malee").number - 1,
        "malee",
    )
    assert store.report(back).equals(store.report(release))
