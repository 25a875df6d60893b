"""The take-away dialog: what will go into a file, the kinds of file, and the file."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

import streamlit as st

from ..exhibits import Visit
from ..exports import contents, files
from ..ingest import Problem
from . import address, published
from .text import note, plain

KINDS = ("pptx", "pdf", "xlsx", "html", "geojson")
# So many files at once for all visitors, so that their pages keep the rest of the machine.
TURNS = BoundedSemaphore(2)


def button(visit: Visit) -> None:
    """Draw the button; nothing else is done until it is clicked."""
    words = visit.words
    if st.button(words("takeaway"), icon=":material/download:", type="tertiary", key="takeaway"):
        st.dialog(words("takeaway.title"), width="medium")(_dialog)(visit)


def _dialog(visit: Visit) -> None:
    words = visit.words
    here = address.page_name() or "overview"
    parts = (["page"] if here in contents.PAGES else []) + ["all"]
    part = st.segmented_control(
        words("takeaway.what"),
        parts,
        format_func=lambda each: words(f"takeaway.what.{each}"),
        default=parts[0],
        required=True,
        key="takeaway_what",
    )
    order = _order(visit, (here,) if part == "page" else contents.PAGES)
    told = [f"**{plain(label)}** {plain(text)}" for label, text in contents.facts(order)]
    if order.of_sample:
        told.append(
            f":yellow-badge[:material/science: {plain(words('badge.sample'))}] {plain(words('badge.sample.help'))}"
        )
    st.markdown("  \n".join(told))
    kind = st.radio(
        words("takeaway.kind"),
        KINDS,
        format_func=lambda each: words(f"takeaway.kind.{each}"),
        captions=[words(f"takeaway.kind.{each}.about") for each in KINDS],
        key="takeaway_kind",
    )
    if st.button(words("takeaway.make"), type="primary", key="takeaway_make"):
        _offer(visit, order, kind)
    else:
        note(words("takeaway.charts"))


def _order(visit: Visit, pages: tuple[str, ...]) -> contents.Order:
    """Return what this visitor sees, to be drawn on white."""
    light = visit.in_light()
    measure = address.chosen("measure")[0]
    return contents.Order(light, pages, address.day(), published.wanted(), measure)


def _offer(visit: Visit, order: contents.Order, kind: str) -> None:
    words, bar = visit.words, st.progress(0.0, visit.words("cli.stage.export"))

    def fill(share: float) -> None:
        bar.progress(min(share, 1.0), words("cli.stage.export"))

    try:
        with TURNS:
            content = made(order, kind, fill)
    except Problem as problem:
        st.error(plain(problem.tell(words)), icon=":material/error:")
        return
    finally:
        bar.empty()
    st.download_button(
        words("takeaway.save", size=words.number(len(content) / 1024)),
        content,
        contents.name(order, kind),
        files.KINDS[kind].mime,
        key="takeaway_save",
        on_click="ignore",
        type="primary",
        icon=":material/download:",
    )


def made(order: contents.Order, kind: str, on_progress: Callable[[float], None]) -> bytes:
    """Make a file and return what is in it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"file.{kind}"
        files.make(kind, order, path, on_progress)
        return path.read_bytes()
