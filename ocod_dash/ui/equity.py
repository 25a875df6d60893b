"""Who has how many centres, side by side, with what the figures mean and what they cannot say."""

import streamlit as st

from ..exhibits import Visit, equity
from .frame import show
from .text import note


def section(visit: Visit) -> None:
    """Draw the country's equity figures."""
    st.markdown(f"### {visit.words('equity.title')}", anchors=False)
    left, right = st.columns(2, gap="large")
    with left:
        show(equity.lorenz(visit))
    with right:
        show(equity.fifths(visit))
    caveat(visit)


def caveat(visit: Visit) -> None:
    """Say where people and incomes are from, and that people are registered, not resident."""
    note(visit.words("equity.caveat"))
