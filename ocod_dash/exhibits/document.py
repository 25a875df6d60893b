"""Pages of text: sections with a heading, each an anchor, and what a section may hold."""

from dataclasses import dataclass

import pandas as pd

from ..metrics import claims
from ..metrics.claims import date_text
from .claim_text import who
from .context import Context


@dataclass(frozen=True)
class Link:
    """A text that leads to an address; without an address it is the text alone."""

    text: str
    address: str = ""


Cell = str | Link


@dataclass(frozen=True)
class Section:
    """A section of a page of text; what it holds is shown in this order: facts, paragraphs, table, list, texts to copy, links.

    Parameters
    ----------
    key : str
        Unique on the page; the section's anchor.
    title : str
        Its heading.
    texts : tuple of str
        Paragraphs.
    facts : tuple of (str, str or Link)
        Names, each with what it stands for.
    heads, rows : tuple of str, tuple of tuples of str or Link
        A table.
    points : tuple of str
        A list.
    quoted : tuple of (str, str)
        Texts to copy, each after its name.
    links : tuple of Link
        Where more can be read.
    """

    key: str
    title: str
    texts: tuple[str, ...] = ()
    facts: tuple[tuple[str, Cell], ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    points: tuple[str, ...] = ()
    quoted: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()


def sources(context: Context, *ids: str) -> tuple[Link, ...]:
    """Return publications by their ids in the release's table of sources, each with its publisher and date."""
    rows = context.ask(claims.sources).set_index("source_id", drop=False)
    return tuple(_source(context, rows.loc[each]) for each in ids if each in rows.index)


def _source(context: Context, row: pd.Series) -> Link:
    day = date_text(context.words, row.published_on, row.published_precision)
    return Link(f"{who(context, row)}, {day}", row.address if isinstance(row.address, str) else "")
