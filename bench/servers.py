"""Servers that are started for a while: on a free port, in a folder of their own, until they answer."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

ROOT = Path(__file__).parents[1]
PATIENCE = 120  # seconds


class Failed(Exception):
    """What was to be measured did not work; the text says why."""


@dataclass
class Server:
    """A server that we started."""

    process: subprocess.Popen[bytes]
    url: str

    @property
    def megabytes(self) -> float:
        """What it holds in memory."""
        ps = subprocess.run(["ps", "-o", "rss=", "-p", str(self.process.pid)], capture_output=True, check=True)
        return int(ps.stdout) / 1024

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start(command: list[str], log: Path, health: str = "", cwd: Path = ROOT, **environment: str) -> Server:
    """Start a server on a free port, ``{port}`` in the command, and wait until it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with log.open("wb") as to:
        process = subprocess.Popen(
            [part.format(port=port) for part in command], cwd=cwd, env=os.environ | environment, stdout=to, stderr=to
        )
    server, end = Server(process, f"http://localhost:{port}"), time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(f"{server.url}/{health}", timeout=5).read()
            return server
        except OSError:
            time.sleep(0.1)
    server.stop()
    raise Failed(f"{' '.join(command)} did not start: {log.read_text(errors='replace')[-2000:]}")


@dataclass(frozen=True)
class Used:
    """One command: seconds by the clock and of processors, with its start; megabytes at its peak."""

    seconds: float
    processor: float
    peak: float


def run(command: list[str], log: Path, most: float = 600, **environment: str) -> Used:
    """Run a command to its end, and return what it used."""
    began = time.perf_counter()
    with log.open("wb") as to:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=to, stderr=to)
        late = Timer(most, os.kill, (process.pid, signal.SIGKILL))
        late.start()
        _, status, used = os.wait4(process.pid, 0)
        late.cancel()
    seconds = time.perf_counter() - began
    if status:
        raise Failed(f"{' '.join(command)}: status {status}: {log.read_text(errors='replace')[-2000:]}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Used(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)
