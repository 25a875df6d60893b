"""Map: where the centres are, where the work is, and how the rollout spread."""

from dataclasses import replace

import streamlit as st

from ocod_dash.exhibits import Context
from ocod_dash.metrics import findings, places, rollout
from ocod_dash.ui import address, atlas, context, empty, panel, part, timeline, title


def top(here: Context) -> None:
    """Draw the finding, or say that there is none."""
    total = empty.total(here)
    if total is not None:
        inside = here.ask(places.progress, level="province")
        title.title(here, findings.largest_share_left(inside) or findings.headline(total))


def page() -> None:
    """Draw the map with its timeline, and beside it the place in view."""
    if timeline.switched() or (address.unsaved() and not timeline.playing()):
        address.save()
        st.rerun()
    here = replace(context.current(), view=st.session_state["view"])
    stops = timeline.days(here)
    if timeline.playing():
        timeline.step(stops, here.day)
        here = replace(here, view=st.session_state["view"])
    part.kept_sheet("map_title", here, top)
    if here.ask(rollout.summary).empty:
        return
    left, right = st.columns([2, 1], gap="large")
    with left:
        atlas.atlas(here)
        timeline.slider(here, stops)
    with right:
        part.kept_sheet("panel", here, panel.panel)


st.fragment(page, run_every=timeline.pace())()
