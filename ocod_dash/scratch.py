"""Folders for files of a moment, and the removal of those that a program left behind when it was killed."""

import os
import re
import shutil
import tempfile
import time
from pathlib import Path

# A folder names the process that made it; earlier versions did not.
OURS, FORMER = re.compile(r"ocod-(\d+)-\w{8}"), re.compile(r"ocod-[a-z0-9_]{8}")
# A former version may still run: its folders are removed after so many seconds.
OLD = 24 * 60 * 60
STARTED = time.time()


def folder() -> "tempfile.TemporaryDirectory[str]":
    """Return a new folder, which only this account can open, and which is removed at the end of the ``with``."""
    return tempfile.TemporaryDirectory(prefix=f"ocod-{os.getpid()}-", ignore_cleanup_errors=True)


def sweep() -> None:
    """Remove the folders whose process has ended."""
    for path in Path(tempfile.gettempdir()).glob("ocod-*"):
        try:
            if path.is_dir() and not path.is_symlink() and _ours(path) and _left(path):
                shutil.rmtree(path, ignore_errors=True)
        except OSError:  # it has just gone
            continue


def _ours(path: Path) -> bool:
    return not hasattr(os, "getuid") or path.stat().st_uid == os.getuid()


def _left(path: Path) -> bool:
    made = OURS.fullmatch(path.name)
    if made:
        process, here = int(made[1]), os.getpid()
        # In a container each server has the same number as the one before it.
        return path.stat().st_mtime < STARTED if process == here else not _runs(process)
    return bool(FORMER.fullmatch(path.name)) and time.time() - path.stat().st_mtime > OLD


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
