"""Published claims in words: the figure with its precision, its unit, what it counts and covers, who published it."""

import re

import pandas as pd

from ..metrics import programmes
from ..metrics.claims import date_text, figure_text, period_text, steward_name
from ..view import EVER
from . import citation
from .context import Context

CODE = re.compile(r"[a-z0-9_]+")  # of a term; any other text is a publisher's own words


def term(context: Context, kind: str, code: str) -> str:
    """Return the name of a word of the published tables, or the word itself when it has none."""
    names = context.cached("terms", lambda: _terms(context))
    return names.get((kind, code), code.replace("_", " ") if CODE.fullmatch(code) else code)


def figure(context: Context, claim: pd.Series) -> str:
    """Write a claim's figure with its qualifier: exactly, about, over."""
    return figure_text(context.words, claim.value, claim.qualifier)


def with_unit(context: Context, claim: pd.Series) -> str:
    """Write a claim's figure with qualifier and unit; one of a thing goes without, for units are named in the plural."""
    return (
        figure(context, claim) if claim.value == 1 else f"{figure(context, claim)} {term(context, 'unit', claim.unit)}"
    )


def who(context: Context, row: pd.Series) -> str:
    """Return who published a claim or event."""
    return context.words.of(row, "publisher")


def entered(context: Context, claim: pd.Series) -> str:
    """Return when a steward published a claim, and who; empty for one that the product ships."""
    known = isinstance(claim.entered_by, str)
    return (
        context.words("ledger.entered.by", day=claim.entered_on, who=steward_name(context.words, claim.entered_by))
        if known
        else ""
    )


def was(context: Context, row: pd.Series) -> str:
    """Write what a claim was before it was corrected or withdrawn, when, and by whom: a row of ``claims.superseded``."""
    key = "ledger.former.until" if row.withdrawn else "ledger.former.was"
    who = steward_name(context.words, row.superseded_by)
    return context.words(key, figure=with_unit(context, row), day=row.superseded_on, who=who)


def published(context: Context, claim: pd.Series) -> str:
    """Write when a claim was published, how far that is from the day of the count, and by whom: ``ledger.against``."""
    as_of = date_text(context.words, claim.as_of, claim.as_of_precision)
    away = context.words("ledger.away", n=int(claim.days)) if claim.days else ""
    return " · ".join(filter(None, [as_of, away, who(context, claim)]))


def scope(context: Context, claim: pd.Series) -> str:
    """Return what a claim covers; empty where that is not known."""
    return context.words.of(claim, "scope")


def named(context: Context, claim: pd.Series) -> str:
    """Return the short name of what a claim counted."""
    return term(context, "measure", claim.measure)


def measure(context: Context, claim: pd.Series, *, period: bool = True) -> str:
    """Name what a claim counted: the measure, its part, its basis where that is not the total, and its period."""
    return " · ".join(measure_parts(context, claim, period=period))


def measured(context: Context, claim: pd.Series) -> str:
    """Name what claims of a measure counted, and their unit where the measure's name does not have it."""
    name, unit = measure(context, claim, period=False), term(context, "unit", claim.unit)
    return name if unit.casefold() in name.casefold() else f"{name} · {unit}"


def measure_parts(context: Context, claim: pd.Series, *, period: bool = True) -> list[str]:
    """Return what :func:`measure` joins, the measure first."""
    parts = [named(context, claim)]
    if isinstance(claim.part, str):
        parts.append(term(context, "part", claim.part))
    if claim.basis in ("further", "first round", "part"):
        parts.append(term(context, "basis", claim.basis))
    if period and isinstance(claim.period, str):
        parts.append(period_text(context.words, claim.period))
    return parts


def programme(context: Context, code: str) -> str:
    """Return the name of a programme, or the code itself when there is none."""
    return context.cached("programmes", lambda: _programmes(context)).get(code, code)


def source(context: Context) -> str:
    """Cite the tables of what was published, as plain text."""
    return citation.published(context.data.release, context.day, context.words)


def _programmes(context: Context) -> dict[str, str]:
    rows = context.ask(programmes.cards, EVER).to_dict("records")
    return {row["programme_id"]: programmes.title(context.words, row) for row in rows}


def _terms(context: Context) -> dict[tuple[str, str], str]:
    rows = context.ask(programmes.terms).to_dict("records")
    return {(row["kind"], row["code"]): context.words.name(row) for row in rows}
