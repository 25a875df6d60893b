"""Serve the app by several processes: workers, and nginx in front of them, which leads each visitor to one worker.

A worker that ends is started again. SIGUSR1 restarts the workers in turn, while the others answer; SIGTERM ends all gently.
``WORKERS`` and ``PORT`` in the environment say how many and where; docs/operations.md describes all settings.
"""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import jinja2

from ocod_dash.config import ROOT, settings

TEMPLATE = Path(__file__).with_name("nginx.conf.jinja")
BEAT = 0.2  # seconds between two looks at the processes
PAUSE = 2.0  # seconds from one start of a worker to the next
GOODBYE = 20.0  # seconds in which a process ends; uvicorn gives requests 10
THIS_MACHINE = "127.0.0.1"


def command(host: str, port: int) -> list[str]:
    """Return the command that serves the app by one process, with the settings with which Streamlit starts uvicorn."""
    uvicorn = [sys.executable, "-m", "uvicorn", "app:app", "--host", host, "--port", str(port), "--no-access-log"]
    return [*uvicorn, "--ws", "websockets-sansio", "--ws-per-message-deflate", "false"]


def nginx_settings(listen: str, ports: Sequence[int], folder: str) -> str:
    """Return what nginx is told.

    Parameters
    ----------
    listen : str
        Address and port for visitors.
    ports : sequence of int
        Ports of the workers, on this machine.
    folder : str
        For nginx's own files.
    """
    trusted = os.environ.get("FORWARDED_ALLOW_IPS", f"{THIS_MACHINE},::1").replace("*", "0.0.0.0/0,::/0")
    given = {"listen": listen, "ports": ports, "folder": folder, "proxies": trusted.split(","), "files": _files()}
    template = jinja2.Template(TEMPLATE.read_text("utf-8"), undefined=jinja2.StrictUndefined)
    return str(template.render(given))


def _files() -> int:
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return 65_536 if hard == resource.RLIM_INFINITY else min(hard, 65_536)


class Worker:
    """A process that serves the app at a port of this machine."""

    def __init__(self, port: int, environment: dict[str, str]) -> None:
        self.port, self.environment = port, environment
        self.start()

    def start(self) -> None:
        """Start the process."""
        self.process = _start(command(THIS_MACHINE, self.port), self.environment)
        self.started, self.ending = time.monotonic(), 0.0

    def end(self) -> None:
        """Have the process answer what it has begun, end its sessions, and end."""
        self.process.terminate()
        self.ending = time.monotonic()

    @property
    def ready(self) -> bool:
        """Whether it answers: uvicorn listens when the app has started, and not before."""
        if self.ending or self.process.poll() is not None:
            return False
        with socket.socket() as probe:
            return probe.connect_ex((THIS_MACHINE, self.port)) == 0


class Group:
    """The workers, the order in which they are restarted, and nginx."""

    def __init__(self, listen: str, ports: Sequence[int], folder: str) -> None:
        file = Path(folder, "nginx.conf")
        file.write_text(nginx_settings(listen, ports, folder), "utf-8")
        self.nginx = _start([nginx_program(), "-e", "stderr", "-p", folder, "-c", str(file)], dict(os.environ))
        # A form that one worker has sent is accepted by all.
        environment = {"STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex()} | os.environ
        self.workers = [Worker(port, environment | {"FORWARDED_ALLOW_IPS": THIS_MACHINE}) for port in ports]
        self.in_turn: deque[Worker] = deque()
        self.complete = False  # whether all workers were ready once

    def restart(self) -> None:
        """Restart the workers in turn."""
        log("info", "the workers are restarted in turn")
        self.in_turn = deque(self.workers)

    def look(self) -> bool:
        """Start workers that have ended, and restart the next when all are ready; say whether to go on."""
        if self.nginx.poll() is not None:
            log("error", f"nginx ended with code {self.nginx.returncode}")
            return False
        for worker in self.workers:
            code, now = worker.process.poll(), time.monotonic()
            if worker.ending and now - worker.ending > GOODBYE:
                worker.process.kill()
            if code is None or now - worker.started < PAUSE:
                continue
            if not self.complete:
                log("error", f"the worker at port {worker.port} ended with code {code} before all were ready")
                return False
            log("info" if worker.ending else "error", f"the worker at port {worker.port} ended with code {code}")
            worker.start()
        if not self.complete or self.in_turn:
            self._go_on()
        return True

    def _go_on(self) -> None:
        if not all(worker.ready for worker in self.workers):
            return
        if not self.complete:
            self.complete = True
            log("info", f"{len(self.workers)} workers are ready; kill -USR1 {os.getpid()} restarts them in turn")
        elif self.in_turn:
            self.in_turn.popleft().end()

    def end(self) -> None:
        """End all: nginx accepts nobody, and ends when the workers have answered."""
        log("info", "all processes are ended")
        self.nginx.send_signal(signal.SIGQUIT)
        for worker in self.workers:
            worker.end()
        last = time.monotonic() + GOODBYE
        for process in (*(worker.process for worker in self.workers), self.nginx):
            try:
                process.wait(max(last - time.monotonic(), 0))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def nginx_program() -> str:
    """Return the path of nginx, which is not always in that of a user's programs."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/opt/homebrew/bin")
    if not found:
        raise SystemExit("Several workers need nginx: apt-get install nginx-light (or dnf, apk, brew install nginx)")
    return found


def log(level: str, message: str) -> None:
    """Write a line of the log, in the form of the app's own."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    line = {"time": now, "level": level, "logger": "deploy.serve", "message": message}
    print(json.dumps(line) if settings().log == "json" else f"{now} {message}", file=sys.stderr, flush=True)


def _start(program: Sequence[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    """Start a process that a terminal's Ctrl+C does not reach: it is ended by us."""
    return subprocess.Popen(program, cwd=ROOT, env=environment, process_group=0)


def main() -> int:
    """Serve until a signal ends it; return the code of the process."""
    number, port = int(os.environ.get("WORKERS") or os.cpu_count() or 1), int(os.environ.get("PORT") or 8501)
    host = os.environ.get("STREAMLIT_SERVER_ADDRESS") or "localhost"
    settings()  # one that cannot be used ends this before any process starts
    if number == 1:
        os.chdir(ROOT)
        os.execv(sys.executable, command(host, port))
    signals: deque[int] = deque()
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGUSR1):
        signal.signal(each, lambda number, frame: signals.append(number))
    with tempfile.TemporaryDirectory(prefix="ocod-nginx-") as folder:
        listen = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        group = Group(listen, range(port + 1, port + 1 + number), folder)
        went_on = True
        while went_on and not {signal.SIGTERM, signal.SIGINT, signal.SIGHUP} & set(signals):
            if signals:
                signals.clear()
                group.restart()
            went_on = group.look()
            time.sleep(BEAT)
        group.end()
    return 0 if went_on else 1


if __name__ == "__main__":
    sys.exit(main())
