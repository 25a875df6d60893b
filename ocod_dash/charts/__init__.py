"""Charts: a small frame and a look in, a Plotly figure out."""

from . import equity, places, published, rollout

__all__ = ["equity", "places", "published", "rollout"]
