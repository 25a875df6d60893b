"""Where releases are kept: publish, list, open, roll back."""

from .difference import Difference, between, difference
from .mappings import save_mapping, saved_mapping, saved_mappings
from .problems import Busy, NoRelease, Outdated, ScopeQuestion
from .publish import Draft, compose, examine, publish_register
from .release import Release
from .releases import Store

__all__ = [
    "Busy",
    "Difference",
    "Draft",
    "NoRelease",
    "Outdated",
    "Release",
    "ScopeQuestion",
    "Store",
    "between",
    "compose",
    "difference",
    "examine",
    "publish_register",
    "save_mapping",
    "saved_mapping",
    "saved_mappings",
]
