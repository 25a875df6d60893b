"""Data: the state of the register, uploading a file, its history, and what everything means."""

import streamlit as st

from ocod_dash.ui import visit
from ocod_dash.ui.data import bring, downloads, history, meanings, sections, state

here = visit.current()
section = sections.choose(here)

if section == "state":
    state.cards(here)
    left, right = st.columns(2, gap="large")
    with left:
        state.completeness(here)
    with right:
        downloads.downloads(here)
        state.precision(here)
    state.by_province(here)
elif section == "bring":
    bring.bring(here)
elif section == "history":
    history.history(here)
elif section == "dictionary":
    meanings.dictionary(here)
elif section == "sources":
    meanings.sources(here)
