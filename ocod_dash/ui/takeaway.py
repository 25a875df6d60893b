"""The take-away dialog: what will go into a file, the kinds of file, and the file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

import streamlit as st

from ..exhibits import Context
from ..exports import contents, files
from ..exports import worker as apart
from ..ingest import Problem
from ..web.markdown import note, plain
from . import address, published

KINDS = ("pptx", "pdf", "xlsx", "html", "geojson")
# So many files at once for all visitors, each in a process of its own: pages keep the rest of the machine.
TURNS = BoundedSemaphore(2)


def open_dialog(context: Context) -> dict[str, str]:
    """Open the dialog; nothing goes to the part of the page that asked for it."""
    apart.prepare()
    st.dialog(context.words("takeaway.title"), width="medium")(_dialog)(context)
    return {}


def _dialog(context: Context) -> None:
    words = context.words
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
    order = _order(context, (here,) if part == "page" else contents.PAGES)
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
        _offer(context, order, kind)
    else:
        note(words("takeaway.charts"))


def _order(context: Context, pages: tuple[str, ...]) -> contents.Order:
    """Return what this visitor sees, to be drawn on white."""
    light = context.in_light()
    measure, layers = address.chosen("measure")[0], address.chosen("layers")
    return contents.Order(light, pages, address.day(), published.wanted(), measure, layers)


def _offer(context: Context, order: contents.Order, kind: str) -> None:
    words = context.words
    bar, stop = st.progress(0.0, words("cli.stage.export")), st.empty()

    def fill(share: float) -> None:
        bar.progress(min(share, 1.0), words("cli.stage.export"))

    # A click asks for a run, which ends this one, and with it the process that makes the file.
    stop.button(words("takeaway.stop"), key="takeaway_stop")
    try:
        with _turn(lambda: bar.progress(0.0, words("takeaway.waiting"))):
            content = apart.make_in_worker(order, kind, fill)
    except Problem as problem:
        st.error(plain(problem.tell(words)), icon=":material/error:")
        return
    finally:
        bar.empty()
        stop.empty()
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


@contextmanager
def _turn(wait: Callable[[], object]) -> Iterator[None]:
    """Wait for a turn, saying so; who goes on meanwhile waits no longer."""
    while not TURNS.acquire(timeout=apart.BEAT):
        wait()
    try:
        yield
    finally:
        TURNS.release()
