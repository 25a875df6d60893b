"""Which claims fit a search and filters, and in which order."""

import pandas as pd

from ..dates import THAI_DIGITS
from ..i18n import LANGUAGES, Words
from ..metrics import claims, programmes
from ..metrics.claims import date_text
from .context import Context
from .selection import Selection


def found(selection: Selection) -> pd.DataFrame:
    """Return the rows of ``claims.known`` that fit the search and the programmes chosen, in the order chosen.

    The claim that is requested comes first, if it fits.
    """
    rows = _ordered(_searched(selection), selection.chosen("sort")[0])
    return rows.iloc[(~rows.claim_id.isin(selection.chosen("claim")[:1])).argsort(kind="stable")]


def _searched(selection: Selection) -> pd.DataFrame:
    """Return the claims of the programmes chosen that contain every word searched for, in any language."""
    context = selection.published
    known, subjects = context.ask(claims.known), selection.chosen("programme")
    rows = known[known.subject.isin(subjects)] if subjects else known
    wanted = "".join(selection.chosen("search")).translate(THAI_DIGITS).casefold().split()
    if not wanted:
        return rows
    texts = _texts(context, rows)
    return rows[[all(word in text for word in wanted) for text in texts]]


def _texts(context: Context, rows: pd.DataFrame) -> list[str]:
    """Return all that can be searched of each claim, as one lower-case text."""
    names = context.ask(programmes.cards).set_index("programme_id")
    terms = context.ask(programmes.terms).set_index(["kind", "code"])

    def text(claim: pd.Series) -> str:
        words = [claim[name] for name in ("claim_id", "measure", "part", "publisher", "publisher_th", "address")]
        words += [claim.scope_en, claim.scope_th, f"{claim.value:.0f}", context.words.number(claim.value)]
        for language in LANGUAGES:
            words.append(date_text(Words(language), claim.as_of, claim.as_of_precision))
            column = f"name_{language}"
            words += [names[column].get(claim.subject), terms[column].get(("measure", claim.measure))]
            words += [terms[column].get(("unit", claim.unit)), terms[column].get(("basis", claim.basis))]
        return " ".join(word for word in words if isinstance(word, str)).casefold()

    return [text(claim) for _, claim in rows.iterrows()]


def _ordered(rows: pd.DataFrame, order: str) -> pd.DataFrame:
    if order == "largest":
        return rows.sort_values(["value", "claim_id"], ascending=[False, True])
    if order == "programme":
        return rows.sort_values(["subject", "measure", "as_of"])
    return rows.sort_values(["as_of", "claim_id"], ascending=[order == "oldest", True])
