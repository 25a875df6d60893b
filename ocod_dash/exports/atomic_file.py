"""Files that are written completely or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EACCES, EDQUOT, EISDIR, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS
from pathlib import Path
from tempfile import mkstemp

from ..i18n import Message
from ..problem import Problem

REASONS = {
    **dict.fromkeys((ENOSPC, EDQUOT), "disk.full"),
    **dict.fromkeys((EACCES, EPERM, EROFS), "disk.forbidden"),
    **dict.fromkeys((ENOENT, ENOTDIR), "disk.no_folder"),
    EISDIR: "disk.is_folder",
}


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary file beside ``path`` to write; it replaces ``path`` when all goes well, and is removed when not.

    Raises
    ------
    OSError
        If the folder cannot be written to.
    """
    handle, name = mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):  # a library may still hold the file open, and would write the rest to a full disk
            os.truncate(temporary, 0)
        temporary.unlink(missing_ok=True)
        raise


def unwritten(path: Path, error: Exception) -> Problem:
    """Return why a file could not be written, in the reader's language where the reason is a usual one."""
    first = error if isinstance(error, OSError) else error.__context__  # a library's own error wraps the system's
    known = REASONS.get(getattr(first, "errno", None) or 0)
    reason = Message(known) if known else getattr(first, "strerror", None) or str(error)
    return Problem("export.disk", file=str(path), reason=reason)


def _umask() -> int:
    """Return which rights a new file does not get; a temporary one gets fewer."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
