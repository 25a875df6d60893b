"""Published figures beside the counted ones, visibly claims."""

from typing import Any

import pandas as pd
import streamlit as st

from ..exhibits import Visit
from ..exhibits.said import who
from ..metrics import claims, rollout
from .said import each, linked
from .text import plain, quiet


def beside(visit: Visit) -> None:
    """Draw the published totals nearest to the day beside the counts of the whole country.

    The view's places are not used, for the claims speak of the country.
    """
    country = visit.view.at(None)
    found, total = visit.ask(claims.nearest, country), visit.ask(rollout.summary, country).iloc[0]
    with st.container(border=True, key="claims"):
        st.markdown("\n\n".join(_lines(visit, found, total)), anchors=False)
        if not found.empty:
            linked(visit, "beside", lambda: each(found))


def _lines(visit: Visit, found: pd.DataFrame, total: pd.Series) -> list[str]:
    """Write the card as Markdown: heading, what is compared, a table, who said it, and what a sample is worth."""
    words = visit.words
    heading = f"#### {words('claims.title')}"
    if found.empty:
        return [heading, quiet(words("claims.none", day=visit.day))]
    said_on = found.as_of.iloc[0]
    same_day = said_on.date() == visit.day
    lines = [heading, quiet(words("claims.same_day" if same_day else "claims.earlier", day=said_on))]
    rows = [[words("claims.measure"), words("claims.published"), words("claims.counted")], ["---", "---:", "---:"]]
    for claim in found.itertuples():
        counted = claims.COUNTED_AS[claim.measure]
        rows.append([words(f"measure.{counted}"), _said(visit, claim), words.number(total[counted])])
    lines.append("\n".join(f"| {' | '.join(row)} |" for row in rows))
    publishers = " · ".join(dict.fromkeys(who(visit, claim) for _, claim in found.iterrows()))
    said = quiet(plain(words("claims.who", who=publishers, day=found.published_on.iloc[0])))
    lines.append(f"{said}  \n{quiet(plain(words('claims.counted_in', register=visit.register, day=visit.day)))}")
    if visit.sample:
        lines.append(f":small[:yellow[{words('claims.sample' if same_day else 'claims.sample.other')}]]")
    return lines


def _said(visit: Visit, claim: Any) -> str:
    figure = visit.words.number(claim.value)
    return figure if claim.qualifier == "exactly" else visit.words(f"qualifier.{claim.qualifier}", figure=figure)
