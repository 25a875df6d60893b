"""The as-of slider of the map, and play: the rollout month by month."""

from datetime import date

import pandas as pd
import streamlit as st

from . import address
from .text import note
from .visit import Visit

KEY = "timeline"
SECONDS = 0.8  # a month lasts while playing


def days(course: pd.DataFrame, release_day: date) -> list[date]:
    """Return the days that the slider stops at: the ends of the months of the register's course, and its own day."""
    return [on.date() for on in course.on if on.date() < release_day] + [release_day]


def slider(visit: Visit, stops: list[date]) -> None:
    """Draw play and the slider; ``stops`` are the days that it stops at."""
    words, state = visit.words, st.session_state
    if len(stops) < 2:
        note(words("map.no_history"))
        return
    state[KEY] = nearest(stops, visit.day)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="timeline_row"):
        label, icon = (words("map.pause"), "pause") if playing() else (words("map.play"), "play_arrow")
        if st.button(label, icon=f":material/{icon}:", key="play"):
            state["playing"] = not playing()
            if playing() and visit.day >= stops[-1]:
                _go(stops, stops[0])
            st.rerun()
        st.select_slider(
            words("filter.as_of"),
            stops,
            key=KEY,
            format_func=words.date,
            on_change=lambda: _go(stops, state[KEY]),
            label_visibility="collapsed",
        )


def playing() -> bool:
    """Say whether the months are running."""
    return bool(st.session_state.get("playing"))


def step(stops: list[date], day: date) -> None:
    """Go on to the next month while playing; at the end, stop and run the whole page again."""
    later = [stop for stop in stops if stop > day]
    if later:
        _go(stops, later[0])
    if len(later) <= 1:
        st.session_state["playing"] = False
        st.rerun()


def nearest(stops: list[date], day: date) -> date:
    """Return the last stop on or before a day, or the first."""
    return max((stop for stop in stops if stop <= day), default=stops[0])


def _go(stops: list[date], day: date) -> None:
    address.look_at(st.session_state["view"].on(None if day == stops[-1] else day))
