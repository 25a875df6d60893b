"""Several workers behind nginx, for real: who is led where, and what a visitor notices when one of them ends."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2 as httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from deploy.serve import nginx_program, nginx_settings
from ocod_dash.config import ROOT

WAIT = 200  # seconds: what takes longer has failed


def _without_nginx() -> bool:
    try:
        nginx_program()
    except SystemExit:
        return True
    return not sys.platform.startswith("linux")


pytestmark = [pytest.mark.skipif(_without_nginx(), reason="needs nginx, on Linux"), pytest.mark.timeout(600)]


@dataclass
class Site:
    """The running group, as a visitor and as an operator see it."""

    process: "subprocess.Popen[bytes]"
    port: int
    workers: tuple[int, int]
    store: Path
    log: Path

    def get(self, path: str, worker: int | None = None, *, port: int | None = None) -> httpx.Response:
        """Ask for an address, as a visitor of a worker, or at the port of one."""
        cookies = {"Cookie": f"worker_port={worker}"} if worker else {}
        return httpx.get(f"http://127.0.0.1:{port or self.port}{path}", headers=cookies, timeout=60)

    def session(self, worker: int | None = None) -> ClientConnection:
        """Open a page's session, with the cookie of a worker."""
        cookies = {"Cookie": f"worker_port={worker}"} if worker else {}
        address = f"ws://127.0.0.1:{self.port}/_stcore/stream"
        return connect(address, subprotocols=["streamlit"], additional_headers=cookies, open_timeout=60)  # type: ignore[list-item]

    def processes(self) -> dict[int, int]:
        """Return the process of each worker."""
        own = self.process.pid
        found = {}
        for child in Path(f"/proc/{own}/task/{own}/children").read_text().split():
            words = Path(f"/proc/{child}/cmdline").read_text().split("\0")
            if "--port" in words:
                found[int(words[words.index("--port") + 1])] = int(child)
        return found

    def listens(self, worker: int) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", worker)) == 0


def until(true: Callable[[], bool], what: str, seconds: float = WAIT) -> None:
    last = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < last, what
        time.sleep(0.1)


def receive_all(session: ClientConnection) -> None:
    while True:
        session.recv(timeout=30)


def led_to(headers: httpx.Headers) -> int | None:
    """Return the worker that an answer's cookie names."""
    name, _, rest = headers.get("set-cookie", "").partition("=")
    return int(rest.partition(";")[0]) if name == "worker_port" else None


def free_ports() -> int:
    """Return the first of three free ports in a row."""
    while True:
        with socket.socket() as first, socket.socket() as second, socket.socket() as third:
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
                third.bind(("127.0.0.1", port + 2))
            except (OSError, OverflowError):
                continue
            return int(port)


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    port, log = free_ports(), folder / "log.txt"
    ours = {"WORKERS": "2", "PORT": str(port), "OCOD_STORE": str(folder / "store"), "HOME": str(folder)}
    ours |= {"STREAMLIT_SERVER_ADDRESS": "127.0.0.1", "TMPDIR": str(folder), "OCOD_REQUESTS_PER_MINUTE": "5"}
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "deploy.serve"], cwd=ROOT, env=os.environ | ours, stdout=file, stderr=file
        )
    try:
        yield Site(process, port, (port + 1, port + 2), folder / "store", log)
    finally:
        process.terminate()
        process.wait(60)


@contextmanager
def health_checks(site: Site) -> Iterator[list[int | str]]:
    """Check the health again and again meanwhile, as a load balancer does; give every answer."""
    answers: list[int | str] = []
    over = threading.Event()

    def check() -> None:
        while not over.wait(0.05):
            try:
                answers.append(site.get("/healthz").status_code)
            except httpx.HTTPError as error:
                answers.append(repr(error))

    thread = threading.Thread(target=check)
    thread.start()
    try:
        yield answers
    finally:
        over.set()
        thread.join()


def test_of_several_workers_each_can_end_and_no_visitor_is_left_alone(tmp_path: Path) -> None:
    with serving(tmp_path) as site:
        one, other = site.workers
        until(lambda: site.listens(site.port), "nginx does not listen")
        while_it_starts = site.get("/")
        assert (while_it_starts.status_code, while_it_starts.headers["retry-after"]) == (503, "5")
        until(lambda: "workers are ready" in site.log.read_text("utf-8"), "the workers are not ready")
        a_visitor_stays_with_one_worker(site, one, other)
        who_asks_too_often_is_refused_by_address(site)
        a_release_is_seen_by_all(site)
        with health_checks(site) as answers:
            when_a_worker_is_killed_its_visitors_go_to_another(site, one, other)
            all_are_restarted_in_turn(site)
        assert set(answers) == {200}
        at_the_end_pages_are_told_that_the_service_starts_again(site, one)
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith("ocod-")] == []
        assert "127.0.0.1:" not in "".join(
            line for line in site.log.read_text("utf-8").splitlines() if "Uvicorn running on" not in line
        )


def a_visitor_stays_with_one_worker(site: Site, one: int, other: int) -> None:
    page = site.get("/")
    assert page.status_code == 200
    assert led_to(page.headers) in (one, other)
    assert "set-cookie" not in site.get("/healthz").headers  # programs need none
    for worker in (one, other):
        assert led_to(site.get("/", worker).headers) is None  # it stays
        with site.session(worker) as session:
            assert session.response is not None
            assert "set-cookie" not in session.response.headers
            assert "ocod_open_pages 1.0" in site.get("/metrics", port=worker).text
    assert led_to(site.get("/", 99).headers) in (one, other)
    assert site.get("/metrics").status_code == 404
    assert {led_to(site.get("/").headers) for _ in range(4)} == {one, other}


def who_asks_too_often_is_refused_by_address(site: Site) -> None:
    """Limits are of the visitor's address, also where another proxy is in front of nginx."""

    def codes(address: str, times: int) -> set[int]:
        ask = f"http://127.0.0.1:{site.port}/api/v1/summary"
        return {httpx.get(ask, headers={"X-Forwarded-For": address}, timeout=60).status_code for _ in range(times)}

    assert 429 in codes("203.0.113.9", 14)
    assert codes("203.0.113.10", 4) == {200}


def a_release_is_seen_by_all(site: Site) -> None:
    register = site.store.with_name("register.csv")
    register.write_text("centre_id,name_th,province,status\na,ศูนย์ a,50,open\n", "utf-8")
    publish = [sys.executable, "-m", "ocod_dash", "publish", str(register), "--as-of", "2021-05-19", "--yes"]
    done = subprocess.run(
        publish, cwd=ROOT, env=os.environ | {"OCOD_STORE": str(site.store)}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    for worker in site.workers:
        until(lambda at=worker: site.get("/healthz", port=at).json()["release"] == 2, "a worker does not follow", 10)


def when_a_worker_is_killed_its_visitors_go_to_another(site: Site, one: int, other: int) -> None:
    before = site.processes()
    with site.session(one) as session:
        os.kill(before[one], signal.SIGKILL)
        with pytest.raises(ConnectionClosed):
            receive_all(session)
    page = site.get("/", one)
    assert (page.status_code, led_to(page.headers)) == (200, other)
    with site.session(one) as again:
        assert again.response is not None
        assert led_to(again.response.headers) == other  # type: ignore[arg-type]
    until(lambda: site.listens(one), "the killed worker is not started again")
    after = site.processes()
    assert (after[one] != before[one], after[other] == before[other]) == (True, True)


def all_are_restarted_in_turn(site: Site) -> None:
    before = site.processes()
    site.process.send_signal(signal.SIGUSR1)

    def all_new() -> bool:
        now = site.processes()
        return len(now) == 2 and not set(now.values()) & set(before.values()) and all(map(site.listens, now))

    until(all_new, "the workers are not restarted")


def at_the_end_pages_are_told_that_the_service_starts_again(site: Site, one: int) -> None:
    processes = site.processes()
    with site.session(one) as session:
        site.process.send_signal(signal.SIGTERM)
        with pytest.raises(ConnectionClosed) as closed:
            receive_all(session)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1012
    assert site.process.wait(60) == 0
    assert not any(Path(f"/proc/{process}").exists() for process in processes.values())
    assert not site.listens(site.port)


def test_a_setting_that_cannot_be_used_starts_nothing(tmp_path: Path) -> None:
    ours = {"WORKERS": "2", "PORT": str(free_ports()), "OCOD_UPLOADS": "nobody"}
    run = subprocess.run(
        [sys.executable, "-m", "deploy.serve"], cwd=ROOT, env=os.environ | ours, capture_output=True, check=False
    )
    assert run.returncode == 1
    assert run.stderr.decode().startswith("OCOD_UPLOADS=nobody")


@pytest.mark.parametrize("proxies", [None, "10.0.0.7,10.1.0.0/16", "*"])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_nginx_accepts_its_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, proxies: str, host: str) -> None:
    if proxies:
        monkeypatch.setenv("FORWARDED_ALLOW_IPS", proxies)
    else:
        monkeypatch.delenv("FORWARDED_ALLOW_IPS", raising=False)
    port = free_ports()
    file = tmp_path / "nginx.conf"
    file.write_text(nginx_settings(f"{host}:{port}", range(port + 1, port + 65), str(tmp_path)), "utf-8")
    run = subprocess.run(
        [nginx_program(), "-e", "stderr", "-t", "-p", str(tmp_path), "-c", str(file)], capture_output=True, check=False
    )
    assert run.returncode == 0, run.stderr.decode()
    assert b"warn" not in run.stderr
