"""Who looks at the app in the browser tests, and the browser's tabs that they look through."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, TimeoutError, expect

# A visitor who arrives at a page by its address: Streamlit looks for its server below that page first.
DEEP_LINK = re.compile(r"/[^/]+/_stcore/(health|host-config)$")
LOCALES = {"th": "th-TH", "en": "en-US"}

QUIET = """() => {
    const app = document.querySelector(".stApp");
    const drawn = (place, part) => [...document.querySelectorAll(place)].every((e) => e.querySelector(part));
    const quiet = app?.dataset.testScriptState === "notRunning"
        && app.dataset.testConnectionState === "CONNECTED"
        && !document.querySelector("[data-stale='true'], [data-testid='stSkeleton']")
        && document.querySelector("[data-testid='stMainBlockContainer'] [data-testid='stElementContainer']")
        && drawn(".ocod-chart", ".main-svg")
        && document.querySelector(".ocod-map:not([data-drawn])") === null;
    // A run begins a moment after what asked for it: quiet must last.
    if (!quiet) return (window.quietSince = undefined), false;
    return performance.now() - (window.quietSince ??= performance.now()) > 300;
}"""


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
        """Choose a value by its name in a field of ours or in a select box with a key."""
        field = self.page.locator(f".st-key-{widget}")
        if field.locator("select[data-param]").count():
            field.locator("select[data-param]").select_option(name)
            return
        if field.locator("button[data-param]").count():
            field.get_by_role("button", name=name, exact=True).click()
            return
        self.pick(self.page.locator(f".st-key-{widget} input").first, name)
        if self.page.locator(f".st-key-{widget}").get_by_test_id("stMultiSelect").count():
            self.page.keyboard.press("Escape")  # it stays open for more
        expect(self.page.get_by_role("option")).to_have_count(0)

    def type_day(self, widget: str, text: str) -> None:
        """Type a day in a date field, and press Enter."""
        self.page.locator(f"#field-{widget}").fill(text)
        self.page.keyboard.press("Enter")

    def pick(self, box: Locator, name: str) -> None:
        """Choose a value by its name in a select box or multiselect."""
        option = self.page.get_by_role("option", name=name, exact=True)
        for _ in range(3):  # scrolling to the box, or a run that ends meanwhile, closes the list
            box.click()
            box.fill(name)
            try:
                option.click(timeout=10_000)
            except TimeoutError:
                continue
            break

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
