"""Where releases are kept: publish, list, open, roll back."""

from .claims import Changes, ClaimsDraft, claims_between, compose_claims, examine_claims, publish_claims
from .difference import Difference, between, difference
from .mappings import save_mapping, saved_mapping, saved_mappings
from .problems import Busy, NoRelease, Outdated, ScopeQuestion
from .publish import Draft, compose, examine, publish_register
from .release import Release
from .releases import Store

__all__ = [
    "Busy",
    "Changes",
    "ClaimsDraft",
    "Difference",
    "Draft",
    "NoRelease",
    "Outdated",
    "Release",
    "ScopeQuestion",
    "Store",
    "between",
    "claims_between",
    "compose",
    "compose_claims",
    "difference",
    "examine",
    "examine_claims",
    "publish_claims",
    "publish_register",
    "save_mapping",
    "saved_mapping",
    "saved_mappings",
]
