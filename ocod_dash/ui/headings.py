"""Headings: the page's title, which is a finding, and the titles of sections."""

from ..web.parts import Part
from .render import html


def title(text: str) -> Part:
    """Return a text as the page's title."""
    return Part("title", html("title", text=text))


def section(key: str, text: str, note: str = "") -> Part:
    """Return the heading of a section, and what to know before reading on."""
    return Part(key, html("heading", text=text, note=note))


def note(key: str, text: str) -> Part:
    """Return a small grey line."""
    return Part(key, html("note", text=text))
