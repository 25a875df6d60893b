"""The guard: what reaches the app before Streamlit sees it, and the headers of every answer.

Refused are other hosts and origins, requests that are too large, too slow or too many, and sessions beyond their number.
What each limit stands against is described in docs/security.md.
"""

import asyncio
import logging
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit
from uuid import uuid4

from cachetools import LRUCache
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .logs import REQUEST_ID
from .refusal import Refused
from .uploads import Uploads

MOST_QUERY = 16_384  # bytes of an address's parameters, all together
MOST_BODY = 1_000_000  # bytes of a request that is no upload
BODY_SECONDS, BYTES_A_SECOND = (
    20,
    20_000,
)  # the time that a body may take, and the pace at which longer ones must arrive
FIRST_MESSAGE_SECONDS = 20  # a session whose browser is silent from the start is closed after it
BURST, MESSAGES_A_SECOND = 40, 8  # messages of one session: as many at once, then so many a second
LOOPBACK = "127.0.0.1"
_ID = re.compile(r"[\w-]{8,64}", re.ASCII)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """What the operator decides.

    Parameters
    ----------
    hosts : frozenset of str
        Names under which the site is reached, in small letters, ``*`` for any; network addresses need not be named.
    sessions : int
        Pages that may be open at once, half of them from one network address.
    requests_a_minute : int
        Requests of one network address for figures; 0 for no limit.
    readers : frozenset of str
        Origins whose scripts may read figures; ``*`` for any.
    """

    hosts: frozenset[str] = frozenset()
    sessions: int = 1000
    requests_a_minute: int = 600
    readers: frozenset[str] = frozenset()


class Guard:
    """Middleware around everything else.

    Parameters
    ----------
    app : ASGIApp
        The app.
    limits : Limits
        What the operator decides.
    figures : callable
        Whether a path is that of figures for programs: limited in number, and readable by other origins.
    headers : callable
        The headers of an answer without any of its own, for a path and its parameters.
    uploads : Uploads
        Who may upload how much.
    """

    def __init__(
        self,
        app: ASGIApp,
        limits: Limits,
        figures: Callable[[str], bool],
        headers: Callable[[str, str], Mapping[str, str]],
        uploads: Uploads,
    ) -> None:
        self.app, self.limits, self.figures, self.headers, self.uploads = app, limits, figures, headers, uploads
        self._open: Counter[str] = Counter()
        self._warnings = Bucket(20, 0.1)
        self._buckets: LRUCache[str, Bucket] = LRUCache(10_000)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        given, started = Headers(scope=scope), False
        own = given.get("x-request-id", "")
        REQUEST_ID.set(own if _ID.fullmatch(own) else uuid4().hex)
        more = dict(self.headers(scope["path"], scope["query_string"].decode("latin-1")))
        more |= self._reading(scope, given) | {"Request-Id": REQUEST_ID.get()}

        async def send_on(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._complete(message, scope, given, more)
            await send(message)

        try:
            self._check(scope, given)
            await self._pass_on(scope, given, receive, send_on)
        except Refused as refused:
            if not started:
                await refused.response(given)(scope, receive, send_on)
        except Exception:
            log.exception("the request failed")
            if started:
                raise
            await Refused(500, "guard.failed").response(given)(scope, receive, send_on)

    def _check(self, scope: Scope, given: Headers) -> None:
        """Refuse what needs no answer.

        Raises
        ------
        Refused
            With the reason.
        """
        self._check_host(given)
        figures = self.figures(scope["path"])
        if not figures:
            self._check_origin(given)
        if len(scope["query_string"]) > MOST_QUERY:
            raise Refused(414, "guard.query", kilobytes=MOST_QUERY // 1024)
        address, most = client(scope), self.limits.requests_a_minute
        if figures and most and address != LOOPBACK:
            bucket = self._buckets.setdefault(address, Bucket(most, most / 60))
            if wait := bucket.take():
                raise Refused(429, "guard.often", {"Retry-After": str(int(wait) + 1)}, most=most)

    def _check_host(self, given: Headers) -> None:
        if "host" not in given:  # as a health check sends it; no browser does
            return
        name, own = host_name("//" + given["host"]), self.limits.hosts
        if name is None or not (name in own or "*" in own or name == "localhost" or is_network_address(name)):
            self._warn("refused the host %.200r: set OCOD_ADDRESS or OCOD_HOSTS if it is this site's", name)
            raise Refused(421, "guard.host")

    def _check_origin(self, given: Headers) -> None:
        origin = given.get("origin")
        if origin is None or netloc(origin) == given.get("host", "").lower():
            return
        name = host_name(origin)
        if name is None or name not in self.limits.hosts:
            raise Refused(403, "guard.origin")

    def _warn(self, text: str, *figures: object) -> None:
        """Log a refusal, but not so often that the log fills a disk."""
        if not self._warnings.take():
            log.warning(text, *figures)

    def _reading(self, scope: Scope, given: Headers) -> dict[str, str]:
        """Return the headers by which scripts of another origin may read figures."""
        origin, readers = given.get("origin"), self.limits.readers
        if not readers or not self.figures(scope["path"]):
            return {}
        if "*" in readers:
            return {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "*"}
        allowed = {"Access-Control-Allow-Origin": origin or "", "Access-Control-Expose-Headers": "*"}
        return (allowed if origin in readers else {}) | {"Vary": "Origin"}

    async def _pass_on(self, scope: Scope, given: Headers, receive: Receive, send: Send) -> None:
        """Have the app answer, to a body of the size that it says."""
        size = body_size(given)
        session = self.uploads.session_of(scope["path"]) if scope["method"] == "PUT" else None
        if session:
            with self.uploads.coming(session, size):
                await self.app(scope, in_time(receive, size or 0), send)
        elif size and size > MOST_BODY:
            raise Refused(413, "guard.body", kilobytes=MOST_BODY // 1000)
        else:
            await self.app(scope, receive if size == 0 else in_time(receive, MOST_BODY), send)

    def _complete(self, message: Message, scope: Scope, given: Headers, more: Mapping[str, str]) -> None:
        """Add to an answer the headers that it lacks, and make its cookies secure."""
        headers = MutableHeaders(scope=message)
        for name, value in more.items():
            if name == "Vary":
                headers.add_vary_header(value)
            else:
                headers.setdefault(name, value)
        if scope.get("scheme") == "https" or host_name("//" + given.get("host", "")) in self.limits.hosts:
            message["headers"] = [
                (name, value + b"; Secure" if name == b"set-cookie" and b"; secure" not in value.lower() else value)
                for name, value in message["headers"]
            ]

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        given, address = Headers(scope=scope), client(scope)
        try:
            self._check_host(given)
            self._check_origin(given)
            alone = address != LOOPBACK and self._open[address] >= max(self.limits.sessions // 2, 1)
            if alone or self._open.total() >= self.limits.sessions:
                self._warn("refused a session: %d are open", self._open.total())
                raise Refused(503, "guard.sessions", {"Retry-After": "30"})
        except Refused:
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        self._open[address] += 1
        try:
            await self.app(as_same_host(scope, given), paced(receive), send)
        finally:
            self._open[address] -= 1
            self._open += Counter()  # forgets addresses without a session


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


def paced(receive: Receive) -> Receive:
    """Return what receives the messages of a session no faster than a visitor sends them.

    A browser that sends faster waits; one that sends nothing at first is taken for gone.
    """
    bucket, first = Bucket(BURST, MESSAGES_A_SECOND), True

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


def as_same_host(scope: Scope, given: Headers) -> Scope:
    """Return a request from an origin of ours as one to the same host, whatever a proxy has made of it.

    For any other origin than the host, Streamlit would request this machine's address from an outside host.
    """
    origin = netloc(given.get("origin", ""))
    if not origin or origin == given.get("host"):
        return scope
    others = [(name, value) for name, value in scope["headers"] if name != b"host"]
    return {**scope, "headers": [(b"host", origin.encode()), *others]}


def client(scope: Scope) -> str:
    """Return the network address that a request is counted under: of IPv6 the network, of this machine always the same."""
    text = (scope.get("client") or ("", 0))[0]
    try:
        found = ip_address(text)
    except ValueError:
        return text or LOOPBACK
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or found
    if found.is_loopback:
        return LOOPBACK
    return str(found) if found.version == 4 else found.exploded[:19]


def host_name(address: str) -> str | None:
    """Return the name of the host in an address, in small letters; None where there is none."""
    try:
        split = urlsplit(address)
        split.port  # noqa: B018  # raises where it is no number
    except ValueError:
        return None
    return split.hostname.lower().rstrip(".") if split.hostname and not (split.username or split.password) else None


def netloc(origin: str) -> str | None:
    """Return the host and port of an origin; None where it has none."""
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None


def is_network_address(name: str) -> bool:
    """Say whether a host is named by its address: no other site can have it as its own name."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
