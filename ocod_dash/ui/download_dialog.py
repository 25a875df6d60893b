"""The download dialog: what goes into a file, the kinds of file, and the file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

import streamlit as st

from ..exports import contents, files, worker
from ..page_registry import PAGES, WITH_FILES
from ..problem import Problem
from ..web.file_button import file_button
from ..web.markdown import note, plain
from ..worker import BEAT
from .page_context import PageContext

KINDS = ("pptx", "pdf", "xlsx", "html", "geojson")
# So many files at once for all visitors, each in a process of its own: pages keep the rest of the machine.
TURNS = BoundedSemaphore(2)


def open_dialog(page: PageContext) -> None:
    """Open the dialog."""
    worker.prepare()
    st.dialog(page.words("download.title"), width="medium")(_dialog)(page)


def _dialog(page: PageContext) -> None:
    words = page.words
    scopes = (["page"] if page.page.has_files else []) + ["all"]
    scope = st.segmented_control(
        words("download.what"),
        scopes,
        format_func=lambda each: words(f"download.what.{each}"),
        default=scopes[0],
        required=True,
        key="download_what",
    )
    request = _request(page, (page.page.name,) if scope == "page" else WITH_FILES)
    facts = [f"**{plain(label)}** {plain(text)}" for label, text in contents.facts(request)]
    if request.of_sample:
        facts.append(
            f":yellow-badge[:material/science: {plain(words('badge.sample'))}] {plain(words('badge.sample.help'))}"
        )
    st.markdown("  \n".join(facts))
    kind = st.radio(
        words("download.kind"),
        KINDS,
        format_func=lambda each: words(f"download.kind.{each}"),
        captions=[words(f"download.kind.{each}.about") for each in KINDS],
        key="download_kind",
    )
    if st.button(words("download.make"), type="primary", key="download_make"):
        _offer(page, request, kind)
    else:
        note(words("download.charts"))


def _request(page: PageContext, pages: tuple[str, ...]) -> contents.ExportRequest:
    """Return a request for what this visitor sees, on white; a status is chosen only where a page shows single centres."""
    shows_centres = any(PAGES[name].shows_centres for name in pages)
    context = page.context if shows_centres else page.context.of_all_statuses
    return contents.ExportRequest(context.in_light(), page.published_on, page.choices, pages)


def _offer(page: PageContext, request: contents.ExportRequest, kind: str) -> None:
    words = page.words
    bar, stop = st.progress(0.0, words("cli.stage.export")), st.empty()

    def fill(share: float) -> None:
        bar.progress(min(share, 1.0), words("cli.stage.export"))

    # A click asks for a run, which ends this one, and with it the process that makes the file.
    stop.button(words("download.stop"), key="download_stop")
    try:
        with _turn(lambda: bar.progress(0.0, words("download.waiting"))):
            content = worker.make_in_worker(request, kind, fill)
    except Problem as problem:
        st.error(plain(problem.tell(words)), icon=":material/error:")
        return
    finally:
        bar.empty()
        stop.empty()
    label, name = words("download.save", size=words.number(len(content) / 1024)), contents.name(request, kind)
    file_button(label, content, name, files.KINDS[kind].mime, key="download_save", look="primary")


@contextmanager
def _turn(wait: Callable[[], object]) -> Iterator[None]:
    """Wait for a turn, and show that; a visitor who leaves meanwhile waits no longer."""
    while not TURNS.acquire(timeout=BEAT):
        wait()
    try:
        yield
    finally:
        TURNS.release()
