"""A login or logout ends on the page where it began, and never on another host."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ocod_dash.web.login_redirect import LoginRedirect


@pytest.fixture
def client():
    """A server like Streamlit: it redirects to the identity provider, and from there to its first page."""

    async def login(request):
        return RedirectResponse("https://login.example.org/", 302)

    async def callback(request):
        return RedirectResponse("/base/", 302)

    routes = [Route("/base/auth/login", login), Route("/base/oauth2callback", callback)]
    with TestClient(
        Starlette(routes=routes, middleware=[Middleware(LoginRedirect)]), follow_redirects=False
    ) as running:
        yield running


def page_after_login(client, page: str) -> str:
    client.get("/base/auth/login", headers={"referer": page} if page else {})
    return client.get("/base/oauth2callback").headers["location"]


def test_a_login_ends_on_the_page_where_it_began_with_its_filters(client):
    page = "/base/data?part=history&lang=th&province=50,51"
    assert page_after_login(client, f"http://testserver{page}") == page
    assert client.get("/base/oauth2callback").headers["location"] == "/base/"  # once


def test_a_login_from_no_page_ends_on_the_first_page(client):
    assert page_after_login(client, "") == "/base/"


@pytest.mark.parametrize("page", ["http://testserver//evil.example/x", "http://testserver/\\evil.example/x"])
def test_a_login_never_ends_on_another_host(client, page):
    assert page_after_login(client, page).startswith("/evil.example/x")


def test_a_forged_cookie_adds_no_header(client):
    client.cookies.set("ocod_login_redirect", "data%0d%0aset-cookie:%20x=1")
    answer = client.get("/base/oauth2callback")
    assert "\n" not in answer.headers["location"]
    assert "x" not in answer.cookies
