"""Headline numbers as cards, each with its definition and source one click away."""

import pandas as pd
import streamlit as st

from ..exhibits import Visit, numbers
from .text import plain


def headline(visit: Visit, total: pd.Series) -> None:
    """Draw the headline numbers of ``total``, the one row of ``rollout.summary``."""
    with st.grid(columns=5, min_column_width=150, key="cards"):
        for number in numbers.headline(visit, total):
            plain_remark = number.colour == "gray"
            st.metric(
                number.name,
                number.written,
                delta=None if plain_remark else number.remark,
                delta_color=number.colour,
                delta_arrow="off",
                delta_description=(number.remark or None) if plain_remark else None,
                border=True,
                height="stretch",
                help=f"{plain(number.definition)}\n\n{plain(visit.source)}",
            )
