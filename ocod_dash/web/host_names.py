"""Hosts and network addresses, as requests name them."""

from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

LOOPBACK = "127.0.0.1"


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
