"""The same pages on a register of any size: its import, a page's script, what goes to the browser."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from scripts.make_sample import AS_OF

from .contestants import PAGES, ROOT, app
from .users import CHOICES, FILTER
from .wire import visit


@dataclass(frozen=True)
class Import:
    """One import: seconds, megabytes at its peak, the size of the file in megabytes."""

    seconds: float
    peak: float
    file: float


@dataclass(frozen=True)
class Load:
    """A page of a large register: its first run, the median of a warm one, the slowest first change (ms); what is sent."""

    first: float
    again: float
    change: float
    marks: int
    rows: int
    kilobytes: float


def publish(folder: Path, centres: int) -> Import:
    """Make a register of so many centres and publish it, by the command that a steward would use."""
    register = folder / f"{centres}.csv"
    made = [sys.executable, "-m", "scripts.make_sample", "--centres", str(centres), "--out", str(register)]
    subprocess.run(made, cwd=ROOT, check=True)
    command = [sys.executable, "-m", "ocod_dash", "publish", str(register), "--as-of", str(AS_OF), "--yes"]
    began = time.perf_counter()
    with (folder / f"{centres}.log").open("wb") as log:
        place = {"OCOD_STORE": str(folder / "store")}
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | place, stdout=log, stderr=log)
        _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit((folder / f"{centres}.log").read_text(errors="replace"))
    size = register.stat().st_size / 2**20
    register.unlink()
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Import(time.perf_counter() - began, used.ru_maxrss / unit, size)


async def pages(folder: Path, reruns: int) -> dict[str, Load]:
    """Return how each page of the app does with the store in ``folder``."""
    server, found = app(folder), {}
    try:
        for name, page in PAGES.items():
            async with visit(server.url, page) as visitor:
                first = await visitor.run()
                changes = [await visitor.choose(FILTER, region) for region in CHOICES]
            async with visit(server.url, page) as visitor:
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
