"""What changes from one state to another: of the register in numbers, by province, by centre; of claims one by one."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from ... import geography
from ...exhibits import Context
from ...exhibits import claim_text as said
from ...store import Changes, Difference
from ...web.markdown import plain

MOST_ROWS = 500


def changes(context: Context, difference: Difference, key: str) -> None:
    """Draw a difference.

    Parameters
    ----------
    context : Context
        This run.
    difference : Difference
        What changes.
    key : str
        Unique on the page.
    """
    words, counts = context.words, difference.counts()
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
                _said(context, *each) for each in zip(listed.what, listed[when], strict=True)
            ]
    right.dataframe(centres, hide_index=True, height=_tall(centres), key=f"{key}_centres")


def claims(context: Context, found: Changes, key: str) -> None:
    """Draw what changes among the claims: new, then withdrawn, then what stood in each corrected one and stands now."""
    words = context.words
    added = [("added", row, "value", "", said.with_unit(context, row)) for row in _rows(found.added)]
    gone = [("withdrawn", row, "value", said.with_unit(context, row), "") for row in _rows(found.withdrawn)]
    now = {row.claim_id: row for row in _rows(found.corrected)}
    corrected = [
        ("corrected", now[claim], name, *(_value(context, name, value) for value in values))
        for claim, name, *values in found.fields()
    ]
    listed = (added + gone + corrected)[:MOST_ROWS]
    if not listed:
        return
    table = pd.DataFrame(
        {
            words("difference.what"): [words(f"changes.claims.{what}") for what, *_ in listed],
            words("ledger.programme"): [said.programme(context, row.subject) for _, row, *_ in listed],
            words("ledger.measure"): [said.measure(context, row) for _, row, *_ in listed],
            words("guess.field"): [words(f"field.{name}") for _, _, name, *_ in listed],
            words("difference.before"): [before for *_, before, _ in listed],
            words("difference.after"): [after for *_, after in listed],
            words("ledger.id"): [row.claim_id for _, row, *_ in listed],
        }
    )
    st.dataframe(table, hide_index=True, height=_tall(table), key=f"{key}_claims")


def _rows(claims: Any) -> list[pd.Series]:
    return [row for _, row in claims.to_pandas().iterrows()]


def _value(context: Context, name: str, value: Any) -> str:
    """Write what stands in a column of a claim."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return context.words.number(value, 0 if value.is_integer() else 1)
    if isinstance(value, date):
        return context.words.date(value)
    return said.programme(context, value) if name == "subject" else said.term(context, name, value)


def _said(context: Context, what: str, value: object) -> str:
    """Write what was before or is after: a status, a place, or a point."""
    if not isinstance(value, str):
        return ""
    if what == "status":
        return context.words(f"status.{value}")
    return context.words.name(geography.place(value)) if value.isdecimal() else value


def _tall(table: pd.DataFrame) -> int:
    """Return the height of a table in pixels, with no empty rows; a long one scrolls."""
    return 35 * (min(len(table), 9) + 1) + 3
