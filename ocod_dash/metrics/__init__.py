"""What each number means and how it is computed: frames in, one lazy frame out; nothing is collected here."""

from . import claims, findings, places, points, quality, rollout
from .measures import MEASURES, Amount, Measure

__all__ = ["MEASURES", "Amount", "Measure", "claims", "findings", "places", "points", "quality", "rollout"]
