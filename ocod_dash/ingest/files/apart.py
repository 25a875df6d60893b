"""Reading a file in a process of its own, with a limit on memory and time: whatever is in it, the pages go on."""

import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from threading import BoundedSemaphore

import polars as pl

from ... import worker
from ...config import settings
from ...problem import Problem
from .file import File
from .read import read
from .source import Reading, Source

# So many files at once for all visitors; the others wait, so that their processes do not share out the memory.
TURNS = BoundedSemaphore(2)


@dataclass(frozen=True)
class Packed:
    """The batches of rows of a file that was read, packed so that they take little memory until they are needed."""

    parts: tuple[bytes, ...]

    def __call__(self) -> Iterator[pl.DataFrame]:
        """Yield the batches."""
        return (pl.read_ipc(BytesIO(part)) for part in self.parts)


def prepare() -> None:
    """Start a process that waits for a file."""
    worker.prepare(read_packed)


def read_apart(file: File, reading: Reading | None = None, names: Collection[str] = ()) -> Source:
    """Read a file as :func:`read` does, in a process of its own; no copy of the file is made.

    Raises
    ------
    Problem
        If the file cannot be used, or takes more memory or time than a file may.
    """
    limits = worker.Limits(settings().reading_mb, settings().reading_seconds)
    try:
        with TURNS:
            return worker.run(read_packed, file, reading, tuple(names), limits=limits)
    except worker.Overtime:
        raise Problem("ingest.slow", file=file.name, seconds=settings().reading_seconds) from None
    except worker.Ended as error:
        if error.of_memory:
            raise Problem("ingest.heavy", file=file.name, most=settings().reading_mb) from None
        raise Problem("ingest.damaged", file=file.name) from None


def read_packed(file: File, reading: Reading | None, names: Collection[str], on_progress: worker.Progress) -> Source:
    """Read a file and all of its rows; a fault that no reader foresees is logged, and the file is damaged to the user."""
    try:
        source = read(file, reading, names)
        return replace(_in_memory(source), alike=tuple(map(_in_memory, source.alike)))
    except (Problem, MemoryError):
        raise
    except Exception:
        logging.exception("A file could not be read")
        raise Problem("ingest.damaged", file=file.name) from None


def _in_memory(source: Source) -> Source:
    return replace(source, batches=Packed(tuple(_packed(batch) for batch in source.batches())))


def _packed(batch: pl.DataFrame) -> bytes:
    content = BytesIO()
    batch.write_ipc(content, compression="zstd")
    return content.getvalue()
