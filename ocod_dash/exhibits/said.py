"""What others said, in words: a claim's figure, its date as exact as it is known, who said it."""

from datetime import date

import pandas as pd

from ..metrics import programmes
from ..metrics.claims import by, written, years
from ..view import View
from . import citation
from .visit import Visit

EVER = View(as_of=date(2099, 12, 31))  # a day by which all that is known has happened


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


def entered(visit: Visit, claim: pd.Series) -> str:
    """Return when a steward published a claim here, and who; empty for one that came with the product."""
    known = isinstance(claim.entered_by, str)
    return (
        visit.words("ledger.entered.by", day=claim.entered_on, who=by(visit.words, claim.entered_by)) if known else ""
    )


def scope(visit: Visit, claim: pd.Series) -> str:
    """Return what a claim covers, in the visitor's language or else in the other; empty when it does not say."""
    return either(visit, claim, "scope")


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


def programme(visit: Visit, code: str) -> str:
    """Return the name of a programme, or the code itself when there is none."""
    return visit.keep("programmes", lambda: _programmes(visit)).get(code, code)


def source(visit: Visit) -> str:
    """Cite the tables of what was published, as plain text."""
    return citation.published(visit.data.release, visit.day, visit.words)


def _programmes(visit: Visit) -> dict[str, str]:
    rows = visit.ask(programmes.cards, EVER).to_dict("records")
    return {row["programme_id"]: visit.words.name(row) for row in rows}


def _terms(visit: Visit) -> dict[tuple[str, str], str]:
    rows = visit.ask(programmes.terms).to_dict("records")
    return {(row["kind"], row["code"]): visit.words.name(row) for row in rows}


def either(visit: Visit, row: pd.Series, column: str) -> str:
    """Return a text of a row in the visitor's language, or else in the other; empty when it has neither."""
    here, there = (
        row[f"{column}_{language}"] for language in sorted(("th", "en"), key=lambda x: x != visit.words.language)
    )
    return next((text for text in (here, there) if isinstance(text, str)), "")
