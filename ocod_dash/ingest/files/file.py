"""A file that is to be read: one on the disk, or one that was uploaded and is in memory alone."""

import hashlib
import stat
from dataclasses import dataclass, field
from functools import cached_property
from io import BufferedIOBase, BytesIO
from pathlib import Path, PurePath

from ...problem import Problem


@dataclass(frozen=True)
class File:
    """A file.

    Parameters
    ----------
    name : str
        Its name, without its folder.
    content : bytes or pathlib.Path
        Its content, or where that is.
    """

    name: str
    content: bytes | Path = field(repr=False)

    @classmethod
    def at(cls, path: str | Path) -> "File":
        """Return the file at a path.

        Raises
        ------
        Problem
            If there is none, or something else than a file: reading a device or a pipe may never end.
        """
        path = Path(path)
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            raise Problem("ingest.missing", file=str(path)) from None
        except (OSError, ValueError):
            raise Problem("ingest.unreadable", file=str(path)) from None
        if stat.S_ISDIR(mode):
            raise Problem("ingest.folder", file=str(path))
        if not stat.S_ISREG(mode):
            raise Problem("ingest.device", file=str(path))
        return cls(path.name, path)

    def open(self) -> BufferedIOBase:
        """Open the file for reading.

        Raises
        ------
        Problem
            If it cannot be opened.
        """
        if isinstance(self.content, bytes):
            return BytesIO(self.content)
        try:
            return self.content.open("rb")
        except OSError:
            raise Problem("ingest.unreadable", file=str(self.content)) from None

    def read(self) -> bytes:
        """Return all of it."""
        with self.open() as file:
            return file.read()

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content) if isinstance(self.content, bytes) else self.content.stat().st_size

    @property
    def ending(self) -> str:
        """The ending of its name, in small letters, such as ``.csv``."""
        return PurePath(self.name).suffix.lower()

    @cached_property
    def sha256(self) -> str:
        """Digest of its bytes."""
        with self.open() as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
