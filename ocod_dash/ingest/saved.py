"""Mappings that were saved by name, and which of them a file's headers call for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .fields import key
from .mapping import Column, Mapping, known, parts

# A file is of the same making as an earlier one when they share so much of their headers, of 1.
SAME_MAKING = 0.6
# What is said in place of a name, so that no saved mapping is used.
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
        The headers of the file that it was made for.
    """

    name: str
    mapping: Mapping
    header: tuple[str, ...]


def fitting(saved: Iterable[Saved], columns: Sequence[str]) -> Saved | None:
    """Return the saved mapping that a file's headers call for; of equally good ones the first.

    It is one made for a file whose headers were the same, or nearly: each column that it uses is there, and none that is
    new says something that it already knows from elsewhere. Spaces, marks and capitals do not matter.

    Parameters
    ----------
    saved : iterable of Saved
        The mappings to choose from.
    columns : sequence of str
        The file's columns.

    Returns
    -------
    Saved or None
        The mapping, with its columns named as this file names them.
    """
    best = max(saved, key=lambda each: _likeness(each, columns), default=None)
    if best is None or _likeness(best, columns) < SAME_MAKING:
        return None
    here = {key(column): column for column in reversed(columns)}
    named: dict[str, Column] = {}
    for field, column in best.mapping.columns.items():
        those = tuple(here[key(part)] for part in parts(column))
        named[field] = those if len(those) > 1 else next(iter(those), "")
    return replace(best, mapping=replace(best.mapping, columns=named))


def _likeness(saved: Saved, columns: Sequence[str]) -> float:
    """Return the share of headers that a file has in common with the one that a mapping was made for; 0 if it is unfit."""
    here, there = ({key(column) for column in each} for each in (columns, saved.header))
    new = [column for column in columns if key(column) not in there]
    told = {**saved.mapping.columns, **saved.mapping.constants}
    if not {key(name) for name in saved.mapping.names()} <= here or any(known(field, new) for field in told):
        return 0.0
    return len(here & there) / max(len(here | there), 1)
