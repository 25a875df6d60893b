"""Every kind of file to take away, made by the command: how long, how large, how much memory; and who waits meanwhile."""

import asyncio
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from ocod_dash.i18n import Words

from .contestants import ROOT
from .users import warm
from .wire import context

KINDS = ("pptx", "pdf", "xlsx", "html", "geojson")


@dataclass(frozen=True)
class Export:
    """One file: seconds with the start of the command, of them the processor's; megabytes at its peak; its size in them."""

    seconds: float
    worked: float
    peak: float
    size: float


@dataclass(frozen=True)
class Beside:
    """A page's rerun in milliseconds while nobody has a file made, and while another visitor has slides made."""

    quiet: float
    busy: float


async def beside(url: str, rounds: int) -> list[Beside]:
    """Have the overview run again and again, round by round: by itself, then beside another visitor's slides."""
    found = []
    async with context(url) as visitor, context(url) as maker:
        await visitor.run()
        for _ in range(rounds):
            quiet = await warm(url, "", 20)
            await maker.run()
            await maker.ask("bar", "takeaway")
            making, took = asyncio.create_task(maker.press("Make the file")), []
            while not making.done():
                took.append(1000 * (await visitor.run()).seconds)
            if not (await making).of("download_button"):
                raise SystemExit("No slides were made.")
            found.append(Beside(quiet, statistics.median(took)))
    return found


async def on_the_page(url: str, rounds: int, reading: float = 5.0) -> dict[str, float]:
    """Return the median seconds from the press of the button to a file, by kind, for who read the dialog for a while."""
    found: dict[str, list[float]] = {kind: [] for kind in KINDS}
    async with context(url) as visitor:
        for _ in range(rounds):
            for kind in KINDS:
                await visitor.run()
                await visitor.ask("bar", "takeaway")
                await asyncio.sleep(reading)
                made = await visitor.press("Make the file", Words("en")(f"takeaway.kind.{kind}"))
                if not made.of("download_button"):
                    raise SystemExit(f"No {kind} was made.")
                found[kind].append(made.seconds)
    return {kind: statistics.median(took) for kind, took in found.items()}


def export(folder: Path, kind: str) -> Export:
    """Make a file of all pages of the register in ``folder``'s store."""
    path = folder / f"file.{kind}"
    command = [sys.executable, "-m", "ocod_dash", "export", "--as", kind, "--lang", "th", "-o", str(path)]
    began = time.perf_counter()
    with (folder / "export.log").open("wb") as log:
        place = {"OCOD_STORE": str(folder / "store")}
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | place, stdout=log, stderr=log)
        _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit((folder / "export.log").read_text(errors="replace"))
    unit = 2**20 if sys.platform == "darwin" else 2**10
    worked = used.ru_utime + used.ru_stime
    return Export(time.perf_counter() - began, worked, used.ru_maxrss / unit, path.stat().st_size / 2**20)
