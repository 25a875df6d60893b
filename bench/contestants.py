"""Who is measured: an empty Streamlit page, the pre-rendered pages, ours, and Dash where it is there."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from ocod_dash.web.delivery import needed

from .browser import What
from .prerendered import COUNTRY

ROOT = Path(__file__).parents[1]
PAGES = {"overview": "", "regions": "regions", "map": "map"}
STREAMLIT = ("--server.headless", "true", "--server.fileWatcherType", "none", "--browser.gatherUsageStats", "false")


@dataclass
class Server:
    """A server that we started."""

    process: subprocess.Popen[bytes]
    url: str

    @property
    def megabytes(self) -> float:
        """What it holds in memory."""
        told = subprocess.run(["ps", "-o", "rss=", "-p", str(self.process.pid)], capture_output=True, check=True)
        return int(told.stdout) / 1024

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start(command: list[str], log: Path, health: str = "", **environment: str) -> Server:
    """Start a server on a free port, ``{port}`` in the command, and wait until it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with log.open("wb") as to:
        process = subprocess.Popen(
            [part.format(port=port) for part in command], cwd=ROOT, env=os.environ | environment, stdout=to, stderr=to
        )
    server, end = Server(process, f"http://localhost:{port}"), time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(f"{server.url}/{health}", timeout=5).read()
            return server
        except OSError:
            time.sleep(0.1)
    server.stop()
    raise SystemExit(f"{command} did not start:\n{log.read_text(errors='replace')}")


def app(folder: Path, *options: str, **environment: str) -> Server:
    """Start our app with a store in ``folder``, and wait until its files are compressed: a minute, the first time."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "{port}", *STREAMLIT, *options]
    server = start(command, folder / "app.log", "_stcore/health", OCOD_STORE=str(folder / "store"), **environment)
    last = urllib.request.Request(f"{server.url}/{needed(('map',))[-1]}", headers={"Accept-Encoding": "gzip, br"})
    while urllib.request.urlopen(last).headers["Content-Encoding"] != "br":
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
    return start([*command, "--server.address", "localhost"], folder / f"{name}.log", "_stcore/health")


def prerendered(folder: Path, ours: Server) -> Server:
    """Start the pre-rendered pages, made from what our app sends."""
    command = [sys.executable, "-m", "bench.prerendered", ours.url, str(folder / "parts.json"), "{port}"]
    return start(command, folder / "prerendered.log")


def dash(folder: Path, python: str) -> Server:
    """Start Dash with the same figures, after :func:`prerendered`, in a Python that has it."""
    command = [python, str(ROOT / "bench" / "dash_peer.py"), str(folder / "parts.json"), "{port}"]
    return start(command, folder / "dash.log")


def complete(folder: Path, peer: str, page: str) -> What:
    """Return what a peer's page is complete with: as many charts, pictures and maps as our app sends for it."""
    if peer == "empty Streamlit":
        return What(text="[data-testid=stMarkdownContainer] p")
    every = json.loads((folder / "parts.json").read_text("utf-8"))[PAGES[page]]
    parts = every[COUNTRY]
    charts, pictures = SHOWN[peer]
    drawn = [each["figures"] + each["pictures"] for each in every.values()]
    still = [at for at, part in enumerate(drawn[0]) if all(each[at] == part for each in drawn)]
    return What((charts, len(parts["figures"])), (pictures, len(parts["pictures"])), bool(parts["deck"]), still=still)


# The CSS of charts and of pictures.
SHOWN = {
    "pre-rendered": ("#charts > div", "#pictures > div > svg"),
    "ours": (".ocod-chart", "svg[data-picture]"),
    "Dash": (".dash-graph", ".picture"),
}

Change = Callable[[Page, str | None, Callable[[], Any]], None]


def in_streamlit(page: Page, region: str | None, arm: Callable[[], Any]) -> None:
    """Choose a region in our filter, or none."""
    field = page.locator("[class*=st-key-filter_regions]")
    if region is None:
        field.locator("button[aria-pressed=true]").click()
        return
    arm()
    field.get_by_role("button", name=region, exact=True).click()


def in_prerendered(page: Page, region: str | None, arm: Callable[[], Any]) -> None:
    """Choose a region in the pre-rendered page's list, or all."""
    arm()
    page.locator("#region").select_option(region or COUNTRY)


def in_dash(page: Page, region: str | None, arm: Callable[[], Any]) -> None:
    """Choose a region in Dash's list, or all."""
    page.locator("#region").click()
    option = page.locator(".dash-dropdown-option, [role=option]").get_by_text(region or COUNTRY, exact=True).first
    option.wait_for()
    arm()
    option.click()


# How a region is chosen; not on the empty page.
CHANGE: dict[str, Change] = {"pre-rendered": in_prerendered, "ours": in_streamlit, "Dash": in_dash}
