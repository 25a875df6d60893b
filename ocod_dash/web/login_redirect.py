"""Back to the page where a visitor was: Streamlit leads from signing in or out to the first page, and forgets the rest."""

from http.cookies import SimpleCookie
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "ocod_login_redirect"
LEAVES = ("/auth/login", "/auth/logout")
COMES_BACK = "/oauth2callback"
# What an address is written with, besides letters and digits.
ADDRESS = "/?&=%+,;:@!$'()*~"
# Whoever takes longer to sign in begins at the first page.
SECONDS = 900


class LoginRedirect:
    """Middleware that notes the page on which signing in or out began, and leads there in the end."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        path: str = scope.get("path", "")
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        if path.endswith(LEAVES):
            send = _noting(headers.get("referer", ""), send)
        elif path.endswith(COMES_BACK):
            send = _leading(headers.get("cookie", ""), send)
        await self.app(scope, receive, send)


def _noting(page: str, send: Send) -> Send:
    """Put the page's address, without its host, into a cookie."""
    there = urlsplit(page)
    kept = quote(f"{there.path}?{there.query}", safe="")

    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start" and page:
            cookie = f"{COOKIE}={kept}; Max-Age={SECONDS}; Path=/; HttpOnly; SameSite=Lax"
            MutableHeaders(scope=message).append("set-cookie", cookie)
        await send(message)

    return send_on


def _leading(cookies: str, send: Send) -> Send:
    """Lead to the page in the cookie instead of the first one, and forget the cookie."""
    noted = SimpleCookie(cookies).get(COOKIE)

    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start" and noted:
            headers = MutableHeaders(scope=message)
            if headers.get("location", "").startswith("/"):
                # Two slashes would begin the address of another host.
                headers["location"] = "/" + quote(unquote(noted.value).lstrip("/\\"), safe=ADDRESS)
            headers.append("set-cookie", f"{COOKIE}=; Max-Age=0; Path=/")
        await send(message)

    return send_on
