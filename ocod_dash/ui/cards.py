"""Headline numbers as cards, each with its definition and source one click away."""

import pandas as pd
import streamlit as st

from ..metrics import MEASURES, Amount
from .frame import source
from .text import plain
from .visit import Visit


def headline(visit: Visit, total: pd.Series, of_provinces: int) -> None:
    """Draw the headline numbers.

    Parameters
    ----------
    visit : Visit
        This run.
    total : pandas.Series
        The one row of ``rollout.summary``.
    of_provinces : int
        How many provinces are looked at.
    """
    words = visit.words
    with st.grid(columns=5, min_column_width=150, key="cards"):
        card(visit, "in_plan", total.in_plan, words("card.in_plan"))
        month = words("card.opened_this_month", n=int(total.opened_this_month)) if total.dates > 1 else ""
        card(visit, "open", total.open, month)
        card(visit, "in_progress", total.in_progress, words("card.not_started", n=int(total.planned)))
        card(visit, "percent_complete", total.percent_complete, against_plan(visit, total))
        of = words("card.of_provinces", n=of_provinces)
        card(visit, "provinces_served", total.provinces_served, of)


def card(visit: Visit, measure: str, figure: float, remark: str) -> None:
    """Draw one number with its name, a remark, and its definition and source behind the question mark."""
    words = visit.words
    definition = words(f"measure.{measure}.definition")
    with st.container(border=True, height="stretch", gap="xxsmall", key=f"card_{measure}"):
        st.metric(
            words(f"measure.{measure}"),
            MEASURES[measure].write(figure, words),
            help=f"{plain(definition)}\n\n{plain(source(visit))}",
        )
        if remark:
            st.markdown(f":small[{remark}]")


def against_plan(visit: Visit, total: pd.Series) -> str:
    """Write how far behind or ahead of plan the rollout is, in colour where it is behind; empty where no plan is known."""
    if pd.isna(total.behind_plan):
        return visit.words("card.no_plan")
    points = round(float(total.behind_plan), 1)
    if points == 0:
        return visit.words("card.on_plan")
    amount = Amount("behind_plan", abs(points))
    if points > 0:
        return f":orange[{visit.words('figure.behind', n=amount)}]"
    return f":blue[{visit.words('figure.ahead', n=amount)}]"
