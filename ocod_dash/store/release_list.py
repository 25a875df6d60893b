"""The list of releases, read again only when it has changed."""

import os
import threading

import polars as pl
from deltalake import DeltaTable
from deltalake.exceptions import TableNotFoundError

from . import delta
from .release import Release

NAME = "releases"
# The state of a list of releases: its Delta version, then what else shows that it is still the same list.
State = tuple[int, ...]

_lists: dict[str, tuple[State | None, list[Release]]] = {}
_tables: dict[str, DeltaTable] = {}
_guard = threading.Lock()


def listed(uri: str) -> tuple[State | None, list[Release]]:
    """Return the state of a list and its releases, the newest last; None and none when there is no list.

    Parameters
    ----------
    uri : str
        The address of the table of releases.

    Raises
    ------
    Damaged
        If the list is not on the disk as it was written.
    """
    state = _state(uri)
    cached = _lists.get(uri)
    if cached is None or cached[0] != state:
        rows = delta.collected(delta.scan(uri, state[0]).sort("number"), NAME) if state else pl.DataFrame()
        cached = state, [Release.from_row(row) for row in rows.iter_rows(named=True)]
        _lists[uri] = cached
    return cached


def _state(uri: str) -> State | None:
    """Return something that changes whenever the list of releases does; None when there is no list."""
    folder = delta.folder_of(uri)
    if folder is None:
        return _remote_state(uri)
    log = folder / delta.LOG
    try:
        newest = max((name for name in os.listdir(log) if delta.COMMIT.match(name)), default=None)
        stat = (log / newest).stat() if newest else None
    except (FileNotFoundError, NotADirectoryError):
        return None
    return (int(newest[:20]), stat.st_ino, stat.st_mtime_ns) if newest and stat else None


def _remote_state(uri: str) -> State | None:
    with _guard:
        try:
            if uri in _tables:
                _tables[uri].update_incremental()
            else:
                _tables[uri] = DeltaTable(uri)
        except TableNotFoundError:
            return None
        return (_tables[uri].version(),)
