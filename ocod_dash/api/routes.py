"""The routes that the server has besides the pages."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from ..theme import mark_svg
from .monitor import METHODS, healthz, metrics
from .service import not_found, service


def icon(request: Request) -> Response:
    """Answer with the mark of an open centre, the icon of the pages."""
    return Response(mark_svg("open"), media_type="image/svg+xml", headers={"Cache-Control": "public, max-age=86400"})


def routes(under: str = "") -> list[BaseRoute]:
    """Return the routes, in the order in which they are matched.

    Parameters
    ----------
    under : str
        The path under which the product is served, without a trailing slash.
    """

    def home(request: Request) -> Response:
        return RedirectResponse(f"{under}/api/v1/docs")

    every = sorted(METHODS)
    return [
        Mount(f"{under}/api/v1", service()),
        Route(f"{under}/api/v1", home),
        # Everything else below /api, which Streamlit would answer with the page's HTML.
        Route(f"{under}/api", not_found, methods=every),
        Route(f"{under}/api/{{rest:path}}", not_found, methods=every),
        Route(f"{under}/healthz", healthz),
        Route(f"{under}/metrics", metrics),
        # What a browser asks for that shows a JSON answer.
        Route("/favicon.ico", icon),
    ]
