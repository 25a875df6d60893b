"""Makes a file in a process of its own, with progress, so that no other visitor waits; the process ends when it is stopped."""

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
from .contents import ExportRequest

IDLE = 120  # seconds that a process waits for its job
BEAT = 0.3  # seconds after which progress is reported again: a visitor who leaves is noticed then
COMMAND = [sys.executable, "-m", __name__]
POLITE = 3  # a little: the pages go first, but it goes on beside busy neighbours
WINDOWS = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)


_idle: SimpleQueue["subprocess.Popen[bytes]"] = SimpleQueue()


def prepare() -> None:
    """Start a process that waits for a job, unless one waits already: it loads what files need while a visitor chooses."""
    process = _take_idle()
    _idle.put(process or _start())


def make_in_worker(request: ExportRequest, kind: str, on_progress: files.Progress) -> bytes:
    """Make a file and return its content.

    Parameters
    ----------
    request : ExportRequest
        The content that is requested.
    kind : str
        One of ``files.KINDS`` of a whole view.
    on_progress : callable
        Receives the share that is done, 0 to 1, repeatedly; an exception of its own ends the process, and no file
        is left.

    Raises
    ------
    Problem
        If the file fails.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"file.{kind}"
        with _worker((kind, request, path)) as process:
            share, failure = 0.0, ""
            for line in _lines(process):
                share, failure = (float(line), failure) if line[:1].isdigit() else (share, line or failure)
                on_progress(share)
        if failure:
            raise pickle.loads(b64decode(failure[1:]))
        if process.returncode or not path.exists():
            raise Problem("export.broken", code=str(process.returncode))
        return path.read_bytes()


@contextmanager
def _worker(job: tuple[str, ExportRequest, Path]) -> Iterator["subprocess.Popen[bytes]"]:
    """Give the job to a process, one that waits or a new one, and end the process on any exception."""
    with _send(job) as process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise


def _send(job: tuple[str, ExportRequest, Path]) -> "subprocess.Popen[bytes]":
    process, pickled = _take_idle() or _start(), pickle.dumps(job)
    assert process.stdin
    try:
        process.stdin.write(pickled)
        process.stdin.close()
    except OSError:  # it has just given up waiting
        with process:
            process.kill()
        return _send(job)
    return process


def _take_idle() -> "subprocess.Popen[bytes] | None":
    """Take a process that waits out of the queue; None where there is none."""
    while True:
        try:
            process = _idle.get_nowait()
        except Empty:
            return None
        if process.poll() is None:
            return process
        with process:  # closes its pipes
            pass


def _start() -> "subprocess.Popen[bytes]":
    ours = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))}
    return subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ours, creationflags=WINDOWS)


def _lines(process: "subprocess.Popen[bytes]") -> Iterator[str]:
    """Return the lines that the process writes, and an empty one when it writes none for a while, until it ends."""
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
    """Wait for a job on the standard input and make the file; write progress, then what went wrong, to the output."""
    patience = Timer(IDLE, os._exit, [0])
    patience.daemon = True
    patience.start()
    pickled = sys.stdin.buffer.read()
    patience.cancel()
    if not pickled:  # the server that started this process is gone
        return
    kind, request, path = pickle.loads(pickled)
    output, sys.stdout = sys.stdout, sys.stderr  # nothing else may write between the lines
    if hasattr(os, "nice"):
        os.nice(POLITE)
    try:
        files.make(kind, request, path, lambda share: print(share, file=output, flush=True))
    except Problem as problem:
        if "file" in problem.figures:  # the temporary path means nothing to the visitor
            problem.figures["file"] = contents.name(request, kind)
        print("!" + b64encode(pickle.dumps(problem)).decode(), file=output, flush=True)


if __name__ == "__main__":
    main()
