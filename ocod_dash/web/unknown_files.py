"""Files that are not there, such as ``/robots.txt`` or ``/.env``: Streamlit would answer with a page."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Match, Route
from starlette.types import Scope

from . import streamlit_compat
from .answers import NO_STORE
from .delivery import relative


class UnknownFiles(Route):
    """The route of every file that neither Streamlit nor a route before it has."""

    def __init__(self) -> None:
        super().__init__("/{path:path}", not_found)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Match a path with a dot in it, which no page has."""
        path = relative(scope) if scope["type"] == "http" else None
        if not path or "." not in path or streamlit_compat.answers(path):
            return Match.NONE, {}
        return super().matches(scope)


def not_found(request: Request) -> Response:
    """Answer that there is no such file."""
    return PlainTextResponse("Not found", 404, NO_STORE)
