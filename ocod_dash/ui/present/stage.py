"""The stage in the browser: it gets every slide in every language at once, and moves among them by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import streamlit as st

from ...config import settings
from ...exhibits import Context
from ...i18n import LANGUAGES, Words
from ...loader import open_release
from .. import address, browser, notices
from ..links import pages
from .slides import Slide

_HERE = Path(__file__).parent
_stage = st.components.v2.component(
    "ocod_stage",
    js="\n".join((_HERE / f"{part}.js").read_text("utf-8") for part in ("slide", "notes", "controls", "stage")),
    css=(_HERE / "stage.css").read_text("utf-8"),
    isolate_styles=False,
)
# What the keys do, in the order of the help, and how each is written there.
KEYS = {
    "next": "→  Space  PgDn", "back": "←  PgUp", "ends": "Home  End", "play": "P", "pace": "+  −", "months": "M",
    "language": "L", "notes": "N", "black": "B", "full": "F", "help": "?", "leave": "Esc",
}  # fmt: skip
SAID = ("next_slide", "last_slide", "elapsed", "say", "meanings")


def stage(context: Context, decks: Mapping[str, Sequence[Slide]]) -> None:
    """Show the slides, by language; the place in them is the browser's, and is told to nobody but the address."""
    data = {
        "version": " ".join(context.key),
        "language": context.words.language,
        "notes": bool(address.chosen("notes")),
        "paces": [int(pace) for pace in address.PACES],
        "library": browser.under(f"assets/{browser.PLOTLY}"),
        "decks": {
            language: {"slides": [asdict(slide) for slide in deck], "words": _texts(Words(language))}
            for language, deck in decks.items()
        },
        "notices": notices.texts(context),
    }
    result = _stage(key="stage", data=data, on_left_change=_run)
    if result.left is not None:
        if result.left["language"]:  # that was switched on the stage
            address.speak(result.left["language"])
        page, query = address.back()
        st.switch_page(next(each for each in pages().values() if each.url_path == page), query_params=query)


def follow(context: Context) -> None:
    """Keep watch for a new release; the slides then show it, and the place in them stays."""
    st.fragment(_look_out, run_every=settings().watch_seconds)(context)


def _look_out(context: Context) -> None:
    if open_release().release.number != context.data.release.number:
        st.rerun()


def _texts(words: Words) -> dict[str, Any]:
    texts = {name: words(f"present.{name}") for name in SAID}
    keys = {name: (keys, words(f"present.key.{name}")) for name, keys in KEYS.items()}
    about = {"sample": words("badge.sample"), "about_sample": words("badge.sample.help")}
    play = {"play": words("map.play"), "pause": words("map.pause"), "day": words("filter.as_of")}
    languages = list(LANGUAGES.values())
    following = languages[(languages.index(LANGUAGES[words.language]) + 1) % len(languages)]
    paces = [words("present.seconds", n=int(pace)) for pace in address.PACES]
    return texts | about | play | {"keys": keys, "paces": paces, "other": following.label, "following": following.code}


def _run() -> None:
    """Streamlit keeps a trigger only when it has a callback."""
