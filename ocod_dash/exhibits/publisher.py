"""Who publishes this site and where, as its settings say: the name, the logo, the address."""

from pathlib import Path
from urllib.parse import urlencode

import segno

from ..config import settings
from ..i18n import Words
from ..view import View


def publisher(words: Words) -> str:
    """Return who publishes this site, in the language or the nearest that is set; empty where none is."""
    return words.of(settings(), "publisher")


def updates(words: Words) -> str:
    """Return what the publisher says about updates; empty where nothing is set."""
    return words.of(settings(), "updates")


def public_address(path: str = "") -> str:
    """Return the public address of a path of this site; the path alone where none is set."""
    return f"{(settings().address or '').rstrip('/')}{path}"


def logo() -> Path | None:
    """Return the file of the publisher's logo, PNG or SVG; None where none is set."""
    return settings().logo


def address_of(view: View, words: Words) -> str:
    """Return the public address of the overview of a view in a language; empty where the site has no public address."""
    query = view.to_query() | {"lang": words.language}
    return public_address(f"/?{urlencode(query, safe=',')}") if settings().address else ""


def qr_code(view: View, words: Words) -> segno.QRCode | None:
    """Return the address of a view as a QR code, which is read although a part is covered; None where there is none."""
    address = address_of(view, words)
    return segno.make_qr(address, error="m") if address else None
