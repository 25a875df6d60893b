"""The page that describes the API: rendered from its OpenAPI description, without a script or another host."""

from pathlib import Path
from typing import Any

from markupsafe import Markup

from ..i18n import LANGUAGES, Words
from ..templates import renderer
from ..theme import DARK, FONT, LIGHT

# Nothing but this page's own style and the product's typeface.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
NOTES = ("formats", "answers", "wrong", "tags", "pages", "safe")
LABELS = ("try", "parameter", "example", "columns")
_html = renderer(Path(__file__).parent)


def page(description: dict[str, Any], words: Words, base_url: str) -> Markup:
    """Draw the page.

    Parameters
    ----------
    description : dict
        The OpenAPI description, in the language of ``words``.
    words : Words
        The language.
    base_url : str
        The URL of the service with its host, as the reader knows it.
    """
    notes = [words(f"api.docs.{name}") for name in NOTES]
    labels = {name: words(f"api.docs.{name}") for name in LABELS}
    theme = {"light": LIGHT, "dark": DARK, "font": FONT}
    languages = LANGUAGES.values()
    return _html(
        "docs",
        description=description,
        words=words,
        notes=notes,
        labels=labels,
        languages=languages,
        base_url=base_url,
        **theme,
    )
