"""Two or more places side by side: their numbers in columns, their curves on one scale."""

import streamlit as st

from ..charts.places import MOST_COMPARED
from ..exhibits import Visit
from ..exhibits import places as side_by_side
from . import address
from .frame import show
from .text import note

KEY = "compare_places"


def compare(visit: Visit) -> None:
    """Let the visitor choose places of the level in view, and draw them side by side."""
    words = visit.words
    rows = {row.code: row for row in side_by_side.in_plan(visit).itertuples()}
    picked = [code for code in address.chosen("compare") if code in rows][:MOST_COMPARED]
    st.session_state[KEY] = picked
    st.multiselect(
        words("compare.title"),
        sorted(rows, key=lambda code: words.name(rows[code]._asdict())),
        format_func=lambda code: words.name(rows[code]._asdict()),
        key=KEY,
        max_selections=MOST_COMPARED,
        placeholder=words("compare.placeholder"),
        on_change=lambda: address.choose("compare", *st.session_state[KEY]),
    )
    if len(picked) < 2:
        note(words("compare.hint"))
        return
    exhibit = side_by_side.compare(visit, tuple(picked))
    left, right = st.columns(2, gap="large")
    with left, st.container(key="compare_table"):
        st.table(exhibit.table(), hide_index=True, border="horizontal")
    with right:
        if exhibit.draw_chart:
            show(exhibit)
