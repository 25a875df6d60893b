"""The shell: what stands round every page, in the order in which a visitor meets it."""

from dataclasses import replace
from functools import partial

import streamlit as st

from ..exhibits import Context
from ..loader import open_release
from ..theme import STATUS_COLOURS, Theme
from ..web.markdown import plain
from . import address, badges, browser, embed, filters, links, notices, published, takeaway, timeline
from .context import prepare
from .part import kept_sheet

SIDEBAR = 264  # pixels
# A page that does not show the register has filters of its own at its side.
SIDEBARS = {
    "programmes": published.programmes,
    "forum": published.date_field,
    "ledger": published.ledger,
    "data": filters.places_alone,
}


def open_room() -> None:
    """Draw what stands round the page, and run the page in the middle."""
    data = open_release()
    theme = Theme(address.load(data.release.as_of, published.options(data)), st.context.theme.type == "dark")
    context = prepare(Context(data, st.session_state["view"], theme))
    words = context.words
    st.set_page_config(words("app.title"), page_icon=_mark(), layout="wide", initial_sidebar_state=SIDEBAR)
    corrected = address.save()
    pages = links.open_pages(context)
    page = st.navigation(list(pages.values()), position="hidden")
    if page is not pages["map"]:
        timeline.stop()
    stands_alone = page is pages["present"]  # it fills the screen
    embed.begin()
    above = st.container(key="above")

    def surround() -> None:
        with above:
            browser.hands(theme.language, links.path("regions"), corrected)
            if not stands_alone:
                _surround(context)

    try:
        page.run()  # first of all, so that its charts are drawn while the rest arrives
    except Exception:  # not where the page asks for another run: that one draws all
        surround()
        raise
    surround()
    if not stands_alone:
        embed.end(context)


def _surround(context: Context) -> None:
    """Draw what stands round a page: the filters at its side, the bar over it, what its figures are."""
    address.depart()
    if not embed.embedded():
        with st.sidebar:
            kept_sheet("filters", context, SIDEBARS.get(address.page_name(), filters.sidebar))
        kept_sheet("bar", context, _bar)
    kept_sheet("standing", context, _standing)
    badges.watch(context)
    for text in notices.texts(context):
        st.warning(plain(text), icon=":material/info:")


def _bar(context: Context) -> None:
    links.bar(context, {"takeaway": partial(takeaway.open_dialog, context)})


def _standing(context: Context) -> None:
    """Draw what the figures are, how old they are, and for which place."""
    if address.page_name() in address.PUBLISHED:
        badges.published(context)
        return
    badges.badges(context)
    if address.page_name() != "data":
        links.breadcrumb(context)
    elif address.chosen("part") == address.CHOICES["part"].default:
        links.breadcrumb(replace(context, view=replace(context.view, statuses=(), as_of=None)))


def _mark() -> str:
    """Draw the product's mark: one disc that has been filled."""
    colour = STATUS_COLOURS["open"]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10" fill="{colour}"/></svg>'
