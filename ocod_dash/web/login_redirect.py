"""Signing in and out ends on the page where it began; Streamlit itself ends on the first page."""

from http.cookies import SimpleCookie
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .streamlit_compat import LOGIN_CALLBACK, LOGIN_STARTS

COOKIE = "ocod_login_redirect"
COOKIE_SECONDS = 900  # a login that takes longer ends on the first page
SAFE = "/?&=%+,;:@!$'()*~"  # what an address is written with, besides letters and digits


class LoginRedirect:
    """Middleware that stores the page on which a login or logout begins, and redirects to it at the end."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        path: str = scope.get("path", "")
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        if path.endswith(LOGIN_STARTS):
            send = _storing(headers.get("referer", ""), send)
        elif path.endswith(LOGIN_CALLBACK):
            send = _redirecting(headers.get("cookie", ""), send)
        await self.app(scope, receive, send)


def _storing(page: str, send: Send) -> Send:
    """Store the page's address, without its host, in a cookie."""
    address = urlsplit(page)
    value = quote(f"{address.path}?{address.query}", safe="")

    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start" and page:
            cookie = f"{COOKIE}={value}; Max-Age={COOKIE_SECONDS}; Path=/; HttpOnly; SameSite=Lax"
            MutableHeaders(scope=message).append("set-cookie", cookie)
        await send(message)

    return send_on


def _redirecting(cookies: str, send: Send) -> Send:
    """Redirect to the page in the cookie instead of the first page, and delete the cookie."""
    stored = SimpleCookie(cookies).get(COOKIE)

    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start" and stored:
            headers = MutableHeaders(scope=message)
            if headers.get("location", "").startswith("/"):
                # Two slashes would begin the address of another host.
                headers["location"] = "/" + quote(unquote(stored.value).lstrip("/\\"), safe=SAFE)
            headers.append("set-cookie", f"{COOKIE}=; Max-Age=0; Path=/")
        await send(message)

    return send_on
