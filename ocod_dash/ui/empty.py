"""What stands where nothing is to be seen, and the way out."""

import pandas as pd
import streamlit as st

from ..exhibits import Visit
from ..metrics import places, rollout
from . import filters, published
from .text import note


def total(visit: Visit) -> pd.Series:
    """Return the one row of ``rollout.summary``; where the view holds no centre, say so, offer the way out, and stop."""
    rows = visit.ask(rollout.summary)
    if rows.empty:
        words = visit.words
        with st.container(border=True, key="empty"):
            st.markdown(f"#### {words('empty.title')}", anchors=False)
            st.markdown(words("empty.district" if visit.view.district else "empty.place"))
            st.button(words("filter.clear"), on_click=filters.clear, key="empty_clear", icon=":material/close:")
        st.stop()
    return rows.iloc[0]


def no_status(visit: Visit) -> None:
    """Say that no centre of the places in view has a status chosen, and offer the way out: the other statuses."""
    words = visit.words
    statuses = words.listing([words(f"status.{status}") for status in visit.view.statuses])
    note(words("empty.status", statuses=statuses))
    st.button(words("empty.status.all"), on_click=filters.every_status, key="every_status")


def unplaced(visit: Visit) -> None:
    """Say how many centres have no known district, where districts are compared: they are in the total only."""
    if visit.view.level == "district":
        without = int(visit.ask(places.unplaced).centres.iloc[0])
        if without:
            note(visit.words("empty.unplaced", n=without))


def no_programme(visit: Visit, rows: pd.DataFrame) -> None:
    """Where no programme has the tags chosen, say so, offer the way out, and stop."""
    if rows.empty:
        words = visit.words
        with st.container(border=True, key="empty"):
            st.markdown(f"#### {words('empty.programmes')}", anchors=False)
            st.markdown(words("empty.programmes.loosen"))
            icon = ":material/close:"
            st.button(
                words("filter.clear"), on_click=published.clear, args=published.FILTERS, key="empty_clear", icon=icon
            )
        st.stop()
