"""Who publishes this site and where, as its settings say."""

from ..config import settings
from ..i18n import Words


def publisher(words: Words) -> str:
    """Return who publishes this site, in the language or the nearest that is set; empty where none is."""
    return words.of(settings(), "publisher")


def updates(words: Words) -> str:
    """Return what the publisher says about updates; empty where nothing is set."""
    return words.of(settings(), "updates")


def public_address(path: str = "") -> str:
    """Return the public address of a path of this site; the path alone where none is set."""
    return f"{(settings().address or '').rstrip('/')}{path}"
