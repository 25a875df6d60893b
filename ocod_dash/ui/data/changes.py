"""What changes from one state of the register to another: in numbers, by province, centre by centre."""

import pandas as pd
import streamlit as st

from ... import geography
from ...exhibits import Visit
from ...store import Difference
from ..text import plain

MOST_ROWS = 500


def changes(visit: Visit, difference: Difference, key: str) -> None:
    """Draw a difference.

    Parameters
    ----------
    visit : Visit
        This run.
    difference : Difference
        What changes.
    key : str
        Unique on the page.
    """
    words, counts = visit.words, difference.counts()
    st.markdown(plain(words("difference", n=counts["new"], **counts)))
    if not any(counts.values()):
        return
    left, right = st.columns(2, gap="large")
    by_province = difference.by_province.to_pandas()
    names = [words.name(geography.place(code)) for code in by_province.province_code]
    table = pd.DataFrame({words("difference.province"): names})
    for name in counts:
        table[words(f"difference.{name}")] = by_province[name]
    left.dataframe(table, hide_index=True, height=_tall(table), key=f"{key}_by_province")
    listed = difference.listed(MOST_ROWS).to_pandas()
    centres = pd.DataFrame({words("guess.field"): listed.what.map(lambda what: words(f"difference.{what}"))})
    centres = centres.rename(columns={words("guess.field"): words("difference.what")})
    centres[words("table.centre")] = listed.name_th
    for when in ("before", "after"):
        if listed[when].notna().any():
            centres[words(f"difference.{when}")] = [
                _said(visit, *each) for each in zip(listed.what, listed[when], strict=True)
            ]
    right.dataframe(centres, hide_index=True, height=_tall(centres), key=f"{key}_centres")


def _said(visit: Visit, what: str, value: object) -> str:
    """Write what was before or is after: a status, a place, or a point."""
    if not isinstance(value, str):
        return ""
    if what == "status":
        return visit.words(f"status.{value}")
    return visit.words.name(geography.place(value)) if value.isdecimal() else value


def _tall(table: pd.DataFrame) -> int:
    """Return the height of a table in pixels, with no empty rows; a long one scrolls."""
    return 35 * (min(len(table), 9) + 1) + 3
