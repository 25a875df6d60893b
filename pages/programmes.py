"""Programmes: what each is, how it stands on the day, what was said of it, and what it is meant to serve."""

import streamlit as st

from ocod_dash.exhibits import over_time
from ocod_dash.exhibits import programmes as exhibits
from ocod_dash.metrics import claims
from ocod_dash.metrics import programmes as metrics
from ocod_dash.ui import empty, frame, programmes, published, title

here = published.visit()

every = here.ask(metrics.cards)
shown = metrics.tagged(every, **published.wanted())
known = here.ask(claims.known)

published.title(here, metrics.headline(shown))
empty.no_programme(here, shown)
programmes.cards(here, shown, known)
frame.show(exhibits.timeline(here, shown, here.ask(metrics.events)))
programmes.matrix(here, shown)

series = over_time.of_programmes(here, tuple(shown.programme_id))
if series:
    title.section("over_time_title", here.words("programmes.over_time"))
    with st.grid(columns=2, min_column_width=320, gap="medium", key="over_time"):
        for exhibit in series:
            frame.show(exhibit)
