"""What a kind of file declares: its fields, its tables, its texts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from ..files import Source, header_key

Tables = Mapping[str, pl.DataFrame]
# Turns the tidied texts of a field into its values; null for what cannot be read.
Reader = Callable[[pl.Expr], pl.Expr]


def as_it_is(source: Source) -> Source:
    """Return a file as it was read."""
    return source


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """What a kind of file can hold, and how it is called.

    Its texts are the messages ``form.<name>.<what>`` and, for each field, ``field.<field>``.

    Parameters
    ----------
    name : str
        The kind's own name, in addresses, messages and the list of releases.
    aliases : mapping of str to tuple of str
        The fields, each with the names by which it is known besides its own; those before come first when a file has
        several.
    needed : tuple of tuple of str
        Of each of these, a file has at least one.
    tables : tuple of str
        The tables of a release that such a file changes; the first has a row for each row of the file.
    label : str
        The field that a report names a row by; the first by default.
    reads : tuple of str
        The tables that it is compared with besides.
    command : tuple of str
        The words between ``ocod`` and ``check`` or ``publish``.
    action : str
        How the list of releases calls a publish of such a file.
    surer : tuple of str
        Codes that identify a field better than its name.
    personal : tuple of str
        Data about persons: they are published only where a setting allows it.
    single : tuple of str
        What is never the same in every row, so that the page offers no one value for it.
    marked : tuple of str
        The fields that the page marks as needed.
    joined : mapping of str to str
        What separates the texts of several columns that make one field; a space elsewhere.
    within : mapping of str to str
        The field whose column may hold another field too.
    values : mapping of str to callable
        How a field's texts become values; a field without one is a text.
    absent : mapping of str to str
        The message for a needed field that no column holds, where it has one of its own.
    twins : tuple of str
        The findings about rows that may be the same thing, so that the page offers to leave one out.
    dated : bool
        Whether the file is of a day that has to be given; publishing it again for another day is news by itself.
    scoped : bool
        Whether it may replace a part of what is published; the part may have to be chosen first.
    named_mappings : bool
        Whether mappings for it are saved by name.
    founding : bool
        Whether it may be the first release of a store.
    templated : bool
        Whether what is published is offered as a file to begin one with.
    page : str
        The page that shows what it holds, if one does.
    difference : str
        What its changes are called in JSON; its name by default.
    heading : tuple of str
        Headers by which the row of headers is found, though they are no field of their own, such as the names of months.
    prepare : callable
        What is done with a file that was read before its columns are matched, such as making rows of its months.
    """

    name: str
    aliases: Mapping[str, tuple[str, ...]]
    needed: tuple[tuple[str, ...], ...]
    tables: tuple[str, ...]
    label: str = ""
    reads: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    action: str = ""
    surer: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    single: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    joined: Mapping[str, str] = field(default_factory=dict)
    within: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Reader] = field(default_factory=dict, repr=False)
    absent: Mapping[str, str] = field(default_factory=dict)
    twins: tuple[str, ...] = ("duplicate_row",)
    dated: bool = False
    scoped: bool = False
    named_mappings: bool = True
    founding: bool = False
    templated: bool = False
    page: str = ""
    difference: str = ""
    heading: tuple[str, ...] = ()
    prepare: Callable[[Source], Source] = field(default=as_it_is, repr=False)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields."""
        return tuple(self.aliases)

    @property
    def required(self) -> tuple[str, ...]:
        """The fields that only one other can replace."""
        return tuple(names[0] for names in self.needed if len(names) <= 2)

    @cached_property
    def headers(self) -> frozenset[str]:
        """Every header by which the row of headers is found, as :func:`header_key` makes it."""
        names = (name for own, aliases in self.aliases.items() for name in (own, *aliases))
        return frozenset(map(header_key, (*names, *self.heading)))
