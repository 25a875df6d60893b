"""Files of ours that the browser reads, each by its path: the path has a hash of the content, so browsers cache it for good.

Vendored files have their version in their names. Scripts and style sheets are below a hash of all of them, so that what they
import of each other is found beside them. A file that the app writes while it runs is below a hash of its own.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ..assets import ASSETS

STATIC = Path(__file__).parent / "static"
# One style sheet for the browser: this package's, and after it that of the pages.
STYLE, STYLES = "style.css", (STATIC / "style.css", STATIC.parents[1] / "ui" / "static" / "style.css")
FOLDERS = ("assets/", "web/", "made/")  # what the paths begin with: everything below is ours

_offered: dict[str, bytes] = {}


def asset(name: str) -> str:
    """Return the path of a file of ``assets``: ``assets/sarabun-thai-400.woff2``."""
    return f"assets/{name}"


def static(name: str) -> str:
    """Return the path of a script or style sheet of ``web/static``: ``web/1f3870be274f/sheet.js``."""
    return f"web/{_version()}/{name}"


def offer(name: str, content: bytes) -> str:
    """Offer a file that was built while the app runs, and return its path; earlier ones stay for the pages that are open."""
    path = f"made/{_digest(content)}/{name}"
    _offered[path] = content
    return path


def exists(path: str) -> bool:
    """Say whether a path leads to a file of ours."""
    return path in _offered or path in _lying()


def read(path: str) -> bytes:
    """Return the content of a path.

    Raises
    ------
    KeyError
        Where it leads to no file of ours.
    """
    if path in _offered:
        return _offered[path]
    return b"\n".join(each.read_bytes() for each in _lying()[path])


@cache
def _lying() -> Mapping[str, tuple[Path, ...]]:
    """Return the files of the product by their paths: nothing else can be reached by any path."""
    assets = {asset(name): (path,) for name, path in _below(ASSETS)}
    return assets | {static(name): (path,) for name, path in _below(STATIC)} | {static(STYLE): STYLES}


@cache
def _version() -> str:
    style = b"".join(path.read_bytes() for path in STYLES)
    return _digest(style + b"".join(name.encode() + path.read_bytes() for name, path in _below(STATIC)))


def _below(folder: Path) -> list[tuple[str, Path]]:
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc"))
    return [(path.relative_to(folder).as_posix(), path) for path in found]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
