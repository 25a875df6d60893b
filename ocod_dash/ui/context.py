"""The visit of this run, which the shell prepares for the page and its parts."""

import streamlit as st

from ..exhibits import Context


def current() -> Context:
    """Return the visit that the shell has prepared for this run."""
    context: Context = st.session_state["visit"]
    return context


def prepare(context: Context) -> Context:
    """Keep the visit for the page and its fragments."""
    st.session_state["visit"] = context
    return context
