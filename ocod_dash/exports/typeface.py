"""The page's own typeface for a program that wants whole font files: one a weight, Thai and Latin in each."""

from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ..assets import ASSETS

# Signs that charts have: their corners, and the advance to the next sign, in parts of the type's size.
SIGNS = {"▼": ((0.06, 0.6), (0.62, 0.6), (0.34, 0.08)), "■": ((0.06, 0.08), (0.06, 0.6), (0.58, 0.6), (0.58, 0.08))}
SIGN = 0.66
WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}


@cache
def _folder() -> "TemporaryDirectory[str]":
    """Unpack the page's files once for the life of the process; they go with it."""
    from fontTools.merge import Merger  # late: it takes a tenth of the command's start, and only reports need it

    folder = TemporaryDirectory(prefix="ocod-type-", ignore_cleanup_errors=True)
    for weight, style in WEIGHTS.items():
        parts = [_unpacked(ASSETS / f"sarabun-{script}-{weight}.woff2") for script in ("latin", "thai")]
        font = Merger().merge(parts)
        for name in (1, 16):
            font["name"].setName("Sarabun", name, 3, 1, 0x409)
        for name in (2, 17):
            font["name"].setName(style, name, 3, 1, 0x409)
        font["OS/2"].usWeightClass = weight
        _add_signs(font)
        font.save(Path(folder.name) / f"sarabun-{weight}.ttf")
    return folder


def folder() -> Path:
    """Return the folder with the font files."""
    return Path(_folder().name)


def _add_signs(font: Any) -> None:
    """Draw the signs that charts have and the typeface lacks: with one from another face, all beside it would be, too."""
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    em = font["head"].unitsPerEm
    for sign, corners in SIGNS.items():
        pen = TTGlyphPen(None)
        first, *others = ((round(x * em), round(y * em)) for x, y in corners)
        pen.moveTo(first)
        for corner in others:
            pen.lineTo(corner)
        pen.closePath()
        name = f"uni{ord(sign):04X}"
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["glyf"][name] = pen.glyph()
        font["hmtx"][name] = (round(SIGN * em), round(min(x for x, _ in corners) * em))
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[ord(sign)] = name


def _unpacked(path: Path) -> BytesIO:
    from fontTools.ttLib import TTFont

    font = TTFont(path)
    font.flavor = None
    plain = BytesIO()
    font.save(plain)
    plain.seek(0)
    return plain
