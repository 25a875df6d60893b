"""Programs that ask the API at once: how long an answer takes, how many come in a second, and whether pages wait."""

import asyncio
import time
from dataclasses import dataclass

import httpx2 as httpx

from .session import Found, Session
from .table import Row
from .users import warm

# What programs ask for: the headline, a table, a map, a page of centres, what was published.
ADDRESSES = (
    "summary?region=north",
    "provinces?format=csv",
    "provinces?format=geojson",
    "centres?province=50&limit=500",
    "claims",
)


@dataclass(frozen=True)
class Answers:
    """How long answers took, in milliseconds; how many there were in a second; what a page's rerun took meanwhile."""

    median: float
    p95: float
    a_second: float
    rerun: float


def measure(session: Session) -> Found:
    """Have 20 programs ask the API at once."""
    found = asyncio.run(together(session.ours.url, 20, session.few(3, 20)))
    of = " / ".join(found)
    rows = [
        Row("20 programs at once, answers a second", tuple(one.a_second for one in found.values()), "", of),
        Row("p95 of an answer", tuple(one.p95 for one in found.values()), "ms", of),
        Row("a page's rerun meanwhile", tuple(one.rerun for one in found.values()), "ms", of),
    ]
    return Found(rows, dict(found))


async def together(url: str, clients: int, rounds: int) -> dict[str, Answers]:
    """Let so many clients ask for each address, as fast as they can, while a visitor's page runs repeatedly."""
    found = {}
    async with httpx.AsyncClient(base_url=f"{url}/api/v1/", timeout=60) as client:
        for address in ADDRESSES:
            await _ask(client, address, 1)  # what is cached for all is computed before the clock runs
            page, began = asyncio.create_task(warm(url, "", 10)), time.perf_counter()
            answers = await asyncio.gather(*(_ask(client, address, rounds) for _ in range(clients)))
            took = time.perf_counter() - began
            times = sorted(1000 * seconds for one in answers for seconds in one)
            count = len(times)
            rerun = await page
            found[address] = Answers(times[count // 2], times[int(0.95 * (count - 1))], count / took, rerun)
    return found


async def _ask(client: httpx.AsyncClient, address: str, rounds: int) -> list[float]:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        (await client.get(address)).raise_for_status()
        times.append(time.perf_counter() - began)
    return times
