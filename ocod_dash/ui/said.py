"""The ways to what others said: links to the claims' rows in the ledger."""

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
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


class Way(NamedTuple):
    """A way to a claim's row: the claim's id, and what is written on the way."""

    claim_id: str
    label: str


def row_link(visit: Visit, way: Way) -> None:
    """Draw the way to a claim's row in the ledger."""
    link(visit, "ledger", way.label, choices={"claim": way.claim_id})


def by_source(visit: Visit, claim: pd.Series) -> Way:
    """Return the way to a claim's row that says the date and who said it."""
    return Way(claim.claim_id, f"{when(visit.words, claim.as_of, claim.as_of_precision)} · {who(visit, claim)}")


def linked(visit: Visit, key: str, rows: Callable[[], Iterable[pd.Series]]) -> None:
    """Draw the ways to some claims' rows side by side, each by its figure.

    Parameters
    ----------
    visit : Visit
        This run.
    key : str
        Unique on the page, and for the claims among all that the visit sees.
    rows : callable
        Gives the claims; called once for all who look at the same.
    """

    def ways() -> list[Way]:
        return [Way(claim.claim_id, f"{named(visit, claim)}: {figure(visit, claim)}") for claim in rows()]

    with st.container(horizontal=True, gap="small", key=f"said_{key}"):
        for way in visit.keep(f"ways {key}", ways):
            row_link(visit, way)


def each(rows: pd.DataFrame) -> list[pd.Series]:
    """Return the rows of a frame one by one."""
    return [row for _, row in rows.iterrows()]


def web_address(visit: Visit, found: Any, *, short: bool = False) -> str:
    """Write where a source can be read: a web address as a link, perhaps by its host alone, anything else as it is."""
    if not isinstance(found, str):
        return visit.words("ledger.address.none")
    if not OPENS.match(found):
        return plain(found)
    return f"[{plain(urlsplit(found).netloc.removeprefix('www.') if short else found)}](<{found}>)"
