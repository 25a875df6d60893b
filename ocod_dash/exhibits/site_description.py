"""This site in one row, for programs: who publishes it, its version, licence and citation; and the titles of its pages."""

from typing import Any

from .. import __version__
from ..config import settings
from ..i18n import Words
from ..store import Release
from .citation import bibtex, whole
from .licences import CODE


def describe(release: Release, words: Words) -> dict[str, Any]:
    """Return what the page About says in short; the citation has no day of access, which the reader knows.

    Parameters
    ----------
    release : Release
        The release that is cited.
    words : Words
        The language of the citation.
    """
    site = settings()
    return {
        "publisher_th": site.publisher_th,
        "publisher_en": site.publisher_en,
        "official": site.official,
        "contact": site.contact,
        "version": __version__,
        "licence": CODE,
        "citation": whole(release, words),
        "bibtex": bibtex(release, words),
    }


def page_title(words: Words, page: str) -> str:
    """Return the title of a page in the browser, by the page's name: the page's own before the site's."""
    return f"{words(f'page.{page}')} · {words('app.title')}"
