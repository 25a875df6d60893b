"""Streamlit's own files, as it is installed: compressed, kept for good, asked for at the top of a page."""

import asyncio
import gzip
import json
import re
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, NamedTuple

import brotli
import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp
from starlette.websockets import WebSocket
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from ocod_dash import delivery, geography
from ocod_dash.delivery import PAGES, STATIC, Delivery, Shelf
from ocod_dash.web import own_files
from ocod_dash.web.own_files import SERVED

SCRIPT = next(name for name in delivery.needs("data") if "/ButtonGroup." in name)
UNPACK = {None: bytes, "gzip": gzip.decompress, "br": brotli.decompress}


class Answer(NamedTuple):
    status: int
    headers: Headers
    sent: bytes

    @property
    def content(self) -> bytes:
        return UNPACK[self.headers.get("content-encoding")](self.sent)


def ask(app: ASGIApp, path: str, takes: str = "gzip, deflate, br", method: str = "GET", **headers: str) -> Answer:
    said = {"accept-encoding": takes} | {name.replace("_", "-"): value for name, value in headers.items()}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "root_path": "",
        "query_string": b"",
        "http_version": "1.1",
    }
    scope["headers"] = [(name.encode(), value.encode()) for name, value in said.items()]
    messages = run(app, scope, {"type": "http.request", "body": b"", "more_body": False})
    body = b"".join(message.get("body", b"") for message in messages)
    return Answer(messages[0]["status"], Headers(raw=messages[0]["headers"]), body)


def run(app: ASGIApp, scope: dict[str, Any], *told: dict[str, Any]) -> list[MutableMapping[str, Any]]:
    messages: list[MutableMapping[str, Any]] = []
    waiting = list(told)

    async def receive() -> dict[str, Any]:
        return waiting.pop(0) if waiting else await asyncio.Event().wait() or {}

    async def send(message: MutableMapping[str, Any]) -> None:
        messages.append(message)

    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    return messages


@pytest.fixture(autouse=True)
def outlines() -> str:
    """Offer the outlines, as the app does at its start, and return where they are asked for."""
    return SERVED + own_files.offer(geography.OUTLINES, geography.outlines_file())


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf")


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
    return Starlette(routes=routes, middleware=[Middleware(Delivery, shelf=shelf)])


def test_every_part_that_a_page_names_is_in_the_installed_streamlit() -> None:
    missing = [(page, part) for page, parts in PAGES.items() for part in parts if not delivery.named(part)]
    assert missing == []


def test_a_page_asks_at_its_top_for_all_that_it_is_drawn_with() -> None:
    head = delivery.page("map").decode().partition("</head>")[0]
    asked = set(re.findall(r'"\./(static/[^"]+\.(?:js|css))"', head))
    scripts = [name for name in asked if name.endswith(".js")]
    imported = {
        f"static/js/{other}"
        for name in scripts
        for other in re.findall(r'(?:from|import)"\./([\w.\-]+\.js)"', (STATIC / name).read_text("utf-8"))
    }
    assert imported <= asked
    assert all((STATIC / name).is_file() for name in asked)


def test_charts_and_the_map_are_asked_for_only_where_they_are() -> None:
    def heavy(page: str) -> list[bool]:
        return [any(part in name for name in delivery.needs(page)) for part in ("/plotly-basic-", "/deckgl-")]

    assert [heavy(page) for page in ("", "regions", "map")] == [[True, False], [True, False], [False, True]]


def test_outlines_are_a_file_that_is_kept_for_good_and_asked_for_with_the_page(app: ASGIApp, outlines: str) -> None:
    answer = ask(app, f"/{outlines}")
    assert len(json.loads(answer.content)["features"]) == 77
    assert answer.headers["cache-control"] == "public, immutable, max-age=31536000"
    assert answer.headers["content-type"] == "application/json"
    assert f'<link rel="preload" as="fetch" crossorigin href="./{outlines}">' in delivery.page("map").decode()
    assert "outlines" not in delivery.page("").decode()
    assert ask(app, f"/{SERVED}outlines-0123456789ab.json").status == 404


def test_other_outlines_are_another_file_and_those_of_pages_that_are_open_stay(app: ASGIApp, outlines: str) -> None:
    other = own_files.offer(geography.OUTLINES, b"{}")
    assert SERVED + other != outlines
    assert ask(app, f"/{SERVED}{other}").content == b"{}"
    assert ask(app, f"/{outlines}").content == geography.outlines_file()


@pytest.mark.parametrize("name", ["map.js", own_files.DECKGL, own_files.MAPLIBRE, "outlines"])
def test_what_streamlit_does_not_have_is_answered_however_it_is_asked_for(
    app: ASGIApp, outlines: str, name: str
) -> None:
    path = outlines if name == "outlines" else SERVED + name
    plain = ask(app, f"/{path}", "identity", range="bytes=0-9")
    assert "content-encoding" not in plain.headers
    assert plain.content == ask(app, f"/{path}").content == delivery.read(path)


@pytest.mark.parametrize("name", ["../browser.py", "../../config.py", "//etc/passwd", ""])
def test_only_what_lies_in_our_folders_is_served(app: ASGIApp, name: str) -> None:
    assert own_files.find(name) is None
    assert ask(app, f"/{SERVED}{name}").status == 404


def test_a_page_does_not_ask_for_a_font_that_the_theme_does_not_use() -> None:
    assert b"SourceSans" in (STATIC / "index.html").read_bytes()
    assert b"SourceSans" not in delivery.page("")


def test_a_file_goes_out_as_gzip_until_its_brotli_is_ready_and_as_brotli_then(
    app: ASGIApp, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = (STATIC / SCRIPT).read_bytes()
    first = ask(app, f"/{SCRIPT}")
    assert (first.headers["content-encoding"], first.content) == ("gzip", plain)

    monkeypatch.setattr(delivery, "PAGES", {"": ("ButtonGroup",)})
    monkeypatch.setattr(delivery, "needs", lambda page: (SCRIPT,))
    shelf.fill()
    second = ask(app, f"/{SCRIPT}")
    assert second.headers["content-encoding"] == "br"
    assert int(second.headers["content-length"]) < int(first.headers["content-length"]) < len(plain)
    assert ask(app, f"/{SCRIPT}", "gzip").headers["content-encoding"] == "gzip"


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("gzip, deflate, br, zstd", {"gzip", "br"}),
        ("GZIP", {"gzip"}),
        ("br;q=0, gzip;q=0.5", {"gzip"}),
        ("gzip;q=0.000", set()),
        ("identity", set()),
        ("", set()),
    ],
)
def test_a_browser_gets_only_what_it_says_it_takes(header: str, taken: set[str]) -> None:
    assert delivery.accepted(header) == taken


def test_a_compressed_file_is_kept_for_good_and_a_page_is_asked_for_again(app: ASGIApp) -> None:
    file, page = ask(app, f"/{SCRIPT}"), ask(app, "/map")
    assert file.headers["cache-control"] == "public, immutable, max-age=31536000"
    assert page.headers["cache-control"] == "no-cache"
    assert file.headers["vary"] == page.headers["vary"] == "Accept-Encoding"
    assert file.headers["content-type"].partition(";")[0] in ("text/javascript", "application/javascript")
    assert page.headers["content-type"] == "text/html; charset=utf-8"


def test_what_the_browser_has_already_is_not_sent_again(app: ASGIApp) -> None:
    tag = ask(app, "/").headers["etag"]
    again = ask(app, "/", if_none_match=tag)
    assert (again.status, again.content) == (304, b"")
    assert ask(app, "/", if_none_match='"another"').status == 200


def test_a_part_of_a_file_is_a_part_of_the_plain_file(app: ASGIApp) -> None:
    part = ask(app, f"/{SCRIPT}", range="bytes=0-9")
    assert (part.status, part.content) == (206, (STATIC / SCRIPT).read_bytes()[:10])
    assert "content-encoding" not in part.headers


def test_a_browser_that_takes_nothing_compressed_gets_the_plain_file(app: ASGIApp) -> None:
    whole = ask(app, f"/{SCRIPT}", "identity")
    assert "content-encoding" not in whole.headers
    assert whole.content == (STATIC / SCRIPT).read_bytes()


def test_what_is_not_a_page_or_a_file_of_streamlit_is_left_alone(app: ASGIApp) -> None:
    assert ask(app, "/_stcore/health").content == b"ok"
    assert ask(app, "/static/../../app.py").status == 404
    assert ask(app, "/", method="POST").status == 405
    socket = {"type": "websocket", "path": "/_stcore/stream", "root_path": "", "query_string": b"", "headers": []}
    opened = run(app, socket, {"type": "websocket.connect"})
    assert [message["type"] for message in opened] == ["websocket.accept", "websocket.close"]


def test_the_shelf_keeps_brotli_for_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = b"Thailand " * 100
    packed = Shelf(tmp_path).thorough(plain)
    assert brotli.decompress(packed) == plain
    monkeypatch.setattr(delivery.brotli, "compress", lambda *_, **__: pytest.fail("compressed again"))
    assert Shelf(tmp_path).thorough(plain) == packed


@pytest.mark.parametrize("damage", [b"", b"not brotli", brotli.compress(b"another file")])
def test_a_damaged_file_on_the_shelf_is_made_again(tmp_path: Path, damage: bytes) -> None:
    plain = b"Thailand " * 100
    Shelf(tmp_path).thorough(plain)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(damage)
    assert brotli.decompress(Shelf(tmp_path).thorough(plain)) == plain
    assert brotli.decompress(kept.read_bytes()) == plain


def test_a_shelf_that_cannot_be_written_still_compresses(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    packed = Shelf(tmp_path / "file" / "shelf").thorough(b"Thailand")
    assert brotli.decompress(packed) == b"Thailand"


def test_a_file_that_went_away_is_left_to_streamlit(app: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "files", lambda: frozenset({"static/js/gone.js"}))
    assert ask(app, "/static/js/gone.js").status == 404


def test_gzip_is_the_same_bytes_every_time(shelf: Shelf) -> None:
    encoding, packed, tag = shelf.take("page", b"Thailand", {"gzip", "br"})
    assert (encoding, gzip.decompress(packed)) == ("gzip", b"Thailand")
    assert Shelf(shelf.folder).take("page", b"Thailand", {"gzip"}) == (encoding, packed, tag)


@pytest.mark.parametrize("base", ["", "dashboard", "/dashboard/"])
def test_pages_are_known_wherever_the_app_is_served(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": base}.__getitem__)
    under = f"/{base.strip('/')}" if base else ""
    assert delivery.place({"path": f"{under}/map", "root_path": ""}) == "map"
    assert delivery.place({"path": f"/proxy{under}/", "root_path": "/proxy"}) == ""
    assert delivery.place({"path": f"{under}/map/", "root_path": ""}) not in PAGES  # Streamlit goes to /map
    assert delivery.place({"path": under, "root_path": ""}) is None


def test_a_page_says_where_its_server_is_and_what_it_looks_like_in_streamlits_own_words() -> None:
    head = delivery.page("regions").decode().partition("</head>")[0]
    script = next(name for name in delivery.needs("") if "/index." in name)
    installed = (STATIC / script).read_text("utf-8")
    said = re.findall(r"\b([A-Z]+(?:_[A-Z]+)+)\b", head.partition("window.__streamlit")[2])
    assert sorted(said) == ["BACKEND_BASE_URL", "DARK_THEME", "HOST_CONFIG", "LIGHT_THEME"]
    assert [name for name in ("window.__streamlit", *said) if name not in installed] == []


def test_an_option_of_light_or_dark_comes_before_the_themes_own(monkeypatch: pytest.MonkeyPatch) -> None:
    sections = {
        "theme": {"font": "Sarabun", "textColor": "#000000", "base": "light", "baseFontSize": None},
        "theme.dark": {"font": None, "textColor": "#FFFFFF"},
    }
    monkeypatch.setattr(delivery.config, "get_options_for_section", sections.__getitem__)
    assert delivery.theme("dark") == {"bodyFont": "Sarabun", "textColor": "#FFFFFF"}


@pytest.mark.parametrize("weight", ["weight", "weight_range"])  # the second once a visitor has come
def test_a_page_has_the_themes_typeface_from_the_start(weight: str, monkeypatch: pytest.MonkeyPatch) -> None:
    face = {"family": "Sarabun", "url": "app/static/sarabun.woff2", weight: "400", "unicodeRange": "U+0E00-0E7F"}
    monkeypatch.setattr(st, "get_option", {"theme.fontFaces": [face]}.get)
    monkeypatch.setattr(delivery, "page", delivery.page.__wrapped__)
    assert b'src: url("./app/static/sarabun.woff2"); font-weight: 400;' in delivery.page("map")


def test_our_own_scripts_and_style_are_asked_for_again_for_their_names_stay(app: ASGIApp) -> None:
    for name in (delivery.STYLE, *delivery.SCRIPTS):
        answer = ask(app, f"/{name}")
        assert answer.headers["cache-control"] == "no-cache"
        assert answer.content == delivery.read(name)
        assert ask(app, f"/{name}", if_none_match=answer.headers["etag"]).status == 304


def test_the_theme_is_told_as_streamlit_tells_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def told() -> list[CustomThemeConfig]:
        messages = [CustomThemeConfig() for _ in ("theme", "theme.light", "theme.dark")]
        for message, section in zip(messages, ("theme", "theme.light", "theme.dark"), strict=True):
            app_session._populate_theme_msg(message, section)
        return messages

    by_streamlit = told()
    assert by_streamlit[1].primary_color == "#1F66B0"
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)
    delivery.write_theme_once()
    assert told() == told() == by_streamlit
