"""A file made in a process of its own, so that no other visitor waits, with progress, and gone when it is broken off."""

import os
import pickle
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from threading import Thread, Timer

from ..config import ROOT
from ..problem import Problem
from . import contents, files
from .contents import Order

IDLE = 120  # seconds that a process waits for its order
BEAT = 0.3  # seconds after which the progress is told again: a visitor who goes on is noticed then
COMMAND = [sys.executable, "-m", __name__]
POLITE = 3  # a little: the pages go first, but it goes on beside busy neighbours
WINDOWS = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)


_waiting: SimpleQueue["subprocess.Popen[bytes]"] = SimpleQueue()


def prepare() -> None:
    """Start a process that waits for an order, unless one waits already: it loads what files need while a visitor chooses."""
    process = _ready()
    _waiting.put(process or _started())


def made(order: Order, kind: str, on_progress: files.Progress) -> bytes:
    """Make a file and return what is in it.

    Parameters
    ----------
    order : Order
        What goes in.
    kind : str
        One of ``files.KINDS`` of a whole view.
    on_progress : callable
        Is told which share is done, 0 to 1, again and again; what it raises ends the process, and nothing is left.

    Raises
    ------
    Problem
        If the file cannot be made.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"file.{kind}"
        with _process((kind, order, path)) as process:
            share, told = 0.0, ""
            for line in _lines(process):
                share, told = (float(line), told) if line[:1].isdigit() else (share, line or told)
                on_progress(share)
        if told:
            raise pickle.loads(b64decode(told[1:]))
        if process.returncode or not path.exists():
            raise Problem("export.broken", code=str(process.returncode))
        return path.read_bytes()


@contextmanager
def _process(asked: tuple[str, Order, Path]) -> Iterator["subprocess.Popen[bytes]"]:
    """Tell a process what to make, one that waits or a new one, and end it, however we leave."""
    with _told(asked) as process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise


def _told(asked: tuple[str, Order, Path]) -> "subprocess.Popen[bytes]":
    process, order = _ready() or _started(), pickle.dumps(asked)
    assert process.stdin
    try:
        process.stdin.write(order)
        process.stdin.close()
    except OSError:  # it has just waited long enough
        with process:
            process.kill()
        return _told(asked)
    return process


def _ready() -> "subprocess.Popen[bytes] | None":
    """Return a process that waits, which is nobody else's from now on; None where there is none."""
    while True:
        try:
            process = _waiting.get_nowait()
        except Empty:
            return None
        if process.poll() is None:
            return process
        with process:  # closes what led to it
            pass


def _started() -> "subprocess.Popen[bytes]":
    ours = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))}
    return subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ours, creationflags=WINDOWS)


def _lines(process: "subprocess.Popen[bytes]") -> Iterator[str]:
    """Return what the process tells, and an empty line when it has told nothing for a while, until it ends."""
    lines: SimpleQueue[bytes | None] = SimpleQueue()

    def listen() -> None:
        assert process.stdout
        for line in process.stdout:
            lines.put(line)
        lines.put(None)

    Thread(target=listen, daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=BEAT)
        except Empty:
            line = b""
        if line is None:
            process.wait()
            return
        yield line.decode().strip()


def main() -> None:
    """Wait for an order on the standard input, and make the file; tell progress, then what went wrong, on the output."""
    patience = Timer(IDLE, os._exit, [0])
    patience.daemon = True
    patience.start()
    asked = sys.stdin.buffer.read()
    patience.cancel()
    if not asked:  # who would have asked is gone
        return
    kind, order, path = pickle.loads(asked)
    tell, sys.stdout = sys.stdout, sys.stderr  # nothing else is to get between
    if hasattr(os, "nice"):
        os.nice(POLITE)
    try:
        files.make(kind, order, path, lambda share: print(share, file=tell, flush=True))
    except Problem as problem:
        if "file" in problem.figures:  # where it is made for the visitor says nothing to them
            problem.figures["file"] = contents.name(order, kind)
        print("!" + b64encode(pickle.dumps(problem)).decode(), file=tell, flush=True)


if __name__ == "__main__":
    main()
