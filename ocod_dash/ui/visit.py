"""The visit of this run, which the shell prepares for the page and its parts."""

import streamlit as st

from ..exhibits import Visit


def current() -> Visit:
    """Return the visit that the shell has prepared for this run."""
    visit: Visit = st.session_state["visit"]
    return visit


def prepare(visit: Visit) -> Visit:
    """Keep the visit for the page and its fragments."""
    st.session_state["visit"] = visit
    return visit
