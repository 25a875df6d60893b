"""One publisher at a time."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .problems import Busy

if TYPE_CHECKING:
    from filelock import FileLock

# A publish of a million centres takes some seconds; one that waits longer than this should report it.
PATIENCE = 60.0
NAME = ".publish.lock"


@contextmanager
def locked(folder: Path | None, url: str) -> Iterator[None]:
    """Hold the store's lock; the same thread may take it again.

    For a folder the lock is a file in it, so that every machine that shares the folder sees it. Object storage has no
    locks: there it is a file in the user's folder for temporary files, which other machines do not see. What keeps two
    of them from publishing at once is that a commit is refused when another one has come between.

    Parameters
    ----------
    folder : pathlib.Path or None
        The store's folder; None for object storage.
    url : str
        The store's address.

    Raises
    ------
    Busy
        If another process holds it for longer than ``PATIENCE`` seconds.
    """
    from filelock import Timeout  # late: a reader takes no lock

    if folder is None:
        user = getattr(os, "getuid", lambda: "user")()
        path = Path(tempfile.gettempdir()) / f"ocod-dash-{user}-{hashlib.sha256(url.encode()).hexdigest()[:16]}.lock"
    else:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / NAME
    try:
        with _lock(path).acquire(timeout=PATIENCE):
            yield
    except Timeout:
        raise Busy("store.busy", store=url) from None


@cache
def _lock(path: Path) -> "FileLock":
    from filelock import FileLock

    return FileLock(path)
