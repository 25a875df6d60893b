"""A file that was read: rows of text in batches, each row with its line in the file."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from ...i18n import Words
from ...problem import Problem, Sentence

# Separators of cells, each with the end of its message key.
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
# Columns beside the file's own; no header can have these names, since headers are trimmed.
ROW = " row"
EXTRA = " extra"
# The sheet of a report in which a user says once what a repeated value means.
VALUES_SHEET = "ocod-values"
ASIDE = " aside"
DITTO = " ditto"
# What no header has, whatever a file says: a mark of its encoding, and letters that no file may hold.
UNSEEN = dict.fromkeys((0xFEFF, 0xFFFE, 0xFFFF, *range(0xFDD0, 0xFDF0), *range(9), *range(14, 32)))
# As many as a spreadsheet holds; records that each have a field of their own would fill the memory.
MOST_COLUMNS = 16_384
# How many rows are read to guess what a column holds.
HEAD_ROWS = 500


@dataclass(frozen=True)
class Reading:
    """How a file is read; None is for what has to be detected.

    Parameters
    ----------
    encoding : str or None
        A text file's encoding, by any name that Python knows: ``utf-8``, ``cp874``, ``tis-620``, ``utf-16``.
    separator : str or None
        What separates the cells of a text file.
    header : int or None
        The row of the headers, counted from 1 as a text editor or spreadsheet does; of two header rows the
        lower one. 0 where the file has no headers: its columns are then ``(1)``, ``(2)`` and so on.
    sheet : str or None
        A workbook's sheet.
    dates : str or None
        ``day_first`` or ``month_first``, for dates in numbers that could be either.
    """

    encoding: str | None = None
    separator: str | None = None
    header: int | None = None
    sheet: str | None = None
    dates: str | None = None

    def given(self) -> dict[str, str | int]:
        """Return what is known, by name."""
        return {name: value for name, value in vars(self).items() if value is not None}


@dataclass(frozen=True)
class Source:
    """A file as it was read.

    Parameters
    ----------
    name : str
        The file's name, without its folder.
    sha256 : str
        Digest of its bytes.
    kind : str
        One of ``read.KINDS``.
    reading : Reading
        How it was read, with all that was found.
    sheets : tuple of str
        A workbook's sheets.
    notes : tuple of Sentence
        What the user should know about the file: sheets not read, merged cells, hidden rows.
    values : mapping of str to mapping of str to str
        Field to texts, each with the text that is meant, as the user has said in the report of an earlier check.
    above : tuple of tuple of str
        For each header the texts above it, the nearest first, where the file has rows above.
    alike : tuple of Source
        A workbook's other visible sheets with the same headers, where no sheet was chosen.
    header : tuple of str
        The headers as written in the file.
    batches : callable
        Gives the rows that are not empty in batches, from the start at each call. Every column is text as written; ``ROW`` is
        the line (of a JSON file the record) that a row begins on, counted from 1; ``EXTRA`` the first text beyond the
        last header, if any; ``ASIDE`` the first text of a row that is no row of the table: a total, a note, headers again.
    """

    name: str
    sha256: str
    kind: str
    reading: Reading
    header: tuple[str, ...]
    batches: Callable[[], Iterator[pl.DataFrame]] = field(repr=False)
    sheets: tuple[str, ...] = ()
    notes: tuple[Sentence, ...] = ()
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    above: tuple[tuple[str, ...], ...] = ()
    alike: tuple["Source", ...] = ()

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The headers, each a name of its own: one that comes again has its place added, as in ``date (4)``."""
        columns: dict[str, None] = {}
        for place, name in enumerate(self.header, start=1):
            name = name or f"({place})"
            while name in columns:
                name = f"{name} ({place})"
            columns[name] = None
        return tuple(columns)

    @cached_property
    def repeated(self) -> frozenset[str]:
        """The headers that come more than once."""
        return frozenset(name for name, n in Counter(self.header).items() if name and n > 1)

    def tell(self, words: Words) -> str:
        """Return how the file was read, as a sentence."""
        how = self.reading
        details = [
            words("reading.encoding", value=how.encoding.upper()) if how.encoding else "",
            words("reading.separator", value=separator_name(how.separator, words)) if how.separator else "",
            words("reading.sheet", value=how.sheet) if how.sheet else "",
            words("reading.header", value=str(how.header)) if how.header else "",
            words("reading.headerless") if how.header == 0 else "",
        ]
        return words("reading", kind=self.kind.upper(), details=" · ".join(filter(None, details)))

    @cached_property
    def head(self) -> pl.DataFrame:
        """The first rows.

        Raises
        ------
        Problem
            If the file has no rows.
        """
        for batch in self.batches():
            if batch.height:
                return batch.head(HEAD_ROWS)
        raise Problem("ingest.no_rows", file=self.name)

    @property
    def rows(self) -> pl.DataFrame:
        """All rows in one frame; of a large file, go by ``batches``."""
        return pl.concat(self.batches())


def separator_name(sign: str, words: Words) -> str:
    """Return the name of a separator of cells."""
    return words(f"reading.separator.{SEPARATORS[sign]}") if sign in SEPARATORS else sign


def trimmed(cell: str | None) -> str:
    """Return a header without spaces and line ends that mean nothing."""
    return " ".join((cell or "").translate(UNSEEN).split())
