"""The guard: what reaches the app before Streamlit sees it, and the headers of every answer.

Refused are other hosts and origins, requests that are too large, too slow or too many, and sessions beyond their number.
Which threat each limit is for is described in docs/security.md.
"""

import logging
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import uuid4

from cachetools import LRUCache
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .host_names import LOOPBACK, as_same_host, client, host_name, is_network_address, netloc
from .logs import REQUEST_ID
from .pacing import MOST_BODY, Bucket, body_size, in_time, paced
from .refusal import Refused
from .uploads import Uploads

MOST_QUERY = 16_384  # bytes of an address's parameters, all together
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
    changes_a_second : int
        Changes of one open page, which are answered no faster.
    readers : frozenset of str
        Origins whose scripts may read figures; ``*`` for any.
    """

    hosts: frozenset[str] = frozenset()
    sessions: int = 1000
    requests_a_minute: int = 600
    readers: frozenset[str] = frozenset()
    changes_a_second: int = 8


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
            await self.app(as_same_host(scope, given), paced(receive, self.limits.changes_a_second), send)
        finally:
            self._open[address] -= 1
            self._open += Counter()  # forgets addresses without a session
