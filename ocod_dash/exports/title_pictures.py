"""The pictures of a title page: the publisher's logo, and the QR code of the view."""

from io import BytesIO

import segno
import typst

from ..exhibits.publisher import logo as logo_file

PPI = 300
DOTS = 10  # pixels of a square of a QR code
SVG_PAGE = '#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image(bytes(sys.inputs.svg), format: "svg")'


def logo() -> bytes | None:
    """Return the publisher's logo as PNG, the one form that every presentation program shows; None where none is set."""
    path = logo_file()
    if path is None or path.suffix.lower() == ".png":
        return path.read_bytes() if path else None
    # Without a root that has files: an SVG can bring in no other file of this machine.
    drawn = typst.compile(SVG_PAGE.encode(), format="png", ppi=PPI, sys_inputs={"svg": path.read_text("utf-8")})
    return bytes(drawn)


def png(code: segno.QRCode) -> bytes:
    """Return a QR code as PNG."""
    picture = BytesIO()
    code.save(picture, kind="png", scale=DOTS, border=4)
    return picture.getvalue()
