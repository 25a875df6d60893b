"""Links to what others published: to the claims' rows in the ledger, and to the sources themselves."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
from markupsafe import Markup, escape

from ..exhibits import Context
from ..exhibits.claim_text import figure, measure, named, scope, who, with_unit
from ..metrics.claims import date_text
from .links import href
from .page_context import PageContext
from .render import html

# What a browser may follow.
OPENS = re.compile(r"^https?://[^\s<>\\]+$")


def row_href(page: PageContext) -> Callable[[str], str]:
    """Return a function that gives the address of a claim's row in the ledger."""
    return partial(_row_href, page)


def _row_href(page: PageContext, claim_id: str) -> str:
    return href(page, "ledger", choices={"claim": claim_id})


def when_and_who(context: Context, row: pd.Series) -> str:
    """Write when a claim was published, as exactly as is known, and by whom."""
    return f"{date_text(context.words, row.as_of, row.as_of_precision)} · {who(context, row)}"


def line(context: Context, claim: pd.Series) -> dict[str, str]:
    """Return a claim as a card shows it: what was counted, its figure, who published it and when, what it covers."""
    return {
        "name": measure(context, claim),
        "figure": with_unit(context, claim),
        "published": when_and_who(context, claim),
        "id": claim.claim_id,
        "scope": scope(context, claim),
    }


def claim_links(page: PageContext, rows: Iterable[pd.Series]) -> Markup:
    """Return links to some claims' rows side by side, each by its figure."""
    context = page.published
    links = [(_row_href(page, claim.claim_id), f"{named(context, claim)}: {figure(context, claim)}") for claim in rows]
    return html("links", links=links)


def claim_lines(page: PageContext, lines: Sequence[tuple[str, str, str]], note: str = "") -> Markup:
    """Return lines under a picture of claims: each an id (empty for none), its text and what it covers."""
    return html("lines", lines=lines, row_href=row_href(page), note=note)


def web_address(context: Context, found: Any, *, short: bool = False, name: str = "") -> Markup:
    """Write where a source can be read: a web address as a link, perhaps by its host or a name, anything else as it is."""
    if not isinstance(found, str):
        return escape(name or context.words("ledger.address.none"))
    if not OPENS.match(found):
        return escape(name or found)
    if name:
        return html("outside_link", address=found, text=name)
    return html("outside_link", address=found, text=urlsplit(found).netloc.removeprefix("www.") if short else found)
