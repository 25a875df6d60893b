"""A file that is not there is not found; what Streamlit has, and pages, are answered as before."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route, Router

from ocod_dash.web import streamlit_compat
from ocod_dash.web.unknown_files import UnknownFiles

from .asgi import ask

APP = Router([UnknownFiles(), Route("/{path:path}", lambda request: PlainTextResponse("Streamlit"))])


@pytest.mark.parametrize("path", ["/robots.txt", "/.env", "/.git/config", "/map/../.env", "/wp-login.php", "/map.html"])
def test_a_file_that_is_not_there_is_not_found(path: str) -> None:
    assert ask(APP, path).status == 404


@pytest.mark.parametrize("path", ["/", "/map", "/favicon.png", "/_stcore/health", "/media/abc.csv"])
def test_pages_and_files_of_streamlit_are_answered(path: str) -> None:
    assert ask(APP, path).content == b"Streamlit"


def test_streamlit_has_its_own_files_where_they_are_looked_for() -> None:
    assert streamlit_compat.answers("favicon.png")
    assert streamlit_compat.answers(next(iter(streamlit_compat.files())))
