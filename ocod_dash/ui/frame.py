"""The frame of every chart and map: the finding, what is measured, the picture, and one quiet row."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ..charts.template import CONFIG
from ..exports import citation
from ..exports.csv import csv
from . import browser, embed
from .filters import places
from .text import note, plain, quiet
from .visit import Visit

MOST_ROWS = 500
Table = Callable[[], pd.DataFrame]


@dataclass(frozen=True)
class Caption:
    """The words round a picture, and the figures behind it.

    Parameters
    ----------
    key : str
        Unique on the page; also the name of the files.
    title : str
        The finding, as a sentence.
    measured : str
        Measure and unit; the places in view are added, and the date is in the source line.
    table : callable
        Makes the figures behind the picture, with headings in the visitor's language; asked only when they are wanted.
    hint : str
        What the reader can do with the picture on the page.
    source : str
        Where the figures are from, when it is not the register.
    """

    key: str
    title: str
    measured: str
    table: Table
    hint: str = ""
    source: str = ""


@contextmanager
def frame(visit: Visit, caption: Caption, *, picture: bool = True) -> Iterator[None]:
    """Frame a picture; ``picture`` says whether it can be saved as PNG and has its table folded away.

    Every element costs the browser and the server some milliseconds, so the words above the picture are one element.
    """
    words, key = visit.words, caption.key
    embed.left_out(key, caption.title)
    lines = [f"#### {plain(caption.title)}", quiet(plain(measured(visit, caption))), quiet(plain(caption.hint))]
    with st.container(key=f"frame_{key}", gap="xxsmall"):
        st.markdown("\n\n".join(lines[: 3 if caption.hint else 2]), anchors=False)
        yield
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"row_{key}"):
            if picture:
                name, help_text = quiet(words("frame.table")), words("frame.table.help")
                unfolded = st.popover(name, type="tertiary", help=help_text, key=f"table_{key}", on_change="rerun")
                if unfolded.open:
                    unfolded.table(caption.table().head(MOST_ROWS), hide_index=True)
            st.download_button(
                quiet("CSV"),
                lambda: csv(caption.table(), caption.source or source(visit)),
                f"{key}{'_sample' if visit.sample and not caption.source else ''}_{visit.day.isoformat()}.csv",
                "text/csv",
                key=f"csv_{key}",
                on_click="ignore",
                type="tertiary",
                help=words("frame.csv.help"),
            )
            if picture:
                st.button(quiet("PNG"), key=f"png_{key}", type="tertiary", help=words("frame.png.help"))
            st.markdown(quiet(plain(caption.source)) if caption.source else source_line(visit), width="content")


def measured(visit: Visit, caption: Caption) -> str:
    """Write what is measured, and where."""
    return " · ".join(filter(None, (caption.measured, places(visit))))


def alternative(visit: Visit, caption: Caption) -> str:
    """Write the text alternative of a picture."""
    return visit.words("frame.alt", title=caption.title, measured=measured(visit, caption))


def chart(visit: Visit, caption: Caption, draw: Callable[[], go.Figure], of: str = "", **select: Any) -> None:
    """Show a chart in its frame.

    Parameters
    ----------
    visit : Visit
        This run.
    caption : Caption
        The words round the chart.
    draw : callable
        Makes the figure, from the visit and ``of`` alone: it is made once for all who look at the same.
    of : str
        What the figure is made of besides the visit.
    **select
        Goes to Streamlit: what to do when a part of the chart is clicked.
    """
    key = caption.key
    if embed.left_out(key, caption.title):
        return
    with frame(visit, caption):
        drawn = visit.keep(key, draw, of)
        st.plotly_chart(drawn, theme=None, config=CONFIG, key=f"chart_{key}", alt=alternative(visit, caption), **select)


def picture(visit: Visit, caption: Caption, draw: Callable[[], str], height: int) -> None:
    """Show a map of ours in its frame; a province that is clicked is looked at on the Regions page."""
    if embed.left_out(caption.key, caption.title):
        return
    with frame(visit, caption):
        browser.svg(visit.keep(caption.key, draw), caption.key, alternative(visit, caption), height=height)


def reason(title: str, text: str) -> None:
    """Show, in a chart's place, why there is none."""
    with st.container(border=True):
        st.markdown(f"#### {plain(title)}", anchors=False)
        note(text)


def source(visit: Visit) -> str:
    """Cite the register as plain text: name, release and day; a sample says so."""
    return citation.counted(visit.data.release, visit.day, visit.words)


def register(visit: Visit) -> str:
    """Name the register and its release."""
    return citation.register(visit.data.release, visit.words)


def source_line(visit: Visit) -> str:
    """Cite the register as Markdown, with the sample's mark."""
    words = visit.words
    named = plain(register(visit))
    marked = f":yellow[{named}]" if visit.sample else named
    return quiet(words("measure.source", register=marked, day=visit.day))
