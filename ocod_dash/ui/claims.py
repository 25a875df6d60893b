"""Published figures beside the counted ones, visibly claims."""

import pandas as pd
import streamlit as st

from ..metrics import claims, rollout
from .frame import register
from .said import linked, who
from .text import note, plain, quiet
from .visit import Visit


def beside(visit: Visit) -> None:
    """Draw the published totals nearest to the day beside the counts of the whole country.

    The view's places are not used, for the claims speak of the country.
    """
    words, country = visit.words, visit.view.at(None)
    found, total = visit.ask(claims.nearest, country), visit.ask(rollout.summary, country).iloc[0]
    with st.container(border=True, key="claims", gap="small"):
        st.markdown(f"#### {words('claims.title')}", anchors=False)
        if found.empty:
            note(words("claims.none", day=visit.day))
            return
        said_on = found.as_of.iloc[0]
        same_day = said_on.date() == visit.day
        note(words("claims.same_day" if same_day else "claims.earlier", day=said_on))
        table = pd.DataFrame(
            {
                words("claims.measure"): [words(f"measure.{claims.COUNTED_AS[m]}") for m in found.measure],
                words("claims.published"): [_said(visit, claim) for claim in found.itertuples()],
                words("claims.counted"): [words.number(total[claims.COUNTED_AS[m]]) for m in found.measure],
            }
        )
        st.table(table, hide_index=True, border="horizontal")
        publisher = " · ".join(
            plain(name) for name in dict.fromkeys(who(visit, claim) for _, claim in found.iterrows())
        )
        said = words("claims.who", who=publisher, day=found.published_on.iloc[0])
        counted = words("claims.counted_in", register=register(visit), day=visit.day)
        st.markdown(f"{quiet(said)}  \n{quiet(plain(counted))}")
        linked(visit, [claim for _, claim in found.iterrows()], "beside")
        if visit.sample:
            st.markdown(f":small[:yellow[{words('claims.sample' if same_day else 'claims.sample.other')}]]")


def _said(visit: Visit, claim) -> str:  # type: ignore[no-untyped-def]
    figure = visit.words.number(claim.value)
    return figure if claim.qualifier == "exactly" else visit.words(f"qualifier.{claim.qualifier}", figure=figure)
