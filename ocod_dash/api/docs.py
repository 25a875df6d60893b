"""The page that describes the API: rendered from its OpenAPI description, without a script or another host."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, Template

from ..i18n import LANGUAGES, Words
from ..theme import DARK, FONT, LIGHT

# Nothing but this page's own style and the product's typeface.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; base-uri 'none'; form-action 'none'"
NOTES = ("formats", "answers", "wrong", "tags", "pages", "safe")
LABELS = ("try", "parameter", "example", "columns")


def page(description: dict[str, Any], words: Words, base_url: str) -> str:
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
    return _template().render(
        description=description,
        words=words,
        notes=notes,
        labels=labels,
        languages=languages,
        base_url=base_url,
        **theme,
    )


@cache
def _template() -> Template:
    return Environment(loader=PackageLoader("ocod_dash.api", "."), autoescape=True).get_template("docs.html")
