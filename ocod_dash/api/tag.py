"""The entity tag of an answer: the same wherever the same program answers the same request from the same release."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from ..config import DATA, settings
from ..store import Release

PROGRAM = Path(__file__).parents[1]
SUFFIXES = {".py", ".po"}  # the code and the texts of an answer
SITE = {"publisher_th", "publisher_en", "official", "contact", "address"}  # settings that an answer may hold


def tag(release: Release, *request: Any) -> str:
    """Return a tag that changes whenever the answer may, and only then.

    Parameters
    ----------
    release : Release
        The release: its number, time and digest of the file, as the store has them.
    *request
        Everything that the answer depends on, in a canonical form.
    """
    of = (release.number, release.published_at.isoformat(), release.sha256, sorted(release.versions.items()))
    return f'W/"{hashlib.sha256(repr((_program(), of, request)).encode()).hexdigest()[:20]}"'


@cache
def _program() -> str:
    """Return the digest of what answers depend on: the program, the settings of the site, places and their outlines."""
    own = settings().boundaries
    files = [path for path in PROGRAM.rglob("*") if path.suffix in SUFFIXES]
    files += [path for path in (DATA / "geo").iterdir() if path.is_file()]
    digest = hashlib.sha256(settings().model_dump_json(include=SITE).encode())
    for path in [*sorted(files), *([own] if own and own.is_file() else [])]:
        digest.update(path.read_bytes())
    return digest.hexdigest()
