"""The frame of every chart and map: the finding, what is measured, the picture, and one quiet row."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ..charts.template import CONFIG
from ..exports.csv import csv
from . import browser
from .text import note, plain, quiet
from .visit import Visit

MOST_ROWS = 500
Table = Callable[[], pd.DataFrame]


@contextmanager
def frame(visit: Visit, key: str, title: str, measured: str, table: Table, *, picture: bool = True) -> Iterator[None]:
    """Frame a picture.

    Parameters
    ----------
    visit : Visit
        This run.
    key : str
        Unique on the page; also the name of the files.
    title : str
        The finding, as a sentence.
    measured : str
        Measure, unit and filter; the as-of date is in the source line.
    table : callable
        Makes the figures behind the picture, with headings in the visitor's language; asked only when they are wanted.
    picture : bool
        Whether the frame holds a picture that can be saved as PNG.
    """
    words = visit.words
    with st.container(key=f"frame_{key}", gap="xxsmall"):
        with st.container(key=f"title_{key}"):
            st.markdown(f"#### {plain(title)}", anchors=False)
        with st.container(key=f"subtitle_{key}"):
            note(measured)
        yield
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"row_{key}"):
            if picture:
                name, help_text = quiet(words("frame.table")), words("frame.table.help")
                unfolded = st.popover(name, type="tertiary", help=help_text, key=f"table_{key}", on_change="rerun")
                if unfolded.open:
                    unfolded.table(table().head(MOST_ROWS), hide_index=True)
            st.download_button(
                quiet("CSV"),
                lambda: csv(table(), source(visit)),
                f"{key}{'_sample' if visit.sample else ''}_{visit.day.isoformat()}.csv",
                "text/csv",
                key=f"csv_{key}",
                on_click="ignore",
                type="tertiary",
                help=words("frame.csv.help"),
            )
            if picture:
                st.button(quiet("PNG"), key=f"png_{key}", type="tertiary", help=words("frame.png.help"))
            st.space("stretch")
            with st.container(key=f"source_{key}", width="content"):
                st.markdown(source_line(visit), width="content")


def chart(
    visit: Visit,
    key: str,
    draw: Callable[[], go.Figure],
    title: str,
    measured: str,
    table: Table,
    *,
    of: str = "",
    **select: Any,
) -> None:
    """Show a chart in its frame; its title and measure are also its text alternative.

    Parameters
    ----------
    visit, key, title, measured, table
        As for :func:`frame`.
    draw : callable
        Makes the figure, from the visit and ``of`` alone: it is made once for all who look at the same.
    of : str
        What the figure is made of besides the visit.
    **select
        Goes to Streamlit: what to do when a part of the chart is clicked.
    """
    with frame(visit, key, title, measured, table):
        alt = visit.words("frame.alt", title=title, measured=measured)
        drawn = visit.keep(key, draw, of)
        st.plotly_chart(drawn, theme=None, config=CONFIG, key=f"chart_{key}", alt=alt, **select)


def picture(
    visit: Visit, key: str, draw: Callable[[], str], title: str, measured: str, table: Table, height: int
) -> None:
    """Show a map of ours in its frame; a province that is clicked is looked at on the Regions page."""
    with frame(visit, key, title, measured, table):
        alt = visit.words("frame.alt", title=title, measured=measured)
        browser.svg(visit.keep(key, draw), key, alt, height=height)


def reason(title: str, text: str) -> None:
    """Show, in a chart's place, why there is none."""
    with st.container(border=True):
        st.markdown(f"#### {plain(title)}", anchors=False)
        note(text)


def source(visit: Visit) -> str:
    """Cite the register as plain text: name, release and day; a sample says so."""
    words = visit.words
    return words("measure.source", register=register(visit), day=visit.day)


def register(visit: Visit) -> str:
    """Name the register and its release."""
    return visit.words("register.sample" if visit.sample else "register.real", number=visit.data.release.number)


def source_line(visit: Visit) -> str:
    """Cite the register as Markdown, with the sample's mark."""
    words = visit.words
    named = plain(register(visit))
    marked = f":yellow[{named}]" if visit.sample else named
    return quiet(words("measure.source", register=marked, day=visit.day))
