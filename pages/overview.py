"""Overview: the state of the rollout in ten seconds."""

import streamlit as st

from ocod_dash.exhibits import rollout as exhibits
from ocod_dash.metrics import findings
from ocod_dash.ui import cards, claims, empty, frame, standouts, visit
from ocod_dash.ui.title import title

here = visit.current()

total = empty.total(here)
title(here, findings.headline(total))
cards.headline(here, total)

left, right = st.columns([2, 1], gap="large")
with left:
    frame.curve(here, exhibits.s_curve(here))
with right:
    standouts.standouts(here)

left, right = st.columns(2, gap="large")
with left:
    frame.show(exhibits.still_to_do(here))
    claims.beside(here)
with right:
    frame.show(exhibits.provinces(here))
