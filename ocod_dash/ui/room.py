"""The shell: what stands round every page, in the order in which a visitor meets it."""

from dataclasses import replace

import streamlit as st

from ..exhibits import Visit
from ..loader import open_release
from ..look import STATUS_COLOURS, Look
from . import address, badges, browser, embed, filters, notices, published, takeaway, timeline
from .links import PAGES, breadcrumb, link, open_pages
from .text import plain
from .visit import prepare

SIDEBAR = 264  # pixels
# A page that does not show the register has filters of its own at its side.
SIDEBARS = {
    "programmes": published.programmes,
    "forum": published.date_alone,
    "ledger": published.ledger,
    "data": filters.places_alone,
}


def open_room() -> None:
    """Draw what stands round the page, and run the page in the middle."""
    data = open_release()
    look = Look(address.load(data.release.as_of, published.options(data)), st.context.theme.type == "dark")
    visit = prepare(Visit(data, st.session_state["view"], look))
    words = visit.words
    st.set_page_config(words("app.title"), page_icon=_mark(), layout="wide", initial_sidebar_state=SIDEBAR)
    browser.style()
    clicked = browser.hands(look.language, failed=words("frame.png.failed"))
    pages = open_pages(visit)
    if clicked:
        st.switch_page(pages["regions"], query_params=address.go(visit.view.at(clicked), "regions"))
    page = st.navigation(list(pages.values()), position="hidden")
    if page is not pages["map"]:
        timeline.stop()
    if page is pages["present"]:  # it fills the screen
        address.save()
        page.run()
        return
    if not embed.embedded():
        SIDEBARS.get(address.page_name(), filters.sidebar)(visit)
    address.save()
    address.depart()
    embed.begin()
    if not embed.embedded():
        _bar(visit)
    _standing(visit)
    for text in notices.texts(visit):
        st.warning(plain(text), icon=":material/info:")
    page.run()
    embed.end(visit)


def _bar(visit: Visit) -> None:
    words = visit.words
    st.session_state["language_switch"] = words.language
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="bar"):
        st.markdown(f"**{plain(words('app.title'))}**", width="content")
        with st.container(horizontal=True, gap="small", key="pages"):
            for name in PAGES:
                if name != "present":
                    link(visit, name, words(f"page.{name}"))
        with st.container(width="content", key="to_present"):
            link(visit, "present", words("page.present"), icon=":material/slideshow:")
        st.segmented_control(
            words("language"),
            ["th", "en"],
            format_func=lambda language: words(f"language.{language}"),
            key="language_switch",
            required=True,
            on_change=lambda: address.speak(st.session_state["language_switch"]),
            label_visibility="collapsed",
        )
        takeaway.button(visit)


def _standing(visit: Visit) -> None:
    """Draw what the figures are, how old they are, and for which place."""
    if address.page_name() in address.PUBLISHED:
        badges.published(visit)
        return
    badges.badges(visit)
    if address.page_name() != "data":
        breadcrumb(visit)
    elif address.chosen("part") == address.CHOICES["part"].default:
        breadcrumb(replace(visit, view=replace(visit.view, statuses=(), as_of=None)))


def _mark() -> str:
    """Draw the product's mark: one disc that has been filled."""
    colour = STATUS_COLOURS["open"]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10" fill="{colour}"/></svg>'
