"""Maps: a small frame and a theme in, a pydeck Deck or an SVG picture out. Nothing is fetched from outside."""

from . import deck, legend, picture, scale, shapes

__all__ = ["deck", "legend", "picture", "scale", "shapes"]
