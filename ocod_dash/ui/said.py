"""The ways to what others said: links to the claims' rows in the ledger."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
from markupsafe import Markup

from ..exhibits import Context
from ..exhibits.claim_text import figure, measure, named, scope, who, with_unit
from ..metrics.claims import date_text
from .links import href
from .part import html

# What a browser may follow.
OPENS = re.compile(r"^https?://[^\s<>\\]+$")


def row_href(claim_id: str) -> str:
    """Return the address of a claim's row in the ledger."""
    return href("ledger", choices={"claim": claim_id})


def told(context: Context, row: pd.Series) -> str:
    """Write when a claim was made, as exactly as is known, and by whom."""
    return f"{date_text(context.words, row.as_of, row.as_of_precision)} · {who(context, row)}"


def line(context: Context, claim: pd.Series) -> dict[str, str]:
    """Return a claim as a card shows it: what was counted, its figure, who said it and when, what it covers."""
    return {
        "name": measure(context, claim),
        "figure": with_unit(context, claim),
        "told": told(context, claim),
        "id": claim.claim_id,
        "scope": scope(context, claim),
    }


def linked(context: Context, rows: Iterable[pd.Series]) -> Markup:
    """Return the ways to some claims' rows side by side, each by its figure."""
    ways = [(row_href(claim.claim_id), f"{named(context, claim)}: {figure(context, claim)}") for claim in rows]
    return html("said", ways=ways)


def web_address(context: Context, found: Any, *, short: bool = False) -> Markup:
    """Write where a source can be read: a web address as a link, perhaps by its host alone, anything else as it is."""
    if not isinstance(found, str):
        return Markup.escape(context.words("ledger.address.none"))
    if not OPENS.match(found):
        return Markup.escape(found)
    shown = urlsplit(found).netloc.removeprefix("www.") if short else found
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(found, shown)
