"""Claims of one measure as rows: each figure with its date, its source and its size beside the others, and their slope."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..metrics import claims, ledger
from ..metrics.claims import date_text
from . import claim_text
from .context import Context
from .exhibit import Exhibit
from .over_time import position

Points = list[tuple[float, float]]
MOST_IN_SIGHT = 3  # claims; of more, the others than those of ``in_sight`` unfold
TOP, GROUND = 8.0, 96.0  # of a slope, in hundredths from its upper edge: the largest figure, and zero


@dataclass(frozen=True)
class ClaimRow:
    """A claim in a row of its own.

    Parameters
    ----------
    id : str
        The claim's.
    figure, when, who : str
        The figure with its precision, when it was published, and by whom.
    about : str
        What it counted where that is not what the first row counted, and what it covers.
    share : float
        Its size in percent of the largest.
    """

    id: str
    figure: str
    when: str
    who: str
    about: str
    share: float


def shown_in(exhibit: Exhibit) -> pd.DataFrame:
    """Return the rows of ``claims.known`` that an exhibit of claims shows, in its order."""
    known = exhibit.context.ask(claims.known).set_index("claim_id", drop=False)
    rows: pd.DataFrame = known.loc[exhibit.of.split(",")]
    return rows


def described(context: Context, exhibit: Exhibit) -> dict[str, Any]:
    """Return what an exhibit of claims shows: title, subtitle, text alternative, slopes, rows in sight and folded ones."""
    rows = shown_in(exhibit)
    seen = in_sight(rows)
    listed, folded = in_rows(context, rows), int((~seen).sum())
    return {
        "title": exhibit.measured,
        "subtitle": claim_text.programme(context, rows.subject.iloc[0]),
        "alternative": exhibit.alternative,
        "slopes": slopes(rows),
        "rows": [row for row, shown in zip(listed, seen, strict=True) if shown],
        "folded": [row for row, shown in zip(listed, seen, strict=True) if not shown],
        "more": context.words("programmes.more", n=folded) if folded else "",
    }


def in_sight(rows: pd.DataFrame) -> pd.Series:
    """Say which claims are in sight: all of a few; of more, the first total, the last, and the largest, which is a full bar."""
    totals = rows[rows.basis == "total"]
    ends = (rows if totals.empty else totals).claim_id.iloc[[0, -1]]
    seen = rows.claim_id.isin(ends) | (len(rows) <= MOST_IN_SIGHT)
    return seen if rows.value[seen].max() == rows.value.max() else seen | (rows.value == rows.value.max())


def in_rows(context: Context, rows: pd.DataFrame) -> list[ClaimRow]:
    """Return claims of one measure and its targets as rows, in their order."""
    most, named = max(rows.value.max(), 1), claim_text.named(context, rows.iloc[0])
    return [_row(context, claim, named, most) for _, claim in rows.iterrows()]


def _row(context: Context, claim: pd.Series, named: str, most: float) -> ClaimRow:
    return ClaimRow(
        claim.claim_id,
        claim_text.figure(context, claim),
        date_text(context.words, claim.as_of, claim.as_of_precision),
        claim_text.who(context, claim),
        " · ".join(_about(context, claim, named)),
        round(claim.value / most * 100, 1),
    )


def _about(context: Context, claim: pd.Series, named: str) -> list[str]:
    """Return what a claim counted, without the name of the measure of all rows and what its scope repeats."""
    scope, (measure, *rest) = claim_text.scope(context, claim), claim_text.measure_parts(context, claim)
    parts = [
        *([] if measure == named else [measure]),
        *(part for part in rest if part.casefold() not in scope.casefold()),
    ]
    return [*parts, *filter(None, [scope])]


def slopes(rows: pd.DataFrame) -> list[Points]:
    """Return the line of each part over time, from 0 to 100 both ways; none where claims do not follow each other.

    A claim is at the middle of the days that it can be of, and its height is counted from zero. Targets have no place in it.
    """
    totals = rows[rows.basis == "total"]
    if len(totals) < 2 or not ledger.is_course(totals):
        return []
    spans = [ledger.interval(*position(row)) for _, row in totals.iterrows()]
    days = pd.Series([(one.toordinal() + other.toordinal()) / 2 for one, other in spans], index=totals.index)
    first, length, most = days.min(), (days.max() - days.min()) or 1, max(totals.value.max(), 1)
    at = totals.assign(x=3 + (days - first) / length * 94, y=GROUND - totals.value / most * (GROUND - TOP)).sort_values(
        "x", kind="stable"
    )
    parts = at.groupby("part", dropna=False, sort=False)
    return [[(round(x, 1), round(y, 1)) for x, y in zip(own.x, own.y, strict=True)] for _, own in parts]
