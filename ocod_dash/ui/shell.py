"""The shell: what surrounds every page, in the order in which a visitor meets it."""

from dataclasses import replace
from functools import cache, partial, wraps

import streamlit as st

from ..config import ROOT
from ..exhibits.in_view import in_view
from ..exhibits.parameters import PARAMETERS
from ..exhibits.site_description import page_title
from ..i18n import Words, language_of
from ..page_registry import PAGES
from ..problem import Problem
from ..theme import mark_svg
from ..view import tell_all
from ..web import navigation, sheet, url_state, watcher
from ..web.markdown import plain
from ..web.parts import Items
from . import badges, download_dialog, embed, links, request
from .foot import foot
from .page_context import PageContext
from .sidebars import sidebar

SIDEBAR = 264  # pixels
# In the session: this run's context, and what of its address could not be used.
PAGE, NOTICES = "page", "notices"


def run() -> None:
    """Draw what surrounds the page, and run the page in the middle."""
    try:
        page, dropped = request.read()
    except (Problem, LookupError):
        st.error(Words(language_of(st.context.locale))("badge.no_data"), icon=":material/error:")
        return
    words = page.words
    st.session_state[PAGE], st.session_state[NOTICES] = page, [*badges.fault(page), *tell_all(dropped, words)]
    st.set_page_config(
        page_title(words, page.page.name), page_icon=mark_svg("open"), layout="wide", initial_sidebar_state=SIDEBAR
    )
    corrected = url_state.correction(url_state.parameters(), links.parameters(page), request.KNOWN)
    script = st.navigation([_page(name, words) for name in PAGES], position="hidden")
    if page.embedded:
        embed.narrow_margin()
    above = st.container(key="above")

    def surround() -> None:
        with above:
            navigation.navigation(words, corrected, in_view(page.page.name, page), page.page.name)
            if not page.page.fills_screen:
                _surround(page)

    try:
        script.run()  # first of all, so that its charts are drawn while the rest arrives
    except Exception:  # not where the page asks for another run: that one draws all
        surround()
        raise
    surround()
    announce_release(page)


def context() -> PageContext:
    """Return the page's context of this run."""
    page: PageContext = st.session_state[PAGE]
    return page


def notices() -> list[str]:
    """Return in words what of the address could not be used, or was read as another value."""
    texts: list[str] = st.session_state[NOTICES]
    return texts


def show(build: sheet.Build[PageContext]) -> None:
    """Show a page that a view builds, and its foot."""
    page = context()
    shown = sheet.show(page.page.name, _with_foot(build), page, {"embed": partial(embed.open_dialog, page)})
    if page.embedded:
        embed.missing(page, shown)


def build(view: sheet.Build[PageContext], page: PageContext) -> None:
    """Build what a run would show of a page and around it, for all visitors who ask for it later."""
    for each in (_with_foot(view), sidebar, links.bar, _standing):
        sheet.built(each, page)


def show_foot() -> None:
    """Show the foot of a page that is not of one sheet; no exhibit of it can be shown alone in another website."""
    show(_nothing)


def _nothing(page: PageContext) -> Items:
    return ()


@cache
def _with_foot(build: sheet.Build[PageContext]) -> sheet.Build[PageContext]:
    @wraps(build)
    def with_foot(page: PageContext) -> Items:
        yield from build(page)
        if not page.embedded:
            yield foot(page)

    return with_foot


def _page(name: str, words: Words) -> st.Page:
    path = ROOT / "pages" / f"{name}.py"
    return st.Page(path, title=words(f"page.{name}"), url_path=PAGES[name].path, default=not PAGES[name].path)


def _surround(page: PageContext) -> None:
    """Draw what surrounds a page: the filters at its side, the bar over it, the badges of its figures."""
    if not page.embedded:
        with st.sidebar:
            sheet.show("filters", sidebar, page)
        sheet.show("bar", links.bar, page, {"download": lambda _: download_dialog.open_dialog(page)})
    sheet.show("standing", _standing, page)
    for text in notices():
        st.warning(plain(text), icon=":material/info:")


def _standing(page: PageContext) -> Items:
    """Return what the figures are, how old they are, and for which place."""
    yield badges.badges(page)
    if page.page.day == "published" or page.page.is_text:
        return
    if "part" not in page.page.parameters:
        yield links.breadcrumb(page, page.chosen_view)
    elif page.chosen("part") == PARAMETERS["part"].default:
        places = replace(page.context, view=replace(page.context.view, statuses=(), as_of=None))
        yield links.breadcrumb(page, places.chosen)


def announce_release(page: PageContext) -> None:
    """Say once that there is a new release, but not over slides: the next page says so."""
    release = page.context.data.release
    watcher.shows(page.context.data.state)
    if page.page.fills_screen:
        return
    seen = st.session_state.setdefault("seen_release", release.number)
    if seen != release.number:
        st.session_state["seen_release"] = release.number
        st.toast(page.words("badge.new", number=str(release.number)), icon=":material/update:")
