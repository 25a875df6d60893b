"""What an address asked for and could not be used, in words."""

import streamlit as st

from .. import geography
from ..exhibits import Context


def texts(context: Context) -> list[str]:
    """Return this run's notices, as plain text."""
    words, found = context.words, []
    for notice in st.session_state["notices"]:
        if notice.key == "notice.outside":
            found.append(words(notice.key, place=geography.place(notice.value)))
        else:
            hint = words("notice.hint", nearest=notice.nearest) if notice.nearest else ""
            found.append(words(notice.key, value=notice.value, hint=hint))
    return found
