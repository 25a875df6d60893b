"""Answers of a sheet by HTTP: a table that unfolds or a file that is saved, computed on demand and without a new run."""

import logging
from collections.abc import Callable
from threading import Lock
from urllib.parse import quote

from cachetools import LRUCache
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from .parts import File, Sheet

MOST = 20_000  # sheets with answers, of about a kilobyte each
NO_STORE = {"Cache-Control": "no-store"}
log = logging.getLogger(__name__)
_sheets: LRUCache[str, Callable[[], Sheet]] = LRUCache(MOST)
_lock = Lock()


def register(token: str, sheet: Callable[[], Sheet]) -> None:
    """Let the browser ask for a sheet's answers.

    Parameters
    ----------
    token : str
        By which it asks.
    sheet : callable
        Returns the sheet, from the cache or built again.
    """
    with _lock:
        _sheets[token] = sheet


def route(under: str = "") -> Route:
    """Return the route of answers, below the path that the app is served under."""
    return Route(f"{under}/answers/{{token}}/{{part}}/{{ask}}", answer)


def answer(request: Request) -> Response:
    """Answer with HTML or a file: 404 where nothing has this name, 500 where the answer fails."""
    token, part, ask = (request.path_params[name] for name in ("token", "part", "ask"))
    with _lock:
        sheet = _sheets.get(token)
    try:
        make = sheet().answers.get(part, {}).get(ask) if sheet else None
        result = make() if make else None
    except Exception:
        log.exception("the answer %s of part %s failed", ask, part)
        return PlainTextResponse("the answer cannot be made", 500, NO_STORE)
    if result is None:
        return PlainTextResponse("there is no such answer", 404, NO_STORE)
    if isinstance(result, File):
        name = f"attachment; filename*=UTF-8''{quote(result.name)}"
        return Response(result.content, media_type=result.mime, headers=NO_STORE | {"Content-Disposition": name})
    return HTMLResponse(str(result.html), headers=NO_STORE)
