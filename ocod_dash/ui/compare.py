"""Two or more places side by side: their numbers in columns, their curves on one scale."""

from functools import partial

import pandas as pd
import streamlit as st

from .. import charts
from ..charts.places import MOST_COMPARED
from ..metrics import MEASURES
from . import address, frame
from .text import note
from .visit import Visit

KEY = "compare_places"


def compare(visit: Visit, places: pd.DataFrame, course: pd.DataFrame, measures: tuple[str, ...]) -> None:
    """Let the visitor choose places of the level in view, and draw them side by side.

    Parameters
    ----------
    visit : Visit
        This run.
    places, course : pandas.DataFrame
        ``places.progress`` and ``rollout.course`` of the same level.
    measures : tuple of str
        What to compare.
    """
    words = visit.words
    rows = {row.code: row for row in places.itertuples()}
    picked = [code for code in address.chosen("compare") if code in rows][:MOST_COMPARED]
    st.session_state[KEY] = picked
    st.multiselect(
        words("compare.title"),
        sorted(rows, key=lambda code: words.name(rows[code]._asdict())),
        format_func=lambda code: words.name(rows[code]._asdict()),
        key=KEY,
        max_selections=MOST_COMPARED,
        placeholder=words("compare.placeholder"),
        on_change=lambda: address.choose("compare", *st.session_state[KEY]),
    )
    if len(picked) < 2:
        note(words("compare.hint"))
        return
    chosen = places.set_index("code", drop=False).loc[picked]
    table = pd.DataFrame({words("compare.measure"): [words(f"measure.{measure}") for measure in measures]})
    for row in chosen.itertuples():
        figures = row._asdict()
        table[words.name(figures)] = [MEASURES[measure].write(figures[measure], words) for measure in measures]
    left, right = st.columns(2, gap="large")
    with left, st.container(key="compare_table"):
        st.table(table, hide_index=True, border="horizontal")
    best = chosen.sort_values("percent_complete").iloc[-1]
    finding = words("compare.finding", place=best, percent=words.percent(best.percent_complete, 1))
    with right:
        if course.dropna(subset=["opened"]).on.nunique() > 2:
            caption = frame.Caption("compare", finding, words("compare.curves"), lambda: table)
            frame.chart(visit, caption, partial(charts.places.compare, course, chosen, visit.look), of=",".join(picked))
