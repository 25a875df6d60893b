"""Pages and their files, of ours and of Streamlit as it is installed: compressed, cached for good, requested in the head."""

import re
from pathlib import Path

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from ocod_dash.assets import DECKGL, PLOTLY
from ocod_dash.i18n import Words
from ocod_dash.web import delivery, own_files, streamlit_compat
from ocod_dash.web.delivery import Delivery
from ocod_dash.web.own_files import asset, static
from ocod_dash.web.shelf import Shelf
from ocod_dash.web.streamlit_compat import STATIC

from .asgi import ask, run, wait_for_brotli

PAGES: dict[str, tuple[str, ...]] = {"": ("charts",), "map": ("map",), "data": ()}
NAMES = {"th": "แผนที่", "en": "Map"}
SCRIPT = next(path for path in streamlit_compat.files() if "/ButtonGroup." in path)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf")


def named(words: Words, path: str) -> tuple[str, str]:
    name = NAMES[words.language]
    return f"{name} · <ocod>", name


@pytest.fixture
def app(shelf: Shelf) -> ASGIApp:
    async def stream(socket: WebSocket) -> None:
        await socket.accept()
        await socket.close()

    routes = [
        WebSocketRoute("/_stcore/stream", stream),
        Mount("/_stcore", PlainTextResponse("ok")),
        Mount("/", StaticFiles(directory=STATIC, html=True)),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Delivery, pages=PAGES, named=named, shelf=shelf)])


def test_every_script_of_ours_that_a_page_imports_is_requested_in_its_head() -> None:
    paths = delivery.needed(())
    for path in [path for path in paths if path.startswith("web/") and path.endswith(".js")]:
        imported = re.findall(r'^import .* from "\./([\w.]+)"', own_files.read(path).decode(), re.M)
        assert {static(name) for name in imported} <= set(paths)


def test_what_draws_charts_and_maps_is_requested_only_where_they_are() -> None:
    def heavy(*needs: str) -> list[bool]:
        return [any(part in path for path in delivery.needed(needs)) for part in (PLOTLY, DECKGL)]

    assert [heavy("charts"), heavy("map"), heavy()] == [[True, False], [False, True], [False, False]]


def test_each_file_is_requested_once() -> None:
    head = delivery.page(("map", "charts"), "en", "", "").decode().partition("</head>")[0]
    requested = re.findall(r'(?:href|src)="\./([^"]+)"', head)
    assert len(requested) == len(set(requested))


def test_a_page_that_needs_what_nobody_knows_is_refused_at_the_start(shelf: Shelf) -> None:
    with pytest.raises(ValueError, match="page 'map' needs 'maps', which is none of charts, map; did you mean 'map'"):
        Delivery(PlainTextResponse("ok"), pages={"map": ("maps",)}, named=named, shelf=shelf)


def test_a_file_goes_out_as_gzip_until_its_brotli_is_ready_and_as_brotli_then(app: ASGIApp, shelf: Shelf) -> None:
    plain = (STATIC / SCRIPT).read_bytes()
    first = ask(app, f"/{SCRIPT}")
    assert (first.headers["content-encoding"], first.content) == ("gzip", plain)

    wait_for_brotli(shelf, SCRIPT)
    second = ask(app, f"/{SCRIPT}")
    assert (second.headers["content-encoding"], second.content) == ("br", plain)
    assert int(second.headers["content-length"]) < int(first.headers["content-length"]) < len(plain)
    assert ask(app, f"/{SCRIPT}", "gzip").headers["content-encoding"] == "gzip"


def test_a_file_is_cached_for_good_and_a_page_is_requested_again(app: ASGIApp) -> None:
    ours = [static(delivery.STYLE), *map(static, delivery.SCRIPTS), asset(PLOTLY), asset("sarabun-thai-400.woff2")]
    for path in (SCRIPT, *ours, own_files.offer("areas.json", b"[]")):
        assert ask(app, f"/{path}").headers["cache-control"] == "public, immutable, max-age=31536000"
    page = ask(app, "/map")
    assert page.headers["cache-control"] == "no-cache"
    assert ask(app, f"/{SCRIPT}").headers["vary"] == "Accept-Encoding"
    assert page.headers["vary"] == "Accept-Encoding, Accept-Language"


@pytest.mark.parametrize(
    ("address", "accepted", "language", "says"),
    [
        ("/map", "th-TH,th;q=0.9,en;q=0.8", "th", "กำลังโหลด"),
        ("/map", "en-GB", "en", "Loading"),
        ("/map", "fr", "en", "Loading"),
        ("/map?lang=th", "en-GB", "th", "กำลังโหลด"),
        ("/map?lang=xx", "th", "th", "กำลังโหลด"),
    ],
)
def test_a_page_says_what_is_loading_in_its_language_before_any_style_sheet(
    app: ASGIApp, address: str, accepted: str, language: str, says: str
) -> None:
    html = ask(app, address, accept_language=accepted).content.decode()
    assert f'<html lang="{language}">' in html
    assert f"<title>{NAMES[language]} · &lt;ocod&gt;</title>" in html
    before, _, _ = html.partition('rel="stylesheet"')
    assert f"<b>{NAMES[language]}</b>\n<span>{says}…</span>" in before


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html"),
        (SCRIPT, "text/javascript"),
        (static("sheet.js"), "text/javascript"),
        (static(delivery.STYLE), "text/css"),
        (asset("sarabun-thai-400.woff2"), "font/woff2"),
    ],
)
def test_a_file_says_what_it_is(app: ASGIApp, path: str, kind: str) -> None:
    assert ask(app, f"/{path}").headers["content-type"].partition(";")[0] == kind


def test_a_typeface_is_not_compressed_again(app: ASGIApp) -> None:
    answer = ask(app, f"/{asset('sarabun-thai-400.woff2')}")
    assert "content-encoding" not in answer.headers
    assert answer.content == own_files.read(asset("sarabun-thai-400.woff2"))


def test_what_the_browser_has_already_is_not_sent_again(app: ASGIApp) -> None:
    for path in ("/", f"/{static('sheet.js')}"):
        tag = ask(app, path).headers["etag"]
        again = ask(app, path, if_none_match=tag)
        assert (again.status, again.content) == (304, b"")
        assert ask(app, path, if_none_match='"another"').status == 200


def test_a_part_of_a_file_is_a_part_of_the_plain_file(app: ASGIApp) -> None:
    part = ask(app, f"/{SCRIPT}", range="bytes=0-9")
    assert (part.status, part.content) == (206, (STATIC / SCRIPT).read_bytes()[:10])
    assert "content-encoding" not in part.headers


@pytest.mark.parametrize("path", [SCRIPT, static("sheet.js")])
def test_a_browser_that_takes_nothing_compressed_gets_the_plain_file(app: ASGIApp, path: str) -> None:
    whole = ask(app, f"/{path}", "identity")
    assert "content-encoding" not in whole.headers
    assert whole.content == (own_files.read(path) if own_files.exists(path) else (STATIC / path).read_bytes())


def test_what_is_not_a_page_or_a_file_is_left_alone(app: ASGIApp) -> None:
    assert ask(app, "/_stcore/health").content == b"ok"
    assert ask(app, "/static/../../app.py").status == 404
    assert ask(app, "/", method="POST").status == 405
    socket = {"type": "websocket", "path": "/_stcore/stream", "root_path": "", "query_string": b"", "headers": []}
    opened = run(app, socket, {"type": "websocket.connect"})
    assert [message["type"] for message in opened] == ["websocket.accept", "websocket.close"]


@pytest.mark.parametrize("path", ["/assets/nothing.js", "/web/nothing.js", "/web/../delivery.py", "/made/0/areas.json"])
def test_what_is_not_there_is_not_found_rather_than_a_page(app: ASGIApp, path: str) -> None:
    assert ask(app, path).status == 404


def test_a_file_that_went_away_is_left_to_streamlit(app: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streamlit_compat, "files", lambda: frozenset({"static/js/gone.js"}))
    assert ask(app, "/static/js/gone.js").status == 404


@pytest.mark.parametrize("base", ["", "dashboard", "/dashboard/"])
def test_pages_are_known_wherever_the_app_is_served(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": base}.__getitem__)
    under = f"/{base.strip('/')}" if base else ""
    assert delivery.relative({"path": f"{under}/map", "root_path": ""}) == "map"
    assert delivery.relative({"path": f"/proxy{under}/", "root_path": "/proxy"}) == ""
    assert delivery.relative({"path": f"{under}/map/", "root_path": ""}) not in PAGES  # Streamlit goes to /map
    assert delivery.relative({"path": under, "root_path": ""}) is None


@pytest.mark.parametrize(
    ("takes", "passed"),
    [
        ("gzip;q=0, br", {"br"}),
        ("gzip; q=0.0", set()),
        ("gzip;q=0.5, deflate", {"gzip"}),
        ("*;q=0, gzip", {"gzip"}),
    ],
)
def test_what_answers_below_does_not_get_an_encoding_that_is_refused(
    shelf: Shelf, takes: str, passed: set[str]
) -> None:
    seen: list[str] = []

    async def below(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(Headers(scope=scope)["accept-encoding"])
        await PlainTextResponse("figures")(scope, receive, send)

    ask(Delivery(below, pages=PAGES, named=named, shelf=shelf), "/api/v1/summary", takes=takes)
    assert {part.split(";")[0].strip() for part in seen[0].split(",") if part.strip()} == passed


def test_a_tag_that_a_cache_made_weak_is_known(app: ASGIApp) -> None:
    tag = ask(app, "/map").headers["etag"]
    assert ask(app, "/map", if_none_match=f"W/{tag}").status == 304
    assert ask(app, "/map", if_none_match='"other"').status == 200
