"""How the browser gets a page and its files: compressed, cached for good, and ours requested before the first element arrives.

Streamlit sends its files as they are, 9 MB for a page with charts, and the browser learns what a page needs only
when its elements arrive. Here files go out as brotli or gzip, and each page lists in its head what it is going to need.
"""

import logging
import mimetypes
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import parse_qs

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ..assets import DECKGL, PLOTLY
from ..i18n import LANGUAGES, Words, language_of
from . import own_files, streamlit_compat
from .own_files import STYLE, asset, static
from .page_renderer import html
from .shelf import COMPRESSIBLE, Shelf, accepted
from .url_state import address

FOREVER = "public, immutable, max-age=31536000"  # what is in a file is in its path
TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".woff2": "font/woff2"}  # some systems do not know them


SCRIPTS = (
    "navigation.js", "sheet.js", "day.js", "chart.js", "chart_links.js", "plotly.js", "map.js", "map_names.js",
    "map_position.js", "map_svg.js", "picture.js", "player.js", "page_status.js", "streamlit_compat.js", "wait.js",
)  # fmt: skip
# What a page may need beforehand, each with its files.
NEEDS: Mapping[str, tuple[str, ...]] = {
    "charts": (asset(PLOTLY),),
    "map": (static("map_deck.js"), asset(DECKGL)),
}

Named = Callable[[Words, str], tuple[str, str]]  # the title and the name of the page with a path, in a language

log = logging.getLogger(__name__)


class Delivery:
    """Middleware that answers for pages, for files of ours, and for the files that Streamlit draws pages with.

    All else goes to Streamlit, and so do a part of a file of Streamlit's and a browser that takes nothing compressed.

    Parameters
    ----------
    app : ASGIApp
        Answers all other requests.
    pages : mapping of str to tuple of str
        What each page needs beforehand, by the page's path below the app's: ``{"": ("charts",)}``. Each is of
        :data:`NEEDS`, or the path of a file that was offered.
    named : callable
        Returns the title of a page in the browser's tab and its name, for a language and the page's path.
    shelf : Shelf
        Holds the compressed files.

    Raises
    ------
    ValueError
        Where a page needs what is not in :data:`NEEDS`.
    """

    def __init__(self, app: ASGIApp, pages: Mapping[str, tuple[str, ...]], named: Named, shelf: Shelf) -> None:
        self.app, self.pages, self.named, self.shelf = app, pages, named, shelf
        for path, needs in pages.items():
            for need in set(needs) - NEEDS.keys():
                if own_files.exists(need):
                    continue
                near = "".join(f"; did you mean {each!r}?" for each in get_close_matches(need, NEEDS, 1))
                raise ValueError(f"page {path!r} needs {need!r}, which is none of {', '.join(NEEDS)}{near}")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        answer = None
        scope = _without_refused(scope)
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            path = relative(scope)
            language = requested_language(scope)
            answer = await self._answer(path, Headers(scope=scope), language) if path is not None else None
        await (answer or self.app)(scope, receive, send)

    async def _answer(self, path: str, headers: Headers, language: str) -> Response | None:
        encodings = accepted(headers.get("accept-encoding", ""))
        unranged = encodings and "range" not in headers
        if path in self.pages and unranged:
            content = page(self.pages[path], language, *self.named(Words(language), path))
            return await self._packed(f"{path} {language}", content, "no-cache", encodings, headers)
        if own_files.exists(path) or (unranged and path in streamlit_compat.files()):
            return await self._packed(path, None, FOREVER, encodings, headers)
        return PlainTextResponse("Not found", 404) if path.startswith(own_files.FOLDERS) else None

    async def _packed(
        self, path: str, content: bytes | None, age: str, encodings: set[str], headers: Headers
    ) -> Response | None:
        suffix = PurePosixPath(path).suffix
        kind = "text/html" if content else TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "text/plain"
        if content is None and suffix not in COMPRESSIBLE:
            encodings = set()
        try:
            packed = await to_thread.run_sync(self.shelf.take, path, content, encodings)
        except OSError as problem:  # the file went away: Streamlit knows what to answer
            log.warning("%s cannot be read: %s", path, problem)
            return None
        vary = "Accept-Encoding, Accept-Language" if content else "Accept-Encoding"
        response_headers = {"Cache-Control": age, "ETag": packed.tag, "Vary": vary}
        if packed.tag in re.findall(r'"[^"]*"', headers.get("if-none-match", "")):
            return Response(status_code=304, headers=response_headers)
        if packed.encoding:
            response_headers["Content-Encoding"] = packed.encoding
        return Response(packed.content, media_type=kind, headers=response_headers)


def _without_refused(scope: Scope) -> Scope:
    """Return a request without the encodings that it refuses (``gzip;q=0``), which Streamlit does not see."""
    given = Headers(scope=scope).get("accept-encoding", "") if scope["type"] == "http" else ""
    if "q=0" not in given:
        return scope
    others = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": [*others, (b"accept-encoding", ", ".join(accepted(given)).encode())]}


@cache
def needed(needs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paths of our files that a page needs.

    Parameters
    ----------
    needs : tuple of str
        What the page needs, of :data:`NEEDS`.
    """
    wanted = (path for need in needs for path in NEEDS.get(need, (need,)))
    return tuple(dict.fromkeys([static(STYLE), *map(static, SCRIPTS), *wanted]))


@cache
def page(needs: tuple[str, ...], language: str, title: str, name: str) -> bytes:
    """Return the HTML that a page starts with, which says what is loading and requests all that the page needs."""
    loading = html("loading", words=Words(language), name=name)
    return streamlit_compat.start(_links(needed(needs)), language, title, loading).encode()


def _links(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        kind = 'rel="modulepreload" crossorigin'
        if path.endswith(".css"):
            kind = 'rel="preload" as="style"' + ("" if path == static(STYLE) else " crossorigin")
        elif path == asset(PLOTLY):  # no module
            kind = 'rel="preload" as="script"'
        elif path.endswith(".json"):
            kind = 'rel="preload" as="fetch" crossorigin'
        yield f'<link {kind} href="./{path}">'


def requested_language(scope: Scope) -> str:
    """Return the language that an address names, or else the first of the browser's."""
    named = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[-1]
    return named if named in LANGUAGES else language_of(Headers(scope=scope).get("accept-language"))


def relative(scope: Scope) -> str | None:
    """Return a request's path below the app's; None for what lies elsewhere."""
    path: str = scope["path"].removeprefix(scope.get("root_path", ""))
    below = address("")
    return path.removeprefix(below) if path.startswith(below) else None
