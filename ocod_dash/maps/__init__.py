"""Maps: a small frame and a theme in, a pydeck Deck or an SVG picture out. Nothing is fetched from outside."""

from . import deck, labels, legend, picture, reach_picture, scale, shapes, window

__all__ = ["deck", "labels", "legend", "picture", "reach_picture", "scale", "shapes", "window"]
