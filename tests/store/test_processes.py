"""Publishing processes that are killed, and ones that run at the same time."""

import signal
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import pytest

from ocod_dash.store import Store
from ocod_dash.store.sample import publish_when_empty
from ocod_dash.store.sampled import MARKED
from tests.store.publishers import competing, dying, processes, restless, rival, starting

WAIT = 120  # seconds: a process that says nothing for so long has failed


def started(does: Callable[..., None], *arguments: Any) -> Any:
    """Start a process that ends with the tests at the latest."""
    process = processes.Process(target=does, args=arguments, daemon=True)
    process.start()
    return process


def hear(pipe: Connection) -> Any:
    """Return the next thing that a process tells."""
    assert pipe.poll(WAIT), "the process tells nothing"
    return pipe.recv()


def run_together(does: Callable[..., None], *arguments: tuple[Any, ...]) -> list[Any]:
    """Let a process for each arguments begin at one moment, and return what each tells."""
    start = processes.Barrier(len(arguments))
    pipes = [processes.Pipe(duplex=False) for _ in arguments]
    children = [started(does, *each, start, told) for each, (_, told) in zip(arguments, pipes, strict=True)]
    said = [hear(pipe) for pipe, _ in pipes]
    for child in children:
        child.join(WAIT)
    return said


def kill_after(store: Store, writes: int) -> None:
    """Run a publisher that dies after a number of writes."""
    child = started(dying, store.url, writes)
    child.join(WAIT)
    assert child.exitcode == -signal.SIGKILL


# Writes are centres, milestones, releases: only after the last is there a new release.
@pytest.mark.parametrize(("writes", "number", "ids"), [(1, 1, ["old"]), (2, 1, ["old"]), (3, 2, ["new-1", "new-2"])])
def test_a_publisher_killed_at_any_step_leaves_the_last_whole_release_and_a_rerun_succeeds(
    store, publish, ids_of, writes, number, ids
):
    publish("old")
    kill_after(store, writes)
    assert (store.current().number, ids_of(store, store.current())) == (number, ids)
    assert ids_of(store, publish("newer")) == ["newer"]
    assert ids_of(store, store.release(1)) == ["old"]


@pytest.mark.parametrize("writes", [1, 2])
def test_a_first_publisher_killed_at_any_step_leaves_an_empty_store_and_a_rerun_succeeds(
    store, publish, ids_of, writes
):
    kill_after(store, writes)
    assert store.current() is None
    assert ids_of(store, publish("first")) == ["first"]


def test_a_publisher_killed_at_no_particular_moment_leaves_whole_releases_only(store, publish, ids_of):
    heard, told = processes.Pipe(duplex=False)
    child = started(restless, store.url, told)
    last = [hear(heard) for _ in range(8)][-1]
    child.kill()
    child.join(WAIT)
    # It may have gone on before it died.
    assert store.current().number >= last
    for release in store.releases():
        number = release.number - 1
        assert ids_of(store, release) == sorted(f"{number}-{i}" for i in range(number + 1))
    assert ids_of(store, publish("after")) == ["after"]


def test_readers_beside_publishing_processes_see_whole_releases_only(store, publish, ids_of):
    publish("0-0")
    children = [started(competing, store.url) for _ in range(2)]
    seen: set[int] = set()
    while len(seen) < 12:
        assert all(child.is_alive() for child in children)
        release = Store(store.url).current()
        number = release.number - 1
        assert ids_of(store, release) == sorted(f"{number}-{i}" for i in range(number + 1))
        seen.add(release.number)
    for child in children:
        child.kill()
        child.join(WAIT)


def test_of_publishers_at_the_same_time_one_wins_and_the_others_are_told(store, publish, ids_of):
    publish("first")
    said = run_together(rival, (store.url, "anan"), (store.url, "boon"))
    assert Counter(said) == {"won": 1, "outdated 1 2": 1}
    winner = ("anan", "boon")[said.index("won")]
    assert (store.current().number, store.current().who, ids_of(store, store.current())) == (2, winner, [winner])


def test_of_servers_that_start_together_on_an_empty_store_one_publishes_the_sample(store):
    assert run_together(starting, (store.url,), (store.url,)) == [1, 1]
    (release,) = store.releases()
    assert (release.sample, release.who, str(release.as_of)) == (True, "ocod-dash", "2021-05-19")
    assert release.counts["centres"] == 2394
    published = {"sources", "claims", "former_claims", "events", "programmes", "people", "terms"}
    assert set(release.counts) == {"centres", "milestones", *MARKED} | published
    assert publish_when_empty(store) == release
