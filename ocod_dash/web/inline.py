"""HTML from templates between Streamlit's own elements, where a page asks its visitor for something step by step."""

import streamlit as st
from markupsafe import Markup


def inline(key: str, html: Markup) -> None:
    """Draw HTML from a template.

    Parameters
    ----------
    key : str
        Unique on the page.
    html : Markup
        With every text escaped; Streamlit leaves out scripts and what else could act.
    """
    with st.container(key=key):
        st.html(Markup('<div class="ocod">{}</div>').format(html))
