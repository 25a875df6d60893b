"""The shell: what stands round every page, in the order in which a visitor meets it."""

import streamlit as st

from .. import geography
from ..loader import open_release
from ..look import STATUS_COLOURS, Look
from . import address, badges, browser, embed, filters, published, timeline
from .links import PAGES, breadcrumb, link, open_pages
from .text import plain
from .visit import Visit, prepare

SIDEBAR = 264  # pixels
# A page that does not show the register has filters of its own at its side.
SIDEBARS = {"programmes": published.programmes, "forum": published.date_alone, "ledger": published.ledger}


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
    if not embed.embedded():
        SIDEBARS.get(address.page_name(), filters.sidebar)(visit)
    address.save()
    embed.begin()
    if not embed.embedded():
        _bar(visit)
    _standing(visit)
    _notices(visit)
    page.run()
    embed.end(visit)


def _bar(visit: Visit) -> None:
    words = visit.words
    st.session_state["language_switch"] = words.language
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="bar"):
        st.markdown(f"**{plain(words('app.title'))}**", width="content")
        with st.container(horizontal=True, gap="small", key="pages"):
            for name in PAGES:
                link(visit, name, words(f"page.{name}"))
        st.segmented_control(
            words("language"),
            ["th", "en"],
            format_func=lambda language: words(f"language.{language}"),
            key="language_switch",
            required=True,
            on_change=lambda: address.speak(st.session_state["language_switch"]),
            label_visibility="collapsed",
        )


def _standing(visit: Visit) -> None:
    """Draw what the figures are, how old they are, and for which place."""
    if address.page_name() in address.PUBLISHED:
        badges.published(visit)
    else:
        badges.badges(visit)
        breadcrumb(visit)


def _notices(visit: Visit) -> None:
    words = visit.words
    for notice in st.session_state["notices"]:
        if notice.key == "notice.outside":
            st.warning(words(notice.key, place=geography.place(notice.value)), icon=":material/info:")
        else:
            hint = words("notice.hint", nearest=notice.nearest) if notice.nearest else ""
            st.warning(plain(words(notice.key, value=notice.value, hint=hint)), icon=":material/info:")


def _mark() -> str:
    """Draw the product's mark: one disc that has been filled."""
    colour = STATUS_COLOURS["open"]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10" fill="{colour}"/></svg>'
