"""Forum: the story of the WSIS Prize 2021, and what was proposed there beside what is counted."""

import streamlit as st

from ocod_dash.metrics import claims, programmes
from ocod_dash.ui import equity, forum, ledger, published

here = published.visit()
register = published.register()

known = here.ask(claims.known)
events = here.ask(programmes.events)
events = events[events.subject.isin([forum.PRIZE, forum.FORUM])]

published.title(here, forum.finding(known))
forum.days(here, events)

left, right = st.columns([2, 1], gap="large")
with left:
    forum.funnel(here, known)
    ledger.reckonings(here, known, forum.PRIZE)
with right:
    forum.beside(here, known)

left, right = st.columns(2, gap="large")
with left:
    forum.timeline(here, events, here.ask(programmes.cards))
with right:
    forum.story(here, known)

left, right = st.columns(2, gap="large")
with left:
    forum.proposed(here)
    forum.ends(register)
with right:
    equity.fifths(register)
    equity.caveat(register)
