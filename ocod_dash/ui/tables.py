"""Tables that a page shows as they are, to be sorted and scrolled."""

from base64 import b64encode
from functools import cache, partial
from typing import Any

import pandas as pd
import streamlit as st

from ..exhibits import Visit
from ..exhibits.places import lowest_first
from ..exhibits.tables import heading, of_centres, of_places
from ..look import status_svg
from ..metrics import MEASURES, rollout
from ..metrics import places as measured

ROW = 35  # pixels
BAR = 98  # pixels of a bar with its figure, where there is little room


def places(visit: Visit, measures: tuple[str, ...], *, planned: bool = False, rows: int = 12) -> None:
    """Draw the places one level down as a sortable table, with a bar for percent complete and each place's course.

    Parameters
    ----------
    visit : Visit
        This run.
    measures : tuple of str
        The columns.
    planned : bool
        Leave out places without a centre in the plan, and the courses; the lowest percent complete stands first.
    rows : int
        How many are in sight.
    """
    words = visit.words
    table = visit.keep("places", partial(_of_places, visit, measures, planned), f"{measures} {planned}")
    whole = st.column_config.NumberColumn(format="localized")
    config: dict[str, Any] = {heading(visit, measure): whole for measure in measures if not MEASURES[measure].decimals}
    config |= {
        heading(visit, "percent_complete"): st.column_config.ProgressColumn(
            format="%.1f%%", min_value=0, max_value=100, width=BAR if planned else None
        ),
        heading(visit, "per_100k"): st.column_config.NumberColumn(format="%.1f"),
        heading(visit, "behind_plan"): st.column_config.NumberColumn(format="%.1f"),
        words("table.course"): st.column_config.AreaChartColumn(y_min=0),
    }
    height = ROW * (min(len(table), rows) + 1) + 3
    st.dataframe(table, hide_index=True, height=height, column_config=config)


def _of_places(visit: Visit, measures: tuple[str, ...], planned: bool) -> pd.DataFrame:
    words, level = visit.words, visit.view.level
    of = lowest_first(visit) if planned else visit.ask(measured.progress, level=level)
    table = of_places(visit, of, measures).drop(columns=words("table.code")).dropna(axis="columns", how="all")
    if not planned:
        course = visit.ask(rollout.course, level=level)
        curves = course[course.opened.notna()].groupby("code").opened.apply(list)
        if len(curves) and curves.map(len).max() > 2:
            table[words("table.course")] = [curves.get(code, []) for code in of.code]
    return table


def centres(visit: Visit, rows: pd.DataFrame, height: int = 300) -> None:
    """Draw centres as a table, each with the mark of its status, without the place that is the same for all of them."""
    words, view = visit.words, visit.view
    same = [words("filter.province")] * (len(view.provinces) == 1) + [words("filter.district")] * bool(view.district)
    marks = pd.DataFrame({" ": rows.status.map(_mark).astype("category")})  # each picture is sent once
    st.dataframe(
        visit.keep("centres", lambda: marks.join(of_centres(visit, rows).drop(columns=same))),
        hide_index=True,
        height=height,
        row_height=ROW,
        column_config={" ": st.column_config.ImageColumn(width=40)},
    )


@cache
def _mark(status: str) -> str:
    return "data:image/svg+xml;base64," + b64encode(status_svg(status, 48, room=10).encode()).decode()
