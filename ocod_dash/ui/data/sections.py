"""The sections of the Data page, one at a time; which one is in the address."""

import streamlit as st

from ...exhibits import Visit
from .. import address

KEY = "data_part"


def choose(visit: Visit) -> str:
    """Draw the page's title and the choice of its sections; return the one chosen."""
    words = visit.words
    st.title(words("page.data"), anchor=False)
    st.session_state[KEY] = address.chosen("part")[0]
    st.segmented_control(
        words("data.parts"),
        address.DATA_PARTS,
        format_func=lambda part: words(f"data.part.{part}"),
        key=KEY,
        required=True,
        on_change=lambda: address.choose("part", st.session_state[KEY]),
        label_visibility="collapsed",
    )
    return address.chosen("part")[0]
