"""Signing in and out leads back to the page where it began, and nowhere else."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ocod_dash.web.login_redirect import LoginRedirect


@pytest.fixture
def client():
    """A server that does what Streamlit does: it leads to where one signs in, and from there to its first page."""

    async def leave(request):
        return RedirectResponse("https://login.example.org/", 302)

    async def come_back(request):
        return RedirectResponse("/base/", 302)

    routes = [Route("/base/auth/login", leave), Route("/base/oauth2callback", come_back)]
    with TestClient(
        Starlette(routes=routes, middleware=[Middleware(LoginRedirect)]), follow_redirects=False
    ) as running:
        yield running


def led_to(client, page: str) -> str:
    client.get("/base/auth/login", headers={"referer": page} if page else {})
    return client.get("/base/oauth2callback").headers["location"]


def test_one_comes_back_to_the_page_with_what_was_chosen_there(client):
    page = "/base/data?part=history&lang=th&province=50,51"
    assert led_to(client, f"http://testserver{page}") == page
    assert client.get("/base/oauth2callback").headers["location"] == "/base/"  # once


def test_without_a_page_one_comes_to_the_first(client):
    assert led_to(client, "") == "/base/"


@pytest.mark.parametrize("page", ["http://testserver//evil.example/x", "http://testserver/\\evil.example/x"])
def test_one_never_comes_to_another_host(client, page):
    assert led_to(client, page).startswith("/evil.example/x")


def test_a_cookie_made_by_hand_adds_no_header(client):
    client.cookies.set("ocod_login_redirect", "data%0d%0aset-cookie:%20x=1")
    answer = client.get("/base/oauth2callback")
    assert "\n" not in answer.headers["location"]
    assert "x" not in answer.cookies
