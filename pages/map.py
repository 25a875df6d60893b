"""Map: where the centres are, where the work is, and how the rollout spread."""

from dataclasses import replace

import streamlit as st

from ocod_dash.metrics import findings, places, rollout
from ocod_dash.ui import address, atlas, empty, panel, timeline, title, visit


def page() -> None:
    """Draw the map with its timeline, and beside it the place in view."""
    if timeline.switched() or (address.unsaved() and not timeline.playing()):
        address.save()
        st.rerun()
    here = replace(visit.current(), view=st.session_state["view"])
    stops = timeline.days(here.ask(rollout.course, here.view.at(None).on(None)), here.data.release.as_of)
    if timeline.playing():
        timeline.step(stops, here.day)
        here = replace(here, view=st.session_state["view"])
    total = empty.total(here)
    inside = here.ask(places.progress, level="province")
    finding = findings.largest_share_left(inside) or findings.headline(total)
    title.title(here, finding)
    left, right = st.columns([2, 1], gap="large")
    with left:
        atlas.atlas(here)
        timeline.slider(here, stops)
    with right:
        panel.panel(here, total)


st.fragment(page, run_every=timeline.pace())()
