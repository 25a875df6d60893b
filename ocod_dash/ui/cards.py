"""Headline numbers as cards, each with its definition and source one click away."""

from typing import Literal

import pandas as pd
import streamlit as st

from ..exhibits import Visit
from ..metrics import MEASURES, Amount
from .text import plain

Colour = Literal["gray", "orange", "blue"]


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
        card(visit, "percent_complete", total.percent_complete, *against_plan(visit, total))
        of = words("card.of_provinces", n=of_provinces)
        card(visit, "provinces_served", total.provinces_served, of)


def card(visit: Visit, measure: str, figure: float, remark: str, colour: Colour = "gray") -> None:
    """Draw one number with its name, a remark, and its definition and source behind the question mark."""
    words = visit.words
    definition = words(f"measure.{measure}.definition")
    st.metric(
        words(f"measure.{measure}"),
        MEASURES[measure].write(figure, words),
        delta=remark if colour != "gray" else None,
        delta_color=colour,
        delta_arrow="off",
        delta_description=remark if remark and colour == "gray" else None,
        border=True,
        height="stretch",
        help=f"{plain(definition)}\n\n{plain(visit.source)}",
    )


def against_plan(visit: Visit, total: pd.Series) -> tuple[str, Colour]:
    """Write how far behind or ahead of plan the rollout is, with its colour; or that no plan is known."""
    if pd.isna(total.behind_plan):
        return visit.words("card.no_plan"), "gray"
    points = round(float(total.behind_plan), 1)
    if points == 0:
        return visit.words("card.on_plan"), "gray"
    amount = Amount("behind_plan", abs(points))
    if points > 0:
        return visit.words("figure.behind", n=amount), "orange"
    return visit.words("figure.ahead", n=amount), "blue"
