"""How much and how fast the other side may send: bodies of requests, messages of a session, requests of an address."""

import asyncio
import time

from starlette.datastructures import Headers
from starlette.types import Message, Receive

from .refusal import Refused

MOST_BODY = 1_000_000  # bytes of a request that is no upload
BODY_SECONDS = 20  # that a body may take
BYTES_A_SECOND = 20_000  # the pace at which longer ones must arrive
FIRST_MESSAGE_SECONDS = 20  # a session whose browser is silent from the start is closed after it
BURST_SECONDS = 5  # for which messages of a session may come at once


class Bucket:
    """A number of requests that refills with time.

    Parameters
    ----------
    most : int
        Requests at once.
    pace : float
        Requests a second.
    """

    def __init__(self, most: int, pace: float) -> None:
        self.most, self.pace, self.left, self.seen = most, pace, float(most), time.monotonic()

    def take(self) -> float:
        """Count a request, and return 0; or return the seconds to wait, and count nothing."""
        now = time.monotonic()
        self.left = min(self.most, self.left + (now - self.seen) * self.pace)
        self.seen = now
        if self.left < 1:
            return (1 - self.left) / self.pace
        self.left -= 1
        return 0


def body_size(given: Headers) -> int | None:
    """Return how many bytes a request says that its body has, 0 for none; None where it does not say.

    Raises
    ------
    Refused
        Where it says no number.
    """
    if "transfer-encoding" in given:
        return None
    length = given.get("content-length", "0")
    if not (length.isascii() and length.isdecimal() and len(length) < 16):
        raise Refused(400, "guard.body", kilobytes=MOST_BODY // 1000)
    return int(length)


def in_time(receive: Receive, most: int) -> Receive:
    """Return what receives a body: so many bytes, no slower than the pace.

    Raises
    ------
    Refused
        Where it is longer or slower.
    """
    came, began, complete = 0, time.monotonic(), False

    async def receive_part() -> Message:
        nonlocal came, complete
        if complete:
            return await receive()
        try:
            remaining = BODY_SECONDS + came / BYTES_A_SECOND - (time.monotonic() - began)
            message = await asyncio.wait_for(receive(), max(remaining, 0.01))
        except TimeoutError:
            raise Refused(408, "guard.slow", {"Connection": "close"}) from None
        came += len(message.get("body", b""))
        complete = not message.get("more_body", False)
        if came > most:
            raise Refused(413, "guard.body", {"Connection": "close"}, kilobytes=most // 1000)
        return message

    return receive_part


def paced(receive: Receive, pace: int) -> Receive:
    """Return what receives the messages of a session no faster than a visitor sends them.

    A browser that sends faster waits; one that sends nothing at first is taken for gone.
    """
    bucket, first = Bucket(BURST_SECONDS * pace, pace), True

    async def receive_next() -> Message:
        nonlocal first
        while wait := bucket.take():
            await asyncio.sleep(wait)
        message = await receive()
        if message["type"] == "websocket.receive":
            first = False
        return message

    async def receive_in_time() -> Message:
        try:
            return await (asyncio.wait_for(receive_next(), FIRST_MESSAGE_SECONDS) if first else receive_next())
        except TimeoutError:
            return {"type": "websocket.disconnect", "code": 1008}

    return receive_in_time
