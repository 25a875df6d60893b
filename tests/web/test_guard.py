"""What a stranger sends is refused before Streamlit sees it, and every answer has the headers of security."""

import asyncio
from typing import Any

import pytest
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, Router
from streamlit import net_util
from streamlit.web.server.starlette import starlette_websocket

from ocod_dash.web import pacing, policy
from ocod_dash.web.guard import Guard, Limits
from ocod_dash.web.uploads import Uploads

from .asgi import Answer, ask, run

HOSTS = frozenset({"dash.example.org"})
OURS = Limits(HOSTS)


async def _page(request: Request) -> PlainTextResponse:
    length = len(await request.body())
    response = PlainTextResponse(f"{request.method} {length}")
    response.set_cookie("_streamlit_xsrf", "x")
    return response


def _fail(request: Request) -> PlainTextResponse:
    raise RuntimeError("a secret path")


PAGES = Router([Route("/fails", _fail), Route("/{rest:path}", _page, methods=["GET", "POST", "PUT"])])


def guarded(app: Any = PAGES, limits: Limits = OURS, ancestors: str = "*", **uploads: Any) -> Guard:
    return Guard(
        app,
        limits=limits,
        figures=lambda path: path.startswith("/api"),
        headers=policy.headers({"/", "/map"}, ancestors, None),
        uploads=Uploads(**({"most": 1, "total": 3, "open_to_all": True} | uploads)),
    )


def get(path: str = "/", app: Guard | None = None, **headers: str) -> Answer:
    return ask(app or guarded(), path, **({"host": "dash.example.org"} | headers))


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("dash.example.org", 200),
        ("DASH.example.org:443", 200),
        ("localhost:8501", 200),
        ("127.0.0.1:8501", 200),
        ("[::1]:8501", 200),
        ("10.0.0.7", 200),
        ("evil.example", 421),
        ("dash.example.org.evil.example", 421),
        ("dash.example.org@evil.example", 421),
        ("dash.example.org:port", 421),
        ("", 421),
    ],
)
def test_a_host_that_is_not_ours_is_refused(host: str, code: int) -> None:
    assert get(host=host).status == code


def test_a_health_check_may_leave_the_host_out() -> None:
    assert ask(guarded(), "/healthz").status == 200


@pytest.mark.parametrize(
    ("origin", "code"),
    [
        ("https://dash.example.org", 200),
        ("https://evil.example", 403),
        ("http://127.0.0.1:9999", 403),
        ("http://localhost:9999", 403),
        ("null", 403),
        ("https://[", 403),
    ],
)
def test_an_origin_that_is_not_ours_is_refused_in_the_language_of_the_browser(origin: str, code: int) -> None:
    answer = get(origin=origin, accept_language="th-TH")
    assert answer.status == code
    assert ("คำขอนี้มาจากเว็บไซต์อื่น" in answer.content.decode()) == (code == 403)


def connect(app: Guard, *given: dict[str, Any], host: str = "127.0.0.1", **headers: str) -> list[Any]:
    scope = {"type": "websocket", "path": "/_stcore/stream", "query_string": b"", "client": (host, 1)}
    scope["headers"] = [(name.encode(), value.encode()) for name, value in ({"host": "localhost:1"} | headers).items()]
    return run(app, scope, {"type": "websocket.connect"}, *given)


def test_a_foreign_origin_makes_nobody_ask_an_outside_host(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda url, timeout=5: asked.append(url))
    monkeypatch.setattr(net_util, "_external_ip", None)
    allowed: list[bool] = []

    async def streamlit(scope: Any, receive: Any, send: Any) -> None:
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        allowed.append(starlette_websocket._is_origin_allowed(headers["origin"], headers["host"]))

    assert connect(guarded(streamlit), origin="https://evil.example") == [{"type": "websocket.close", "code": 1008}]
    connect(guarded(streamlit), origin="https://dash.example.org")  # behind a proxy that changes the host
    assert (allowed, asked) == ([True], [])
    assert not starlette_websocket._is_origin_allowed("https://evil.example", "localhost:1")
    assert asked, "Streamlit no longer asks an outside host: this part of the guard can go"


def test_sessions_are_capped_and_one_address_takes_at_most_half() -> None:
    app = guarded()
    app.limits = Limits(HOSTS, sessions=4)
    refused: list[str] = []

    async def stay(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.Event().wait()

    app.app = stay

    async def open_all() -> None:
        async def one(address: str) -> None:
            async def receive() -> dict[str, Any]:
                return {"type": "websocket.connect"}

            async def send(message: Any) -> None:
                refused.append(address)

            await app({"type": "websocket", "headers": [], "client": (address, 1)}, receive, send)

        tasks = [asyncio.create_task(one(address)) for address in ("9.9.9.9",) * 3 + ("8.8.8.8", "7.7.7.7", "6.6.6.6")]
        await asyncio.sleep(0.05)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(open_all())
    assert refused == ["9.9.9.9", "6.6.6.6"]
    assert not app._open, "sessions that have ended are counted no longer"


def test_a_session_that_says_nothing_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "FIRST_MESSAGE_SECONDS", 0.05)
    seen: list[Any] = []

    async def streamlit(scope: Any, receive: Any, send: Any) -> None:
        seen.extend([await receive(), await receive()])

    connect(guarded(streamlit))
    assert [message["type"] for message in seen] == ["websocket.connect", "websocket.disconnect"]


def test_who_floods_a_session_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock[0] += seconds

    clock = [0.0]
    monkeypatch.setattr(pacing.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(pacing.asyncio, "sleep", sleep)

    async def streamlit(scope: Any, receive: Any, send: Any) -> None:
        for _ in range(5 * 8 + 9):
            await receive()

    connect(guarded(streamlit), *[{"type": "websocket.receive", "bytes": b"x"}] * (5 * 8 + 8))
    assert sum(slept) == pytest.approx(9 / 8)


def test_who_asks_for_figures_too_often_gets_429_and_others_do_not() -> None:
    app = guarded(limits=Limits(HOSTS, requests_a_minute=3))

    def of(address: str, path: str = "/api/v1/summary") -> Answer:
        scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
        messages = run(app, scope | {"client": (address, 1)}, {"type": "http.request", "body": b""})
        return Answer(messages[0]["status"], Headers(raw=messages[0]["headers"]), b"")

    assert [of("9.9.9.9").status for _ in range(4)] == [200, 200, 200, 429]
    assert 1 <= int(of("9.9.9.9").headers["retry-after"]) <= 20
    assert of("8.8.8.8").status == 200
    assert of("9.9.9.9", "/map").status == 200
    assert [of(f"2001:db8:1:1::{n}").status for n in range(1, 5)][-1] == 429, "an IPv6 network counts as one"
    assert {of("127.0.0.1").status for _ in range(9)} == {200}


def test_an_address_and_a_body_have_a_size() -> None:
    def send(body: bytes, **headers: str) -> int:
        scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "client": ("9.9.9.9", 1)}
        scope["headers"] = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        return run(guarded(), scope, {"type": "http.request", "body": body})[0]["status"]

    assert send(b"x" * 9, content_length="9") == 200
    assert send(b"", content_length="1000001") == 413
    assert send(b"x" * 1_000_001, transfer_encoding="chunked") == 413
    assert send(b"", content_length="9" * 4301) == 400
    long = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": b"a" * 16_385}
    assert run(guarded(), long)[0]["status"] == 414


def test_a_body_that_trickles_in_is_not_awaited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "BODY_SECONDS", 0.05)
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": [(b"content-length", b"9")]}
    messages = run(guarded(), scope, {"type": "http.request", "body": b"x", "more_body": True})
    assert messages[0]["status"] == 408


def test_every_answer_has_the_headers_of_security() -> None:
    for path, host in (("/", "dash.example.org"), ("/", "evil.example"), ("/fails", "dash.example.org")):
        headers = get(path, host=host).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert "camera=()" in headers["permissions-policy"]
        assert "'unsafe-eval'" not in headers["content-security-policy"]
        assert "'unsafe-inline'" not in headers["content-security-policy"].partition("style-src")[0]
        assert len(headers["request-id"]) == 32
        assert "server" not in headers


def test_a_failure_reveals_nothing_of_the_inside() -> None:
    answer = get("/fails")
    assert (answer.status, answer.content.decode()) == (500, "The server could not answer this request.")


@pytest.mark.parametrize(
    ("path", "query", "ancestors"),
    [
        ("/map", "embed=true", "https://ministry.example"),
        ("/map", "lang=th&embed=true&chart=map", "https://ministry.example"),
        ("/map", "", "'self'"),
        ("/data", "embed=true", "'self'"),
        ("/data", "part=file&embed=true", "'self'"),
    ],
)
def test_only_an_embedded_page_may_be_framed_and_never_that_of_the_data(path: str, query: str, ancestors: str) -> None:
    found = policy.headers({"/", "/map"}, "https://ministry.example", None)(path, query)["Content-Security-Policy"]
    assert found.endswith(f"frame-ancestors {ancestors}")


def test_an_embedded_page_may_be_framed_by_any_document_unless_the_operator_says_otherwise() -> None:
    anywhere = policy.headers({"/map"}, "*", None)
    assert "frame-ancestors" not in anywhere("/map", "embed=true")["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in anywhere("/map", "")["Content-Security-Policy"]


def test_cookies_are_secure_under_https() -> None:
    assert get().headers["set-cookie"].endswith("; Secure")
    assert "Secure" not in get(host="localhost:8501").headers["set-cookie"]


def test_scripts_of_other_websites_read_figures_only_where_the_operator_allows_it() -> None:
    theirs = {"origin": "https://paper.example"}
    assert "access-control-allow-origin" not in get("/api/v1/summary", **theirs).headers
    some = guarded(limits=Limits(HOSTS, readers=frozenset({"https://paper.example"})))
    assert get("/api/v1/summary", some, **theirs).headers["access-control-allow-origin"] == "https://paper.example"
    other = get("/api/v1/summary", some, origin="https://other.example").headers
    assert ("access-control-allow-origin" not in other, other["vary"]) == (True, "Origin")
    everyone = guarded(limits=Limits(HOSTS, readers=frozenset("*")))
    assert get("/api/v1/summary", everyone, **theirs).headers["access-control-allow-origin"] == "*"
    assert get("/map", everyone, **theirs).status == 403


def test_a_request_keeps_the_id_that_a_proxy_gave_it() -> None:
    assert get(x_request_id="0123456789abcdef").headers["request-id"] == "0123456789abcdef"
    assert get(x_request_id="two\nlines").headers["request-id"] != "two\nlines"
