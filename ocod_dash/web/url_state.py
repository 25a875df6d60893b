"""The address is the state: the browser owns it, the server reads it and at most corrects it."""

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st

Query = Mapping[str, list[str]]
OF_BROWSER = ("sorted", "opened", "position")  # parameters that static/sheet.js and map_position.js write and read


def base_path() -> str:
    """Return the path that the app is served under, without a slash at its end; empty for none."""
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"/{base}" if base else ""


def address(path: str) -> str:
    """Return the address of a path of the app without the host, wherever the app is served."""
    return f"{base_path()}/{path}"


def path_name(names: Collection[str]) -> str:
    """Return the last part of the page's path if it is one of ``names``, else an empty string: the first page's.

    Streamlit shows the first page for a path that no page has.
    """
    name = urlsplit(st.context.url or "").path.rstrip("/").rpartition("/")[2]
    return name if name in names else ""


def parameters() -> Query:
    """Return the parameters of the address, each with all its values, in the address's order."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def of_browser() -> dict[str, str]:
    """Return what the visitor did to the page's tables and map, as the browser wrote it into the address."""
    return {name: st.query_params[name] for name in OF_BROWSER if name in st.query_params}


def is_embedded() -> bool:
    """Say whether the page is shown inside another website."""
    return bool(st.context.is_embedded)


def page_address() -> str:
    """Return the address of the page without its parameters."""
    url = urlsplit(st.context.url or "")
    return f"{url.scheme}://{url.netloc}{url.path}"


def correction(query: Query, wanted: Mapping[str, str], known: Collection[str]) -> dict[str, Any] | None:
    """Return how the browser corrects the address, or None where it is right.

    Parameters
    ----------
    query : mapping of str to list of str
        The address's parameters.
    wanted : mapping of str to str
        The parameters as they were understood.
    known : collection of str
        The names of the app's own parameters; others stay in the address as they are.

    Returns
    -------
    dict or None
        ``seen``, the parameters that the correction is for, as pairs, and ``wanted``, those that replace them.
    """
    own = {name: values for name, values in query.items() if name in known}
    if list(own.items()) == [(name, [value]) for name, value in wanted.items()]:
        return None
    foreign = {name: values for name, values in query.items() if name not in known}
    corrected = {**wanted, **foreign}
    seen = [(name, value) for name, values in query.items() for value in values]
    return {"seen": seen, "wanted": f"?{urlencode(corrected, doseq=True, safe=',')}" if corrected else ""}
