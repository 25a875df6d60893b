"""The same pages on a register of any size: a page's script, what goes to the browser."""

from dataclasses import dataclass
from pathlib import Path

from .contestants import PAGES, app
from .users import CHOICES
from .wire import context


@dataclass(frozen=True)
class Load:
    """A page of a large register: its first run, the median of a warm one, the slowest first change (ms); what is sent."""

    first: float
    again: float
    change: float
    marks: int
    rows: int
    kilobytes: float


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
