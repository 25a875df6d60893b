"""What the publishing processes of the tests do; each is forked from a process that has imported all it needs."""

import multiprocessing
import os
import signal
import sys
import tempfile
from contextlib import suppress
from datetime import date
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

from ocod_dash.cli import main
from ocod_dash.store import Busy, Outdated, Store, releases
from ocod_dash.store.sample import publish_when_empty
from tests.store.conftest import tables

# Windows forks nothing: there a process imports what it needs first.
METHODS = multiprocessing.get_all_start_methods()
processes = multiprocessing.get_context("forkserver" if "forkserver" in METHODS else "spawn")
processes.set_forkserver_preload(["tests.store.publishers"])

FACTS = {"as_of": date(2021, 6, 1), "sample": False, "file": "n.csv", "sha256": ""}


def command(url: str, errors: Path, *arguments: str) -> None:
    """Be the ``ocod`` command; what it complains of goes into a file."""
    os.environ["OCOD_STORE"] = url
    with errors.open("w", encoding="utf-8") as sys.stderr, open(os.devnull, "w", encoding="utf-8") as sys.stdout:
        main(arguments)


def cramped(*given) -> None:
    """Be the ``ocod`` command for which the disk is full: no file of its process may grow beyond some kilobytes."""
    import resource  # Windows has none

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    command(*given)


def dying(url: str, writes: int) -> None:
    """Be killed right after a number of writes to tables."""
    real, written = releases.write_deltalake, []

    def deadly(*args, **options):
        real(*args, **options)
        written.append(args)
        if len(written) == writes:
            os.kill(os.getpid(), signal.SIGKILL)

    releases.write_deltalake = deadly
    current = Store(url).current()
    Store(url).publish(tables("new-1", "new-2"), based_on=current.number if current else None, who="dying", **FACTS)


def restless(url: str, outcome: Connection) -> None:
    """Publish again and again, and tell of each release."""
    while True:
        number = len(Store(url).releases())
        ids = [f"{number}-{i}" for i in range(number + 1)]
        Store(url).publish(tables(*ids), based_on=number or None, who="restless", **FACTS)
        outcome.send(number + 1)


def competing(url: str) -> None:
    """Publish again and again beside others that do, and begin anew when one of them was faster."""
    while True:
        number = len(Store(url).releases())
        ids = [f"{number}-{i}" for i in range(number + 1)]
        with suppress(Outdated):
            Store(url).publish(tables(*ids), based_on=number, who="competing", **FACTS)


def rival(url: str, name: str, start: Barrier, outcome: Connection) -> None:
    """Publish on top of release 1 at the same moment as others."""
    start.wait()
    try:
        Store(url).publish(tables(name), based_on=1, who=name, **FACTS)
        outcome.send("won")
    except Outdated as error:
        outcome.send(f"outdated {error.based_on} {error.current}")
    except Busy:
        outcome.send("busy")


def starting(url: str, start: Barrier, outcome: Connection) -> None:
    """Find the store empty at the same moment as others."""
    start.wait()
    outcome.send(publish_when_empty(Store(url)).number)


def distant(folder: str, credentials: dict[str, str], url: str, name: str, start: Barrier, outcome: Connection) -> None:
    """Be a rival on another machine, whose lock the others do not see."""
    tempfile.tempdir = folder
    os.environ.update(credentials)
    rival(url, name, start, outcome)
