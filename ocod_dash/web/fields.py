"""What a visitor can choose, as fields of HTML: a choice is a parameter of the address, and ``navigation.js`` writes it there.

A page that the address asks for needs no widget to store what is chosen, and a field that is HTML costs nothing where a
widget costs milliseconds at every run.
"""

from collections.abc import Iterable
from datetime import date

from ..i18n import Words
from .page_renderer import html
from .parts import Part

Options = Iterable[tuple[str, str]]  # each a value in the address and its name


def pills(
    words: Words,
    key: str,
    param: str,
    label: str,
    options: Options,
    chosen: tuple[str, ...],
    help: str = "",
    nothing: str = "",
) -> Part:
    """Return values side by side, of which any may be chosen; ``nothing`` is the address's value for none of them."""
    return _field(words, "pills", key, param, label, options=list(options), chosen=chosen, help=help, nothing=nothing)


def tabs(words: Words, key: str, param: str, label: str, options: Options, chosen: str, labelled: bool = False) -> Part:
    """Return values side by side, of which one is chosen; ``label`` is read aloud, and seen where they are ``labelled``."""
    return _field(words, "tabs", key, param, label, options=list(options), chosen=chosen, labelled=labelled)


def several(
    words: Words,
    key: str,
    param: str,
    label: str,
    options: Options,
    chosen: tuple[str, ...],
    placeholder: str = "",
    drops: str = "",
) -> Part:
    """Return a list to add values from, and those chosen, each with a button that removes it.

    Parameters
    ----------
    words : Words
        The visitor's language.
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
        The text of the list while nothing is chosen; by default that all are.
    drops : str
        The parameter that depends on the values chosen: a change takes it out of the address.
    """
    names = dict(options)
    left = [(value, name) for value, name in names.items() if value not in chosen]
    taken = [(value, names[value]) for value in chosen if value in names]
    empty = placeholder or words("filter.all")
    return _field(words, "several", key, param, label, options=left, taken=taken, empty=empty, drops=drops)


def one(
    words: Words, key: str, param: str, label: str, options: Options, chosen: str | None, empty: str | None = None
) -> Part:
    """Return a list of which one value may be chosen; ``empty`` is the text for none, where that may be."""
    return _field(words, "one", key, param, label, options=list(options), chosen=chosen, empty=empty)


def day(words: Words, key: str, param: str, label: str, shown: date, first: date, last: date) -> Part:
    """Return a line for a date in the language's own form, with a calendar beside it.

    What is typed is read by :mod:`ocod_dash.web.typed_day`. A date of numbers is below in words too.
    """
    below = words("filter.as_of.shown", day=shown) if words.numeric_dates else ""
    return _field(words, "day", key, param, label, shown=shown, first=first, last=last, below=below)


def search(words: Words, key: str, param: str, label: str, text: str, placeholder: str, most: int) -> Part:
    """Return a line for words to search for, of at most ``most`` letters."""
    return _field(words, "search", key, param, label, text=text, placeholder=placeholder, most=most)


def number(
    words: Words, key: str, param: str, label: str, value: str, unit: str = "", drops: str = "", placeholder: str = ""
) -> Part:
    """Return a line for a number with its unit; the server says what is wrong with another text.

    ``drops`` is the parameter that the number stands in place of: a change takes it out of the address.
    """
    own = {"value": value, "unit": unit, "placeholder": placeholder}
    return _field(words, "number", key, param, label, drops=drops, **own)


def player(words: Words, key: str, param: str, stops: list[date], shown: date) -> Part:
    """Return a slider over days and a button that plays them one after the other.

    Parameters
    ----------
    words : Words
        The visitor's language.
    key : str
        The part's.
    param : str
        The parameter of the address; without it in the address, the last day is chosen.
    stops : list of datetime.date
        The days, in order.
    shown : datetime.date
        The day in view, which is named beside the slider; the slider is at the last stop on or before it.
    """
    at = max((at for at, stop in enumerate(stops) if stop <= shown), default=0)
    days = [(stop.isoformat() if stop != stops[-1] else "", words.date(stop)) for stop in stops]
    named = {"shown": words.date(shown), "last": stops[-1]}
    return Part(key, html("player", words=words, key=key, param=param, days=days, at=at, **named))


def clear(words: Words, *params: str, used: bool) -> Part:
    """Return the link that clears these parameters; nothing while none is chosen."""
    return Part("clear", html("clear", text=words("filter.clear"), params=params) if used else html("nothing"))


def _field(
    words: Words, kind: str, key: str, param: str, label: str, nothing: str = "", drops: str = "", **values: object
) -> Part:
    own = {"nothing": nothing, "drops": drops}
    shown = html("field", kind=kind, **own, key=key, param=param, label=label, words=words, **values)
    return Part(key, shown)
