"""The same pages on a register of any size: a page's script, what goes to the browser."""

import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path

from . import imports
from .contestants import PAGES, app
from .product import CHOICES
from .session import Found, Session
from .table import PAGES as THREE
from .table import Row
from .wire import context

SIZES = (2_394, 100_000, 1_000_000)
SECOND = (1_000.0,) * 3


@dataclass(frozen=True)
class Load:
    """A page of a large register: its first run, the median of a warm one, the slowest first change (ms); what is sent."""

    first: float
    again: float
    change: float
    marks: int
    rows: int
    kilobytes: float


def measure(session: Session) -> Found:
    """Import registers of growing size and ask for the pages of each."""
    found = Found()
    for centres in SIZES[: session.few(2, 3)]:
        folder = session.folder(f"scale_{centres}")
        used = imports.publish(folder, imports.write_register(folder, centres))
        loads = asyncio.run(pages(folder, session.few(5, 20)))
        shutil.rmtree(folder)
        found.figures[str(centres)] = {"import": used, "pages": loads}
        each, name = loads.values(), f"{centres:,} centres"
        found.rows += [
            Row(f"{name}: import", (used.seconds,), "s"),
            Row(f"{name}: a page's script, warm", tuple(load.again for load in each), "ms", THREE, SECOND),
            Row(f"{name}: slowest change not asked for before", tuple(load.change for load in each), "ms", THREE),
            Row(f"{name}: first visit of all", tuple(load.first for load in each), "ms", THREE),
            Row(f"{name}: marks at most", tuple(load.marks for load in each), "", THREE, (3_000,) * 3),
            Row(f"{name}: rows of tables at most", tuple(load.rows for load in each), "", THREE, (500,) * 3),
        ]
    return found


async def pages(folder: Path, reruns: int) -> dict[str, Load]:
    """Return how each page of the app does with the store in ``folder``."""
    server, found = app(folder), {}
    try:
        for name, page in PAGES.items():
            async with context(server.url, page) as visitor:
                first = await visitor.run()
                changes = [await visitor.choose(region) for region in CHOICES]
            async with context(server.url, page) as visitor:
                await visitor.run()
                again = sorted([(await visitor.run()).seconds for _ in range(reruns)])
            runs = [first, *changes]
            found[name] = Load(
                1000 * first.seconds,
                1000 * again[reruns // 2],
                1000 * max(run.seconds for run in changes),
                max(run.marks for run in runs),
                max(run.rows for run in runs),
                max(run.sent for run in runs) / 1024,
            )
    finally:
        server.stop()
    return found
