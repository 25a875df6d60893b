"""The frame of every chart and map: the finding, what is measured, the picture, and one quiet row."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from ..exhibits import Exhibit, Visit
from ..exports.csv import csv
from ..metrics import findings, rollout
from . import browser, embed
from .text import note, plain, quiet

MOST_ROWS = 500


@contextmanager
def frame(exhibit: Exhibit) -> Iterator[None]:
    """Frame an exhibit; one with a picture can be saved as PNG and has its table folded away.

    Every element costs the browser and the server some milliseconds, so the words above the picture are one element.
    """
    words, key = exhibit.visit.words, exhibit.key
    embed.left_out(key, exhibit.title)
    picture = bool(exhibit.draw_chart or exhibit.draw_map)
    lines = [f"#### {plain(exhibit.title)}", quiet(plain(exhibit.subtitle)), quiet(plain(exhibit.hint))]
    with st.container(key=f"frame_{key}", gap="xxsmall"):
        st.markdown("\n\n".join(lines[: 3 if exhibit.hint else 2]), anchors=False)
        yield
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"row_{key}"):
            if picture:
                name, help_text = quiet(words("frame.table")), words("frame.table.help")
                unfolded = st.popover(name, type="tertiary", help=help_text, key=f"table_{key}", on_change="rerun")
                if unfolded.open:
                    unfolded.table(exhibit.table().head(MOST_ROWS), hide_index=True)
            st.download_button(
                quiet("CSV"),
                lambda: csv(exhibit.table(), exhibit.source),
                f"{key}{'_sample' if exhibit.of_sample else ''}_{exhibit.visit.day.isoformat()}.csv",
                "text/csv",
                key=f"csv_{key}",
                on_click="ignore",
                type="tertiary",
                help=words("frame.csv.help"),
            )
            if picture:
                st.button(quiet("PNG"), key=f"png_{key}", type="tertiary", help=words("frame.png.help"))
            st.markdown(_cited(exhibit), width="content")


def show(exhibit: Exhibit, *, on_click: Callable[[list[str]], None] | None = None, height: int = 480) -> None:
    """Show an exhibit in its frame.

    Parameters
    ----------
    exhibit : Exhibit
        One with a chart or a map. A province that is clicked on a map is looked at on the Regions page.
    on_click : callable, optional
        Gets the ``customdata`` of the part of a chart that was clicked.
    height : int
        Of a map, in pixels.
    """
    if embed.left_out(exhibit.key, exhibit.title):
        return
    with frame(exhibit):
        if exhibit.draw_chart:
            browser.plot(exhibit.spec, exhibit.key, exhibit.alternative, on_click=on_click)
        else:
            browser.svg(exhibit.map, exhibit.key, exhibit.alternative, height=height)


def curve(visit: Visit, exhibit: Exhibit | None) -> None:
    """Show a course over time, or say why there is none to draw."""
    if exhibit:
        show(exhibit)
    else:
        finding = findings.against_plan(visit.ask(rollout.summary).iloc[0], visit.ask(rollout.course))
        reason(visit.words("overview.no_curve"), visit.sentence(finding))


def reason(title: str, text: str) -> None:
    """Show, in a chart's place, why there is none."""
    with st.container(border=True):
        st.markdown(f"#### {plain(title)}", anchors=False)
        note(text)


def _cited(exhibit: Exhibit) -> str:
    """Cite where the figures are from as Markdown; the sample register's name is marked."""
    visit = exhibit.visit
    if exhibit.cited or not visit.sample:
        return quiet(plain(exhibit.source))
    return quiet(visit.words("measure.source", register=f":yellow[{plain(visit.register)}]", day=visit.day))
