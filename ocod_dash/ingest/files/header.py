"""Finding the headers: below titles, over one row or two, where cells were merged."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .source import trimmed

# Titles above the headers take no more rows than this.
DEEPEST = 30
# A single name that is known could be a word of a title.
ENOUGH = 2
# So many rows above the headers may say more of them, such as the year of months.
HIGHER = 3
# The place of the headers of a file that has none.
NOWHERE = -1
# Headers of which this share recurs below, of 1, are the first row of a file without headers.
RECURRING = 0.3

Records = Sequence[Sequence[str | None]]


def header_key(text: str) -> str:
    """Return a header in the form in which headers are compared: spaces, marks and capitals do not matter."""
    return re.sub(r"[\s_\-.,/()]", "", text).casefold()


@dataclass(frozen=True)
class Header:
    """The headers of a file.

    Parameters
    ----------
    cells : tuple of str
        The headers, trimmed.
    at : int
        Their record; of two, the lower one. ``NOWHERE`` where the file has none.
    """

    cells: tuple[str, ...]
    at: int

    def matches(self, names: Collection[str]) -> int:
        """Return how many of some names of columns are among the headers."""
        return len({header_key(cell) for cell in self.cells} & {header_key(name) for name in names})


def find(records: Records, names: Collection[str] = (), at: int | None = None) -> Header | None:
    """Find the headers among a file's first records.

    They are on the record, or the two records one below the other, with the most names that are known; a cell left blank
    in the lower one, as merged cells leave it, has its name in the upper one. Where fewer than two names are known, they
    are on the first record that is as wide as those below it.

    Parameters
    ----------
    records : sequence of sequences of str or None
        The file's first records, blank ones too.
    names : collection of str
        Names of columns that this kind of file is known to have.
    at : int, optional
        Their record, where that is given; ``NOWHERE`` for none.

    Returns
    -------
    Header or None
        None where every record is blank.
    """
    rows = [tuple(trimmed(cell) for cell in record) for record in records]
    if at == NOWHERE:
        return Header(("",) * max(map(len, rows), default=0), NOWHERE) if any(map(any, rows)) else None
    if at is not None:
        return Header(_filled(rows, at), at) if 0 <= at < len(rows) and any(rows[at]) else None
    known = {header_key(name) for name in names}
    best, most = None, ENOUGH - 1
    for place, row in enumerate(rows[:DEEPEST]):
        # One row alone goes first: two are used only where they match more names.
        for cells, lowest in ((row, place), (_filled(rows, place + 1), place + 1)):
            found = len({header_key(cell) for cell in cells} & known)
            if found > most and lowest < len(rows):
                best, most = Header(cells, lowest), found
    if best:
        return best
    likely = _as_wide_as_the_rest(rows)
    return find(records, names, NOWHERE) if likely and _recurs(likely, rows) and not likely.matches(names) else likely


def above(records: Records, found: Header, width: int) -> tuple[tuple[str, ...], ...]:
    """Return for each of so many columns the texts above its header, the nearest first.

    A text goes on to the right over blank cells, as a merged cell shows it.
    """
    texts: list[list[str]] = [[] for _ in range(width)]
    for record in records[max(found.at - HIGHER, 0) : max(found.at, 0)][::-1]:
        text = ""
        for place in range(width):
            text = (trimmed(record[place]) if place < len(record) else "") or text
            if text:
                texts[place].append(text)
    return tuple(map(tuple, texts))


def _filled(rows: Sequence[tuple[str, ...]], at: int) -> tuple[str, ...]:
    """Return a record with its blank cells filled from the one above, where that one is no title."""
    if at >= len(rows):
        return ()
    lower, upper = rows[at], rows[at - 1] if at else ()
    if sum(map(bool, upper)) < ENOUGH:
        return lower
    width = max(len(lower), len(upper))
    pairs = zip((*lower, *[""] * (width - len(lower))), (*upper, *[""] * (width - len(upper))), strict=True)
    return tuple(below or above for below, above in pairs)


def _recurs(header: Header, rows: Sequence[tuple[str, ...]]) -> bool:
    """Return whether headers are values, which come again in their columns: the first row of a file without headers."""
    below = [row for row in rows[header.at + 1 :] if any(row)]
    filled = [place for place, cell in enumerate(header.cells) if cell]
    again = [place for place in filled if header.cells[place] in {row[place] for row in below if place < len(row)}]
    return header.at == 0 and len(below) > 1 and len(again) >= max(1, RECURRING * len(filled))


def _as_wide_as_the_rest(rows: Sequence[tuple[str, ...]]) -> Header | None:
    widths = [sum(map(bool, row)) for row in rows]
    usual = Counter(width for width in widths if width).most_common(1)
    if not usual:
        return None
    wide = 2 if usual[0][0] > 1 else 1
    at = next((i for i, width in enumerate(widths) if width >= wide), None)
    at = next(i for i, width in enumerate(widths) if width) if at is None else at
    return Header(rows[at], at)
