"""The filters at the side: places, statuses and date; always showing what is chosen."""

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from .. import geography
from ..exhibits import Visit
from ..loader import FIRST_YEAR
from ..schema import STATUSES
from ..view import View
from . import address

KEYS = {name: f"filter_{name}" for name in ("regions", "provinces", "district", "statuses", "as_of")}


def sidebar(visit: Visit) -> None:
    """Draw the filters; a change is taken up by its callback, before the next run."""
    words, view, state = visit.words, visit.view, st.session_state
    release = visit.data.release
    for name, key in KEYS.items():
        chosen = getattr(view, name)
        state[key] = list(chosen) if isinstance(chosen, tuple) else chosen
    state[KEYS["as_of"]] = visit.day

    def name_of(code: str) -> str:
        return words.name(geography.place(code))

    def by_name(places: tuple[geography.Place, ...]) -> list[str]:
        return [place.code for place in sorted(places, key=words.name)]

    inside = [p for region in view.regions for p in geography.provinces(region)] or list(geography.provinces())
    districts = geography.districts(view.provinces[0]) if len(view.provinces) == 1 else ()
    common: dict[str, Any] = {"on_change": _changed, "args": (release.as_of,), "placeholder": words("filter.all")}
    with st.sidebar:
        regions = [place.code for place in geography.regions()]
        st.multiselect(words("filter.region"), regions, format_func=name_of, key=KEYS["regions"], **common)
        st.multiselect(
            words("filter.province"), by_name(tuple(inside)), format_func=name_of, key=KEYS["provinces"], **common
        )
        st.selectbox(
            words("filter.district"),
            by_name(districts),
            index=None,
            format_func=name_of,
            key=KEYS["district"],
            disabled=not districts,
            **common | {"placeholder": words("filter.all" if districts else "filter.district.first")},
        )
        st.multiselect(
            words("filter.status"),
            STATUSES,
            format_func=lambda status: words(f"status.{status}"),
            key=KEYS["statuses"],
            help=words("filter.status.help"),
            **common,
        )
        st.date_input(
            words("filter.as_of"),
            min_value=date(FIRST_YEAR, 1, 1),
            max_value=release.as_of,
            format="DD/MM/YYYY",
            key=KEYS["as_of"],
            on_change=_changed,
            args=(release.as_of,),
        )
        if words.language == "th":
            st.markdown(f":small[:gray[{words('filter.as_of.shown', day=visit.day)}]]")
        st.button(
            words("filter.clear"), on_click=clear, type="tertiary", icon=":material/close:", disabled=view == View()
        )


def clear() -> None:
    """Look at the whole country on the register's own date again."""
    address.look_at(View())


def _changed(latest: date) -> None:
    """Make a view of what the widgets say; regions or a province that changed take their smaller places with them."""
    if _in_part():
        return
    state = st.session_state
    day = state[KEYS["as_of"]]
    address.look_at(
        replace(
            state["view"],
            regions=tuple(state[KEYS["regions"]]),
            provinces=tuple(state[KEYS["provinces"]]),
            district=state[KEYS["district"]],
            statuses=tuple(state[KEYS["statuses"]]),
            as_of=None if day in (None, latest) else day,
        )
    )


def _in_part() -> bool:
    """Say whether only a part of the page runs, as it does by itself every few seconds.

    A choice made here runs the whole page. What a part's run says of the filters is what the browser knew of them when it
    asked: perhaps what they were before a click on a map or a bar changed them.
    """
    context = get_script_run_ctx()
    return bool(context and context.fragment_ids_this_run)
