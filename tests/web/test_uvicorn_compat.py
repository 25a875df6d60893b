"""What uvicorn is made to do otherwise, on a real socket; else a sentence says what is lost."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from ocod_dash.web import uvicorn_compat

Connect = Callable[[], socket.socket]


async def answer(scope: object, receive: object, send: object) -> None:
    await PlainTextResponse("hello")(scope, receive, send)  # type: ignore[arg-type]


@contextmanager
def serving(**options: object) -> Iterator[Connect]:
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(answer, lifespan="off", log_config=None, **options))  # type: ignore[arg-type]
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])), daemon=True)
    server.capture_signals = contextmanager(lambda: iter([None]))  # type: ignore[method-assign]
    thread.start()
    sockets: list[socket.socket] = []

    def connect() -> socket.socket:
        sockets.append(socket.create_connection(listening.getsockname(), timeout=20))
        return sockets[-1]

    while not server.started:
        time.sleep(0.01)
    yield connect
    for each in sockets:
        each.close()
    server.should_exit = True
    thread.join(30)


@pytest.fixture(autouse=True)
def _limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uvicorn_compat, "HEAD_SECONDS", 0.3)
    monkeypatch.setattr(uvicorn.Server, "startup", uvicorn.Server.startup)  # as it was, after the test
    uvicorn_compat.limit_connections()


GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


def until_closed(connection: socket.socket) -> bytes:
    """Return what comes until the server closes the connection."""
    received = b""
    try:
        while part := connection.recv(65_536):
            received += part
    except ConnectionResetError:
        pass
    return received


def test_the_server_does_not_name_itself() -> None:
    with serving() as connect:
        connection = connect()
        connection.sendall(GET)
        head = connection.recv(65_536).lower()
        assert head.startswith(b"http/1.1 200")
        assert b"server:" not in head, "uvicorn.Config.encoded_headers has changed: answers name the server"


@pytest.mark.parametrize("begun", [b"", b"GET / HT", GET + b"GET / HT"], ids=["mute", "begun", "second request"])
@pytest.mark.parametrize("protocol", ["auto", "h11"])
def test_a_connection_without_a_whole_request_is_closed_in_time(begun: bytes, protocol: str) -> None:
    with serving(http=protocol) as connect:
        connection = connect()
        connection.sendall(begun)
        answered = until_closed(connection)
        assert answered.count(b"200 OK") == begun.count(GET)


def test_a_byte_at_a_time_gains_no_time() -> None:
    with serving() as connect:
        connection, began = connect(), time.monotonic()
        with suppress(OSError):
            for byte in GET * 100:
                connection.sendall(bytes([byte]))
                time.sleep(0.02)
        assert b"200" not in until_closed(connection)
        assert time.monotonic() - began < 30


def test_the_head_of_a_request_has_a_size() -> None:
    with serving() as connect:
        connection = connect()
        sent = 0
        with suppress(OSError):
            connection.sendall(b"GET / HTTP/1.1\r\n")
            for _ in range(200):
                sent += connection.send(b"X-More: " + b"a" * 8000 + b"\r\n")
                time.sleep(0.001)
        assert sent < 1_000_000


def test_one_address_takes_at_most_half_of_the_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uvicorn_compat, "most_open_files", lambda: 4 * uvicorn_compat.SHARE)  # two of one address
    monkeypatch.setattr(uvicorn_compat, "THIS_MACHINE", ())
    monkeypatch.setattr(uvicorn_compat, "HEAD_SECONDS", 5)
    with serving() as connect:
        first, second, third = connect(), connect(), connect()
        assert until_closed(third) == b""
        first.close()
        time.sleep(0.2)
        again = connect()
        again.sendall(GET)
        assert again.recv(65_536).startswith(b"HTTP/1.1 200")
        assert second.fileno() > 0


def test_the_parts_that_are_changed_are_there() -> None:
    for name in (
        "connection_made",
        "connection_lost",
        "data_received",
        "on_response_complete",
        "handle_websocket_upgrade",
    ):
        assert hasattr(AutoHTTPProtocol, name), f"uvicorn has no {name} any more: connections have no time limit"


def test_as_many_sessions_are_open_as_there_are_files_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uvicorn_compat, "most_open_files", lambda: 1024)
    assert uvicorn_compat.most_sessions(1000) == 78
    assert uvicorn_compat.most_sessions(50) == 50
