"""Headline numbers as cards, each with its definition and source one click away."""

from ..exhibits import Context
from ..exhibits.headline import Number
from ..web.parts import Part
from .render import html


def cards(context: Context, key: str, numbers: list[Number]) -> Part:
    """Return numbers as cards, as many side by side as fit."""
    return Part(key, html("cards", key=key, words=context.words, numbers=numbers, source=context.source))
