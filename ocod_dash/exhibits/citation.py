"""Where figures are from, in words: the register and its release, or the ledger of what others published."""

from datetime import date

from ..i18n import Words
from ..store import Release


def register(release: Release, words: Words) -> str:
    """Name the register and its release; a sample says so."""
    return words("register.sample" if release.sample else "register.real", number=release.number)


def counted(release: Release, day: date, words: Words) -> str:
    """Cite the register for what is counted on a day."""
    return words("measure.source", register=register(release, words), day=day)


def published(release: Release, day: date, words: Words) -> str:
    """Cite the tables of what others published up to a day."""
    return words("published.source", number=str(release.number), day=day)
