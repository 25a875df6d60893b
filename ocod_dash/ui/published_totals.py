"""Published totals beside the counted ones, visibly claims."""

from typing import Any

import pandas as pd

from ..exhibits import Context
from ..exhibits.claim_text import figure, named, who
from ..metrics import claims, rollout
from ..web.parts import Part
from .claim_links import row_href
from .page_context import PageContext
from .render import html


def published_totals(page: PageContext) -> Part:
    """Return the published totals nearest to the day beside the counts of the whole country.

    The view's places are not used, for the claims are about the country.
    """
    context = page.context
    return Part("claims", html("claims", words=page.words, href=row_href(page), **_values(context)))


def _values(context: Context) -> dict[str, Any]:
    words, country = context.words, context.view.at(None)
    found, total = context.ask(claims.nearest_totals, country), context.ask(rollout.summary, country).iloc[0]
    if found.empty:
        return {"about": words("claims.none", day=context.day), "rows": []}
    published_for, each = found.as_of.iloc[0], [claim for _, claim in found.iterrows()]
    same_day = published_for.date() == context.day
    publishers = " · ".join(dict.fromkeys(who(context, claim) for claim in each))
    return {
        "about": words("claims.same_day" if same_day else "claims.earlier", day=published_for),
        "rows": [_row(context, claim, total) for claim in each],
        "published": words("claims.who", who=publishers, day=found.published_on.iloc[0]),
        "counted": words("claims.counted_in", register=context.register, day=context.day),
        "different": words("claims.different_words") if found.measure.isin(claims.DIFFERENT_WORDS).any() else "",
        "sample": words("claims.sample" if same_day else "claims.sample.other") if context.sample else "",
    }


def _row(context: Context, claim: pd.Series, total: pd.Series) -> dict[str, str]:
    """Return a claim: what was counted, the figure and its row in the ledger, what the register counts."""
    counted = claims.COUNTED_AS[claim.measure]
    return {
        "name": named(context, claim),
        "in_register": context.words(f"measure.{counted}"),
        "figure": figure(context, claim),
        "id": claim.claim_id,
        "counted": context.words.number(total[counted]),
    }
