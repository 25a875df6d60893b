"""Reading Delta tables wherever they are."""

from typing import Any
from urllib.parse import unquote

import polars as pl
from deltalake import DeltaTable


class LocalTable(DeltaTable):
    """A table in a folder of any name.

    Polars opens the files that a table lists by their paths, and the table lists them as parts of an address, in which
    Thai letters, spaces and most signs are encoded.
    """

    def file_uris(self, *arguments: Any, **options: Any) -> list[str]:
        """Return the paths of the table's files."""
        return [unquote(path) for path in super().file_uris(*arguments, **options)]


def scan(uri: str, version: int | None = None) -> pl.LazyFrame:
    """Open a version of the table at an address, the newest by default; it is read when the frame is collected."""
    return pl.scan_delta((LocalTable if uri.startswith("file:") else DeltaTable)(uri, version=version))
