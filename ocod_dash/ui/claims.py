"""Published figures beside the counted ones, visibly claims."""

from typing import Any

import pandas as pd

from ..exhibits import Visit
from ..exhibits.said import figure, who
from ..metrics import claims, rollout
from .part import html, part
from .said import row_href


def beside(visit: Visit) -> None:
    """Draw the published totals nearest to the day beside the counts of the whole country.

    The view's places are not used, for the claims speak of the country.
    """
    part("claims", html("claims", words=visit.words, href=row_href, **_told(visit)))


def _told(visit: Visit) -> dict[str, Any]:
    words, country = visit.words, visit.view.at(None)
    found, total = visit.ask(claims.nearest, country), visit.ask(rollout.summary, country).iloc[0]
    if found.empty:
        return {"about": words("claims.none", day=visit.day), "rows": []}
    said_on, each = found.as_of.iloc[0], [claim for _, claim in found.iterrows()]
    same_day = said_on.date() == visit.day
    publishers = " · ".join(dict.fromkeys(who(visit, claim) for claim in each))
    return {
        "about": words("claims.same_day" if same_day else "claims.earlier", day=said_on),
        "rows": [_row(visit, claim, total) for claim in each],
        "said": words("claims.who", who=publishers, day=found.published_on.iloc[0]),
        "counted": words("claims.counted_in", register=visit.register, day=visit.day),
        "sample": words("claims.sample" if same_day else "claims.sample.other") if visit.sample else "",
    }


def _row(visit: Visit, claim: pd.Series, total: pd.Series) -> dict[str, str]:
    """Tell a claim: what was counted, the figure and its row in the ledger, what the register counts."""
    counted = claims.COUNTED_AS[claim.measure]
    return {
        "name": visit.words(f"measure.{counted}"),
        "figure": figure(visit, claim),
        "id": claim.claim_id,
        "counted": visit.words.number(total[counted]),
    }
