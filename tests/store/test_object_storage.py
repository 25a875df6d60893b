"""A store in object storage, here a server of Amazon's S3 protocol on this machine: what docs/operations.md says holds."""

import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from ocod_dash.loader import Data
from ocod_dash.metrics import rollout
from ocod_dash.store import Busy, Outdated, Release, Store, checkup, releases, save_plan, saved_plans
from ocod_dash.store.sample import publish_when_empty
from ocod_dash.view import View
from tests.store.publishers import distant
from tests.store.test_processes import run_together
from tests.store.test_saved_plans import PLAN
from tests.usage.logs_of_use import rolled

WAIT = 120
PYTHON = Path(sys.prefix, "storage", "bin", "python")  # `make env` makes it

pytestmark = pytest.mark.skipif(not PYTHON.exists(), reason="needs the server that make env installs")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the server, and return its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path_factory.mktemp("moto") / "log.txt"
    with log.open("wb") as file:
        command = [str(PYTHON), "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
        process = subprocess.Popen(command, stdout=file, stderr=file)
    try:
        _make_bucket(f"http://127.0.0.1:{port}", process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def _make_bucket(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    last = time.monotonic() + WAIT
    while process.poll() is None and time.monotonic() < last:
        try:
            urllib.request.urlopen(urllib.request.Request(f"{address}/bucket", method="PUT"), timeout=10).close()
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the server did not start:\n{log.read_text('utf-8')}")


@pytest.fixture
def credentials(server: str) -> dict[str, str]:
    account = {"AWS_ACCESS_KEY_ID": "someone", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": "us-east-1"}
    return account | {"AWS_ENDPOINT_URL": server, "AWS_ALLOW_HTTP": "true"}


@pytest.fixture
def store(credentials: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Return an empty store in the bucket."""
    for name, value in credentials.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # where the lock is
    return Store(f"s3://bucket/{tmp_path.name}")


def test_a_store_in_object_storage_is_published_to_read_and_restored(store, publish, ids_of):
    sample = publish_when_empty(store)
    summary = Data(store, sample).ask(rollout.summary, View(as_of=date(2021, 5, 19))).iloc[0]
    assert (sample.number, int(summary["in_plan"]), int(summary["open"])) == (1, 2394, 2144)
    assert ids_of(store, publish("a", "b")) == ["a", "b"]
    restored = store.rollback(1, "malee")
    assert (restored.number, restored.restores) == (3, 1)
    assert ids_of(store, store.release(2)) == ["a", "b"]
    assert (checkup.check(store).damages, len(checkup.check(store).releases)) == ((), 3)


def test_of_two_machines_that_publish_at_the_same_moment_one_wins_and_the_other_is_told(
    store, credentials, publish, ids_of, tmp_path
):
    publish("first")
    machines = [tmp_path / name for name in ("anan", "boon")]
    for machine in machines:
        machine.mkdir()
    said = run_together(distant, *((str(machine), credentials, store.url, machine.name) for machine in machines))
    assert said.count("won") == 1
    winner = ("anan", "boon")[said.index("won")]
    assert (store.current().number, store.current().who, ids_of(store, store.current())) == (2, winner, [winner])


@pytest.mark.parametrize("moment", ["tables", "list"])
def test_a_publisher_that_another_machine_overtakes_fails_and_the_release_of_the_other_is_whole(
    store, publish, ids_of, monkeypatch, moment
):
    publish("first")
    real, append = releases.write_deltalake, Store._append

    def overtaken() -> None:
        monkeypatch.setattr(releases, "write_deltalake", real)
        monkeypatch.setattr(Store, "_append", append)
        publish("theirs")  # the lock lets the same thread pass, as another machine would

    def write(*arguments: Any, **options: Any) -> None:
        overtaken()
        real(*arguments, **options)

    def appending(self: Store, release: Release, onto: Any) -> Release:
        overtaken()
        return append(self, release, onto)

    if moment == "tables":
        monkeypatch.setattr(releases, "write_deltalake", write)
    else:
        monkeypatch.setattr(Store, "_append", appending)
    with pytest.raises((Busy, Outdated)):
        publish("ours")
    assert (store.current().number, ids_of(store, store.current())) == (2, ["theirs"])
    assert ids_of(store, publish("ours")) == ["ours"]
    assert [each.number for each in store.releases()] == [1, 2, 3]


def test_usage_is_rolled_up_from_object_storage(store, tmp_path):
    """Files of a folder, a single file, and only what is new; ``store`` has the credentials in the environment."""
    logs = f"{store.url}/logs"
    frame = pl.DataFrame({"centerCode": ["0101"], "start": ["2026-02-03 09:00"], "person": ["p"]})
    frame.write_parquet(f"{logs}/date=2026-02-03/1.parquet")
    first = rolled(logs, tmp_path / "work")
    (frame.with_columns(start=pl.lit("2026-02-04 09:00"))).write_csv(f"{logs}/2.csv")
    second = rolled(logs, tmp_path / "work")
    assert [(found.new, found.activity["visits"].to_list()) for found in (first, second)] == [(1, [1]), (1, [2])]
    single = rolled(f"{logs}/2.csv", tmp_path / "single")
    assert (single.files, single.activity["centre_id"].to_list()) == (1, ["0101"])


def test_plans_are_saved_in_object_storage(store, publish):
    """``store`` has the credentials in the environment."""
    publish("first")
    assert saved_plans(store) == {}
    save_plan(store, PLAN)
    save_plan(store, replace(PLAN, name="South"))
    save_plan(store, replace(PLAN, question={"new": "2"}))
    found = saved_plans(Store(store.url))
    assert [(plan.name, plan.question) for plan in found.values()] == [("North", {"new": "2"}), ("South", {"new": "1"})]
    assert found["South"].sites.equals(PLAN.sites)
    assert (checkup.check(store).damages, len(checkup.check(store).releases)) == ((), 1)
