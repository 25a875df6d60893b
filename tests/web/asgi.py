"""Requests to an app without a server, as a browser makes them."""

import asyncio
import gzip
import time
from collections.abc import MutableMapping
from typing import Any, NamedTuple

import brotli
from starlette.datastructures import Headers
from starlette.types import ASGIApp

from ocod_dash.web.shelf import Shelf

UNPACK = {None: bytes, "gzip": gzip.decompress, "br": brotli.decompress}


class Answer(NamedTuple):
    status: int
    headers: Headers
    sent: bytes

    @property
    def content(self) -> bytes:
        return UNPACK[self.headers.get("content-encoding")](self.sent)


def ask(app: ASGIApp, path: str, takes: str = "gzip, deflate, br", method: str = "GET", **headers: str) -> Answer:
    given = {"accept-encoding": takes} | {name.replace("_", "-"): value for name, value in headers.items()}
    path, _, query = path.partition("?")
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "root_path": "",
        "query_string": query.encode(),
        "http_version": "1.1",
    }
    scope["headers"] = [(name.encode(), value.encode()) for name, value in given.items()]
    messages = run(app, scope, {"type": "http.request", "body": b"", "more_body": False})
    body = b"".join(message.get("body", b"") for message in messages)
    return Answer(messages[0]["status"], Headers(raw=messages[0]["headers"]), body)


def run(app: ASGIApp, scope: dict[str, Any], *given: dict[str, Any]) -> list[MutableMapping[str, Any]]:
    messages: list[MutableMapping[str, Any]] = []
    waiting = list(given)

    async def receive() -> dict[str, Any]:
        return waiting.pop(0) if waiting else await asyncio.Event().wait() or {}

    async def send(message: MutableMapping[str, Any]) -> None:
        messages.append(message)

    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    return messages


def wait_for_brotli(shelf: Shelf, path: str) -> None:
    """Request a file until its brotli has been made in the background, for at most a minute."""
    deadline = time.monotonic() + 60
    while shelf.take(path, None, {"gzip", "br"}).encoding != "br":
        assert time.monotonic() < deadline, f"{path} has no brotli after a minute"
        time.sleep(0.01)
