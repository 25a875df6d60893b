"""What the server under the app does otherwise here: connections have limits of number, time and size, and no server is named.

Streamlit starts uvicorn itself and hands on none of these settings, so they are set when the server starts.
tests/web/test_uvicorn_compat.py says in words which of these a new uvicorn has changed.
"""

import asyncio
import logging
import socket
import sys
from collections import Counter
from typing import Any

import uvicorn

HEAD_SECONDS = 10  # in which the head of a request must have arrived
HEAD_BYTES = 65_536
MESSAGE_BYTES = 4_000_000  # of one message of a session; a file is not sent as one
GOODBYE_SECONDS = 10  # in which requests are answered to the end before the process ends
FILES_A_SESSION = 4  # open files of a session: its connection, and the event loop of its scripts
FILES_BESIDE = (
    200 + 3 * 128
)  # open files of all else, and of the sessions that Streamlit holds for a browser that comes back
SHARE = 8  # one in so many open files may be a connection without a session
THIS_MACHINE = ("127.0.0.1", "::1")  # or a proxy on it, through which everyone comes


def limit_connections() -> None:
    """Have every server of this process that starts from now on keep these limits."""
    start = uvicorn.Server.startup

    async def startup(self: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        config = self.config
        config.encoded_headers = [each for each in config.encoded_headers if each[0] != b"server"]
        config.ws_max_size = min(config.ws_max_size, MESSAGE_BYTES)
        config.timeout_graceful_shutdown = config.timeout_graceful_shutdown or GOODBYE_SECONDS
        config.http_protocol_class = _limited(config.http_protocol_class, most_open_files() // SHARE)
        await start(self, sockets)

    # What uvicorn logs of requests has the visitor's network address.
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("uvicorn.error").addFilter(lambda record: '- "WebSocket' not in str(record.msg))
    uvicorn.Server.startup = startup  # type: ignore[method-assign]


def most_open_files() -> int:
    """Return how many files this process may have open, after asking for as many as it may ask for."""
    if sys.platform == "win32":
        return 4096
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65_536 if hard == resource.RLIM_INFINITY else min(hard, 65_536)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return max(soft, wanted)


def most_sessions(wanted: int) -> int:
    """Return how many sessions there may be, at most as many as the open files suffice for."""
    files = most_open_files()
    return max(min(wanted, (files - files // SHARE - FILES_BESIDE) // FILES_A_SESSION), 1)


def _limited(protocol: Any, most: int) -> Any:
    """Return a protocol whose connections are closed when the head of a request is too slow or too long, or there are too many.

    Parameters
    ----------
    protocol : type
        The class of the server's HTTP connections.
    most : int
        Connections at once, at most half of them from one network address.
    """
    addresses: Counter[str] = Counter()

    class Limited(protocol):
        timer: asyncio.TimerHandle | None = None
        address, head = "", 0

        def connection_made(self, transport: asyncio.Transport) -> None:
            super().connection_made(transport)
            self.address = self.client[0] if self.client else ""
            addresses[self.address] += 1
            share = most if self.address in THIS_MACHINE else max(most // 2, 1)
            if addresses.total() > most or addresses[self.address] > share:
                transport.abort()
            else:
                self._wait_for_head()

        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            self._forget()

        def handle_websocket_upgrade(self, *event: Any) -> None:
            self._forget()
            super().handle_websocket_upgrade(*event)

        def data_received(self, data: bytes) -> None:
            if self._waiting():
                self.head += len(data)
                super().data_received(data)
                if self._waiting() and self.head > HEAD_BYTES:
                    self.transport.close()
            else:
                super().data_received(data)

        def on_response_complete(self) -> None:
            super().on_response_complete()
            self._wait_for_head()

        def _waiting(self) -> bool:
            return self.cycle is None or bool(self.cycle.response_complete)

        def _wait_for_head(self) -> None:
            if self.timer:
                self.timer.cancel()
            self.head, self.timer = 0, self.loop.call_later(HEAD_SECONDS, self._give_up)

        def _give_up(self) -> None:
            if self._waiting() and not self.transport.is_closing():
                self.transport.abort()

        def _forget(self) -> None:
            if self.timer:
                self.timer.cancel()
            if self.address:
                addresses[self.address] -= 1
                if not addresses[self.address]:
                    del addresses[self.address]
                self.address = ""

    return Limited
