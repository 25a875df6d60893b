"""The ways to what others said: links to the claims' rows in the ledger."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from ..exhibits import Visit
from ..exhibits.said import figure, named, who
from ..metrics.claims import when
from .links import link
from .text import plain

# What may be the target of a link: it cannot end the link that it stands in.
OPENS = re.compile(r"^https?://[^\s<>\\]+$")


def row_link(visit: Visit, claim: pd.Series, label: str = "", **options: Any) -> None:
    """Draw the way to a claim's row in the ledger; it says the date and who said it, unless ``label`` says otherwise."""
    text = label or f"{when(visit.words, claim.as_of, claim.as_of_precision)} · {who(visit, claim)}"
    link(visit, "ledger", text, choices={"claim": claim.claim_id}, **options)


def linked(visit: Visit, rows: Iterable[pd.Series], key: str) -> None:
    """Draw the ways to some claims' rows side by side, each by its figure."""
    with st.container(horizontal=True, gap="small", key=f"said_{key}"):
        for claim in rows:
            row_link(visit, claim, f"{named(visit, claim)}: {figure(visit, claim)}")


def web_address(visit: Visit, found: Any, *, short: bool = False) -> str:
    """Write where a source can be read: a web address as a link, perhaps by its host alone, anything else as it is."""
    if not isinstance(found, str):
        return visit.words("ledger.address.none")
    if not OPENS.match(found):
        return plain(found)
    return f"[{plain(urlsplit(found).netloc.removeprefix('www.') if short else found)}](<{found}>)"
