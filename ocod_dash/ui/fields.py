"""What a visitor can choose, as fields of our own: a choice is a parameter of the address, and ``hands.js`` writes it there.

A page that is asked for by its address needs no widget to keep what is chosen, and a field that is HTML costs nothing
where a widget costs some milliseconds at every run.
"""

from collections.abc import Iterable
from datetime import date

from ..exhibits import Context
from .part import html, part

Options = Iterable[tuple[str, str]]  # each a value in the address and its name


def pills(
    context: Context,
    key: str,
    param: str,
    label: str,
    options: Options,
    chosen: tuple[str, ...],
    help: str = "",
    nothing: str = "",
) -> None:
    """Draw values side by side, of which any may be chosen; ``nothing`` stands in the address for none of them."""
    _field(context, "pills", key, param, label, options=list(options), chosen=chosen, help=help, nothing=nothing)


def several(
    context: Context, key: str, param: str, label: str, options: Options, chosen: tuple[str, ...], placeholder: str = ""
) -> None:
    """Draw a list to add values from, and those chosen, each to be taken away again.

    Parameters
    ----------
    context : Context
        This run.
    key : str
        The part's.
    param : str
        The parameter of the address.
    label : str
        The field's name.
    options : iterable of tuple of str
        What may be chosen: each value and its name.
    chosen : tuple of str
        The values chosen.
    placeholder : str
        What stands in the list while nothing is chosen; else that all are.
    """
    names = dict(options)
    left = [(value, name) for value, name in names.items() if value not in chosen]
    taken = [(value, names[value]) for value in chosen if value in names]
    empty = placeholder or context.words("filter.all")
    _field(context, "several", key, param, label, options=left, taken=taken, empty=empty)


def one(
    context: Context, key: str, param: str, label: str, options: Options, chosen: str | None, empty: str | None = None
) -> None:
    """Draw a list of which one value may be chosen; ``empty`` is what stands for none, where that may be."""
    _field(context, "one", key, param, label, options=list(options), chosen=chosen, empty=empty)


def day(context: Context, key: str, param: str, label: str, shown: date, first: date, last: date) -> None:
    """Draw a date.

    Browsers write a date in their own way, the month before the day or in the Common Era, so it stands below in words.
    """
    below = context.words("filter.as_of.shown", day=shown)
    _field(context, "day", key, param, label, shown=shown, first=first, last=last, below=below)


def search(context: Context, key: str, param: str, label: str, text: str, placeholder: str, most: int) -> None:
    """Draw a line for words to look for."""
    _field(context, "search", key, param, label, text=text, placeholder=placeholder, most=most)


def clear(context: Context, *params: str, used: bool) -> None:
    """Draw the way to where nothing of these is chosen, for as long as something is."""
    part("clear", html("clear", text=context.words("filter.clear"), params=params) if used else "")


def _field(context: Context, kind: str, key: str, param: str, label: str, nothing: str = "", **values: object) -> None:
    part(
        key, html("field", kind=kind, nothing=nothing, key=key, param=param, label=label, words=context.words, **values)
    )
