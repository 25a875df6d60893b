"""Charts: a small frame and a look in, a Plotly figure out."""

from . import places, rollout

__all__ = ["places", "rollout"]
