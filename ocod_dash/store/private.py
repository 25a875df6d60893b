"""Tables with data about persons: their files are for the account that runs the program, and no other."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PRIVATE = ("contacts",)
FOLDER, FILE = 0o700, 0o600


@contextmanager
def kept_private(store: Path | None, table: str) -> Iterator[None]:
    """Keep others from a table's folder before anything is written to it, and from its files.

    Parameters
    ----------
    store : pathlib.Path or None
        The store's folder; None for object storage, whose own rules hold.
    table : str
        The table.
    """
    folder = store / table if store and table in PRIVATE else None
    if folder:
        folder.mkdir(FOLDER, parents=True, exist_ok=True)
        folder.chmod(FOLDER)
    yield
    for path in folder.rglob("*") if folder else ():
        with suppress(PermissionError):  # written by another account of the same operator
            path.chmod(FOLDER if path.is_dir() else FILE)
