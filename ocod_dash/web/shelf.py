"""Compressed files: brotli, which takes its time, from a folder or compressed in the background; until then gzip.

Files are compressed when they are requested: no list names those that a browser needs.
"""

import gzip
import hashlib
import logging
import os
import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import NamedTuple

import brotli

from . import own_files, streamlit_compat

COMPRESSIBLE = {".js", ".mjs", ".css", ".json", ".svg"}
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, quality=5),
    "gzip": partial(gzip.compress, compresslevel=6, mtime=0),
    "": bytes,
}

log = logging.getLogger(__name__)


class Packed(NamedTuple):
    """A file as it goes out: its encoding, empty for none, its content in it, and its tag."""

    encoding: str
    content: bytes
    tag: str


class Shelf:
    """Holds compressed files.

    Parameters
    ----------
    folder : pathlib.Path
        Where brotli files stay from one start to the next. Where it cannot be used, all is compressed again at each start.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held: dict[tuple[str, str], Packed] = {}
        self._thorough: dict[str, Packed | None] = {}  # None: requested, and not made yet
        self._waiting: SimpleQueue[str] = SimpleQueue()
        Thread(target=self._work, name="shelf", daemon=True).start()

    def take(self, path: str, content: bytes | None, encodings: set[str]) -> Packed:
        """Return a file in the best encoding that there is.

        The first request for a file in brotli has it made in the background, unless it lies in the folder.

        Parameters
        ----------
        path : str
            The file's path below the app's, or under what else to hold the content.
        content : bytes, optional
            What to compress; by default the file's.
        encodings : set of str
            What the browser takes: ``br``, ``gzip``, or nothing.

        Raises
        ------
        OSError
            Where the file cannot be read.
        """
        if content is None and "br" in encodings and (best := self._best(path)):
            return best
        encoding = next((each for each in ("gzip", "br") if each in encodings), "")
        found = self._held.get((path, encoding))
        if found is None:
            found = _packed(encoding, PACKERS[encoding](_read(path) if content is None else content))
            found = self._held.setdefault((path, encoding), found)
        return found

    def _best(self, path: str) -> Packed | None:
        if path not in self._thorough:
            stored = self._stored(_read(path))
            self._thorough[path] = _packed("br", stored) if stored else None
            if not stored:
                self._waiting.put(path)
        return self._thorough[path]

    def _work(self) -> None:
        if sys.platform == "linux":  # where one thread can have a lower priority
            os.setpriority(os.PRIO_PROCESS, 0, 19)
        while True:
            path = self._waiting.get()
            try:
                self._thorough[path] = _packed("br", self.thorough(_read(path)))
            except OSError as problem:
                log.warning("%s cannot be read: %s", path, problem)

    def thorough(self, plain: bytes) -> bytes:
        """Return a file as good brotli: from an earlier start, if the stored one is of the same content."""
        if stored := self._stored(plain):
            return stored
        packed = bytes(brotli.compress(plain, quality=11, lgwin=24))
        place = self._place(plain)
        part = place.with_suffix(f".{os.getpid()}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(packed)
            part.replace(place)
        except OSError as problem:
            log.info("compressed files are not stored for the next start: %s", problem)
        return packed

    def _stored(self, plain: bytes) -> bytes | None:
        try:
            packed = self._place(plain).read_bytes()
            return packed if brotli.decompress(packed) == plain else None
        except (OSError, brotli.error):
            return None

    def _place(self, plain: bytes) -> Path:
        return self.folder / f"{hashlib.sha256(plain).hexdigest()}.br"


def default_folder() -> Path:
    """Return where this user's programs store what they can make again."""
    caches = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/.cache")
    return Path(caches) / "ocod-dash"


def accepted(header: str) -> set[str]:
    """Return which of our encodings an ``Accept-Encoding`` header takes."""
    offers = [offer.replace(" ", "").lower().partition(";") for offer in header.split(",")]
    return {name for name, _, weight in offers if name in ("br", "gzip") and not re.fullmatch(r"q=0(\.0*)?", weight)}


def _packed(encoding: str, content: bytes) -> Packed:
    return Packed(encoding, content, f'"{hashlib.sha256(content).hexdigest()[:20]}"')


def _read(path: str) -> bytes:
    return own_files.read(path) if own_files.exists(path) else (streamlit_compat.STATIC / path).read_bytes()
