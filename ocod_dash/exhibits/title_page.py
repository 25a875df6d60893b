"""Who presents, and where the figures can be read: the title of slides."""

import base64
from dataclasses import dataclass

from .context import Context
from .publisher import address_of, logo, publisher, qr_code

TYPES = {".png": "image/png", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class TitlePage:
    """What the title of slides has besides its title.

    Parameters
    ----------
    publisher : str
        The office's name.
    logo : str
        Its picture as a ``data:`` address, for an ``<img>``: there an SVG runs no script and loads nothing.
    qr : str
        The address as a QR code, dark on white: as a ``data:`` address too.
    address : str
        Where the view can be read.
    invitation : str
        What the QR code is for.
    """

    publisher: str
    logo: str
    qr: str
    address: str
    invitation: str


def title_page(context: Context) -> TitlePage | None:
    """Return the title page of a view; None where the settings name no publisher, logo or public address."""
    words, path, code = context.words, logo(), qr_code(context.view, context.words)
    picture = path and f"data:{TYPES[path.suffix.lower()]};base64,{base64.b64encode(path.read_bytes()).decode()}"
    svg = code.svg_data_uri(border=4, dark="#000000", light="#FFFFFF", omitsize=True) if code else ""
    office, address = publisher(words), address_of(context.view, words)
    if not (office or picture or address):
        return None
    return TitlePage(office, picture or "", svg, address, words("present.scan") if address else "")
