"""Where the doors are: the routes that the server gets besides the pages."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from .monitor import METHODS, healthz, metrics
from .service import missing, service


def routes(under: str = "") -> list[BaseRoute]:
    """Return the routes, in the order in which they are tried.

    Parameters
    ----------
    under : str
        The path that the product is served under, without a slash at its end.
    """

    def start(request: Request) -> Response:
        return RedirectResponse(f"{under}/api/v1/docs")

    every = sorted(METHODS)
    return [
        Mount(f"{under}/api/v1", service()),
        Route(f"{under}/api/v1", start),
        # All that is left below /api; Streamlit would answer with the page's HTML.
        Route(f"{under}/api", missing, methods=every),
        Route(f"{under}/api/{{rest:path}}", missing, methods=every),
        Route(f"{under}/healthz", healthz),
        Route(f"{under}/metrics", metrics),
    ]
