"""Take the docs' pictures: of the running app, in a real browser, and of files to take away, with the sample register."""

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bootstrap_browser import ADVICE, FLAGS, find
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from ocod_dash.web.streamlit_compat import HEALTH

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
# Each picture's page, and the height of the window that shows what matters on it.
PICTURES = {"overview": ("/?lang=th", 1660), "map": ("/map?lang=en", 1250)}
WIDTH = 1440
# The pages of each file to download that are shown, and how many are beside each other.
FILES = {"pptx": ((1, 2, 3, 5, 6, 7), 3), "pdf": ((1, 2, 5, 7), 4)}
MOST_BYTES = 300_000
PATIENCE = 120  # seconds

# Quiet for a second: no run, nothing stale, every chart, map and picture there.
READY = """() => {
    const app = document.querySelector(".stApp");
    const each = (place, part) => [...document.querySelectorAll(place)].every((e) => e.querySelector(part));
    const quiet = app?.dataset.testScriptState === "notRunning" && document.querySelector("h1")
        && !document.querySelector("[data-stale='true'], [data-testid='stSkeleton']")
        && each(".ocod-chart", ".main-svg") && !document.querySelector(".ocod-map:not([data-drawn])");
    if (!quiet) return (window.quietSince = undefined), false;
    return performance.now() - (window.quietSince ??= performance.now()) > 1000;
}"""


def main() -> None:
    """Write each picture to docs/pictures."""
    browser_path = find() or sys.exit(ADVICE)
    FOLDER.mkdir(exist_ok=True)
    with serving() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        page = browser.new_page(color_scheme="light")
        for name, (path, height) in PICTURES.items():
            page.set_viewport_size({"width": WIDTH, "height": height})
            page.goto(url + path)
            page.wait_for_function(READY, timeout=PATIENCE * 1000)
            (FOLDER / f"{name}.png").write_bytes(taken(page))
        browser.close()
    with tempfile.TemporaryDirectory() as folder:
        for kind, chosen in FILES.items():
            (FOLDER / f"{kind}.png").write_bytes(of_file(Path(folder), kind, chosen))


@contextmanager
def serving() -> Iterator[str]:
    """Run the app with a store of its own; the sample is published into it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://localhost:{port}"
    with tempfile.TemporaryDirectory() as store:
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
        server = subprocess.Popen(
            [*command, "--server.port", str(port)], cwd=ROOT, env=os.environ | {"OCOD_STORE": store}
        )
        try:
            wait(url, server)
            yield url
        finally:
            server.terminate()
            server.wait()


def wait(url: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the app is up."""
    last_moment = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < last_moment:
        try:
            urllib.request.urlopen(f"{url}/{HEALTH}", timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    sys.exit("The app did not start.")


def taken(page: Page) -> bytes:
    """Return what is in the window as a PNG of few colours, small enough for a README."""
    page.mouse.move(0, 0)
    return small(Image.open(io.BytesIO(page.screenshot())).convert("RGB"), page.url)


def small(picture: Image.Image, name: str) -> bytes:
    """Return a picture as a PNG of few colours."""
    file = io.BytesIO()
    picture.quantize(256, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    if file.tell() >= MOST_BYTES:
        sys.exit(f"{name} makes a picture of {file.tell():,} bytes; the most is {MOST_BYTES:,}.")
    return file.getvalue()


def of_file(folder: Path, kind: str, chosen: tuple[tuple[int, ...], int]) -> bytes:
    """Make a file to take away, draw it with LibreOffice and Poppler, and return some of its pages as one PNG."""
    if missing := [program for program in ("soffice", "pdftoppm") if not shutil.which(program)]:
        sys.exit(f"{' and '.join(missing)} not found: apt-get install libreoffice-impress poppler-utils")
    path, (pages, columns) = folder / f"file.{kind}", chosen
    command = [sys.executable, "-m", "ocod_dash"]
    place = os.environ | {"OCOD_STORE": str(folder / "store")}
    subprocess.run([*command, "sample", "--yes"], cwd=ROOT, env=place, check=True)
    subprocess.run([*command, "export", "--as", kind, "--lang", "th", "-o", str(path)], cwd=ROOT, env=place, check=True)
    if kind == "pptx":
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        subprocess.run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, path], check=True)
    subprocess.run(["pdftoppm", "-r", "50", "-png", path.with_suffix(".pdf"), folder / "page"], check=True)
    pictures = [Image.open(page) for page in sorted(folder.glob("page-*.png"))]
    shown = [pictures[number - 1] for number in pages]
    width, height = shown[0].size
    sheet = Image.new("RGB", (width * columns, height * -(-len(shown) // columns)), "white")
    for at, page in enumerate(shown):
        sheet.paste(page, (at % columns * width, at // columns * height))
    for page in folder.glob("page-*.png"):
        page.unlink()
    return small(sheet, kind)


if __name__ == "__main__":
    main()
