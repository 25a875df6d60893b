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
    with st.sidebar:
        _places(visit)
        _statuses(visit)
        _day(visit)
        _clear(visit)


def places_alone(visit: Visit) -> None:
    """Draw the places for the part of the Data page that shows the centres of places; its other parts have no filters."""
    if address.chosen("part") == address.CHOICES["part"].default:
        with st.sidebar:
            _places(visit)
            _clear(visit)


def _places(visit: Visit) -> None:
    words, view = visit.words, visit.view
    for name in ("regions", "provinces", "district"):
        _show(visit, name)

    def name_of(code: str) -> str:
        return words.name(geography.place(code))

    def by_name(places: tuple[geography.Place, ...]) -> list[str]:
        return [place.code for place in sorted(places, key=words.name)]

    inside = [p for region in view.regions for p in geography.provinces(region)] or list(geography.provinces())
    districts = geography.districts(view.provinces[0]) if len(view.provinces) == 1 else ()
    common = _common(visit) | {"format_func": name_of}
    st.pills(
        words("filter.region"),
        [place.code for place in geography.regions()],
        selection_mode="multi",
        format_func=name_of,
        key=KEYS["regions"],
        on_change=_changed,
        args=(visit.data.release.as_of,),
    )
    st.multiselect(words("filter.province"), by_name(tuple(inside)), key=KEYS["provinces"], **common)
    st.selectbox(
        words("filter.district"),
        by_name(districts),
        index=None,
        key=KEYS["district"],
        disabled=not districts,
        **common | {"placeholder": words("filter.all" if districts else "filter.district.first")},
    )


def _statuses(visit: Visit) -> None:
    words = visit.words
    _show(visit, "statuses")
    st.pills(
        words("filter.status"),
        STATUSES,
        selection_mode="multi",
        format_func=lambda status: words(f"status.{status}"),
        key=KEYS["statuses"],
        help=words("filter.status.help"),
        on_change=_changed,
        args=(visit.data.release.as_of,),
    )


def _day(visit: Visit) -> None:
    words, latest = visit.words, visit.data.release.as_of
    st.session_state[KEYS["as_of"]] = visit.day
    st.date_input(
        words("filter.as_of"),
        value=None,  # what it shows is in the session; to offer today, Streamlit would look through the state of every element
        min_value=date(FIRST_YEAR, 1, 1),
        max_value=latest,
        format="DD/MM/YYYY",
        key=KEYS["as_of"],
        on_change=_changed,
        args=(latest,),
    )
    if words.language == "th":
        st.markdown(f":small[:gray[{words('filter.as_of.shown', day=visit.day)}]]")


def _clear(visit: Visit) -> None:
    unused = visit.view == View()
    st.button(visit.words("filter.clear"), on_click=clear, type="tertiary", icon=":material/close:", disabled=unused)


def _show(visit: Visit, name: str) -> None:
    """Have a filter show what is chosen."""
    chosen = getattr(visit.view, name)
    st.session_state[KEYS[name]] = list(chosen) if isinstance(chosen, tuple) else chosen


def _common(visit: Visit) -> dict[str, Any]:
    latest = visit.data.release.as_of
    return {"on_change": _changed, "args": (latest,), "placeholder": visit.words("filter.all")}


def clear() -> None:
    """Look at the whole country on the register's own date again."""
    address.look_at(View())


def every_status() -> None:
    """Show centres of every status again."""
    address.look_at(replace(st.session_state["view"], statuses=()))


def _changed(latest: date) -> None:
    """Make a view of what the widgets say; regions or a province that changed take their smaller places with them."""
    if _in_part():
        return
    # What a page does not ask stays as it is.
    said = {name: st.session_state[key] for name, key in KEYS.items() if key in st.session_state}
    if said.get("as_of") == latest:
        said["as_of"] = None
    chosen = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
    address.look_at(replace(st.session_state["view"], **chosen))


def _in_part() -> bool:
    """Say whether only a part of the page runs, as it does by itself every few seconds.

    A choice made here runs the whole page. What a part's run says of the filters is what the browser knew of them when it
    asked: perhaps what they were before a click on a map or a bar changed them.
    """
    context = get_script_run_ctx()
    return bool(context and context.fragment_ids_this_run)
