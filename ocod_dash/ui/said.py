"""What others said, in words: a claim's figure, its date as exact as it is known, who said it, and the way to its row."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from ..metrics import programmes
from ..metrics.claims import when, written, years
from .links import link
from .text import plain
from .visit import Visit


def term(visit: Visit, kind: str, code: str) -> str:
    """Return the name of a word of the published tables, or the word itself when it has none."""
    names = visit.keep("terms", lambda: _terms(visit))
    return names.get((kind, code), code.replace("_", " "))


def figure(visit: Visit, claim: pd.Series) -> str:
    """Write a claim's figure with its qualifier: exactly, about, over."""
    return written(visit.words, claim.value, claim.qualifier)


def with_unit(visit: Visit, claim: pd.Series) -> str:
    """Write a claim's figure with qualifier and unit; one of a thing goes without, for units are named in the plural."""
    return figure(visit, claim) if claim.value == 1 else f"{figure(visit, claim)} {term(visit, 'unit', claim.unit)}"


def who(visit: Visit, row: pd.Series) -> str:
    """Return who published a claim or event, in the visitor's language where that is known."""
    thai = row.publisher_th
    return str(thai if visit.words.language == "th" and isinstance(thai, str) else row.publisher)


def address(visit: Visit, found: Any, *, short: bool = False) -> str:
    """Write where a source can be read: a web address as a link, perhaps by its host alone, anything else as it is."""
    if not isinstance(found, str):
        return visit.words("ledger.address.none")
    if not found.startswith(("http://", "https://")):
        return plain(found)
    return f"[{plain(urlsplit(found).netloc.removeprefix('www.') if short else found)}](<{found}>)"


def scope(visit: Visit, claim: pd.Series) -> str:
    """Return what a claim covers, in the visitor's language or else in English; empty when it does not say."""
    first, second = (claim.scope_th, claim.scope_en) if visit.words.language == "th" else (claim.scope_en, None)
    return next((text for text in (first, second) if isinstance(text, str)), claim.scope_en or "")


def named(visit: Visit, claim: pd.Series) -> str:
    """Return the short name of what a claim counted."""
    return term(visit, "measure", claim.measure)


def measure(visit: Visit, claim: pd.Series, *, period: bool = True) -> str:
    """Name what a claim counted: the measure, its part, its basis where that is not the total, and its period."""
    parts = [named(visit, claim)]
    if isinstance(claim.part, str):
        parts.append(term(visit, "part", claim.part))
    if claim.basis in ("further", "first round", "part"):
        parts.append(term(visit, "basis", claim.basis))
    if period and isinstance(claim.period, str):
        parts.append(years(visit.words, claim.period))
    return " · ".join(parts)


def row_link(visit: Visit, claim: pd.Series, label: str = "", **options: Any) -> None:
    """Draw the way to a claim's row in the ledger; it says the date and who said it, unless ``label`` says otherwise."""
    text = label or f"{when(visit.words, claim.as_of, claim.as_of_precision)} · {who(visit, claim)}"
    link(visit, "ledger", text, choices={"claim": claim.claim_id}, **options)


def linked(visit: Visit, rows: Iterable[pd.Series], key: str) -> None:
    """Draw the ways to some claims' rows side by side, each by its figure."""
    with st.container(horizontal=True, gap="small", key=f"said_{key}"):
        for claim in rows:
            row_link(visit, claim, f"{named(visit, claim)}: {figure(visit, claim)}")


def source(visit: Visit) -> str:
    """Cite the tables of what was published, as plain text."""
    return visit.words("published.source", number=str(visit.data.release.number), day=visit.day)


def _terms(visit: Visit) -> dict[tuple[str, str], str]:
    rows = visit.ask(programmes.terms).to_dict("records")
    return {(row["kind"], row["code"]): visit.words.name(row) for row in rows}
