"""The stage in the browser: it gets every slide in every language at once, and moves among them by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import streamlit as st

from ...exhibits.parameters import PACES
from ...exhibits.site_description import page_title
from ...exhibits.stage_slides import Slide
from ...i18n import LANGUAGES, Words
from ...web import own_files, url_state
from ..links import href
from ..page_context import PageContext

_FOLDER = Path(__file__).parent
_stage = st.components.v2.component(
    "ocod_stage",
    js="\n".join((_FOLDER / f"{part}.js").read_text("utf-8") for part in ("slide", "notes", "controls", "stage")),
    css=(_FOLDER / "stage.css").read_text("utf-8"),
    isolate_styles=False,
)
# What the keys do, in the order of the help, and how each is written there.
KEYS = {
    "next": "→  Space  PgDn", "back": "←  PgUp", "ends": "Home  End", "play": "P", "pace": "+  −", "months": "M",
    "language": "L", "notes": "N", "black": "B", "full": "F", "help": "?", "leave": "Esc",
}  # fmt: skip
TEXTS = ("next_slide", "last_slide", "elapsed", "say", "meanings")


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
        "notes": bool(page.chosen("notes")),
        "paces": [int(pace) for pace in PACES],
        "scripts": url_state.address(own_files.static("")).rstrip("/"),
        "home": href(page, "overview"),
        "decks": {
            language: {"slides": [asdict(slide) for slide in deck], "words": _texts(Words(language))}
            for language, deck in decks.items()
        },
        "notices": list(notices),
    }
    _stage(key="stage", data=data)


def _texts(words: Words) -> dict[str, Any]:
    texts = {name: words(f"present.{name}") for name in TEXTS}
    keys = {name: (keys, words(f"present.key.{name}")) for name, keys in KEYS.items()}
    about = {"sample": words("badge.sample"), "about_sample": words("badge.sample.help")}
    about["title"] = page_title(words, "present")
    play = {"play": words("map.play"), "pause": words("map.pause"), "day": words("filter.as_of")}
    languages = list(LANGUAGES.values())
    following = languages[(languages.index(LANGUAGES[words.language]) + 1) % len(languages)]
    paces = [words("present.seconds", n=int(pace)) for pace in PACES]
    return texts | about | play | {"keys": keys, "paces": paces, "other": following.label, "following": following.code}
