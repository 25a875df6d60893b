"""Regions: how places compare, one level down from the place in view."""

import streamlit as st

from ocod_dash.exhibits import places as exhibits
from ocod_dash.metrics import findings, places
from ocod_dash.ui import compare, empty, equity, frame, links, tables, visit
from ocod_dash.ui.title import title

here = visit.current()

total = empty.total(here)
title(here, findings.spread(here.ask(places.progress, level=here.view.level)) or findings.headline(total))
empty.unplaced(here)
if exhibits.in_plan(here).empty:
    st.stop()

left, right = st.columns(2, gap="large")
with left:
    frame.show(exhibits.ranking(here), on_click=links.on_bar)
with right:
    frame.curve(here, exhibits.curves(here))

with frame.frame(exhibits.table(here)):
    tables.places(here, exhibits.MEASURES)
compare.compare(here)
equity.section(here)
