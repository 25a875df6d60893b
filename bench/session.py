"""What the parts of one run share: a folder, how thorough they are, and servers that start when first needed."""

import statistics
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from . import contestants
from .contestants import Contestant
from .servers import Failed, Server
from .table import Row


@dataclass
class Found:
    """What a part found: rows of the table, every single figure, and what did not work."""

    rows: list[Row] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)


class Session:
    """One run.

    Parameters
    ----------
    home : pathlib.Path
        A folder for stores, logs and files.
    quick : bool
        Whether a first look is enough.
    rounds : int
        How many rounds in a browser are counted.
    """

    def __init__(self, home: Path, quick: bool, rounds: int) -> None:
        self.home, self.quick, self.rounds = home, quick, rounds
        self._running = ExitStack()
        self._peers: dict[str, Contestant | str] = {}  # or why there is none

    def stop(self) -> None:
        """Stop the servers."""
        self._running.close()

    def few(self, quick: int, thorough: int) -> int:
        """Return how often to do something."""
        return quick if self.quick else thorough

    def folder(self, name: str) -> Path:
        """Return a folder of a part's own."""
        folder = self.home / name
        folder.mkdir(exist_ok=True)
        return folder

    @cached_property
    def ours(self) -> Server:
        """Our app with the sample register."""
        return self._run(contestants.app(self.home))

    @cached_property
    def least(self) -> Server:
        """The least that answers a change in Streamlit."""
        return self._run(contestants.least(self.home))

    @cached_property
    def ground(self) -> dict[str, Contestant]:
        """Who is in every comparison: the pre-rendered pages and ours."""
        prerendered = self._run(contestants.prerendered(self.home, self.ours))
        servers = {"pre-rendered": prerendered, "ours": self.ours}
        return {name: Contestant(server, **contestants.SHOWN[name]) for name, server in servers.items()}

    def peer(self, name: str, failed: list[str]) -> dict[str, Contestant]:
        """Return a peer by its name; nothing where it cannot be installed or does not start, and why in ``failed``."""
        if name not in self._peers:
            try:
                server = contestants.start_peer(self.home, name)
                self._peers[name] = Contestant(self._run(server), **contestants.SHOWN[name])
            except (Failed, OSError) as reason:
                self._peers[name] = str(reason)
        found = self._peers[name]
        if isinstance(found, Contestant):
            return {name: found}
        failed.append(f"{name}: {found}")
        return {}

    def _run(self, server: Server) -> Server:
        self._running.callback(server.stop)
        return server


def median(figures: Sequence[float]) -> float:
    """Return the median; nothing of nothing."""
    return statistics.median(figures) if figures else float("nan")


def ratio(figures: Sequence[float], base: Sequence[float]) -> float:
    """Return the median of each round's ratio, so that a busy minute slows both sides of it."""
    return median([one / other for one, other in zip(figures, base, strict=False)])
