"""A crowd for minutes: visitors at human pace, programs, files and a publish at once; then idle and short visits."""

import asyncio
import os
import random
import time
from collections.abc import Awaitable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import httpx2 as httpx
from websockets.exceptions import ConnectionClosed

from . import contestants, imports
from .api import ADDRESSES
from .product import CHOICES, KINDS, MAKE_THE_FILE
from .servers import Server
from .session import Found, Session
from .table import Row
from .wire import Visitor, context

T = TypeVar("T")

VISITORS, PROGRAMS, PROBES = 50, 10, 5  # probes: visitors of the least page that Streamlit can be, under the same load
PAGES = ("", "regions", "map", "programmes")
THINKING = (3.0, 6.0)  # seconds between two changes of a visitor, and between two requests of a program
BETWEEN_FILES = 30.0  # seconds
PATIENCE = 30.0  # seconds, after which a visitor gives up
SETTLE = 30.0  # seconds, in which what the crowd held is given back
IDLE, SHORT, TOGETHER = 200, 500, 20
LOST = (TimeoutError, RuntimeError, ConnectionClosed)  # what goes wrong for a visitor


@dataclass
class Crowd:
    """What happened: seconds of changes, requests, files and of changes of the least page; errors; when all saw a release."""

    changes: list[float] = field(default_factory=list)
    requests: list[float] = field(default_factory=list)
    files: list[float] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    published: float = 0.0
    seen: list[float] = field(default_factory=list)

    async def done(self, step: Awaitable[T]) -> T | None:
        """Wait for a visitor's step, as long as a visitor would; what went wrong is noted."""
        try:
            return await asyncio.wait_for(step, PATIENCE)
        except LOST as error:
            self.errors.append(f"page: {error!r}")
            return None


@dataclass(frozen=True)
class Held:
    """What a process holds: memory, threads and open files; the processor time it has used, in seconds."""

    megabytes: float
    threads: int
    files: int
    processor: float


def measure(session: Session) -> Found:
    """Have a crowd use a fresh server for ten minutes, two where a first look is enough; then 200 idle, 500 short visits."""
    folder = session.folder("soak")
    register = imports.write_register(folder, 2_394)
    server, least = contestants.app(folder), session.least
    try:
        asyncio.run(walk(server.url))
        before = held(server)
        crowd = asyncio.run(meet(server, least, folder, register, session.few(120, 600)))
        after = asyncio.run(settled(server, before))
        asleep, idle = asyncio.run(idle_visits(server))
        left = asyncio.run(short_visits(server))
    finally:
        server.stop()
    p95, of_least = _p95(crowd.changes), _p95(crowd.least)
    who = f"{VISITORS} visitors, {PROGRAMS} programs, files, a publish"
    rows = [
        Row(f"{who}: changes", (len(crowd.changes),)),
        Row("errors", (len(crowd.errors),), wanted=(0,)),
        Row("p95 of a change", (1000 * p95,), "ms", wanted=(1000,)),
        Row("the least that Streamlit can be meanwhile, p95", (1000 * of_least,), "ms"),
        Row("p95 of a change, x the least", (p95 / of_least,), wanted=(10,)),
        Row("p95 of an answer of the API", (1000 * _p95(crowd.requests),), "ms"),
        Row("the longest wait for a file", (max(crowd.files, default=float("nan")),), "s"),
        Row("until the last page shows the release", (max(crowd.seen, default=float("nan")),), "s", wanted=(10,)),
        Row("memory after the crowd, x before it", (after.megabytes / before.megabytes,), wanted=(1.1,)),
        Row(f"{IDLE} idle visitors hold", (idle.megabytes - after.megabytes,), "MB", wanted=(300,)),
        Row("the processor that they use", (asleep,), "cores"),
        Row(f"{SHORT} visits leave: threads / files", (left.threads, left.files), wanted=(2, 2)),
        Row(f"{SHORT} visits leave", (left.megabytes,), "MB", wanted=(10,)),
    ]
    return Found(rows, {"crowd": crowd, "before": before, "after": after, "idle": idle}, sorted(set(crowd.errors)))


async def walk(url: str) -> None:
    """Visit every view that the crowd will, so that what is cached for all is held before the crowd comes."""
    async with context(url) as visitor:
        await visitor.run()
        for page in PAGES:
            for query in CHOICES:
                await visitor.go(page, query)


async def meet(server: Server, least: Server, folder: Path, register: Path, seconds: float) -> Crowd:
    """Let the crowd use the server for so many seconds; in the middle a register is published by the command."""
    crowd, end = Crowd(), time.monotonic() + seconds
    async with asyncio.TaskGroup() as group:
        for at in range(VISITORS):
            group.create_task(_visit(crowd, server.url, at, end))
        for at in range(PROBES):
            group.create_task(_probe(crowd, least.url, at, end))
        for at in range(PROGRAMS):
            group.create_task(_request(crowd, server.url, at, end))
        group.create_task(_make_files(crowd, server.url, end))
        await asyncio.sleep(seconds / 2)
        await asyncio.to_thread(imports.publish, folder, register)
        crowd.published = time.monotonic()
    return crowd


async def _visit(crowd: Crowd, url: str, at: int, end: float) -> None:
    """Change the page or the region every few seconds, and see what the server sends meanwhile."""
    async with context(url, PAGES[at % len(PAGES)]) as visitor:
        await crowd.done(visitor.run())
        first, turn = visitor.release, at
        while time.monotonic() < end and visitor.socket.close_code is None:
            await crowd.done(_think(visitor))
            turn += 1
            page, query = PAGES[turn % len(PAGES)], CHOICES[turn // len(PAGES) % len(CHOICES)]
            if run := await crowd.done(visitor.go(page, query)):
                crowd.changes.append(run.seconds)
        if visitor.release > first:
            crowd.seen.append(max(visitor.shown_at - crowd.published, 0.0))
        else:
            crowd.errors.append("page: the release was not seen")


async def _think(visitor: Visitor) -> None:
    """Wait as a reader does; runs that the server begins are received."""
    with suppress(TimeoutError):
        async with asyncio.timeout(random.uniform(*THINKING)):
            while True:
                await visitor.receive()


async def _probe(crowd: Crowd, url: str, at: int, end: float) -> None:
    """Change the least page that there can be, at the same pace."""
    async with context(url) as visitor:
        await visitor.run()
        while time.monotonic() < end:
            await asyncio.sleep(random.uniform(*THINKING))
            at += 1
            crowd.least.append((await visitor.choose(CHOICES[at % len(CHOICES)])).seconds)


async def _request(crowd: Crowd, url: str, at: int, end: float) -> None:
    """Request figures as a program does, by the API."""
    async with httpx.AsyncClient(base_url=f"{url}/api/v1/", timeout=PATIENCE) as client:
        while time.monotonic() < end:
            await asyncio.sleep(random.uniform(*THINKING))
            at += 1
            began = time.monotonic()
            try:
                (await client.get(ADDRESSES[at % len(ADDRESSES)])).raise_for_status()
                crowd.requests.append(time.monotonic() - began)
            except httpx.HTTPError as error:
                crowd.errors.append(f"API: {error!r}")


async def _make_files(crowd: Crowd, url: str, end: float) -> None:
    """Have one file after another made by the page."""
    labels = list(KINDS.values())
    async with context(url) as visitor:
        while time.monotonic() + BETWEEN_FILES < end:
            await crowd.done(visitor.run())
            await crowd.done(visitor.ask("bar", "download"))
            label = labels[len(crowd.files) % len(labels)]
            run = await crowd.done(visitor.press(MAKE_THE_FILE, label))
            if run and run.of("download_button"):
                crowd.files.append(run.seconds)
            elif run:
                crowd.errors.append(f"no file: {label}")
            await asyncio.sleep(BETWEEN_FILES)


async def settled(server: Server, before: Held) -> Held:
    """Return what the server holds once the crowd has left: as before, or what is still held after a while."""
    end = time.monotonic() + SETTLE
    while (now := held(server)).megabytes > before.megabytes and time.monotonic() < end:
        await asyncio.sleep(1)
    return now


async def idle_visits(server: Server, seconds: float = 10) -> tuple[float, Held]:
    """Return how many processors idle visitors use, and what the server holds with them."""
    async with AsyncExitStack() as opened:
        for _ in range(IDLE):
            await (await opened.enter_async_context(context(server.url))).run()
        began = held(server)
        await asyncio.sleep(seconds)
        now = held(server)
    return (now.processor - began.processor) / seconds, now


async def short_visits(server: Server) -> Held:
    """Return what visits, some at once, leave behind: more memory, threads and open files than after a first few."""

    async def visit() -> None:
        async with context(server.url) as visitor:
            await visitor.run()

    found = []
    for count in (IDLE, SHORT):
        for _ in range(count // TOGETHER):
            await asyncio.gather(*(visit() for _ in range(TOGETHER)))
        await asyncio.sleep(SETTLE)
        found.append(held(server))
    before, after = found
    more = [getattr(after, name) - getattr(before, name) for name in ("megabytes", "threads", "files", "processor")]
    return Held(*more)


def held(server: Server) -> Held:
    """Look at what a server holds now."""
    process = Path(f"/proc/{server.process.pid}")
    ticks = (process / "stat").read_text().rpartition(")")[2].split()[11:13]
    processor = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return Held(server.megabytes, len(os.listdir(process / "task")), len(os.listdir(process / "fd")), processor)


def _p95(seconds: list[float]) -> float:
    return sorted(seconds)[int(0.95 * (len(seconds) - 1))] if seconds else float("nan")
