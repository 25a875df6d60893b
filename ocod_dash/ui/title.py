"""The page's title: the finding for the place in view."""

import streamlit as st

from ..exhibits import Visit
from ..metrics.findings import Finding
from .text import plain


def title(visit: Visit, finding: Finding) -> None:
    """Write the finding as the page's title; of a sample it begins by saying so."""
    st.title(plain(visit.say(finding)), anchor=False)
