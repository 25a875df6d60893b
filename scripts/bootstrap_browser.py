"""Find a Chromium that starts, for the browser tests and the pictures; run as a script, get one where there is none."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

# Nothing of the browser's own may leave the machine, and charts on the GPU must draw on a machine without one.
FLAGS = [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
if hasattr(os, "geteuid") and os.geteuid() == 0:
    FLAGS.append("--no-sandbox")  # Chromium refuses its sandbox to root

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
ADVICE = "No Chromium starts here: install Chromium or Chrome, or run `playwright install --with-deps chromium`."


@cache
def find() -> str | None:
    """Return the path of the first Chromium that starts, or None."""
    with sync_playwright() as playwright:
        for path in [*_installed(), playwright.chromium.executable_path]:
            if not Path(path).exists():
                continue
            try:
                playwright.chromium.launch(executable_path=path, args=FLAGS).close()
            except Error:
                continue
            return path
    return None


def get() -> None:
    """Install a Chromium: Playwright's own, else the system's, which takes root."""
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, check=False)
    find.cache_clear()
    if find() is None and shutil.which("apt-get") and "--no-sandbox" in FLAGS:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        packages = ["chromium", "fonts-thai-tlwg"]
        subprocess.run(
            ["apt-get", "install", "-qq", "--no-install-recommends", *packages], env=os.environ | quiet, check=False
        )
    find.cache_clear()


def _installed() -> Iterator[str]:
    yield from (path for name in NAMES if (path := shutil.which(name)))
    yield from PLACES


if __name__ == "__main__":
    if find() is None:
        print("No Chromium yet: getting one.")
        get()
    sys.exit(None if find() else ADVICE)
