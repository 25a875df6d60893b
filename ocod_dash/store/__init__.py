"""Where releases are kept: publish, list, open, roll back."""

from .problems import Busy, NoRelease, Outdated, ScopeQuestion
from .publish import Draft, compose, examine, publish_register
from .release import Release
from .releases import Store

__all__ = [
    "Busy",
    "Draft",
    "NoRelease",
    "Outdated",
    "Release",
    "ScopeQuestion",
    "Store",
    "compose",
    "examine",
    "publish_register",
]
