"""The as-of slider of the map, and play: the rollout month by month."""

from datetime import date

import streamlit as st

from ..exhibits import Context
from ..metrics import rollout
from ..web.markdown import note
from . import address

SECONDS = 0.8  # a month lasts while playing


def days(context: Context) -> list[date]:
    """Return the days that the slider stops at: the ends of the months of the register's course, and its own day."""
    return context.cached("days", lambda: _days(context))


def _days(context: Context) -> list[date]:
    course, last = context.ask(rollout.course, context.view.at(None).on(None)), context.data.release.as_of
    return [on.date() for on in course.on if on.date() < last] + [last]


def slider(context: Context, stops: list[date]) -> None:
    """Draw play and the slider; ``stops`` are the days that it stops at."""
    words, state = context.words, st.session_state
    if len(stops) < 2:
        note(words("map.no_history"))
        return
    # A browser that lags behind sends back an old month as if it were chosen, and a press twice. So while months run the
    # slider only shows them; play and pause are two buttons; and each switch brings a slider of its own.
    number = state.setdefault("switches", 0)
    key = f"timeline_{number}"
    state[key] = nearest(stops, context.day)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="timeline_row"):
        if playing():
            st.button(words("map.pause"), icon=":material/pause:", key="pause", on_click=stop)
        else:
            st.button(
                words("map.play"), icon=":material/play_arrow:", key="play", on_click=_play, args=(stops, context.day)
            )
        st.select_slider(
            words("filter.as_of"),
            stops,
            key=key,
            format_func=words.date,
            on_change=_choose,
            args=(stops, number),
            disabled=playing(),
            label_visibility="collapsed",
        )


def playing() -> bool:
    """Say whether the months are running."""
    return bool(st.session_state.get("playing"))


def pace() -> float | None:
    """Return after how many seconds the page is to run by itself, for its fragment; None while nothing plays."""
    st.session_state["paced"] = playing()
    return SECONDS if playing() else None


def switched() -> bool:
    """Say whether play or pause was pressed since the page's pace was set: that takes a run of the whole page."""
    return bool(st.session_state["paced"]) != playing()


def stop() -> None:
    """Stop playing, as when the map is left."""
    if playing():
        _switch(False)


def step(stops: list[date], day: date) -> None:
    """Go on to the next month while playing; at the end, stop and run the whole page again."""
    later = [stop for stop in stops if stop > day]
    if later:
        _go(stops, later[0])
    if len(later) <= 1:
        stop()
        st.rerun()


def nearest(stops: list[date], day: date) -> date:
    """Return the last stop on or before a day, or the first."""
    return max((stop for stop in stops if stop <= day), default=stops[0])


def _play(stops: list[date], day: date) -> None:
    if not playing():
        _switch(True)
        if day >= stops[-1]:
            _go(stops, stops[0])


def _switch(on: bool) -> None:
    st.session_state["playing"] = on
    st.session_state["switches"] += 1


def _choose(stops: list[date], number: int) -> None:
    if number == st.session_state["switches"] and not playing():
        _go(stops, st.session_state[f"timeline_{number}"])


def _go(stops: list[date], day: date) -> None:
    address.look_at(st.session_state["view"].on(None if day == stops[-1] else day))
