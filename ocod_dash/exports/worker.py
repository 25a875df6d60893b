"""Makes a file in a process of its own, with progress, so that no other visitor waits; the process ends when it is stopped."""

from pathlib import Path
from tempfile import TemporaryDirectory

from .. import worker
from ..problem import Problem
from . import contents, files
from .contents import ExportRequest


def prepare() -> None:
    """Start a process that waits for a file to make: it loads what files need while a visitor chooses."""
    worker.prepare(make)


def make_in_worker(request: ExportRequest, kind: str, on_progress: worker.Progress) -> bytes:
    """Make a file and return its content.

    Parameters
    ----------
    request : ExportRequest
        The content that is requested.
    kind : str
        One of ``files.KINDS`` of a whole view.
    on_progress : callable
        Receives the share that is done, 0 to 1, repeatedly; an exception of its own ends the process, and no file
        is left.

    Raises
    ------
    Problem
        If the file fails.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"file.{kind}"
        try:
            worker.run(make, kind, request, path, on_progress=on_progress)
        except worker.Ended as error:
            raise Problem("export.broken", code=str(error.code)) from None
        return path.read_bytes()


def make(kind: str, request: ExportRequest, path: Path, on_progress: worker.Progress) -> None:
    """Make a file at a path; what goes wrong names the file as the visitor knows it."""
    try:
        files.make(kind, request, path, on_progress)
    except Problem as problem:
        if "file" in problem.figures:  # the temporary path means nothing to the visitor
            problem.figures["file"] = contents.name(request, kind)
        raise
