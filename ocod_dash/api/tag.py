"""The tag of an answer (ETag): the same wherever the same program answers the same question from the same release."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from ..config import DATA, settings
from ..store import Release

PROGRAM = Path(__file__).parents[1]
WORDED = {".py", ".po"}  # what an answer is made by, and its words


def tag(release: Release, *asked: Any) -> str:
    """Return what changes whenever the answer may, and only then.

    Parameters
    ----------
    release : Release
        What is asked; number, day and digest of the file, as the store has them.
    *asked
        All that was asked, written always in the same way.
    """
    of = (release.number, release.published_at.isoformat(), release.sha256, sorted(release.versions.items()))
    return f'W/"{hashlib.sha256(repr((_program(), of, asked)).encode()).hexdigest()[:20]}"'


@cache
def _program() -> str:
    """Return the digest of the program and of the places' figures and outlines: another version may answer otherwise."""
    own = settings().boundaries
    files = [path for path in PROGRAM.rglob("*") if path.suffix in WORDED]
    files += [path for path in (DATA / "geo").iterdir() if path.is_file()]
    digest = hashlib.sha256()
    for path in [*sorted(files), *([own] if own and own.is_file() else [])]:
        digest.update(path.read_bytes())
    return digest.hexdigest()
