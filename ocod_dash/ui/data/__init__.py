"""The Data page, where stewards work: what is published, uploading a file, the history, and what everything means."""

from collections.abc import Callable

import streamlit as st

from ...exhibits.parameters import DATA_PARTS
from ...web import fields, sheet
from ...web.parts import Items
from ..headings import title
from ..page_context import PageContext
from . import bring, downloads, history, meanings, plans, state


def show(page: PageContext) -> None:
    """Show the section that the address names."""
    sheet.show("data_sections", _sections, page)
    SECTIONS[page.chosen("part")[0]](page)


def _sections(page: PageContext) -> Items:
    """Return the page's title and the links to its sections."""
    words = page.words
    yield title(words("page.data"))
    sections = [(part, words(f"data.part.{part}")) for part in DATA_PARTS]
    yield fields.tabs(words, "data_parts", "part", words("data.parts"), sections, page.chosen("part")[0])


def _state(page: PageContext) -> None:
    """Draw what is published, and offer it for download."""
    context = page.context
    sheet.show("data_state", state.cards, page)
    left, right = st.columns(2, gap="large")
    with left:
        sheet.show("data_gaps", state.gaps, page)
        sheet.show("data_located", state.precision, page)
    with right:
        downloads.downloads(context)


SECTIONS: dict[str, Callable[[PageContext], None]] = dict(
    zip(
        DATA_PARTS,
        (_state, bring.bring, history.history, plans.plans, meanings.dictionary, meanings.sources),
        strict=True,
    )
)
