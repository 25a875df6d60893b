"""The stage in the browser: it gets every slide in every language at once, and moves among them by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import streamlit as st

from ...exhibits.parameters import PACES
from ...exhibits.stage_slides import Slide
from ...exhibits.stage_texts import stage_texts
from ...i18n import Words
from ...web import own_files, url_state
from ..links import href
from ..page_context import PageContext
from ..render import html

_FOLDER = Path(__file__).parent
_stage = st.components.v2.component(
    "ocod_stage",
    js="\n".join(
        (_FOLDER / f"{part}.js").read_text("utf-8") for part in ("slide", "notes", "controls", "overview", "stage")
    ),
    css=(_FOLDER / "stage.css").read_text("utf-8"),
    isolate_styles=False,
)


def show_slides(page: PageContext, decks: Mapping[str, Sequence[Slide]], notices: Sequence[str]) -> None:
    """Show the slides, by language; the place in them is the browser's, and only the address knows it.

    Parameters
    ----------
    page : PageContext
        What the visitor asks for.
    decks : mapping of str to sequence of Slide
        The slides by language.
    notices : sequence of str
        What of the address could not be used.
    """
    data = {
        "version": " ".join((*page.context.key, str(page.published_on))),
        "language": page.words.language,
        "order": list(page.chosen("slides")),
        "notes": bool(page.chosen("notes")),
        "paces": [int(pace) for pace in PACES],
        "scripts": url_state.address(own_files.static("")).rstrip("/"),
        "home": href(page, "overview"),
        "decks": {
            language: {"slides": [_slide(slide) for slide in deck], "words": stage_texts(Words(language))}
            for language, deck in decks.items()
        },
        "notices": list(notices),
    }
    _stage(key="stage", data=data)


def _slide(slide: Slide) -> dict[str, Any]:
    return asdict(slide) | {"heading": str(html("slide_title", title=slide.title))}
