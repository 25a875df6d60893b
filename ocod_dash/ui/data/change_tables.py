"""What changes from one state to another: of the register by province and by centre; of other files row by row."""

from collections.abc import Callable
from datetime import date
from functools import partial, singledispatch
from typing import Any

import pandas as pd
import streamlit as st

from ... import geography
from ...exhibits import Context, claim_text
from ...exhibits.figure_tables import at_right, written
from ...ingest import Changes, RecordChanges
from ...ingest.register.centre_changes import CentreChanges
from ...ingest.register.centre_changes import written as written_change
from ...web.inline import inline
from ...web.markdown import note
from ..render import html

MOST_ROWS, MOST_IN_SIGHT = 500, 9
# How the columns that say what a row is about are written, with the keys of their headings, by table and column.
NAMED: dict[tuple[str, str], tuple[str, Callable[[Context, pd.Series], str]]] = {
    ("claims", "subject"): ("ledger.programme", lambda context, row: claim_text.programme(context, row.subject)),
    ("claims", "measure"): ("ledger.measure", claim_text.measure),
}
# How the column that identifies a row is written, by table, where its value alone would not do.
SHOWN: dict[str, Callable[[Context, pd.Series], str]] = {"claims": claim_text.with_unit}
# How a table's codes are written, by table and column, where that is not by their terms.
CODES: dict[tuple[str, str], Callable[[Context, Any], str]] = {("claims", "subject"): claim_text.programme}


def draw_table(context: Context, shown: pd.DataFrame, title: str, key: str) -> None:
    """Draw a table as those of the other pages, its first ``MOST_ROWS`` rows, the rest of those in sight scrolled to.

    Parameters
    ----------
    context : Context
        This run.
    shown : pandas.DataFrame
        The rows, by the headings of their columns.
    title : str
        What the table shows, for readers who do not see what is above it.
    key : str
        Unique on the page.
    """
    rows, heads = written(shown.head(MOST_ROWS), context.words), list(shown.columns)
    table = html("table", title=title, heads=heads, rows=rows, figures=at_right(rows, len(heads)))
    inline(key, html("scrolled", title=title, table=table, rows=MOST_IN_SIGHT if len(rows) > MOST_IN_SIGHT else 0))
    if len(shown) > MOST_ROWS:
        note(context.words("data.table.first", n=MOST_ROWS, all=len(shown)))


@singledispatch
def draw_changes(changes: Changes, context: Context, key: str) -> None:
    """Draw the tables of what changes.

    Parameters
    ----------
    changes : Changes
        What changes.
    context : Context
        This run.
    key : str
        Unique on the page.
    """
    raise NotImplementedError(f"no table for changes of {type(changes).__name__}")


@draw_changes.register
def _of_centres(changes: CentreChanges, context: Context, key: str) -> None:
    """Draw how many centres change by province, and which."""
    words, kinds = context.words, changes.kinds
    if not kinds:
        return
    by_province = changes.by_province.to_pandas()
    names = [words.name(geography.place(code)) for code in by_province.province_code]
    table = pd.DataFrame({words("difference.province"): names})
    for name in kinds:
        table[words(f"difference.{name}")] = by_province[name]
    left, right = st.columns(2, gap="large")
    with left:
        draw_table(context, table, words("difference.province"), f"{key}_by_province")
    rows = changes.listed(MOST_ROWS).to_dicts()
    what, before, after = zip(*(written_change(row, words) for row in rows), strict=True)
    columns = {"difference.what": what, "table.centre": [row["name_th"] for row in rows]}
    columns |= {"difference.before": before, "difference.after": after} if any(before + after) else {}
    centres = pd.DataFrame({words(heading): values for heading, values in columns.items()})
    with right:
        draw_table(context, centres, words("table.centre"), f"{key}_centres")


@draw_changes.register
def _of_records(changes: RecordChanges, context: Context, key: str) -> None:
    """Draw the rows that change: new, then withdrawn, then each value of a corrected one, before and now."""
    words, shown = context.words, changes.shown
    write = SHOWN.get(changes.table) or partial(_shown, changes.table, shown)
    added = [("added", row, shown, "", write(context, row)) for row in _rows(changes.added)]
    withdrawn = [("withdrawn", row, shown, write(context, row), "") for row in _rows(changes.withdrawn)]
    now = {changes.row_id(dict(row)): row for row in _rows(changes.corrected)}
    corrected = [
        ("corrected", now[row_id], name, *(_value(context, changes.table, name, value) for value in values))
        for row_id, name, *values in changes.fields()
    ]
    listed = (added + withdrawn + corrected)[:MOST_ROWS]
    if not listed:
        return
    columns: dict[str, list[str]] = {words("difference.what"): [words(f"changes.{what}") for what, *_ in listed]}
    for name in changes.named:
        heading, write_name = NAMED.get((changes.table, name), (f"field.{name}", None))
        columns[words(heading)] = [
            write_name(context, row) if write_name else _value(context, changes.table, name, row[name])
            for _, row, *_ in listed
        ]
    columns |= {
        words("guess.field"): [words(f"field.{name}") for _, _, name, *_ in listed],
        words("difference.before"): [before for *_, before, _ in listed],
        words("difference.after"): [after for *_, after in listed],
        words("ledger.id"): [changes.row_id(dict(row)) for _, row, *_ in listed],
    }
    draw_table(context, pd.DataFrame(columns), words("difference.what"), f"{key}_{changes.table}")


def _shown(table: str, name: str, context: Context, row: pd.Series) -> str:
    return _value(context, table, name, row[name])


def _rows(frame: Any) -> list[pd.Series]:
    return [row for _, row in frame.to_pandas().iterrows()]


def _value(context: Context, table: str, name: str, value: Any) -> str:
    """Return the value of a column as it is written."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return context.words.number(value, 0 if value.is_integer() else 1)
    if isinstance(value, date):
        return context.words.date(value)
    write = CODES.get((table, name))
    return write(context, value) if write else claim_text.term(context, name, str(value))
