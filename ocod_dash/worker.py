"""Runs a task in a process of its own, with limits and progress, so that nothing it does stops the pages.

Exports are made so, and uploaded files are read so. A process that waits already has what the task needs in memory.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from queue import Empty, SimpleQueue
from threading import Thread, Timer
from time import monotonic
from typing import Any, TypeVar

from .config import ROOT

IDLE = 120  # seconds that a process waits for its task
BEAT = 0.3  # seconds after which progress is reported again: a visitor who leaves is noticed then
COMMAND = [sys.executable, "-m", __name__]
POLITE = 3  # a little: the pages go first, but it goes on beside busy neighbours
OUT_OF_MEMORY = 3  # the code by which a process ends that reached its limit of memory
WINDOWS = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)

Result = TypeVar("Result")
Progress = Callable[[float], None]


class Ended(Exception):
    """The process ended without a result: it crashed, or reached its limit of memory."""

    def __init__(self, code: int | None):
        super().__init__(f"the process ended with code {code}")
        self.code = code

    @property
    def of_memory(self) -> bool:
        """Whether it reached its limit of memory: it then ends itself, or is ended by the system."""
        return self.code in (OUT_OF_MEMORY, -signal.SIGABRT, -9)


class Overtime(Exception):
    """The task took longer than its limit of time."""


@dataclass(frozen=True)
class Limits:
    """What a task may use.

    Parameters
    ----------
    memory_mb : int or None
        Megabytes beyond those of the process before the task; not limited on systems without such a limit.
    seconds : float or None
        How long it may take, from when the process has it.
    """

    memory_mb: int | None = None
    seconds: float | None = None


_idle: dict[str, SimpleQueue["subprocess.Popen[bytes]"]] = defaultdict(SimpleQueue)


def prepare(task: Callable[..., Any]) -> None:
    """Start a process that waits for a task, unless one waits already: it loads the task's module meanwhile."""
    process = _take_idle(task.__module__)
    _idle[task.__module__].put(process or _start(task.__module__))


def run(
    task: Callable[..., Result],
    *given: Any,
    on_progress: Progress = lambda share: None,
    limits: Limits = Limits(),
) -> Result:
    """Run a task in a process of its own and return its result.

    Parameters
    ----------
    task : callable
        A function of a module; it is called with ``given`` and a function that reports progress.
    *given
        What it is called with.
    on_progress : callable
        Receives the share that is done, 0 to 1, repeatedly; an exception of its own ends the process.
    limits : Limits
        What the task may use.

    Raises
    ------
    Ended
        If the process ends without a result.
    Overtime
        If the task takes too long.
    Exception
        What the task raises.
    """
    with _process((task, given, limits.memory_mb), task.__module__) as process:
        share = 0.0
        for kind, value in _messages(process, limits.seconds):
            if kind == "done":
                return value
            if kind == "failed":
                raise value
            share = share if value is None else value
            on_progress(share)
    raise Ended(process.returncode)


@contextmanager
def _process(job: Any, module: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Give the job to a process, one that waits or a new one, and end the process on any exception."""
    with _send(pickle.dumps(job), module) as process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise


def _send(job: bytes, module: str) -> "subprocess.Popen[bytes]":
    process = _take_idle(module) or _start(module)
    assert process.stdin
    try:
        process.stdin.write(job)
        process.stdin.close()
    except OSError:  # it has just given up waiting
        with process:
            process.kill()
        return _send(job, module)
    return process


def _take_idle(module: str) -> "subprocess.Popen[bytes] | None":
    """Take a process that waits out of the queue; None where there is none."""
    while True:
        try:
            process = _idle[module].get_nowait()
        except Empty:
            return None
        if process.poll() is None:
            return process
        with process:  # closes its pipes
            pass


def _start(module: str) -> "subprocess.Popen[bytes]":
    ours = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))}
    command = [*COMMAND, module]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ours, creationflags=WINDOWS)


def _messages(process: "subprocess.Popen[bytes]", seconds: float | None) -> Iterator[tuple[str, Any]]:
    """Yield what the process sends, and progress of None when it sends nothing for a while, until it ends."""
    messages: SimpleQueue[tuple[str, Any] | None] = SimpleQueue()
    last = monotonic() + seconds if seconds else None

    def listen() -> None:
        assert process.stdout
        try:
            while True:
                messages.put(pickle.load(process.stdout))
        except (EOFError, pickle.UnpicklingError, OSError, ValueError):  # it has ended, or was ended halfway
            messages.put(None)

    Thread(target=listen, daemon=True).start()
    while True:
        try:
            message = messages.get(timeout=BEAT)
        except Empty:
            message = ("progress", None)
        if message is None:
            process.wait()
            return
        if last and monotonic() > last and message[0] == "progress":
            raise Overtime
        yield message


def main(module: str) -> None:
    """Wait for a task on the standard input and run it; send progress, then its result or what went wrong."""
    patience = Timer(IDLE, os._exit, [0])
    patience.daemon = True
    patience.start()
    import_module(module)
    pickled = sys.stdin.buffer.read()
    patience.cancel()
    if not pickled:  # the server that started this process is gone
        return
    task, given, memory_mb = pickle.loads(pickled)
    # Nothing else may write between the messages, not even a library written in another language.
    output, sys.stdout = os.fdopen(os.dup(sys.stdout.fileno()), "wb"), sys.stderr
    os.dup2(sys.stderr.fileno(), 1)

    def send(kind: str, value: Any) -> None:
        output.write(pickle.dumps((kind, value)))
        output.flush()

    if hasattr(os, "nice"):
        os.nice(POLITE)
    if memory_mb:
        _limit_memory(memory_mb * 1_000_000)
    try:
        result = task(*given, lambda share: send("progress", share))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as error:
        send("failed", error)
    else:
        send("done", result)


def _limit_memory(more: int) -> None:
    """Let the process have no more than so many bytes beyond those that it has."""
    try:
        import resource
        from pathlib import Path

        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (ImportError, OSError):  # no Linux: the limit of time remains
        return
    most = pages * resource.getpagesize() + more
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    main(sys.argv[1])
