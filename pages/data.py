"""Data: the state of the register, bringing one in, its history, and what everything means."""

import streamlit as st

from ocod_dash.ui import context
from ocod_dash.ui.data import bring, downloads, history, meanings, parts, state

here = context.current()
part = parts.choose(here)

if part == "state":
    state.cards(here)
    left, right = st.columns(2, gap="large")
    with left:
        state.completeness(here)
    with right:
        downloads.downloads(here)
        state.precision(here)
    state.by_province(here)
elif part == "bring":
    bring.bring(here)
elif part == "history":
    history.history(here)
elif part == "dictionary":
    meanings.dictionary(here)
elif part == "sources":
    meanings.sources(here)
