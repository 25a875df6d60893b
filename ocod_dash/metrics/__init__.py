"""What each number means and how it is computed: frames in, one lazy frame out; nothing is collected here."""

from . import change, claims, equity, findings, ledger, overdue, pace, places, points, programmes, quality, rollout
from .measures import MEASURES, Amount, Measure, shown

__all__ = [
    "MEASURES",
    "Amount",
    "Measure",
    "change",
    "claims",
    "equity",
    "findings",
    "ledger",
    "overdue",
    "pace",
    "places",
    "points",
    "programmes",
    "quality",
    "rollout",
    "shown",
]
