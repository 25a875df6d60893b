"""What is published already, and what publishing one more file would make of it."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from ...problem import Sentence
from .changes import Changes
from .declaration import Declaration, Tables


@dataclass(frozen=True)
class Published:
    """What is published, as far as a kind of file is concerned.

    Parameters
    ----------
    tables : mapping of str to polars.DataFrame
        The tables as the next release would have them without the file: with what the product itself ships by now.
    released : mapping of str to polars.DataFrame
        The same tables as the current release has them.
    as_of : datetime.date or None
        The day of the current release; None where there is none.
    """

    tables: Tables
    released: Tables
    as_of: date | None


def summary(form: Declaration, changes: Changes) -> Sentence:
    """Return what changes, in one sentence of the kind of file; its ``n`` is the first of the counts."""
    counts = changes.counts()
    return Sentence(f"form.{form.name}.between", {"n": next(iter(counts.values())), **counts})


@dataclass(frozen=True)
class Plan:
    """What publishing an import changes.

    Parameters
    ----------
    tables : dict of str to polars.DataFrame
        The full tables that the release will have in place of those published. Where a column of names of publishers
        holds an empty text, it will have the name of the publisher.
    changes : Changes
        What changes.
    counts : dict of str to int
        The counts of the publish, by the names that its messages have for them.
    summary : Sentence
        What changes, in one sentence.
    on_command, on_page : tuple of Sentence
        What is added to it on the command line and on the page.
    question : Sentence or None
        What has to be agreed to besides, because it is likely a slip.
    scope : tuple of str
        The part that is replaced; an empty one means all.
    sample : bool or None
        Whether the release is of sample data; None for as it was.
    """

    tables: dict[str, pl.DataFrame]
    changes: Changes
    counts: dict[str, int]
    summary: Sentence
    on_command: tuple[Sentence, ...] = ()
    on_page: tuple[Sentence, ...] = ()
    question: Sentence | None = None
    scope: tuple[str, ...] = ()
    sample: bool | None = None
