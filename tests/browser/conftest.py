"""The real app in a real browser: no error on the console, no traceback in the log, no request to anyone else."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from ocod_dash.web.streamlit_compat import HEALTH
from scripts.bootstrap_browser import ADVICE, FLAGS, find

from .visitors import LOCALES, Tabs, Visitor

ROOT = Path(__file__).parents[2]
START_SECONDS = 240
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the visitor's fixture know that the test failed: it takes a picture."""
    report = yield
    item.failed = getattr(item, "failed", False) or report.failed  # type: ignore[attr-defined]
    return report


@dataclass(frozen=True)
class Server:
    """A running app: its address, its store, its log so far."""

    url: str
    store: Path
    log_file: Path

    def log(self) -> str:
        return self.log_file.read_text("utf-8", errors="replace")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _serving(script: Path, folder: Path, secrets: str = "", **environment: str) -> Iterator[Server]:
    """Run an app from a new home, with a new store, until it is no longer needed."""
    port = free_port()
    (home := folder / "home").mkdir()
    if secrets:
        (home / ".streamlit").mkdir()
        (home / ".streamlit" / "secrets.toml").write_text(secrets, "utf-8")
    under = environment.get("STREAMLIT_SERVER_BASE_URL_PATH", "")
    server = Server(f"http://localhost:{port}/{under}".rstrip("/"), folder / "store", folder / "log.txt")
    ours = {"HOME": str(home), "USERPROFILE": str(home), "OCOD_STORE": str(server.store), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += ["--server.port", str(port), "--server.headless", "true", "--server.fileWatcherType", "none"]
    with server.log_file.open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | ours | environment, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        _wait_until_healthy(server, process)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    complaints = re.findall(r"^.*(?:Traceback|ERROR|Exception).*$", server.log(), re.MULTILINE)
    assert not complaints, server.log()


def _wait_until_healthy(server: Server, process: subprocess.Popen[bytes]) -> None:
    last_moment = time.monotonic() + START_SECONDS
    while time.monotonic() < last_moment and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}/{HEALTH}", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the app did not start:\n{server.log()}")


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Return a function that starts an app of its own, for the session: ``serve(script, OCOD_WATCH_SECONDS="1")``."""
    with ExitStack() as running:

        def start(script: Path = ROOT / "app.py", secrets: str = "", **environment: str) -> Server:
            return running.enter_context(_serving(script, tmp_path_factory.mktemp("app"), secrets, **environment))

        yield start


@pytest.fixture
def new_server(tmp_path: Path) -> Iterator[Server]:
    """An app that nobody has asked for anything yet, for one test."""
    with _serving(ROOT / "app.py", tmp_path) as running:
        yield running


@pytest.fixture(scope="session")
def server(serve: Callable[..., Server]) -> Server:
    """The app that most tests share; a test that changes its data starts its own."""
    return serve()


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of a Chromium that starts (before Playwright does: it cannot run inside itself)."""
    return find() or pytest.fail(ADVICE)


@pytest.fixture(scope="session")
def playwright(chromium: str) -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    # A page is drawn by less work without a GPU that is only imitated; maps on it are still drawn.
    running = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, "--disable-gpu-compositing"])
    yield running
    running.close()


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    return Tabs(browser)


@pytest.fixture
def visitor(browser: Browser, tabs: Tabs, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visitor]]:
    """Return a function that seats a visitor: ``visitor("th", dark=True, width=390)``."""
    seated: list[tuple[Visitor, Callable[[Page], object]]] = []

    def seat(
        language: str = "en",
        *,
        dark: bool = False,
        width: int = 1440,
        height: int = 1000,
        url: str | None = None,
        trusts: str = "",
        alone: bool = False,
        touch: bool = False,
    ) -> Visitor:
        apart = alone or touch
        if apart:
            window = browser.new_context(locale=LOCALES[language], timezone_id="Asia/Bangkok", has_touch=touch)
            page = window.new_page()
        else:
            page = tabs.lend(language)
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.set_viewport_size({"width": width, "height": height})
        one = Visitor(page, url or request.getfixturevalue("server").url, trusts)
        seated.append((one, (lambda page: page.context.close()) if apart else partial(tabs.take_back, language)))
        return one

    yield seat
    failed = getattr(request.node, "failed", False)
    for number, (one, give_back) in enumerate(seated):
        if failed:
            one.page.screenshot(path=ROOT / "test-results" / f"{request.node.name}-{number}.png", full_page=True)
        one.leave()
        (Page.close if failed else give_back)(one.page)
        one.part()
