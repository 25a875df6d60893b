"""A page, or one chart of it, inside another website: what is shown there, and the snippet that puts it there."""

import re
from difflib import get_close_matches
from functools import partial
from html import escape
from urllib.parse import urlencode, urlsplit

import streamlit as st

from ..exhibits import Context
from ..web.markdown import note, plain
from . import address
from .part import EXHIBITS, html, part

KEY = "embed_what"
HEIGHTS = {"": 1000, "map": 860}  # pixels, by the key of what is shown; of other charts:
HEIGHT = 620
MARGIN = "[data-testid=stMain] [data-testid=stMainBlockContainer] { padding-inline: 1rem; }"  # stronger than style.css
# What stays beside the one chart: whether it is a sample, what was wrong with the address, and why nothing is shown.
STAYS = (".st-key-badges", ".st-key-empty", ".st-key-embed_missing", "[data-testid=stAlert]")
PARTS = (
    "[data-testid=stElementContainer]",
    "[data-testid=stLayoutWrapper]",
    "[data-testid=stColumn]",
    "[data-part]",
    ".ocod-column",
)
BLOCKS = f"[data-testid=stMainBlockContainer] :is({', '.join(PARTS)})"


def embedded() -> bool:
    """Say whether the page is shown inside another website, without what leads to other pages."""
    return bool(st.context.is_embedded)


def begin() -> None:
    """Begin a run: forget which frames the last one drew, and leave only the one that was asked for."""
    st.session_state[EXHIBITS] = {}
    rules = [MARGIN] if embedded() else []
    if re.fullmatch(r"[\w-]+", address.alone()):
        kept = ", ".join((f".st-key-frame_{address.alone()}", *STAYS))
        rules.append(f"{BLOCKS}:not(:is({kept}, :is({kept}) *, :has({kept}))) {{ display: none; }}")
        rules.append(f"[data-testid=stColumn]:has({kept}) {{ flex: 1 1 100%; width: 100%; }}")
        rules.append(f".ocod-columns:has({kept}) {{ grid-template-columns: minmax(0, 1fr); }}")
    if rules:
        st.html(f"<style>{''.join(rules)}</style>")


def end(context: Context) -> None:
    """End a run: offer the snippet; or say that the page has no such chart as was asked for."""
    if not embedded():
        _offer(context)
        return
    frames = _frames()
    if address.alone() and address.alone() not in frames:
        words = context.words
        near = get_close_matches(address.alone(), frames, n=1)
        hint = words("notice.hint", nearest=near[0]) if near else ""
        told = words(
            "embed.missing", value=address.alone(), known=words.listing(list(frames)) or words("no_data"), hint=hint
        )
        with st.container(key="embed_missing"):
            st.warning(plain(told), icon=":material/info:")


def embed_snippet(context: Context, key: str = "") -> str:
    """Return the HTML that shows this page in another website, as it is chosen now.

    Parameters
    ----------
    context : Context
        This run.
    key : str
        The one chart to show; the whole page without.
    """
    here = urlsplit(st.context.url or "")
    query = (
        address.written() | {"lang": context.theme.language, "embed": "true"} | ({address.CHART: key} if key else {})
    )
    source = f"{here.scheme}://{here.netloc}{here.path}?{urlencode(query, safe=',')}"
    # No finding: it would be of today for ever.
    words, page = context.words, address.page_name() or "overview"
    title = f"{words('app.title')} · {words(f'page.{page}')}"
    height = HEIGHTS.get(key, HEIGHT)
    return (
        f'<iframe src="{escape(source)}" title="{escape(title)}" width="100%" height="{height}" '
        'style="border: 0" loading="lazy"></iframe>'
    )


def _offer(context: Context) -> None:
    part("embed", html("ask", ask="embed", text=context.words("embed")), answers={"embed": partial(_open, context)})


def _open(context: Context) -> dict[str, str]:
    """Open the dialog with the snippet; nothing goes to the part of the page that asked for it."""
    st.dialog(context.words("embed"), width="medium")(_dialog)(context, _frames())
    return {}


def _frames() -> dict[str, str]:
    """Return the titles of what can be shown alone, by key."""
    return {
        key.removeprefix("head_").removeprefix("frame_"): title for key, title in st.session_state[EXHIBITS].items()
    }


def _dialog(context: Context, frames: dict[str, str]) -> None:
    words = context.words
    key = st.selectbox(
        words("embed.what"), ["", *frames], format_func=lambda key: frames.get(key) or words("embed.page"), key=KEY
    )
    st.code(embed_snippet(context, key or ""), language="html", wrap_lines=True)
    note(words("embed.note"))
