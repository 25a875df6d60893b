"""The tables of the Data page, and of what changes from one release to the next."""

import pandas as pd
import streamlit as st

from ...exhibits import Context, release_changes
from ...exhibits.figure_tables import at_right, written
from ...exhibits.release_changes import MOST_ROWS
from ...ingest import Changes
from ...web.inline import inline
from ...web.markdown import note
from ..render import html

MOST_IN_SIGHT = 9


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


def draw_changes(changes: Changes, context: Context, key: str) -> None:
    """Draw the tables of what changes, side by side; each has the key with its own name."""
    if found := release_changes.tables(changes, context):
        for column, table in zip(st.columns(len(found), gap="large"), found, strict=True):
            with column:
                draw_table(context, table.rows, table.title, f"{key}_{table.name}")
