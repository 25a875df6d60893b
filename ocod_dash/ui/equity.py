"""Who has how many centres, side by side, with what the figures mean and what they cannot say."""

import streamlit as st

from ..exhibits import Visit, equity
from . import title
from .frame import show


def section(visit: Visit) -> None:
    """Draw the country's equity figures."""
    title.section("equity_title", visit.words("equity.title"), visit.words("equity.caveat"))
    left, right = st.columns(2, gap="large")
    with left:
        show(equity.lorenz(visit))
    with right:
        show(equity.fifths(visit))
