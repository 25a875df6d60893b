"""Health and usage: /healthz, and /metrics for Prometheus."""

import logging
import time
from collections.abc import Iterator

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..problem import Problem
from ..store import Damaged
from .errors import error_response
from .params import open_current
from .resources import RESOURCES

log = logging.getLogger(__name__)

disable_created_metrics()  # type: ignore[no-untyped-call]  # the time of creation of each counter is of no use here
REGISTRY = CollectorRegistry()
GCCollector(REGISTRY)
ProcessCollector(registry=REGISTRY)
REQUESTS = Counter("ocod_http_requests", "Requests answered.", ("route", "method", "status"), registry=REGISTRY)
SECONDS = Histogram("ocod_http_request_seconds", "Response time to the last byte.", ("route",), registry=REGISTRY)
OPEN = Gauge("ocod_open_pages", "Pages currently open in browsers.", registry=REGISTRY)

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
PATHS = {
    *(f"/api/v1/{resource.name}" for resource in RESOURCES),
    "/api/v1/docs",
    "/api/v1/openapi.json",
    "/healthz",
    "/metrics",
}
FOLDERS = {
    "api",
    "_stcore",
    "static",
    "answers",
    "assets",
    "web",
    "made",
    "media",
    "component",
}  # every other path is a page


class RequestMetrics:
    """Middleware that counts requests and open pages, by route and status.

    Parameters
    ----------
    app : ASGIApp
        The application.
    under : str
        The path under which the product is served, without a trailing slash.
    """

    def __init__(self, app: ASGIApp, under: str = "") -> None:
        self.app, self.under = app, under

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count it."""
        if scope["type"] == "websocket":
            with OPEN.track_inprogress():
                await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        route, began, status = route_of(scope["path"].removeprefix(self.under)), time.perf_counter(), 500
        method = scope["method"] if scope["method"] in METHODS else "other"

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        finally:
            seconds = time.perf_counter() - began
            REQUESTS.labels(route, method, status).inc()
            SECONDS.labels(route).observe(seconds)
            figures = {"method": method, "route": route, "code": status, "milliseconds": round(seconds * 1000)}
            log.info("%s %s %d", method, route, status, extra=figures)


def route_of(path: str) -> str:
    """Return the label that a request is counted under: one of a few, whatever its path."""
    first = path.split("/")[1] if "/" in path else ""
    return path if path in PATHS else f"/{first}" if first in FOLDERS else "page"


class ReleaseCollector(Collector):
    """The current release, looked up at each request for the figures."""

    def describe(self) -> list[GaugeMetricFamily]:
        """Describe nothing in advance, since that would open the store."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the current release's figures, or that the store cannot be read."""
        try:
            data = open_current()
            if data.fault:
                raise data.fault
        except Exception as error:
            log.warning("the store cannot be read: %r", error)
            yield GaugeMetricFamily("ocod_store_readable", "1 when a release is available.", 0)
            return
        release = data.release
        as_of = time.mktime(release.as_of.timetuple())
        yield GaugeMetricFamily("ocod_store_readable", "1 when a release is available.", 1)
        yield GaugeMetricFamily("ocod_release_number", "Number of the current release.", release.number)
        published = release.published_at.timestamp()
        yield GaugeMetricFamily("ocod_release_age_seconds", "Seconds since its publication.", time.time() - published)
        yield GaugeMetricFamily("ocod_register_age_seconds", "Seconds since its reference date.", time.time() - as_of)
        yield GaugeMetricFamily("ocod_release_sample", "1 if it is sample data.", int(release.sample))
        yield GaugeMetricFamily("ocod_centres", "Centres in its register.", release.counts.get("centres", 0))


REGISTRY.register(ReleaseCollector())


def healthz(request: Request) -> Response:
    """Answer 200 with the current release, or 503 with the reason why there is none that can be read."""
    try:
        data = open_current()
        if data.fault:
            raise data.fault
    except Damaged as damage:
        log.warning("the store is damaged: %s", damage)
        return error_response(503, "store.damaged.help", text=damage.what)
    except Problem as reason:
        return error_response(503, reason.key, **reason.figures)
    except Exception as error:
        log.warning("the store cannot be read: %r", error)
        return error_response(503, "api.unreadable", kind=type(error).__name__)
    release = data.release
    content = {"status": "ok", "release": release.number, "as_of": release.as_of.isoformat(), "sample": release.sample}
    return JSONResponse(content, headers={"Cache-Control": "no-store"})


def metrics(request: Request) -> Response:
    """Answer with the figures in Prometheus' text format."""
    return Response(
        generate_latest(REGISTRY), headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"}
    )
