"""The tables behind the pictures, with headings in the visitor's language."""

from base64 import b64encode
from functools import cache
from typing import Any

import pandas as pd
import streamlit as st

from .. import geography
from ..look import status_svg
from ..metrics import MEASURES
from .visit import Visit

ROW = 35  # pixels


def of_places(visit: Visit, places: pd.DataFrame, measures: tuple[str, ...]) -> pd.DataFrame:
    """Return places with some measures: code, name, and a column a measure, rounded as the measure is."""
    words = visit.words
    table = {
        words("table.code"): places.code,
        words("table.place"): [words.name(row) for row in places.to_dict("records")],
    }
    for measure in measures:
        table[heading(visit, measure)] = _rounded(places[measure], MEASURES[measure].decimals)
    return pd.DataFrame(table).reset_index(drop=True)


def heading(visit: Visit, measure: str) -> str:
    """Return a measure's heading in a table: its short name where it has one."""
    short = f"measure.{measure}.short"
    return visit.words(short if visit.words.has(short) else f"measure.{measure}")


def places(
    visit: Visit, of: pd.DataFrame, measures: tuple[str, ...], course: pd.DataFrame | None = None, rows: int = 12
) -> None:
    """Draw places as a sortable table, with a bar for percent complete, and each place's course where it is given.

    Parameters
    ----------
    visit : Visit
        This run.
    of : pandas.DataFrame
        ``places.progress``.
    measures : tuple of str
        The columns.
    course : pandas.DataFrame, optional
        ``rollout.course`` of the same places.
    rows : int
        How many are in sight.
    """
    words = visit.words
    table = of_places(visit, of, measures).drop(columns=words("table.code")).dropna(axis="columns", how="all")
    config: dict[str, Any] = {
        heading(visit, "percent_complete"): st.column_config.ProgressColumn(
            format="%.1f%%", min_value=0, max_value=100
        ),
        heading(visit, "per_100k"): st.column_config.NumberColumn(format="%.1f"),
        heading(visit, "behind_plan"): st.column_config.NumberColumn(format="%.1f"),
    }
    curves = (
        pd.Series(dtype=object) if course is None else course[course.opened.notna()].groupby("code").opened.apply(list)
    )
    if len(curves) and curves.map(len).max() > 2:
        table[words("table.course")] = [curves.get(code, []) for code in of.code]
        config[words("table.course")] = st.column_config.AreaChartColumn(y_min=0)
    height = ROW * (min(len(table), rows) + 1) + 3
    st.dataframe(table, hide_index=True, height=height, column_config=config)


def of_course(visit: Visit, course: pd.DataFrame, places: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return an S-curve's figures: the day, centres opened, closed and due by then; with the place where there are several."""
    words = visit.words
    table: dict[str, Any] = {}
    if places is not None:
        named = {row.code: words.name(row._asdict()) for row in places.itertuples()}
        table[words("table.place")] = course.code.map(named)
    table[words("table.by")] = [f"{day:%Y-%m-%d}" for day in course.on]
    for column in ("opened", "closed", "due"):
        table[words(f"chart.{column}")] = course[column].astype("Int64")
    return pd.DataFrame(table).reset_index(drop=True)


def of_centres(visit: Visit, rows: pd.DataFrame) -> pd.DataFrame:
    """Return centres with their place and status in words."""
    words = visit.words
    names = {place.code: words.name(place) for place in geography.provinces()}
    return pd.DataFrame(
        {
            words("table.centre"): [words.name(row) for row in rows.to_dict("records")],
            words("filter.province"): rows.province_code.map(names),
            words("filter.district"): [
                words.name(geography.place(code)) if isinstance(code, str) else words("no_data")
                for code in rows.district_code
            ],
            words("status"): [words(f"status.{status}") for status in rows.status],
            words("table.since"): ["" if pd.isna(day) else words.date(day) for day in rows.since],
        }
    )


def centres(visit: Visit, rows: pd.DataFrame, height: int = 300) -> None:
    """Draw centres as a table, each with the mark of its status."""
    marks = pd.DataFrame({" ": rows.status.map(_mark)})
    st.dataframe(
        visit.keep("centres", lambda: marks.join(of_centres(visit, rows))),
        hide_index=True,
        height=height,
        row_height=ROW,
        column_config={" ": st.column_config.ImageColumn(width=40)},
    )


@cache
def _mark(status: str) -> str:
    return "data:image/svg+xml;base64," + b64encode(status_svg(status, 48, room=10).encode()).decode()


def _rounded(figures: pd.Series, decimals: int) -> pd.Series:
    return figures.astype("Int64") if decimals == 0 else figures.astype("float64").round(decimals)
