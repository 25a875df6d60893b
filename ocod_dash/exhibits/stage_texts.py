"""The texts of the stage around its slides: controls, keyboard shortcuts, the presenter's window, the overview."""

from typing import Any

from ..i18n import LANGUAGES, Words
from .parameters import PACES
from .site_description import page_title

# What the keys do, in the order of the help, and how each is written there.
KEYS = {
    "next": "→  Space  PgDn", "back": "←  PgUp", "ends": "Home  End", "play": "P", "pace": "+  −", "months": "M",
    "language": "L", "notes": "N", "overview": "G  O", "number": "1–99  Enter",
    "black": "B", "full": "F", "help": "?", "leave": "Esc",
}  # fmt: skip
TEXTS = (
    "next_slide", "last_slide", "elapsed", "say", "meanings", "black", "notes_unreachable",
    "overview", "overview_hint", "show_all", "hidden", "earlier", "later", "hide", "show",
)  # fmt: skip


def stage_texts(words: Words) -> dict[str, Any]:
    """Return the texts of a language, by the names that the scripts use."""
    texts = {name: words(f"present.{name}") for name in TEXTS}
    keys = {name: (keys, words(f"present.key.{name}")) for name, keys in KEYS.items()}
    about = {"sample": words("badge.sample"), "about_sample": words("badge.sample.help")}
    about["title"] = page_title(words, "present")
    play = {"play": words("map.play"), "pause": words("map.pause"), "day": words("filter.as_of")}
    languages = list(LANGUAGES.values())
    following = languages[(languages.index(LANGUAGES[words.language]) + 1) % len(languages)]
    paces = [words("present.seconds", n=int(pace)) for pace in PACES]
    return texts | about | play | {"keys": keys, "paces": paces, "other": following.label, "following": following.code}
