"""Charts: a small frame and a look in, a Plotly figure out."""

from . import equity, funnel, places, published, rollout, series, tags

__all__ = ["equity", "funnel", "places", "published", "rollout", "series", "tags"]
