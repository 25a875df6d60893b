"""The service at /api/v1: the addresses, what they answer when something is wrong, and their description."""

import logging

from deltalake.exceptions import DeltaError
from fastapi import FastAPI, Request
from polars.exceptions import PolarsError
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from ..i18n import LANGUAGES, Words, language_of
from ..problem import Problem
from .answer import Unchanged, headers
from .docs import POLICY, page
from .endpoints import router
from .faults import Fault, Refused, near, problem
from .openapi import openapi

log = logging.getLogger(__name__)


class Service(FastAPI):
    """The service; asked for the head of an answer only, it makes the answer, of which the server sends the head."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        await super().__call__(scope, receive, send)


def service() -> Service:
    """Make the service."""
    made = Service(
        title="api.title", description="api.about", version="1", openapi_url=None, docs_url=None, redoc_url=None
    )
    made.include_router(router)

    @made.get("/openapi.json", include_in_schema=False)
    def description(request: Request) -> Response:
        return JSONResponse(openapi(made, _words(request), request.scope["root_path"]))

    @made.get("/docs", include_in_schema=False)
    def docs(request: Request) -> Response:
        words, root = _words(request), request.scope["root_path"]
        drawn = page(openapi(made, words, root), words, str(request.url.replace(path=root, query="")))
        return HTMLResponse(drawn, headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"})

    @made.get("/", include_in_schema=False)
    def start(request: Request) -> Response:
        return RedirectResponse(f"{request.scope['root_path']}/docs")

    made.exception_handler(Unchanged)(_unchanged)
    made.exception_handler(Refused)(_refused)
    made.exception_handler(HTTPException)(_http)
    for unavailable in (Problem, DeltaError, PolarsError, OSError):
        made.exception_handler(unavailable)(_unavailable)
    made.exception_handler(Exception)(_failed)
    return made


def missing(request: Request) -> Response:
    """Answer that there is nothing at an address below /api."""
    return problem(404, "api.missing.version", path=request.url.path)


def _words(request: Request) -> Words:
    given = request.query_params.get("lang")
    return Words(given if given in LANGUAGES else language_of(request.headers.get("accept-language")))


def _unchanged(request: Request, known: Unchanged) -> Response:
    told = MutableHeaders(headers(known.asked))
    for name in ("Content-Type", "Content-Disposition"):
        del told[name]
    return Response(status_code=304, headers=dict(told))


def _refused(request: Request, refused: Refused) -> Response:
    return problem(422, "api.wrong", refused.faults)


def _http(request: Request, error: HTTPException) -> Response:
    if error.status_code == 404:
        paths, asked = list(request.app.openapi()["paths"]), request.url.path.removeprefix(request.scope["root_path"])
        return problem(404, "api.missing", [Fault("api.missing.path", "path", asked, tuple(paths), near(asked, paths))])
    answered = problem(error.status_code, "api.read_only" if error.status_code == 405 else "api.failed")
    answered.headers.update(error.headers or {})
    return answered


def _unavailable(request: Request, error: Exception) -> Response:
    if isinstance(error, Problem):
        return problem(503, error.key, **error.figures)
    log.warning("the store cannot be read: %r", error)
    return problem(503, "api.unreadable", kind=type(error).__name__)


def _failed(request: Request, error: Exception) -> Response:
    return problem(500, "api.failed")  # the server's log has the rest
