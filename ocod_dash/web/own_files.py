"""Files of our own that the browser asks for: those of the product, and those that the app makes while it runs.

What is made has its content's hash in its name, so browsers keep it for good.
"""

import hashlib
from pathlib import Path

_HERE = Path(__file__).parents[1]
SERVED = "app/static/"  # where all of them are asked for
STREAMLIT = _HERE / "ui" / "static"  # Streamlit serves this folder too
FOLDERS = (STREAMLIT, _HERE / "web" / "static", _HERE / "assets")

DECKGL = "deckgl-9.3.9.min.js"  # the version that pydeck describes layers for
MAPLIBRE = "maplibre-gl-6.17.0/maplibre-gl.mjs"  # its worker and its style sheet are found beside it

_made: dict[str, bytes] = {}
_named: dict[str, str] = {}


def offer(name: str, content: bytes) -> str:
    """Offer a file, and return the name that it is served under, such as ``areas-1f3870be274f.json`` for ``areas.json``.

    What was offered under a name before stays there for the pages that are open.
    """
    stem, _, ending = name.rpartition(".")
    _named[name] = f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}.{ending}"
    _made[_named[name]] = content
    return _named[name]


def served_as(name: str) -> str | None:
    """Return the name that a file is served under; None for what is not there."""
    return _named.get(name) or (name if name in _made or find(name) else None)


def find(name: str) -> Path | None:
    """Return where a file of the product lies; None for one that was made, or is not there."""
    found = (folder / name for folder in FOLDERS if not {"..", ""} & set(name.split("/")))
    return next((path for path in found if path.is_file()), None)


def read(name: str) -> bytes:
    """Return a file; where it is not there, a FileNotFoundError is raised."""
    return _made[name] if name in _made else (find(name) or STREAMLIT / name).read_bytes()


def only_here(name: str) -> bool:
    """Say whether Streamlit does not serve a file."""
    found = find(name)
    return name in _made or (found is not None and STREAMLIT not in found.parents)
