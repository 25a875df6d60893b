"""Pages in a browser, in turns: ours beside the pre-rendered ones, an empty one, and the same pages in other frameworks."""

import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Error

from . import contestants
from .browser import OTHER_HOST, Seen, chromium, context
from .contestants import PAGES, Contestant
from .product import COUNTRY, REGIONS
from .servers import Failed
from .session import Found, Session, median, ratio
from .table import PAGES as THREE
from .table import Row

WALKED = [region for region in REGIONS if region != COUNTRY]
PEERS = ("dash", "panel", "vizro", "streamlit")
BASE, DASH = "pre-rendered", "dash"
Visits = dict[str, dict[str, list[Seen]]]
Figures = Callable[[list[Seen]], list[float]]


def cold(session: Session) -> Found:
    """Visit each page with an empty cache and choose a region; beside us the pre-rendered page, an empty one and Dash."""
    found = Found()
    who = session.ground | session.peer("empty Streamlit", found.failed) | session.peer(DASH, found.failed)
    seen = visited(session, who, session.rounds, found)
    found.rows = [
        row("first visit, charts and map", seen, "ours", charts_and_map, "ms"),
        against("x pre-rendered", seen, "ours", BASE, charts_and_map, (0.79, 0.92, 0.98)),
        against("Dash, x pre-rendered", seen, DASH, BASE, charts_and_map),
        against("an empty Streamlit page, x pre-rendered", seen, "empty Streamlit", BASE, charts_and_map),
        row("first visit, tables too", seen, "ours", loaded, "ms"),
        against("x Dash", seen, "ours", DASH, loaded),
        row("change of region, charts and map", seen, "ours", redrawn, "ms"),
        against("x pre-rendered", seen, "ours", BASE, redrawn, (2.0, 2.0, 2.5)),
        against("Dash, x pre-rendered", seen, DASH, BASE, redrawn),
        row("change of region, tables too", seen, "ours", changed, "ms"),
        against("x Dash", seen, "ours", DASH, changed),
        row("sent for a first visit", seen, "ours", kilobytes, "KB", (3_000, 3_000, 3_000)),
        row("the same, pre-rendered", seen, BASE, kilobytes, "KB"),
        row("the same, Dash", seen, DASH, kilobytes, "KB"),
        row("requests of a first visit", seen, "ours", requests),
        marks(seen, found.failed),
    ]
    return found


def slow(session: Session) -> Found:
    """Visit each page on a slow link."""
    found = Found()
    who = session.ground | session.peer(DASH, found.failed)
    seen = visited(session, who, max(2, session.rounds // 2), found, slow=True)
    found.rows = [
        row("first visit at 10 Mbit/s and 40 ms, tables too", seen, "ours", loaded, "ms"),
        against("x Dash with the same content", seen, "ours", DASH, loaded, (0.8, 0.8, 0.8)),
        against("charts and map, x pre-rendered", seen, "ours", BASE, charts_and_map),
    ]
    return found


def peers(session: Session) -> Found:
    """Visit each page of the same content in four frameworks."""
    found = Found()
    who = dict(session.ground)
    for name in PEERS:
        who |= session.peer(name, found.failed)
    seen = visited(session, who, max(1, session.rounds // 2), found)
    for name in [name for name in who if name != BASE]:
        label = "Streamlit by the book" if name == "streamlit" else name.capitalize()
        found.rows += [
            against(f"{label}, first visit, charts and map, x pre-rendered", seen, name, BASE, charts_and_map),
            against(f"{label}, change of them, x pre-rendered", seen, name, BASE, redrawn),
            row(f"{label}, sent", seen, name, kilobytes, "KB"),
        ]
    return found


def plain(session: Session) -> Found:
    """Visit each page where the browser asks for no brotli: over HTTP, not this machine by name."""
    found = Found()
    assert session.ground
    server = contestants.app(session.home, "--browser.serverAddress", OTHER_HOST)
    ours = Contestant(server, **contestants.SHOWN["ours"])
    try:
        with chromium() as browser:
            for page in PAGES:
                url = ours.url(page).replace("localhost", OTHER_HOST)
                found.figures[page] = context(browser, url, ours.complete(session.home, page)).kilobytes
    finally:
        server.stop()
    sizes = tuple(found.figures[page] for page in PAGES)
    found.rows = [Row("first visit over plain HTTP (gzip)", sizes, "KB", THREE, (3_500, 3_500, 3_500))]
    return found


def visited(session: Session, who: dict[str, Contestant], rounds: int, found: Found, slow: bool = False) -> Visits:
    """Visit each page of each, in turns, round by round; the first round only warms up.

    A page that does not work is reported in ``found`` and left out from then on.
    """
    seen: Visits = {page: {name: [] for name in who} for page in PAGES}
    with chromium() as browser:
        for turn in range(rounds + 1):
            began = time.perf_counter()
            for page in PAGES:
                for name in list(seen[page]):
                    region = () if slow else (WALKED[turn % len(WALKED)],)
                    one = once(browser, session.home, who[name], page, slow, region)
                    if isinstance(one, str):
                        found.failed.append(f"{name}, {page}: {one}")
                        del seen[page][name]
                    elif turn:
                        seen[page][name].append(one)
            print(f"  round {turn} of {rounds}: {time.perf_counter() - began:.0f} s", flush=True)
    found.figures |= {page: dict(visits) for page, visits in seen.items()}
    return seen


def once(browser: Browser, home: Path, who: Contestant, page: str, slow: bool, regions: tuple[str, ...]) -> Seen | str:
    """Visit a page; return what did not work in words."""
    try:
        seen = context(browser, who.url(page), who.complete(home, page), slow=slow, change=who.change, regions=regions)
    except (Error, Failed) as reason:
        return str(reason).splitlines()[0]
    wrong = [*sorted(seen.strangers), *seen.problems]
    return "; ".join(wrong) if wrong else seen


def charts_and_map(seen: list[Seen]) -> list[float]:
    return [one.loaded["drawn"] for one in seen]


def loaded(seen: list[Seen]) -> list[float]:
    return [one.loaded["all"] for one in seen]


def redrawn(seen: list[Seen]) -> list[float]:
    return [times["drawn"] for one in seen for times in one.changes.values()]


def changed(seen: list[Seen]) -> list[float]:
    return [times["all"] for one in seen for times in one.changes.values()]


def kilobytes(seen: list[Seen]) -> list[float]:
    return [one.kilobytes for one in seen]


def requests(seen: list[Seen]) -> list[float]:
    return [one.requests for one in seen]


def row(what: str, seen: Visits, name: str, figures: Figures, unit: str = "", wanted: tuple[float, ...] = ()) -> Row:
    """Return a line of the medians of each page."""
    values = tuple(median(figures(visits.get(name, []))) for visits in seen.values())
    return Row(what, values, unit, THREE, wanted)


def against(what: str, seen: Visits, name: str, base: str, figures: Figures, wanted: tuple[float, ...] = ()) -> Row:
    """Return a line of each page's ratio to another's."""
    pairs = [(figures(visits.get(name, [])), figures(visits.get(base, []))) for visits in seen.values()]
    return Row(what, tuple(ratio(*pair) for pair in pairs), "", THREE, wanted)


def marks(seen: Visits, failed: list[str]) -> Row:
    """Return how many corners the map draws; that they are not as many in every region is no fair comparison."""
    corners = {
        name: {region: n for one in visits for region, n in one.marks.items()} for name, visits in seen["map"].items()
    }
    who = [name for name in ("ours", BASE, DASH) if name in corners]
    for region, n in corners.get("ours", {}).items():
        base = corners.get(BASE, {}).get(region, 0)
        if abs(base - n) > 0.02 * n:
            failed.append(f"map, {region or COUNTRY}: the pre-rendered page draws {base:,} corners, ours {n:,}")
    return Row("corners that the map draws", tuple(corners[name].get("", 0) for name in who), "", " / ".join(who))
