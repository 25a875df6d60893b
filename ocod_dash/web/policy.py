"""What browsers may do with an answer: the headers of security."""

import base64
import hashlib
import re
from collections.abc import Callable, Collection, Mapping
from functools import cache
from urllib.parse import parse_qs

from markupsafe import Markup

from .streamlit_compat import start

NOTHING = "default-src 'none'; frame-ancestors 'none'"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def headers(
    embeddable: Collection[str], ancestors: str, map_style: str | None
) -> Callable[[str, str], Mapping[str, str]]:
    """Return a function that returns the headers of an answer for a path and its parameters.

    Parameters
    ----------
    embeddable : collection of str
        The paths of the pages that other websites may embed, with ``embed=true``.
    ancestors : str
        The websites that may, as in ``frame-ancestors``.
    map_style : str, optional
        The address of a style of the map on another host, which names further ones: then the page may read from any.
    """

    def of(path: str, query: str) -> Mapping[str, str]:
        embedded = path in embeddable and "true" in parse_qs(query).get("embed", ())
        return ALWAYS | {"Content-Security-Policy": page_policy(ancestors if embedded else "'self'", bool(map_style))}

    return of


@cache
def page_policy(ancestors: str, other_hosts: bool) -> str:
    """Return the content security policy of a page.

    Inline scripts are those of the page's start alone, each by its hash. Streamlit's browser side sets styles on elements, and
    loads components as modules of its own making (``blob:``).
    """
    hashes = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(start((), "", "", Markup())))
    scripts = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in hashes)
    more = " https:" if other_hosts else ""
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' blob: {scripts}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": f"'self' data: blob:{more}",
        "font-src": f"'self' data:{more}",
        "connect-src": f"'self' blob: data:{more}",
        "worker-src": "'self' blob:",
        "media-src": "'self'",
        "manifest-src": "'self'",
        "frame-src": "'none'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
    }
    if ancestors != "*":  # which would exclude a document on the visitor's own disk
        rules["frame-ancestors"] = ancestors
    return "; ".join(f"{name} {value}" for name, value in rules.items())
