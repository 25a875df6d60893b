"""The page that describes the API: drawn from its OpenAPI description, without script and without another host."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, Template

from ..i18n import LANGUAGES, Words
from ..theme import DARK, FONT, LIGHT

# Nothing but this page's own style and the product's typeface.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; base-uri 'none'; form-action 'none'"
NOTES = ("formats", "answers", "wrong", "tags", "pages", "safe")
LABELS = ("try", "parameter", "example", "columns")


def page(told: dict[str, Any], words: Words, address: str) -> str:
    """Draw the page.

    Parameters
    ----------
    told : dict
        The OpenAPI description, in the language of ``words``.
    words : Words
        The language.
    address : str
        The whole address of the service, with its host, as the reader knows it.
    """
    notes, labels = ([words(f"api.docs.{name}") for name in names] for names in (NOTES, LABELS))
    languages = LANGUAGES.values()
    theme = {"light": LIGHT, "dark": DARK, "font": FONT}
    named = dict(zip(LABELS, labels, strict=True))
    return _template().render(
        told=told, words=words, notes=notes, say=named, languages=languages, address=address, **theme
    )


@cache
def _template() -> Template:
    return Environment(loader=PackageLoader("ocod_dash.api", "."), autoescape=True).get_template("docs.html")
