"""The pages of what others published: their own date, and their own filters at the side."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from typing import Any

from ..exhibits import Context
from ..exhibits import claim_text as said
from ..loader import Data
from ..metrics import claims
from ..metrics import programmes as of_programmes
from ..metrics.findings import Finding
from ..view import EARLIEST, EVER, LAST, View
from . import address, fields
from .context import current
from .title import entitled

FILTERS = tuple(of_programmes.TAGS)


def context() -> Context:
    """Return this run's visit, on the date of the published pages and nowhere in particular."""
    return replace(current(), view=View(as_of=address.day()))


def register() -> Context:
    """Return a visit to the whole country on the register's own date, for what is counted beside what was published."""
    return replace(current(), view=View())


@lru_cache(maxsize=4)
def options(data: Data) -> dict[str, tuple[str, ...]]:
    """Return what a release lets the visitor choose, by name: tags, programmes, claims."""
    rows = data.ask(of_programmes.cards, EVER)
    # A link to a figure that was withdrawn since still leads to what became of it.
    known = dict.fromkeys((*data.ask(claims.known, EVER).claim_id, *data.ask(claims.superseded, EVER).claim_id))
    sorted_tags = {name: tuple(sorted(of_programmes.every_tag(rows, name), key=_natural)) for name in FILTERS}
    return sorted_tags | {"programme": tuple(rows.programme_id), "claim": tuple(known)}


def wanted() -> dict[str, tuple[str, ...]]:
    """Return the tags chosen, by filter."""
    return {name: address.chosen(name) for name in FILTERS}


def programmes(context: Context) -> None:
    """Draw the programmes' filters and the date."""
    _several(context, "kind", lambda code: said.term(context, "programme_kind", code))
    _several(context, "line", lambda code: f"{code} {said.term(context, 'action_line', code)}")
    _several(context, "sdg", lambda code: f"{code} {said.term(context, 'sdg', code)}")
    _several(context, "agency", lambda code: said.term(context, "agency", code))
    date_field(context)
    _clear(context, *FILTERS, "on")


def ledger(context: Context) -> None:
    """Draw the ledger's search, filter and order, and the date."""
    words = context.words
    text, placeholder = "".join(address.chosen("search")), words("ledger.search.placeholder")
    fields.search(context, "filter_search", "search", words("ledger.search"), text, placeholder, address.MOST_LETTERS)
    _several(context, "programme", partial(said.programme, context))
    orders = [(order, words(f"ledger.sort.{order}")) for order in address.SORTS]
    fields.one(context, "filter_sort", "sort", words("ledger.sort"), orders, address.chosen("sort")[0])
    date_field(context)
    _clear(context, "search", "programme", "claim", "sort", "on", "count_on")


def date_field(context: Context) -> None:
    """Draw the date of these pages."""
    day_field(context, "published_on", "on", context.words("published.on"), address.day())


def title(context: Context, finding: Finding) -> None:
    """Write a page's title, of what was published: never of the sample."""
    entitled(context.sentence(finding))


def day_field(context: Context, key: str, param: str, label: str, shown: date) -> None:
    """Draw any date of these pages."""
    fields.day(context, key, param, label, shown, EARLIEST, LAST)


def _several(context: Context, name: str, write: Callable[[str], str]) -> None:
    named = [(code, write(code)) for code in options(context.data)[name]]
    fields.several(
        context, f"filter_{name}", name, context.words(f"published.filter.{name}"), named, address.chosen(name)
    )


def _clear(context: Context, *names: str) -> None:
    fields.clear(context, *names, used=any(address.chosen(name) != address.CHOICES[name].default for name in names))


def _natural(tag: str) -> tuple[Any, ...]:
    """Order C2 before C10, and 4 before 16."""
    letters = tag.rstrip("0123456789") if " " not in tag else tag.split(" ")[0].rstrip("0123456789")
    digits = tag.split(" ")[0][len(letters) :]
    return letters, int(digits) if digits.isdigit() else 0, tag
