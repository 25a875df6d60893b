"""Every kind of file to download, by the command: how long, how large, how much memory; and who waits meanwhile."""

import asyncio
import shutil
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from . import imports
from .product import KINDS, MAKE_THE_FILE
from .servers import Failed, Used, run
from .session import Found, Session, median, ratio
from .table import Row
from .users import warm
from .wire import context

OF = " / ".join(KINDS)
FIVE = (5.0,) * len(KINDS)


@dataclass(frozen=True)
class Beside:
    """A page's rerun in milliseconds by itself, and while another visitor requests slides."""

    quiet: float
    busy: float


def measure(session: Session) -> Found:
    """Request every kind of file: on the page, by the command of a small and of a large register; and who waits."""
    found = Found()
    waits = asyncio.run(beside(session.ours.url, session.few(2, 7)))
    quiet, busy = [one.quiet for one in waits], [one.busy for one in waits]
    by_page = asyncio.run(on_the_page(session.ours.url, session.few(1, 3)))
    found.rows = [
        Row("made by the page, for who read the dialog for five seconds", tuple(by_page.values()), "s", OF, FIVE),
        Row("a page's rerun while another visitor has slides made, by itself", (median(quiet),), "ms"),
        Row("the same meanwhile, x by itself", (ratio(busy, quiet),)),
    ]
    found.figures = {"beside": waits, "on the page": by_page}
    for centres in (2_394, 1_000_000)[: session.few(1, 2)]:
        folder = session.folder(f"exports_{centres}")
        imports.publish(folder, imports.write_register(folder, centres))
        files = {kind: export(folder, kind) for kind in KINDS}
        shutil.rmtree(folder)
        name = f"{centres:,} centres, by the command"
        used, sizes = [one for one, _ in files.values()], tuple(size for _, size in files.values())
        found.figures[name] = files
        found.rows += [
            Row(name, tuple(one.seconds for one in used), "s", OF, FIVE if centres < 10_000 else ()),
            Row(f"{name}: most memory", tuple(one.peak for one in used), "MB", OF),
            Row(f"{name}: size", sizes, "MB", OF),
        ]
    return found


async def beside(url: str, rounds: int) -> list[Beside]:
    """Run the overview repeatedly, round by round: by itself, then beside another visitor's slides."""
    found = []
    async with context(url) as visitor, context(url) as maker:
        await visitor.run()
        for _ in range(rounds):
            quiet = await warm(url, "", 20)
            await maker.run()
            await maker.ask("bar", "download")
            making, took = asyncio.create_task(maker.press(MAKE_THE_FILE)), []
            while not making.done():
                took.append(1000 * (await visitor.run()).seconds)
            if not (await making).of("download_button"):
                raise Failed("No slides arrived.")
            found.append(Beside(quiet, statistics.median(took)))
    return found


async def on_the_page(url: str, rounds: int, reading: float = 5.0) -> dict[str, float]:
    """Return the median seconds from the press of the button to a file, by kind, for who read the dialog for a while."""
    found: dict[str, list[float]] = {kind: [] for kind in KINDS}
    async with context(url) as visitor:
        for _ in range(rounds):
            for kind, label in KINDS.items():
                await visitor.run()
                await visitor.ask("bar", "download")
                await asyncio.sleep(reading)
                answer = await visitor.press(MAKE_THE_FILE, label)
                if not answer.of("download_button"):
                    raise Failed(f"No {kind} arrived.")
                found[kind].append(answer.seconds)
    return {kind: statistics.median(took) for kind, took in found.items()}


def export(folder: Path, kind: str) -> tuple[Used, float]:
    """Make a file of all pages of the register in ``folder``'s store: what it used, and the file's megabytes."""
    path = folder / f"file.{kind}"
    command = [sys.executable, "-m", "ocod_dash", "export", "--as", kind, "--lang", "th", "-o", str(path)]
    used = run(command, folder / "export.log", OCOD_STORE=str(folder / "store"))
    return used, path.stat().st_size / 2**20
