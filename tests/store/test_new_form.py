"""A kind of file that the product has never had, declared here once: it is checked, compared, published and taken back."""

import json
from collections.abc import Iterator
from datetime import date

import pytest

from ocod_dash import cli, loader
from ocod_dash.cli import commands
from ocod_dash.config import settings
from ocod_dash.ingest import Mapping
from ocod_dash.problem import Problem
from ocod_dash.store import Store, between, compose, examine, publish_draft, save_mapping, saved_mappings, template
from ocod_dash.store.sample import publish_when_empty
from tests.rooms import ROOMS
from tests.rooms import declared as rooms_declared


@pytest.fixture(autouse=True)
def declared() -> Iterator[None]:
    """Declare the kind, its table and its texts."""
    with rooms_declared():
        yield


@pytest.fixture
def centres(store: Store) -> list[str]:
    """Publish the sample register, and return the ids of its first two centres."""
    release = publish_when_empty(store)
    return store.table(release, "centres").collect()["centre_id"].head(2).to_list()


@pytest.fixture
def write(tmp_path):
    def writing(*lines: str):
        path = tmp_path / "rooms.csv"
        path.write_text("\n".join(lines), "utf-8")
        return path

    return writing


@pytest.fixture
def publish(store, centres, write):
    """Publish lines as rooms."""

    def publishing(*lines: str):
        outcome, base = examine(store, write(*lines), Mapping(ROOMS))
        return publish_draft(store, compose(store, outcome, base), "malee@example.org")

    return publishing


def rooms(store: Store) -> list[tuple]:
    return store.table(store.current(), "rooms").sort("room_id").collect().rows()


def test_each_row_is_read_and_judged_with_its_reason(store, centres, write):
    path = write(
        "ห้อง,ศูนย์,ที่นั่ง,ตรวจเมื่อ",
        f"a,{centres[0]},๒๐,19/05/2564",  # Thai digits and a date of the Buddhist era
        f"b,{centres[0]},many,",
        "c,nowhere,10,",
        f",{centres[1]},10,",
        f"a,{centres[1]},12.5,",
        f"d,{centres[1]},10,",
        f"d,{centres[1]},11,",
    )
    outcome, _ = examine(store, path, Mapping(ROOMS))
    assert [(e.row, e.column, e.value, e.code, e.severity) for e in outcome.report.entries] == [
        (3, "ที่นั่ง", "many", "unread", "error"),
        (4, "ศูนย์", "nowhere", "rooms.centre", "error"),
        (5, "ห้อง", "", "missing", "error"),
        (6, "ที่นั่ง", "12.5", "unread", "error"),
        (8, "ห้อง", "d", "duplicate_row", "error"),
        (2, "ที่นั่ง", "๒๐", "read", "change"),
        (2, "ตรวจเมื่อ", "19/05/2564", "read", "change"),
    ]
    assert outcome.tables["rooms"].rows() == [
        ("a", centres[0], 20, date(2021, 5, 19)),
        ("d", centres[1], 10, None),
    ]
    with pytest.raises(Problem, match="5 errors"):
        compose(store, outcome, store.current())


def test_a_known_key_corrects_what_the_row_gives_and_what_it_leaves_blank_stays(store, publish, centres):
    publish("room_id,centre_id,seats", f"a,{centres[0]},20", f"b,{centres[1]},30")
    publish("room_id,centre_id,seats,checked_on", "a,,25,", f"c,{centres[0]},5,2021-05-19")
    assert rooms(store) == [
        ("a", centres[0], 25, None),
        ("b", centres[1], 30, None),
        ("c", centres[0], 5, date(2021, 5, 19)),
    ]
    second, third = store.release(2), store.release(3)
    assert (third.action, third.as_of, third.sample, third.who) == ("rooms", second.as_of, True, "malee@example.org")
    assert third.versions["centres"] == second.versions["centres"]
    changes = between(store, second, third, ROOMS)
    assert changes.counts() == {"added": 1, "corrected": 1, "withdrawn": 0}
    assert changes.fields() == [("a", "seats", 20, 25)]


def test_a_file_without_news_is_refused_and_a_release_is_rolled_back(store, publish, centres):
    lines = ("room_id,centre_id,seats", f"a,{centres[0]},20")
    publish(*lines)
    with pytest.raises(Problem, match="contains nothing new"):
        publish(*lines)
    publish("room_id,seats,centre_id", "a,40,")
    store.rollback(2, "malee")
    assert rooms(store) == [("a", centres[0], 20, None)]
    assert between(store, store.release(3), store.current(), ROOMS).counts()["corrected"] == 1


def test_a_store_without_a_register_takes_no_rooms(store, write):
    with pytest.raises(Problem, match="has no release yet"):
        examine(store, write("room_id,centre_id", "a,b"), Mapping(ROOMS))


def test_its_mappings_are_saved_apart_from_those_of_registers(store):
    save_mapping(store, "monthly", Mapping(ROOMS, {"room_id": "no"}), ["no", "seats"], "malee")
    assert saved_mappings(store) == {}
    assert saved_mappings(store, ROOMS)["monthly"].mapping == Mapping(ROOMS, {"room_id": "no"})


def test_what_is_published_can_begin_the_next_file(store, publish, centres):
    publish("room_id,centre_id,seats", f"a,{centres[0]},20")
    assert template(store, store.current(), ROOMS).columns == ["room_id", "centre_id", "seats", "checked_on"]


@pytest.fixture
def ocod(store, capsys, monkeypatch):
    """Run the command with the kind's own commands in it."""
    monkeypatch.setenv("OCOD_STORE", store.url)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(commands.app, "registered_groups", list(commands.app.registered_groups))
    monkeypatch.setattr(commands, "groups", dict(commands.groups))
    for kept in (settings, loader._answers, loader._tables):
        kept.cache_clear()
    commands.add_commands(ROOMS, commands.group_of(ROOMS))

    def running(*arguments: object) -> tuple[int, str]:
        with pytest.raises(SystemExit) as end:
            cli.main([*map(str, arguments), "--lang", "en"])
        shown = capsys.readouterr()
        return int(end.value.code or 0), shown.out + shown.err

    yield running
    for kept in (settings, loader._answers, loader._tables):
        kept.cache_clear()


def test_it_has_its_commands(ocod, store, centres, write):
    path = write("room_id,centre_id,seats", f"a,{centres[0]},20")
    assert "Check a file of rooms." in ocod("rooms", "check", "--help")[1]
    assert "--as-of" not in ocod("rooms", "publish", "--help")[1]
    code, shown = ocod("rooms", "check", path)
    assert (code, "New rooms: 1; corrected: 0; unchanged: 0" in shown) == (0, True)
    code, shown = ocod("rooms", "publish", path, "--yes")
    assert (code, "Release 2 is now current: 1 rooms." in shown) == (0, True)
    assert "rooms published" in ocod("releases")[1]
    corrected = write("room_id,centre_id,seats", "a,,25", "b,nowhere,1")
    assert ocod("rooms", "publish", corrected, "--yes")[0] == 1
    code, shown = ocod("rooms", "publish", corrected, "--yes", "--threshold", "1", "--json")
    found = json.loads(shown)
    assert (code, found["release"]["action"], found["changes"]["corrected"]) == (0, "rooms", 1)
    assert found["changes"]["corrections"] == [{"room_id": "a", "column": "seats", "before": 20, "after": 25}]
    assert json.loads(ocod("diff", 2, 3, "--json")[1])["rooms"]["corrected"] == 1
    assert "New rooms: 0; corrected: 1; withdrawn: 0" in ocod("diff", 2, 3)[1]
