"""The page's own typeface for a program that wants whole font files: one a weight, Thai and Latin in each."""

from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from ..config import ROOT

STATIC = ROOT / "ocod_dash" / "ui" / "static"
WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}


@cache
def _folder() -> "TemporaryDirectory[str]":
    """Unpack the page's files once for the life of the process; they go with it."""
    from fontTools.merge import Merger  # here, as it takes a tenth of the command's start, and only reports need it

    folder = TemporaryDirectory(prefix="ocod-type-", ignore_cleanup_errors=True)
    for weight, style in WEIGHTS.items():
        parts = [_unpacked(STATIC / f"sarabun-{script}-{weight}.woff2") for script in ("latin", "thai")]
        font = Merger().merge(parts)
        for name in (1, 16):
            font["name"].setName("Sarabun", name, 3, 1, 0x409)
        for name in (2, 17):
            font["name"].setName(style, name, 3, 1, 0x409)
        font["OS/2"].usWeightClass = weight
        font.save(Path(folder.name) / f"sarabun-{weight}.ttf")
    return folder


def folder() -> Path:
    """Return the folder with the font files."""
    return Path(_folder().name)


def _unpacked(path: Path) -> BytesIO:
    from fontTools.ttLib import TTFont

    font = TTFont(path)
    font.flavor = None
    plain = BytesIO()
    font.save(plain)
    plain.seek(0)
    return plain
