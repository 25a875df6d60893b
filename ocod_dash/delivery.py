"""How the browser gets Streamlit's own files: compressed, kept for good, and asked for before the first chart arrives.

Streamlit sends its files as they are, 9 MB for a page with charts, and the browser learns what a page is drawn with only
when its parts arrive. Here files go out as brotli or gzip, and each page says at its top what it is going to need.
"""

import gzip
import hashlib
import json
import logging
import mimetypes
import os
import re
import sys
from collections import deque
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import brotli
import streamlit as st
from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from .geography import OUTLINES
from .web import own_files
from .web.own_files import SERVED

STATIC = Path(st.__file__).parent / "static"
PLOTLY = f"{SERVED}plotly-basic-4.1.1.min.js"
SCRIPTS = tuple(f"{SERVED}{name}.js" for name in ("hands", "sheet", "chart", "picture", "map"))
MAP_SCRIPTS = tuple(f"{SERVED}map_{name}.js" for name in ("deck", "svg"))  # one of them draws a map
STYLE = f"{SERVED}style.css"
COMPRESSIBLE = {".js", ".css", ".json", ".svg"}
FOREVER = "public, immutable, max-age=31536000"  # the names of the files change with what is in them

# What pages are drawn with, by the names of Streamlit's parts, or as a file; what these import is found in them.
EVERY_PAGE = ("BidiComponent", STYLE, *SCRIPTS)
PAGES = {
    "": (*EVERY_PAGE, PLOTLY),
    "regions": (*EVERY_PAGE, PLOTLY),
    "programmes": (*EVERY_PAGE, PLOTLY),
    "forum": (*EVERY_PAGE, PLOTLY),
    "ledger": (*EVERY_PAGE, PLOTLY),
    "data": (*EVERY_PAGE, "Button", "ButtonGroup", "DataFrame", "DownloadButton", "Metric"),
    "present": (*EVERY_PAGE, PLOTLY),
    "map": (*EVERY_PAGE, "Button", "Slider", MAP_SCRIPTS[0], f"{SERVED}{own_files.DECKGL}", f"{SERVED}{OUTLINES}"),
}

_RENAMED = {"font": "bodyFont"}  # an option of the theme, and its name in the browser
_IMPORT = re.compile(r"""(?:from|import)\s*["'`]\./([\w.\-]+\.js)["'`]""")
_UNUSED_FONT = re.compile(r'<link\s+rel="preload"[^>]*SourceSans[^>]*/>')

log = logging.getLogger(__name__)


class Delivery:
    """Middleware that answers for the pages and for the files that they are drawn with.

    All else goes to Streamlit, and so do a part of a file and a browser that takes nothing compressed.

    Parameters
    ----------
    app : ASGIApp
        What is asked for all else.
    shelf : Shelf
        Where the compressed files stand.
    """

    def __init__(self, app: ASGIApp, shelf: "Shelf") -> None:
        self.app, self.shelf = app, shelf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        answer = None
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            headers = Headers(scope=scope)
            encodings = accepted(headers.get("accept-encoding", ""))
            path = place(scope)
            if (encodings and "range" not in headers) or own_files.only_here((path or "").removeprefix(SERVED)):
                answer = await self._answer(path, encodings, headers.get("if-none-match", ""))
        await (answer or self.app)(scope, receive, send)

    async def _answer(self, path: str | None, encodings: set[str], known: str) -> Response | None:
        if path is None:
            return None
        if path in PAGES:
            content, kind, age = page(path), "text/html", "no-cache"
        elif path in files() or own_files.only_here(path.removeprefix(SERVED)):
            content, kind = None, mimetypes.guess_type(path)[0] or "text/plain"
            age = "no-cache" if path in (STYLE, *SCRIPTS, *MAP_SCRIPTS) else FOREVER
        else:
            return None
        try:
            encoding, packed, tag = await to_thread.run_sync(self.shelf.take, path, content, encodings)
        except OSError as problem:  # the file went away: Streamlit knows what to say
            log.warning("%s cannot be read: %s", path, problem)
            return None
        headers = {"Cache-Control": age, "ETag": tag, "Vary": "Accept-Encoding"}
        if tag in known:
            return Response(status_code=304, headers=headers)
        if encoding:
            headers["Content-Encoding"] = encoding
        return Response(packed, media_type=kind, headers=headers)


class Shelf:
    """Compressed files: brotli, which takes its time, from a folder or made by :meth:`fill`; until then gzip.

    Parameters
    ----------
    folder : pathlib.Path
        Where brotli is kept from one start to the next. Where it cannot be used, all is made anew at each start.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held: dict[tuple[str, str], bytes] = {}

    def take(self, name: str, content: bytes | None, encodings: set[str]) -> tuple[str, bytes, str]:
        """Return a file in the best encoding that there is: the encoding, empty for none, the file in it, its tag.

        Parameters
        ----------
        name : str
            Where the file lies under ``STATIC``, or what else to hold the content under.
        content : bytes, optional
            What to compress; by default the file's.
        encodings : set of str
            What the browser takes: ``br``, ``gzip``.
        """
        encoding = "br" if "gzip" not in encodings or ("br" in encodings and (name, "br") in self._held) else "gzip"
        packed = self._held.get((name, encoding))
        if packed is None or not encodings:
            packed = read(name) if content is None else content
            if encodings:
                packed = brotli.compress(packed, quality=5) if encoding == "br" else gzip.compress(packed, 6, mtime=0)
                self._held.setdefault((name, encoding), packed)
        return encoding if encodings else "", packed, f'"{hashlib.sha256(packed).hexdigest()[:20]}"'

    def fill(self) -> None:
        """Compress what the pages are drawn with as well as can be: a minute's work once, by the way."""
        if sys.platform == "linux":  # where a thread can be given way by all others
            os.setpriority(os.PRIO_PROCESS, 0, 19)
        for name in dict.fromkeys(name for path in PAGES for name in needs(path)):
            self._held[name, "br"] = self.thorough(read(name))

    def thorough(self, plain: bytes) -> bytes:
        """Return a file as good brotli, kept from an earlier start if it still is that file."""
        kept = self.folder / f"{hashlib.sha256(plain).hexdigest()}.br"
        try:
            packed = kept.read_bytes()
            if brotli.decompress(packed) == plain:
                return packed
        except (OSError, brotli.error):
            pass
        packed = bytes(brotli.compress(plain, quality=11, lgwin=24))
        part = kept.with_suffix(f".{os.getpid()}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(packed)
            part.replace(kept)
        except OSError as problem:
            log.info("compressed files are not kept for the next start: %s", problem)
        return packed


def folder() -> Path:
    """Return where this user's programs keep what they can make again."""
    caches = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/.cache")
    return Path(caches) / "ocod-dash"


def accepted(header: str) -> set[str]:
    """Return which of our encodings an ``Accept-Encoding`` header takes."""
    offers = [offer.replace(" ", "").lower().partition(";") for offer in header.split(",")]
    return {name for name, _, weight in offers if name in ("br", "gzip") and not re.fullmatch(r"q=0(\.0*)?", weight)}


@cache
def files() -> frozenset[str]:
    """Return the files that are compressed, by where they lie under ``STATIC``."""
    found = [path for path in (STATIC / "static").rglob("*") if path.suffix in COMPRESSIBLE]
    return frozenset([PLOTLY, STYLE, *SCRIPTS, *(path.relative_to(STATIC).as_posix() for path in found)])


def read(name: str) -> bytes:
    """Return a file, Streamlit's or ours, by the name that it is asked for."""
    return own_files.read(name.removeprefix(SERVED)) if name.startswith(SERVED) else (STATIC / name).read_bytes()


@cache
def needs(path: str) -> tuple[str, ...]:
    """Return the files that a page is drawn with, its own start first: where each lies under ``STATIC``."""
    started = re.findall(r'"\./(static/(?:js|css)/[^"]+)"', _index())
    found: dict[str, None] = {}
    ahead = deque(started + [name for part in PAGES[path] for name in named(part)])
    while ahead:
        name = ahead.popleft()
        if name not in found:
            found[name] = None
            if name.startswith("static/js/"):
                ahead.extend(f"static/js/{other}" for other in _IMPORT.findall(read(name).decode()))
    return tuple(found)


@cache
def page(path: str) -> bytes:
    """Return the HTML that Streamlit starts with, asking for all that the page is going to need."""
    html = _UNUSED_FONT.sub("", _index())  # the theme has its own typeface
    asked = [name for name in needs(path) if f'"./{name}"' not in html]
    return html.replace("</head>", f"{_known()}{''.join(_links(asked))}</head>", 1).encode()


def _known() -> str:
    """Return what the browser would else have to ask for, and would draw wrongly until then: server, theme, typeface.

    Where it is told the server it connects at once, and does not look for it below the page's own address before.
    """
    settled = {f"{kind.upper()}_THEME": theme(kind) for kind in ("light", "dark")}
    return f"""<style>{"".join(_faces())}</style>
    <script>
      window.__streamlit = {{
        ...{json.dumps(settled)},
        BACKEND_BASE_URL: new URL(".", location.href).href,
        HOST_CONFIG: {{ allowedOrigins: [location.origin], useExternalAuthToken: false }},
      }};
    </script>
    """


def _faces() -> Iterable[str]:
    for face in st.get_option("theme.fontFaces") or ():
        style = {"font-family": f'"{face["family"]}"', "src": f'url("./{face["url"]}")'}
        # Streamlit renames an option in place when the first visitor comes.
        style |= {"font-weight": face.get("weight") or face.get("weight_range") or "normal"}
        style |= {"font-style": face.get("style", "normal"), "unicode-range": face.get("unicodeRange", "U+0-10FFFF")}
        yield "@font-face {" + "; ".join(f"{name}: {value}" for name, value in style.items()) + "}"


def theme(kind: str) -> dict[str, Any]:
    """Return the theme's options for light or dark, under the names that the browser's side has for them."""
    sections = [config.get_options_for_section(name) for name in ("theme", f"theme.{kind}")]
    told = {name: value for section in sections for name, value in section.items() if value is not None}
    return {_RENAMED.get(name, name): value for name, value in told.items() if name not in ("base", "fontFaces")}


def write_theme_once() -> None:
    """Have the theme that each run's first message tells written once: Streamlit gathers it anew from all its settings."""
    write = app_session._populate_theme_msg
    written: dict[str, CustomThemeConfig] = {}

    def told(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in written:
            theme = CustomThemeConfig()
            write(theme, section)
            written[section] = theme
        msg.MergeFrom(written[section])

    app_session._populate_theme_msg = told


def _links(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        kind = f'rel="preload" as="{"fetch" if name.endswith(".json") else "style"}"' + " crossorigin" * (name != STYLE)
        if name.endswith(".js"):
            kind = 'rel="preload" as="script"' if name == PLOTLY else 'rel="modulepreload" crossorigin'
        yield f'<link {kind} href="./{name}">\n'


@cache
def _index() -> str:
    return (STATIC / "index.html").read_text("utf-8")


def named(part: str) -> list[str]:
    """Return the script and the style sheet of a part; none where this Streamlit has no such part; a file of ours itself."""
    if part.startswith(SERVED):
        ours = own_files.served_as(part.removeprefix(SERVED))
        return [f"{SERVED}{ours}"] if ours else []
    shape = re.compile(rf"static/(?:js|css)/{re.escape(part)}\.[^./]+\.(?:js|css)")
    return sorted((name for name in files() if shape.fullmatch(name)), reverse=True)


def place(scope: Scope) -> str | None:
    """Return what is asked for, under wherever the app is served; None for what lies elsewhere."""
    path: str = scope["path"].removeprefix(scope.get("root_path", ""))
    return path.removeprefix(f"{under()}/") if path.startswith(f"{under()}/") else None


def under() -> str:
    """Return the path that the app is served under, without a slash at its end; empty for none."""
    return "/".join(["", *st.get_option("server.baseUrlPath").strip("/").split()])
