"""The service at /api/v1: its resources, its error answers and its description."""

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
from .answer import NotModified, headers
from .docs import POLICY, page
from .endpoints import router
from .errors import InvalidParameter, InvalidRequest, closest, error_response
from .openapi import openapi

log = logging.getLogger(__name__)


class Service(FastAPI):
    """The service; it answers HEAD as GET, and the server sends the headers alone."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        await super().__call__(scope, receive, send)


def service() -> Service:
    """Create the service."""
    app = Service(
        title="api.title", description="api.service", version="1", openapi_url=None, docs_url=None, redoc_url=None
    )
    app.include_router(router)

    @app.get("/openapi.json", include_in_schema=False)
    def description(request: Request) -> Response:
        return JSONResponse(openapi(app, _words(request), request.scope["root_path"]))

    @app.get("/docs", include_in_schema=False)
    def docs(request: Request) -> Response:
        words, root = _words(request), request.scope["root_path"]
        html = page(openapi(app, words, root), words, str(request.url.replace(path=root, query="")))
        return HTMLResponse(html, headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"})

    @app.get("/", include_in_schema=False)
    def home(request: Request) -> Response:
        return RedirectResponse(f"{request.scope['root_path']}/docs")

    app.exception_handler(NotModified)(_not_modified)
    app.exception_handler(InvalidRequest)(_invalid)
    app.exception_handler(HTTPException)(_http)
    for unavailable in (Problem, DeltaError, PolarsError, OSError):
        app.exception_handler(unavailable)(_unavailable)
    app.exception_handler(Exception)(_failed)
    return app


def not_found(request: Request) -> Response:
    """Answer that nothing is at a path below /api."""
    return error_response(404, "api.missing.version", path=request.url.path)


def _words(request: Request) -> Words:
    language = request.query_params.get("lang")
    return Words(language if language in LANGUAGES else language_of(request.headers.get("accept-language")))


def _not_modified(request: Request, error: NotModified) -> Response:
    remaining = MutableHeaders(headers(error.valid))
    for name in ("Content-Type", "Content-Disposition"):
        del remaining[name]
    return Response(status_code=304, headers=dict(remaining))


def _invalid(request: Request, error: InvalidRequest) -> Response:
    return error_response(422, "api.wrong", error.errors)


def _http(request: Request, error: HTTPException) -> Response:
    if error.status_code == 404:
        paths, path = list(request.app.openapi()["paths"]), request.url.path.removeprefix(request.scope["root_path"])
        unknown = InvalidParameter("api.missing.path", "path", path, tuple(paths), closest(path, paths))
        return error_response(404, "api.missing", [unknown])
    response = error_response(error.status_code, "api.read_only" if error.status_code == 405 else "api.failed")
    response.headers.update(error.headers or {})
    if error.status_code == 405:
        response.headers["Allow"] = "GET, HEAD"
    return response


def _unavailable(request: Request, error: Exception) -> Response:
    if isinstance(error, Problem):
        return error_response(503, error.key, **error.figures)
    log.warning("the store cannot be read: %r", error)
    return error_response(503, "api.unreadable", kind=type(error).__name__)


def _failed(request: Request, error: Exception) -> Response:
    return error_response(500, "api.failed")  # the server's log has the rest
