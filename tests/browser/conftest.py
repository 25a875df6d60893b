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
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Playwright,
    TimeoutError,
    expect,
    sync_playwright,
)

from scripts.bootstrap_browser import ADVICE, FLAGS, find

ROOT = Path(__file__).parents[2]
START_SECONDS = 120
# A visitor who arrives at a page by its address: Streamlit looks for its server below that page first.
DEEP_LINK = re.compile(r"/[^/]+/_stcore/(health|host-config)$")
LOCALES = {"th": "th-TH", "en": "en-US"}
expect.set_options(timeout=30_000)

QUIET = """() => {
    const app = document.querySelector(".stApp");
    const drawn = (place, part) => [...document.querySelectorAll(place)].every((e) => e.querySelector(part));
    const quiet = app?.dataset.testScriptState === "notRunning"
        && app.dataset.testConnectionState === "CONNECTED"
        && !document.querySelector("[data-stale='true'], [data-testid='stSkeleton']")
        && document.querySelector("[data-testid='stMainBlockContainer'] [data-testid='stElementContainer']")
        && drawn(".ocod-chart", ".main-svg")
        && drawn("[data-testid='stDeckGlJsonChart']", "canvas");
    // A run begins a moment after what asked for it: quiet must last.
    if (!quiet) return (window.quietSince = undefined), false;
    return performance.now() - (window.quietSince ??= performance.now()) > 300;
}"""


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
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=5):
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


@dataclass
class Tabs:
    """The tabs of the browser's windows, a window for a language: one visitor after the other gets the same tab.

    A window keeps the app's files, and a tab keeps them ready to run: opening a page anew takes half the work.
    """

    browser: Browser
    windows: dict[str, BrowserContext] = field(default_factory=dict)
    free: dict[str, list[Page]] = field(default_factory=dict)

    def lend(self, language: str) -> Page:
        """Return an empty tab of the window of a language."""
        if language not in self.windows:
            self.windows[language] = self.browser.new_context(locale=LOCALES[language], timezone_id="Asia/Bangkok")
        free = self.free.setdefault(language, [])
        return free.pop() if free else self.windows[language].new_page()

    def take_back(self, language: str, page: Page) -> None:
        """Empty a tab for the next visitor."""
        page.unroute_all()
        page.goto("about:blank")
        session = page.context.new_cdp_session(page)
        session.send("Page.resetNavigationHistory")
        session.detach()
        self.free[language].append(page)


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    return Tabs(browser)


@dataclass
class Visitor:
    """Someone at a browser: opens pages, waits until they are drawn, and keeps what the browser complained of."""

    page: Page
    url: str
    trusts: str = ""  # another address that the page may ask: where visitors sign in
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._hears: dict[str, Callable[[Any], object]] = {
            "request": lambda request: self._away() or self.requests.append(request.url),
            "websocket": lambda socket: self.requests.append(socket.url),
            "pageerror": lambda error: self.complaints.append(str(error)),
            "console": lambda message: self._hear(message.type, message.text, message.location["url"]),
        }
        for event, hear in self._hears.items():
            self.page.on(event, hear)  # type: ignore[call-overload]

    def _hear(self, kind: str, text: str, address: str) -> None:
        looked_below = "404" in text and DEEP_LINK.search(urlsplit(address).path)
        if kind == "error" and not looked_below and not self._away():
            self.complaints.append(f"{text} ({address})")

    def _away(self) -> bool:
        """Say whether the visitor is where one signs in, which is no page of ours."""
        return bool(self.trusts) and self.page.url.startswith(self.trusts)

    def open(self, path: str = "/") -> Page:
        """Open a page of the app and wait until it is drawn."""
        self.page.goto(self.url + path)
        return self.ready()

    def ready(self) -> Page:
        """Wait until the script has run, nothing on the page is stale, and every chart and picture is drawn."""
        self.page.wait_for_function(QUIET, timeout=60_000)
        self.page.evaluate("document.fonts.ready.then(() => delete window.quietSince)")
        return self.page

    @property
    def address(self) -> str:
        """The address without the host, as one would copy it."""
        return self.page.url.removeprefix(self.url)

    def comes_to(self, path: str) -> Page:
        """Wait until the page has come to an address, without the host, and is drawn."""
        expect(self.page).to_have_url(re.compile(re.escape(self.url + path).replace(",", "(?:,|%2C)") + "$"))
        return self.ready()

    def choose(self, widget: str, name: str) -> None:
        """Choose a value by its name among the pills, in the select box or in the multiselect with a key."""
        pills = self.page.locator(f".st-key-{widget}").get_by_test_id("stButtonGroup")
        if pills.count():
            pills.get_by_role("button", name=name, exact=True).click()
            return
        box = self.page.locator(f".st-key-{widget} input").first
        option = self.page.get_by_role("option", name=name, exact=True)
        for _ in range(3):  # a run that ends meanwhile closes the list
            box.click()
            box.fill(name)
            try:
                option.click(timeout=10_000)
            except TimeoutError:
                continue
            break
        if self.page.locator(f".st-key-{widget}").get_by_test_id("stMultiSelect").count():
            self.page.keyboard.press("Escape")  # it stays open for more
        expect(self.page.get_by_role("option")).to_have_count(0)

    def button(self, key: str) -> Locator:
        """Return the button with a key; one with a help text stands in the page twice, once unseen."""
        return self.page.locator(f".st-key-{key} button:visible").first

    def strangers(self) -> list[str]:
        """Return the requests to anyone but the app."""
        ours = {urlsplit(self.url).netloc, urlsplit(self.trusts).netloc}
        local = ("data", "blob", "about")
        return [url for url in self.requests if urlsplit(url).netloc not in ours and urlsplit(url).scheme not in local]

    def leave(self) -> None:
        """Keep nothing in the tab, such as the theme that was chosen, and hear no more of it."""
        if self.page.url.startswith(self.url):
            self.page.evaluate("localStorage.clear(), sessionStorage.clear()")
        for event, hear in self._hears.items():
            self.page.remove_listener(event, hear)

    def part(self) -> None:
        """Fail if anything was amiss."""
        assert not self.complaints, "the browser complained: " + "; ".join(self.complaints)
        assert not self.strangers(), "the page asked an outside host: " + "; ".join(self.strangers())


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
    ) -> Visitor:
        if alone:
            page = browser.new_context(locale=LOCALES[language], timezone_id="Asia/Bangkok").new_page()
        else:
            page = tabs.lend(language)
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.set_viewport_size({"width": width, "height": height})
        one = Visitor(page, url or request.getfixturevalue("server").url, trusts)
        seated.append((one, (lambda page: page.context.close()) if alone else partial(tabs.take_back, language)))
        return one

    yield seat
    failed = getattr(request.node, "failed", False)
    for number, (one, give_back) in enumerate(seated):
        if failed:
            one.page.screenshot(path=ROOT / "test-results" / f"{request.node.name}-{number}.png", full_page=True)
        one.leave()
        (Page.close if failed else give_back)(one.page)
        one.part()
