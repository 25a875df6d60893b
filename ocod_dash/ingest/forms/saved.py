"""Mappings that are saved by name, and which of them fits a file's headers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..files import header_key
from .mapping import Column, Mapping, known, parts

# A file has the layout of an earlier one when they share so much of their headers, of 1.
SAME_LAYOUT = 0.6
# The word given instead of a name, so that no saved mapping is used.
NO_MAPPING = "none"


@dataclass(frozen=True)
class Saved:
    """A mapping with its name.

    Parameters
    ----------
    name : str
        What it was saved under.
    mapping : Mapping
        The mapping.
    header : tuple of str
        The headers of the file that it was saved with.
    """

    name: str
    mapping: Mapping
    header: tuple[str, ...]


def fitting(saved: Iterable[Saved], columns: Sequence[str]) -> Saved | None:
    """Return the saved mapping that fits a file's headers; of equally good ones the first.

    It is one saved with a file whose headers were the same, or nearly: each column that it uses is there, and no new
    one holds a field that it has from elsewhere. Spaces, marks and capitals do not matter.

    Parameters
    ----------
    saved : iterable of Saved
        The mappings to choose from.
    columns : sequence of str
        The file's columns.

    Returns
    -------
    Saved or None
        The mapping, with its columns as this file names them.
    """
    best = max(saved, key=lambda each: _likeness(each, columns), default=None)
    if best is None or _likeness(best, columns) < SAME_LAYOUT:
        return None
    columns_by_key = {header_key(column): column for column in reversed(columns)}
    renamed: dict[str, Column] = {}
    for field, column in best.mapping.columns.items():
        those = tuple(columns_by_key[header_key(part)] for part in parts(column))
        renamed[field] = those if len(those) > 1 else next(iter(those), "")
    return replace(best, mapping=replace(best.mapping, columns=renamed))


def _likeness(saved: Saved, columns: Sequence[str]) -> float:
    """Return the share of headers that a file has in common with the one that a mapping was saved with; 0 if it does not fit."""
    headers, saved_headers = ({header_key(column) for column in each} for each in (columns, saved.header))
    new = [column for column in columns if header_key(column) not in saved_headers]
    given = {**saved.mapping.columns, **saved.mapping.constants}
    if not {header_key(name) for name in saved.mapping.names()} <= headers or any(
        known(field, new, saved.mapping.form) for field in given
    ):
        return 0.0
    return len(headers & saved_headers) / max(len(headers | saved_headers), 1)
