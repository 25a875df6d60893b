"""A store that an earlier version of the program wrote: it is read, published to and restored, and stays as it was.

``stores/`` has a store by the commit whose code wrote it: two registers, contacts, both releases restored once, a mapping.
"""

import hashlib
import os
import stat
import zipfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from ocod_dash.loader import Data
from ocod_dash.metrics import claims, programmes, rollout
from ocod_dash.store import Release, Store, checkup, compose, examine, publish_draft, saved_mapping
from ocod_dash.view import View

WRITTEN = sorted((Path(__file__).parent / "stores").glob("*.zip"))
DAY = date(2021, 5, 19)


@pytest.fixture(params=WRITTEN, ids=lambda path: path.stem)
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    with zipfile.ZipFile(request.param) as file:
        file.extractall(tmp_path / "store")
    return Store(str(tmp_path / "store"))


@pytest.fixture
def publish(older: Store, tmp_path: Path) -> Callable[[str], Release]:
    """Publish a register of the lines given, by the mapping that the earlier version saved."""

    def publishing(lines: str) -> Release:
        path = tmp_path / "three.csv"
        path.write_text(f"centre_id,name_th,province,district,status,opened_on,due_on,telephone\n{lines}", "utf-8")
        outcome, base = examine(older, path, saved_mapping(older, "office"), as_of=date(2021, 6, 30))
        return publish_draft(older, compose(older, outcome, base, scope=()), "somchai")

    return publishing


def ids(store: Store, release: Release) -> list[str]:
    return sorted(store.rows(release, "centres")["centre_id"])


def summary(store: Store, release: Release, day: date = DAY) -> dict[str, int]:
    row = Data(store, release).ask(rollout.summary, View(as_of=day)).iloc[0]
    return {name: int(row[name]) for name in ("in_plan", "open")}


def content(store: Store) -> dict[str, str]:
    """Return the content of every file of the store."""
    assert store.folder
    files = (path for path in store.folder.rglob("*") if path.is_file())
    return {path.relative_to(store.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_every_release_is_read_as_it_was_published(older):
    releases = older.releases()
    assert [(each.number, each.who, each.file, each.restores) for each in releases] == [
        (1, "malee", "one.csv", None),
        (2, "malee", "two.csv", None),
        (3, "malee", "one.csv", 1),
        (4, "malee", "two.csv", 2),
    ]
    assert [ids(older, each) for each in releases] == [["a", "b", "c"], ["a", "b", "d"]] * 2
    assert [summary(older, each, each.as_of) for each in releases[:2]] == [
        {"in_plan": 3, "open": 1},
        {"in_plan": 3, "open": 3},
    ]
    assert older.rows(releases[0], "contacts")["telephone"].to_list() == ["053 111 111"]
    found = checkup.check(older)
    assert (found.damages, found.remarks) == ((), ())


def test_its_published_figures_and_programmes_are_read(older):
    ask = partial(Data(older, older.current()).ask, view=View(as_of=DAY))
    assert (len(ask(claims.known)), len(programmes.on_the_day(ask, DAY))) == (22, 11)


def test_a_register_is_published_on_top_and_every_earlier_file_stays_as_it_was(older, publish):
    before = content(older)
    new = publish("a,ศูนย์บ้านสวน,เชียงใหม่,แม่ริม,open,2020-11-02,,\nc,ศูนย์ตลาดเก่า,ลำพูน,,open,2021-06-01,,\n")
    assert (new.number, new.based_on, ids(older, new)) == (5, 4, ["a", "c"])
    assert summary(older, new, date(2021, 6, 30)) == {"in_plan": 2, "open": 2}
    # A centre that comes back continues its history, which the earlier version has written.
    history = older.rows(new, "milestones").filter(centre_id="c").sort("on")
    assert history["status"].to_list() == ["planned", "open"]
    after = content(older)
    assert {name: after.get(name) for name in before} == before
    assert ids(older, older.release(1)) == ["a", "b", "c"]
    assert checkup.check(older).damages == ()


def test_a_release_of_the_earlier_version_is_restored(older, publish):
    publish("a,ศูนย์บ้านสวน,เชียงใหม่,แม่ริม,open,2020-11-02,,\n")
    restored = older.rollback(1, "somchai")
    assert (restored.number, restored.restores, ids(older, restored)) == (6, 1, ["a", "b", "c"])
    assert summary(older, restored, date(2021, 3, 1)) == {"in_plan": 3, "open": 1}


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX's")
def test_the_next_release_has_no_contacts_and_those_of_earlier_ones_become_private(older, publish):
    assert older.folder
    assert older.rows(publish("a,ศูนย์บ้านสวน,เชียงใหม่,แม่ริม,open,2020-11-02,,053 111 111\n"), "contacts").is_empty()
    assert older.rows(older.release(4), "contacts")["telephone"].to_list() == ["053 111 111"]
    files = [path for path in (older.folder / "contacts").rglob("*") if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
