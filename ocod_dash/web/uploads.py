"""Uploaded files: how large each may be, and how much memory they may take, for a session and for all."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from cachetools import LRUCache

from ..config import settings
from . import streamlit_compat
from .refusal import Refused

MEGABYTE = 1024 * 1024  # as Streamlit counts
MULTIPART = 10_000  # bytes around the file in the body of an upload
TRUSTED = 10  # times as much as a stranger, for a session that may publish

_PATH = re.compile(rf"/{streamlit_compat.UPLOAD}/([^/]+)/[^/]+$")


class Uploads:
    """How much may be uploaded.

    Parameters
    ----------
    most : int
        Megabytes of a session's files together; of a session that may publish ten times as much.
    total : int
        Megabytes of the files of all sessions.
    open_to_all : bool
        Whether a session may upload that has not signed in.
    """

    def __init__(self, most: int, total: int, open_to_all: bool) -> None:
        self.most, self.total, self.open_to_all = most, total, open_to_all
        self._trusted: LRUCache[str, bool] = LRUCache(1000)
        self._coming: Counter[str] = Counter()
        self._refused: LRUCache[str, Refused] = LRUCache(1000)

    def trust(self, session: str, trusted: bool) -> None:
        """Note whether a session may publish."""
        self._trusted[session] = trusted

    def allowed(self, session: str) -> int:
        """Return how many megabytes a session may upload; 0 for none."""
        trusted = self._trusted.get(session, False)
        return self.most * TRUSTED if trusted else self.most * self.open_to_all

    @property
    def limits(self) -> tuple[int, int]:
        """The megabytes of a stranger, and of a session that may publish."""
        return self.most, self.most * TRUSTED

    def session_of(self, path: str) -> str | None:
        """Return the session whose upload a path is; None for another path."""
        match = _PATH.search(path)
        return match[1] if match else None

    @contextmanager
    def coming(self, session: str, size: int | None) -> Iterator[None]:
        """Hold room for a file while it arrives.

        Parameters
        ----------
        session : str
            The session.
        size : int, optional
            Bytes of the request; None where it does not say.

        Raises
        ------
        Refused
            Where there is no room; the page of the session is drawn again, and says so.
        """
        try:
            self._check(session, size)
        except Refused as refused:
            self._refused[session] = refused
            streamlit_compat.run_again(session)
            raise
        self._coming[session] += size or 0
        try:
            yield
        finally:
            self._coming[session] -= size or 0
            self._coming += Counter()  # forgets sessions without a file

    def refusal(self, session: str) -> Refused | None:
        """Return why the last file of a session was refused, once."""
        return self._refused.pop(session, None)

    def _check(self, session: str, size: int | None) -> None:
        allowed, held = self.allowed(session), streamlit_compat.uploaded_bytes()
        if not allowed:
            raise Refused(403, "upload.stewards")
        if size is None:
            raise Refused(411, "upload.length")
        if size > allowed * MEGABYTE + MULTIPART:
            raise Refused(413, "upload.large", megabytes=allowed)
        if held.get(session, 0) + self._coming[session] + size > allowed * MEGABYTE + MULTIPART:
            raise Refused(413, "upload.session", megabytes=allowed)
        if sum(held.values()) + self._coming.total() + size > self.total * MEGABYTE:
            raise Refused(503, "upload.full", {"Retry-After": "60"})


@cache
def uploads() -> Uploads:
    """Return those of this process, as the settings have them."""
    streamlit_compat.set_limit_of_uploads(settings().upload_mb * TRUSTED)
    return Uploads(settings().upload_mb, settings().uploads_mb, settings().uploads == "all")
