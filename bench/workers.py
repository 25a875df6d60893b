"""Several processes behind nginx: how many changes a second 20 users make who do not think, by one worker and by two."""

import asyncio
import os
import sys

from .contestants import PAGES
from .servers import start
from .session import Found, Session
from .table import PAGES as THREE
from .table import Row
from .users import USERS, together

HEALTH = "healthz"


def measure(session: Session) -> Found:
    """Race 20 users against one worker and against two; each visitor is led to one of them."""
    speeds = {workers: _raced(session, workers) for workers in (1, 2)}
    one, two = (tuple(speeds[workers][page] for page in PAGES) for workers in (1, 2))
    grown = tuple(more / less for less, more in zip(one, two, strict=True))
    cores = os.cpu_count()
    return Found(
        [
            Row("changes a second by one worker behind nginx", one, "", THREE),
            Row(f"by two workers, on {cores} cores that the users' program and nginx share", two, "", THREE),
            Row("two workers, x one", grown, "", THREE),
        ],
        {"speeds": speeds},
    )


def _raced(session: Session, workers: int) -> dict[str, float]:
    folder = session.folder(f"workers{workers}")
    environment = {"WORKERS": str(workers), "OCOD_STORE": str(folder / "store"), "OCOD_CHANGES_PER_SECOND": "10000"}
    command = ["env", "PORT={port}", sys.executable, "-m", "deploy.serve"]
    server = start(command, folder / "app.log", HEALTH, **environment)
    try:
        speeds = {}
        for page in PAGES.values():
            asyncio.run(together(server.url, page, USERS, session.few(5, 10), think=0))  # every worker's cache
            speeds[page] = asyncio.run(together(server.url, page, USERS, session.few(10, 30), think=0)).a_second
    finally:
        server.stop()
    return {name: speeds[path] for name, path in PAGES.items()}
