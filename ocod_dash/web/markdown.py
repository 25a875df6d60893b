"""Words on a page: text that may come from a file is set as text, never as Markdown."""

import re

import streamlit as st

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:$&])")
# Streamlit makes links of what looks like an address, and icons of their names, escaped or not; an invisible sign prevents that.
_ADDRESS = re.compile(r"(?<=:)(?=//|[a-z])|(?<=@)|(?<=www)(?=\.)", re.IGNORECASE)
_UNSEEN = "\u2060"


def plain(text: str) -> str:
    """Return a text that Streamlit's Markdown shows letter for letter."""
    return _MARKDOWN.sub(r"\\\1", _ADDRESS.sub(_UNSEEN, text))


def note(text: str) -> None:
    """Write a small grey line; a caption would be too pale to read."""
    st.markdown(f":small[:gray[{plain(text)}]]")
