"""Who is measured in a browser: what each one's pages are complete with, and how a region is chosen there."""

import json
import re
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from ocod_dash.web.streamlit_compat import HEALTH

from .browser import Change, What
from .peers.environment import python
from .product import COUNTRY
from .servers import ROOT, Server, start

PAGES = {"overview": "", "regions": "regions", "map": "map"}
STREAMLIT = ("--server.headless", "true", "--server.fileWatcherType", "none", "--browser.gatherUsageStats", "false")
KINDS = ("figures", "pictures", "tables")
PLOTLY, TABLE = ".js-plotly-plot", "table:not(.ocod-legend *)"  # a legend is no table of the page


def app(folder: Path, *options: str) -> Server:
    """Start our app with a store in ``folder``, and wait until its files are compressed: a minute, the first time."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "{port}", *STREAMLIT, *options]
    server = start(
        command, folder / "app.log", HEALTH, OCOD_STORE=str(folder / "store"), OCOD_CHANGES_PER_SECOND="10000"
    )
    page = urllib.request.urlopen(f"{server.url}/map").read().decode()
    end = time.monotonic() + 180
    for script in dict.fromkeys(re.findall(r'"\./([^"]+\.m?js)"', page)):
        ask = urllib.request.Request(f"{server.url}/{script}", headers={"Accept-Encoding": "gzip, br"})
        while urllib.request.urlopen(ask).headers["Content-Encoding"] != "br" and time.monotonic() < end:
            time.sleep(0.5)
    return server


def empty(folder: Path) -> Server:
    """Start a Streamlit app with nothing on it but a word."""
    return _script(folder, "empty", 'st.write("empty")')


def least(folder: Path) -> Server:
    """Start a Streamlit app that writes the region in its address: the least that answers a change."""
    return _script(folder, "least", 'st.write(str(st.query_params.get("region")))')


def _script(folder: Path, name: str, lines: str) -> Server:
    script = folder / f"{name}.py"
    script.write_text(f"import streamlit as st\n\n{lines}\n", "utf-8")
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", "{port}", *STREAMLIT]
    return start([*command, "--server.address", "localhost"], folder / f"{name}.log", HEALTH)


def prerendered(folder: Path, ours: Server) -> Server:
    """Start the pre-rendered pages, built from what our app sends; that stays in ``parts.json`` for the peers."""
    command = [sys.executable, "-m", "bench.prerendered", ours.url, str(folder / "parts.json"), "{port}"]
    return start(command, folder / "prerendered.log")


def start_peer(folder: Path, name: str) -> Server:
    """Start a peer with what our pages show, after :func:`prerendered`, in an environment of its own."""
    if name == "empty Streamlit":
        return empty(folder)
    script = ROOT / "bench" / "peers" / f"{name}_peer.py"
    place = folder / name
    place.mkdir(exist_ok=True)
    command = [str(python(name)), str(script), str(folder / "parts.json"), "{port}"]
    if name == "streamlit":  # by the book: none of our settings, so not in our folder
        command = [str(python(name)), "-m", "streamlit", "run", str(script), "--server.port", "{port}"]
        command += [*STREAMLIT, "--server.address", "localhost", "--", str(folder / "parts.json")]
    return start(command, place / "server.log", cwd=place)


@dataclass(frozen=True)
class Contestant:
    """One who is measured.

    Parameters
    ----------
    server : Server
        What serves its pages.
    pictures : str
        The CSS of its pictures.
    change : callable
        How a region is chosen.
    tables : bool
        Whether it shows tables; the pre-rendered page has none.
    deep : bool
        Whether its pages live in shadow roots.
    paths : dict
        Its pages, where they are not under ours' paths.
    """

    server: Server
    pictures: str
    change: Change | None
    tables: bool = True
    deep: bool = False
    paths: dict[str, str] = field(default_factory=dict)

    def url(self, page: str) -> str:
        """Return the address of a page."""
        return f"{self.server.url}/{self.paths.get(page, PAGES[page])}" if self.change else self.server.url

    def complete(self, folder: Path, page: str) -> What:
        """Return what a page is complete with: as many charts, pictures, tables and maps as our app sends for it."""
        if not self.change:
            return What(text="[data-testid=stMarkdownContainer] p")
        every = json.loads((folder / "parts.json").read_text("utf-8"))[PAGES[page]]
        shown = KINDS if self.tables else KINDS[:2]
        css = dict(zip(KINDS, (PLOTLY, self.pictures, TABLE), strict=True))
        first = every[COUNTRY]
        other = {region: [_other(first[kind], parts[kind]) for kind in shown] for region, parts in every.items()}
        counts = [(css[kind], len(first[kind])) for kind in shown]
        return What(counts, bool(first["deck"]), deep=self.deep, other=other)


def _other(before: list[Any], after: list[Any]) -> list[int]:
    return [at for at, (one, then) in enumerate(zip(before, after, strict=False)) if one != then]


def in_streamlit(page: Page, region: str | None, arm: Callable[[], Any]) -> None:
    """Choose a region in our filter, or none."""
    pills = page.locator("[class*=st-key-filter_regions]")
    if region is None:
        pills.locator("[aria-pressed=true], [aria-current=true]").first.click()
        return
    arm()
    pills.get_by_text(region, exact=True).click()


def in_list(page: Page, region: str | None, arm: Callable[[], Any]) -> None:
    """Choose a region in the browser's own list, or all."""
    arm()
    page.locator("select").first.select_option(region or COUNTRY)


def in_dash(page: Page, region: str | None, arm: Callable[[], Any]) -> None:
    """Choose a region in Dash's list, or all."""
    page.locator("#region, [id$=-region]").first.click()
    option = page.locator(".dash-dropdown-option, [role=option]").get_by_text(region or COUNTRY, exact=True).first
    option.wait_for()
    arm()
    option.click()


def in_selectbox(page: Page, region: str | None, arm: Callable[[], Any]) -> None:
    """Choose a region in Streamlit's list, or all."""
    page.locator("[data-testid=stSelectbox] input").click()
    option = page.locator("[role=option]").get_by_text(region or COUNTRY, exact=True).first
    option.wait_for()
    arm()
    option.click()


# By whom it is: the CSS of its pictures, how a region is chosen, and what else is different there.
SHOWN: dict[str, dict[str, Any]] = {
    "ours": {"pictures": "svg[data-picture]", "change": in_streamlit},
    "pre-rendered": {"pictures": "#pictures > div > svg", "change": in_list, "tables": False},
    "empty Streamlit": {"pictures": "none", "change": None},
    "dash": {"pictures": ".picture", "change": in_dash},
    "panel": {"pictures": ".picture svg", "change": in_list, "deep": True, "paths": {"overview": "overview"}},
    "vizro": {"pictures": ".picture", "change": in_dash},
    "streamlit": {"pictures": ".picture", "change": in_selectbox},
}
