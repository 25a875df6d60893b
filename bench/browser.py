"""A cold visit in a real browser: when the last part is drawn, when a change is, and what came over the wire."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from scripts.bootstrap_browser import ADVICE, FLAGS, find

from .servers import Failed

PROBE = (Path(__file__).parent / "probe.js").read_text("utf-8")
OTHER_HOST = "another-host.test"  # this machine by a name to which a browser asks for no brotli without HTTPS
SLOW = {"offline": False, "latency": 40, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}
WINDOW = ViewportSize(width=1440, height=1000)
PATIENCE = 60_000  # milliseconds
QUIET, QUIET_SLOW = 400, 2_000  # milliseconds in which nothing more is sent to the graphics card: a map is complete

Change = Callable[[Page, str | None, Callable[[], Any]], None]


@dataclass(frozen=True)
class What:
    """What a page is complete with.

    ``parts`` are the CSS of a kind (charts, pictures, tables) and how many there are; ``deck`` says whether there is a
    map, ``text`` is the CSS of a text, ``deep`` says whether the page lives in shadow roots. ``other`` holds for each
    region and kind which parts are not the same as those of the whole country.
    """

    parts: Sequence[tuple[str, int]] = ()
    deck: bool = False
    text: str | None = None
    deep: bool = False
    other: dict[str, list[list[int]]] = field(default_factory=dict)


@dataclass
class Seen:
    """One visit: milliseconds to the last part and to that of each change; marks of the map; what was sent.

    Times are of what is ``drawn``, charts, pictures and the map, and of ``all``, the tables too.
    """

    loaded: dict[str, float] = field(default_factory=dict)
    changes: dict[str, dict[str, float]] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=dict)
    kilobytes: float = 0.0
    requests: int = 0
    strangers: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser that finds no host but this machine."""
    path = find()
    if path is None:
        raise Failed(ADVICE)
    rules = f"--host-resolver-rules=MAP {OTHER_HOST} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, rules])
        yield browser
        browser.close()


def context(
    browser: Browser,
    url: str,
    what: What,
    *,
    slow: bool = False,
    change: Change | None = None,
    regions: Sequence[str] = (),
) -> Seen:
    """Visit a page with nothing in the browser's cache.

    Parameters
    ----------
    browser : Browser
        From :func:`chromium`.
    url : str
        The page.
    what : What
        What it is complete with.
    slow : bool
        On a link of 10 Mbit/s and 40 ms.
    change : callable, optional
        ``change(page, region, arm)`` chooses a region from the whole country, and calls ``arm()`` just before the last
        click; ``change(page, None, arm)`` goes back to the country.
    regions : sequence of str
        The regions to change to.
    """
    context = browser.new_context(viewport=WINDOW, locale="en-GB")
    try:
        page, seen = context.new_page(), Seen()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: seen.problems.append(str(error)))
        cdp = context.new_cdp_session(page)
        cdp.on("Network.requestWillBeSent", lambda event: _count(seen, event["request"]["url"]))
        cdp.on("Network.webSocketCreated", lambda event: _count(seen, event["url"]))
        cdp.on("Network.loadingFinished", lambda event: _add(seen, event["encodedDataLength"]))
        cdp.on("Network.webSocketFrameReceived", lambda event: _add(seen, _size(event["response"])))
        cdp.send("Network.enable")
        if slow:
            cdp.send("Network.emulateNetworkConditions", SLOW)
        probed = asdict(what) | {"quiet": QUIET_SLOW if slow else QUIET}
        page.add_init_script(PROBE.replace("__WHAT__", json.dumps(probed)))
        page.goto(url, wait_until="commit")
        seen.loaded = _when(page, "loaded")
        page.wait_for_timeout(400)  # what comes after the last part counts too
        seen.marks[""] = _marks(page)
        cdp.send("Network.disable")  # counting should not slow what is timed
        for region in regions:
            if change:
                _change(page, change, region, what, seen)
        return seen
    finally:
        context.close()


def _change(page: Page, change: Change, region: str, what: What, seen: Seen) -> None:
    change(page, region, lambda: page.evaluate("other => bench.arm(other)", what.other[region]))
    changed, began = _when(page, "changed"), page.evaluate("bench.began")
    seen.changes[region] = {stage: time - began for stage, time in changed.items()}
    seen.marks[region] = _marks(page)
    page.wait_for_timeout(300)
    change(page, None, lambda: None)
    page.wait_for_timeout(700)


def _when(page: Page, what: str) -> dict[str, float]:
    page.wait_for_function(f"() => window.bench?.{what}.all != null", polling=50, timeout=PATIENCE)
    times: dict[str, float] = page.evaluate(f"bench.{what}")
    return times


def _marks(page: Page) -> int:
    """Return how many corners of triangles the map's last frame has."""
    return int(page.evaluate("bench.frames.at(-1)?.marks ?? 0"))


def _count(seen: Seen, url: str) -> None:
    address = urlsplit(url)
    if address.scheme in ("http", "https", "ws", "wss"):
        seen.requests += 1
        if address.hostname not in ("localhost", "127.0.0.1", OTHER_HOST):
            seen.strangers.add(str(address.hostname))


def _add(seen: Seen, size: float) -> None:
    seen.kilobytes += size / 1024


def _size(frame: dict[str, Any]) -> float:
    """Return a WebSocket frame's size: binary data is shown as base64."""
    return len(frame["payloadData"]) * (3 / 4 if frame["opcode"] == 2 else 1)
