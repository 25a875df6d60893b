"""Publishing, listing, reading and rolling back, on real Delta tables."""

import json
import os
import shutil
import threading
from datetime import UTC, date, datetime

import polars as pl
import pytest
from deltalake import DeltaTable

from ocod_dash.schema import SchemaError
from ocod_dash.store import NoRelease, Outdated, Store
from ocod_dash.store.releases import RELEASES

TEN_YEARS = 10 * 365 * 24 * 3600


def test_a_store_that_is_not_there_has_no_release(store):
    assert store.releases() == []
    assert store.current() is None
    with pytest.raises(NoRelease, match="no release yet"):
        store.release(1)


def test_a_store_folder_with_nothing_in_it_has_no_release(tmp_path):
    (tmp_path / RELEASES / "_delta_log").mkdir(parents=True)
    assert Store(str(tmp_path)).current() is None


def test_a_published_release_tells_what_it_is(store, publish):
    before = datetime.now(UTC)
    publish("a", "b")
    release = Store(store.url).current()
    assert (release.number, release.action, release.based_on, release.restores) == (1, "publish", None, None)
    assert (release.as_of, release.sample, release.scope, release.who) == (date(2021, 5, 19), False, (), "somchai")
    assert (release.file, release.sha256, release.counts) == ("r.csv", "0" * 64, {"centres": 2, "milestones": 2})
    assert before <= release.published_at <= datetime.now(UTC)


def test_releases_are_numbered_and_listed_in_order_of_publishing(store, publish):
    for ids in ("a", "b", "c"):
        publish(ids)
    assert [(release.number, release.based_on) for release in store.releases()] == [(1, None), (2, 1), (3, 2)]


def test_the_order_of_releases_does_not_depend_on_the_order_of_files(store, publish):
    for ids in ("a", "b", "c"):
        publish(ids)
    DeltaTable(str(store.folder / RELEASES)).optimize.compact()
    assert [release.number for release in Store(store.url).releases()] == [1, 2, 3]


def test_an_older_release_still_opens_as_it_was(store, publish, ids_of):
    first, second = publish("a", "b"), publish("b", "c", "d")
    assert ids_of(store, first) == ["a", "b"]
    assert ids_of(store, second) == ["b", "c", "d"]


def test_a_reader_that_holds_a_release_reads_it_whole_while_another_is_published(store, publish):
    held = store.table(publish("a", "b"), "centres")
    publish("c")
    assert sorted(held.collect()["centre_id"]) == ["a", "b"]


def test_readers_beside_a_publisher_see_whole_releases_only(store, publish, ids_of):
    publish("r0")
    seen, done = [], threading.Event()

    def read() -> None:
        while not done.is_set():
            release = Store(store.url).current()
            seen.append((release.number, ids_of(store, release)))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(1, 8):
        publish(f"r{number}", f"s{number}")
    done.set()
    for reader in readers:
        reader.join()
    wanted = {1: ["r0"]} | {number + 1: [f"r{number}", f"s{number}"] for number in range(1, 8)}
    assert len(seen) > 3
    assert all(ids == wanted[number] for number, ids in seen)


def test_tables_that_are_not_given_keep_their_version(store, publish, register):
    first = publish("a")
    second = store.publish(
        {"centres": register("b")["centres"]},
        as_of=first.as_of, sample=False, based_on=1, file="r.csv", sha256="", who="me", scope=("50",),
    )  # fmt: skip
    assert second.versions == {"centres": 1, "milestones": 0}
    assert second.counts == {"centres": 1, "milestones": 1}
    assert store.current().scope == ("50",)


def test_a_table_that_a_release_has_not_is_empty(store, publish):
    assert store.table(publish("a"), "claims").collect().shape[0] == 0


def test_a_publish_based_on_an_older_release_is_refused_and_changes_nothing(store, publish, ids_of):
    publish("a")
    publish("b")
    with pytest.raises(Outdated, match=r"Release 2 was published.*based on release 1") as refused:
        publish("c", based_on=1)
    assert (refused.value.based_on, refused.value.current) == (1, 2)
    assert ids_of(store, store.current()) == ["b"]


def test_a_table_that_breaks_the_schema_is_refused_before_anything_is_written(store, register):
    broken = {"centres": register("a", "a")["centres"]}
    with pytest.raises(SchemaError, match="centre_id"):
        store.publish(broken, as_of=date(2021, 5, 19), sample=False, based_on=None, file="", sha256="", who="")
    assert not store.folder.exists()


def test_rolling_back_is_a_new_release_with_the_old_tables(store, publish, ids_of):
    publish("a", sample=True)
    publish("b")
    back = store.rollback(1, "malee")
    assert (back.number, back.action, back.restores, back.based_on, back.who) == (3, "rollback", 1, 2, "malee")
    assert back.sample
    assert ids_of(store, store.current()) == ["a"]
    assert ids_of(store, store.release(2)) == ["b"]
    assert ids_of(store, publish("c")) == ["c"]


def test_rolling_back_to_what_is_current_or_was_never_there_is_refused(store, publish):
    publish("a")
    with pytest.raises(Exception, match="already current"):
        store.rollback(1, "malee")
    with pytest.raises(NoRelease, match="Release 7 does not exist; the latest is 1"):
        store.rollback(7, "malee")
    assert len(store.releases()) == 1


def test_a_store_made_anew_in_the_same_place_is_not_mistaken_for_the_old_one(store, publish):
    publish("a")
    publish("b")
    assert store.current().number == 2
    shutil.rmtree(store.folder)
    assert store.current() is None
    assert publish("c").number == 1


def test_a_release_and_a_store_can_be_keys_of_a_cache(store, publish):
    release = publish("a")
    assert {(Store(store.url), store.current()): "answer"}[(store, release)] == "answer"


def test_every_table_is_kept_for_ever(store, publish):
    publish("a")
    for table in store.folder.glob("*/_delta_log"):
        properties = DeltaTable(str(table.parent)).metadata().configuration
        assert properties["delta.logRetentionDuration"] == "interval 36500 days"
        assert properties["delta.enableExpiredLogCleanup"] == "false"


def test_a_release_opens_when_its_logs_are_ten_years_old_and_checkpoints_were_made(store, publish, ids_of):
    first = publish("a")
    for log in store.folder.glob("*/_delta_log/*.json"):
        content = [json.loads(line) for line in log.read_text().splitlines()]
        for action in content:
            if "commitInfo" in action:
                action["commitInfo"]["timestamp"] -= TEN_YEARS * 1000
        log.write_text("\n".join(json.dumps(action) for action in content))
        os.utime(log, (log.stat().st_atime, log.stat().st_mtime - TEN_YEARS))
    publish("b")
    for table in store.folder.glob("*/_delta_log"):
        DeltaTable(str(table.parent)).create_checkpoint()
        DeltaTable(str(table.parent)).cleanup_metadata()
    publish("c")
    assert ids_of(Store(store.url), first) == ["a"]
    assert [release.number for release in store.releases()] == [1, 2, 3]


def test_a_publisher_that_the_lock_does_not_reach_is_refused_at_the_last_step(tmp_path, publish, ids_of, monkeypatch):
    # Object storage has no locks: another machine publishes between our first table and our release.
    here = Store((tmp_path / "remote").as_uri())
    publish("a", on=here)
    write = Store._write

    def slow(self, name, frame):
        version = write(self, name, frame)
        if name == "milestones" and self is here:
            publish("there", on=Store(here.url))
        return version

    monkeypatch.setattr(Store, "_write", slow)
    with pytest.raises(Outdated, match="Release 2 was published"):
        publish("here", on=here)
    assert here.folder is None
    assert ids_of(here, here.current()) == ["there"]
    assert [release.number for release in here.releases()] == [1, 2]


def test_an_object_store_publishes_lists_and_rolls_back_like_a_folder(tmp_path, publish, ids_of):
    remote = Store((tmp_path / "remote").as_uri())
    assert remote.current() is None
    publish("a", on=remote)
    publish("b", on=remote)
    remote.rollback(1, "malee")
    assert [release.action for release in Store(remote.url).releases()] == ["publish", "publish", "rollback"]
    assert ids_of(remote, remote.current()) == ["a"]


def test_the_list_of_releases_holds_plain_columns_only(store, publish):
    publish("a")
    kinds = set(pl.read_delta(str(store.folder / RELEASES)).schema.values())
    assert kinds <= {pl.String(), pl.Int64(), pl.Float64(), pl.Date(), pl.Boolean()}


@pytest.mark.parametrize("name", ["คลังข้อมูล", "x y", "a#b", "a?b", "50%", "{x}", "a&b=c", "it's (new)", 'a"b'])
def test_a_store_in_a_folder_of_any_name_is_published_read_and_rolled_back(tmp_path, publish, name):
    store = Store(str(tmp_path / name))
    assert store.current() is None
    publish("a", on=store)
    publish("a", "b", on=store)
    assert store.rollback(1, "x").number == 3
    found = [store.table(release, "centres").collect()["centre_id"].to_list() for release in store.releases()]
    assert found == [["a"], ["a", "b"], ["a"]]
    assert store.report(store.release(3)).is_empty()
    assert [each.name for each in tmp_path.iterdir()] == [name]
