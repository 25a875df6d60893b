"""The page's title: a finding, or what the page is about."""

from ..exhibits import Context
from ..metrics.findings import Finding
from .part import html, part


def title(context: Context, finding: Finding) -> None:
    """Write the finding for the place in view as the page's title; of a sample it begins by saying so."""
    entitled(context.say(finding))


def entitled(text: str) -> None:
    """Write a text as the page's title."""
    part("title", html("title", text=text))


def section(key: str, text: str, note: str = "") -> None:
    """Write the heading of a section, and what to know before reading on."""
    part(key, html("heading", text=text, note=note))
