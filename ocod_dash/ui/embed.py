"""A page, or one exhibit of it, inside another website: what is shown there, and the snippet that puts it there."""

from difflib import get_close_matches
from html import escape
from urllib.parse import urlencode

import streamlit as st

from ..page_registry import WHOLE_PAGE
from ..web import url_state
from ..web.markdown import note, plain
from ..web.parts import Sheet
from .exhibit_card import PREFIX
from .links import parameters
from .page_context import PageContext

EXHIBIT = "chart"  # the parameter that names the one exhibit; it acts in an embedded page only
HEIGHT = 620  # pixels of an exhibit whose page declares no other
MARGIN = "[data-testid=stMain] [data-testid=stMainBlockContainer] { padding-inline: 1rem; }"  # stronger than style.css


def narrow_margin() -> None:
    """Draw the page with a narrow margin, as it is shown in another website."""
    st.html(f"<style>{MARGIN}</style>")


def missing(page: PageContext, sheet: Sheet) -> None:
    """Say that the page has no such exhibit, and name those it has."""
    if not page.only or page.only in sheet.labels:
        return
    words, value, known = page.words, _exhibit(page.only), [_exhibit(key) for key in sheet.labels]
    near = get_close_matches(value, known, n=1)
    hint = words("notice.hint", nearest=near[0]) if near else ""
    text = words("embed.missing", value=value, known=words.listing(known) or words("no_data"), hint=hint)
    with st.container(key="embed_missing"):
        st.warning(plain(text), icon=":material/info:")


def snippet(page: PageContext, exhibit: str = WHOLE_PAGE) -> str:
    """Return the HTML that shows this page in another website, as it is chosen now.

    Parameters
    ----------
    page : PageContext
        What the visitor asks for.
    exhibit : str
        The key of the one exhibit to show; by default the page itself.
    """
    query = parameters(page) | url_state.of_browser() | {"lang": page.words.language, "embed": "true"}
    query |= {EXHIBIT: exhibit} if exhibit else {}
    source = f"{url_state.page_address()}?{urlencode(query, safe=',')}"
    # No finding: it would be of today for ever.
    title = f"{page.words('app.title')} · {page.words(f'page.{page.page.name}')}"
    height = page.page.embed_heights.get(exhibit, HEIGHT)
    return (
        f'<iframe src="{escape(source)}" title="{escape(title)}" width="100%" height="{height}" '
        'style="border: 0" loading="lazy"></iframe>'
    )


def open_dialog(page: PageContext, sheet: Sheet) -> None:
    """Open the dialog with the snippet of the page or one of the exhibits of its sheet."""
    st.dialog(page.words("embed"), width="medium")(_dialog)(page, sheet.labels)


def _dialog(page: PageContext, labels: dict[str, str]) -> None:
    words, titles = page.words, {_exhibit(key): label for key, label in labels.items()}
    exhibit = st.selectbox(
        words("embed.what"),
        [WHOLE_PAGE, *titles],
        format_func=lambda key: titles.get(key) or words("embed.page"),
        key="embed_what",
    )
    st.code(snippet(page, exhibit or WHOLE_PAGE), language="html", wrap_lines=True)
    note(words("embed.note"))


def _exhibit(part: str) -> str:
    return part.removeprefix(PREFIX)
