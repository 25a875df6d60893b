"""Published figures beside the counted ones, visibly claims."""

from typing import Any

import pandas as pd

from ..exhibits import Context
from ..exhibits.claim_text import figure, who
from ..metrics import claims, rollout
from .part import html, part
from .said import row_href


def beside(context: Context) -> None:
    """Draw the published totals nearest to the day beside the counts of the whole country.

    The view's places are not used, for the claims speak of the country.
    """
    part("claims", html("claims", words=context.words, href=row_href, **_told(context)))


def _told(context: Context) -> dict[str, Any]:
    words, country = context.words, context.view.at(None)
    found, total = context.ask(claims.nearest_totals, country), context.ask(rollout.summary, country).iloc[0]
    if found.empty:
        return {"about": words("claims.none", day=context.day), "rows": []}
    said_on, each = found.as_of.iloc[0], [claim for _, claim in found.iterrows()]
    same_day = said_on.date() == context.day
    publishers = " · ".join(dict.fromkeys(who(context, claim) for claim in each))
    return {
        "about": words("claims.same_day" if same_day else "claims.earlier", day=said_on),
        "rows": [_row(context, claim, total) for claim in each],
        "said": words("claims.who", who=publishers, day=found.published_on.iloc[0]),
        "counted": words("claims.counted_in", register=context.register, day=context.day),
        "sample": words("claims.sample" if same_day else "claims.sample.other") if context.sample else "",
    }


def _row(context: Context, claim: pd.Series, total: pd.Series) -> dict[str, str]:
    """Tell a claim: what was counted, the figure and its row in the ledger, what the register counts."""
    counted = claims.COUNTED_AS[claim.measure]
    return {
        "name": context.words(f"measure.{counted}"),
        "figure": figure(context, claim),
        "id": claim.claim_id,
        "counted": context.words.number(total[counted]),
    }
