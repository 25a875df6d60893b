"""Many visitors at once, by the protocol: how long a change takes, how many a second, what sessions and reruns hold."""

import asyncio
import random
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass

from . import contestants
from .contestants import PAGES
from .product import CHOICES
from .servers import Server
from .session import Found, Session
from .table import PAGES as THREE
from .table import Row
from .wire import Visitor, context

USERS = 20


@dataclass(frozen=True)
class Changes:
    """How long changes took, in milliseconds, and how many there were in a second."""

    median: float
    p95: float
    a_second: float
    kilobytes: float


def measure(session: Session) -> Found:
    """Have 20 users change the region at once, on our pages and on the least there can be."""
    found = Found()
    alone, thinking, racing = {}, {}, {}
    who = {"least": (session.least, ""), **{name: (session.ours, page) for name, page in PAGES.items()}}
    for name, (server, page) in who.items():
        alone[name] = asyncio.run(warm(server.url, page, session.few(10, 40)))
        thinking[name] = asyncio.run(together(server.url, page, USERS, session.few(5, 15), think=1.0))
        racing[name] = asyncio.run(together(server.url, page, USERS, session.few(10, 30), think=0))
    found.figures = {"alone": alone, "thinking": thinking, "racing": racing}
    p95, a_second = (
        {name: one.p95 for name, one in thinking.items()},
        {name: one.a_second for name, one in racing.items()},
    )
    found.rows = [
        Row("a page's script, warm", tuple(alone[page] for page in PAGES), "ms", THREE, (30, 30, 30)),
        Row("20 users who think up to a second, p95", tuple(p95[page] for page in PAGES), "ms", THREE, (30, 30, 40)),
        Row(
            "changes a second at full speed on one core",
            tuple(a_second[page] for page in PAGES), "", THREE, (150, 150, 120), least=True,
        ),
        Row("sent for a change", tuple(thinking[page].kilobytes for page in PAGES), "KB", THREE),
        Row("the least that Streamlit can be, p95", (p95["least"],), "ms"),
        Row("the least that Streamlit can be, changes a second", (a_second["least"],)),
    ]  # fmt: skip
    return found


def memory(session: Session) -> Found:
    """Look at what a fresh server holds: idle, for a session, and what the later half of many changes adds."""
    server = contestants.app(session.home)
    try:
        idle, each = asyncio.run(sessions(server, "", session.few(5, 30)))
        grown = asyncio.run(growth(server, "", session.few(400, 2000)))
    finally:
        server.stop()
    rows = [
        Row("the server before any visitor", (idle,), "MB"),
        Row("an open session", (each,), "MB"),
        Row(f"the later half of {session.few(400, 2000):,} changes", (grown,), "MB", wanted=(5,)),
    ]
    return Found(rows, {"idle": idle, "session": each, "growth": grown})


async def together(url: str, page: str, users: int, changes: int, think: float) -> Changes:
    """Let users change the region, each after thinking for up to ``think`` seconds."""
    async with AsyncExitStack() as sessions:
        visitors = [await _seat(sessions, url, page) for _ in range(users)]
        for region in CHOICES:  # what is cached for all visitors is computed before the clock runs
            await visitors[0].choose(region)
        began = time.perf_counter()
        runs = await asyncio.gather(*(_change(visitor, at, changes, think) for at, visitor in enumerate(visitors)))
        took = time.perf_counter() - began
    times = sorted(1000 * seconds for one in runs for seconds, _ in one)
    sent = sum(size for one in runs for _, size in one)
    count = len(times)
    return Changes(times[count // 2], times[int(0.95 * (count - 1))], count / took, sent / count / 1024)


async def warm(url: str, page: str, reruns: int) -> float:
    """Return the median milliseconds of a rerun that changes nothing, by one visitor alone."""
    async with context(url, page) as visitor:
        for _ in range(3):
            await visitor.run()
        times = sorted([(await visitor.run()).seconds for _ in range(reruns)])
    return 1000 * times[reruns // 2]


async def sessions(server: Server, page: str, count: int) -> tuple[float, float]:
    """Return megabytes before any visitor, and more for each of ``count`` open sessions after the first."""
    idle = server.megabytes
    async with AsyncExitStack() as opened:
        await _seat(opened, server.url, page)
        one = server.megabytes
        for _ in range(count - 1):
            await _seat(opened, server.url, page)
        return idle, (server.megabytes - one) / max(count - 1, 1)


async def growth(server: Server, page: str, reruns: int, users: int = 4) -> float:
    """Return the megabytes that the second half of ``reruns`` changes added."""
    async with AsyncExitStack() as opened:
        visitors = [await _seat(opened, server.url, page) for _ in range(users)]
        held = []
        for _half in range(2):
            each = reruns // 2 // users
            await asyncio.gather(*(_change(visitor, at, each, 0) for at, visitor in enumerate(visitors)))
            held.append(server.megabytes)
    return held[1] - held[0]


async def _seat(opened: AsyncExitStack, url: str, page: str) -> Visitor:
    visitor = await opened.enter_async_context(context(url, page))
    await visitor.run()
    return visitor


async def _change(visitor: Visitor, at: int, changes: int, think: float) -> list[tuple[float, int]]:
    taken = []
    for turn in range(changes):
        if think:
            await asyncio.sleep(random.uniform(0, think))
        run = await visitor.choose(CHOICES[(at + turn) % len(CHOICES)])
        taken.append((run.seconds, run.sent))
    return taken
