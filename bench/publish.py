"""A publish while many pages are open: how often the page is computed for them, and when the last shows it."""

import asyncio
import sys
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from ocod_dash.web.streamlit_compat import HEALTH

from . import imports
from .servers import Failed, Server, start
from .session import Found, Session
from .table import Row
from .wire import Visitor, context

PAGES = 50
PATIENCE = 60  # seconds


@dataclass(frozen=True)
class Recomputed:
    """How often the page was computed for all who had it open, and after how many seconds the last had it."""

    computed: int
    seconds: float


def measure(session: Session) -> Found:
    """Publish a register while 50 visitors have the overview open, and wait until all of them show it."""
    folder = session.folder("publish")
    marks = folder / "marks"
    register = imports.write_register(folder, 2_394)
    command = [sys.executable, "-m", "uvicorn", "bench.counted_app:app", "--port", "{port}", "--log-level", "warning"]
    server = start(command, folder / "app.log", HEALTH, OCOD_STORE=str(folder / "store"), BENCH_MARKS=str(marks))
    try:
        seen = asyncio.run(publish(server, marks, lambda: imports.publish(folder, register)))
    finally:
        server.stop()
    rows = [
        Row(f"a publish seen by {PAGES} open pages: computed", (seen.computed,), "times", wanted=(1,)),
        Row("the same: until the last shows it", (seen.seconds,), "s"),
    ]
    return Found(rows, {"overview": seen})


async def publish(server: Server, marks: Path, publish_: Callable[[], object]) -> Recomputed:
    """Open the pages, publish, and wait until all show the new release."""
    async with AsyncExitStack() as opened:
        visitors = [await opened.enter_async_context(context(server.url)) for _ in range(PAGES)]
        for visitor in visitors:
            await visitor.run()
        if (before := marks.stat().st_size) != 1:
            raise Failed(
                f"{PAGES} visitors of one view computed the overview {before} times: the count is of something else"
            )
        await asyncio.to_thread(publish_)
        began = time.perf_counter()
        await asyncio.wait_for(asyncio.gather(*(_seen(visitor) for visitor in visitors)), PATIENCE)
        return Recomputed(marks.stat().st_size - before, time.perf_counter() - began)


async def _seen(visitor: Visitor) -> None:
    """Wait until the server has the page run again, with the new release."""
    before = visitor.release
    while visitor.release == before:
        await visitor.receive()
