"""The store of releases: examine a file, publish, list, open, roll back."""

from ..ingest.register import ScopeQuestion
from .draft import Draft, between, compose, examine, form_of, publish_draft, template
from .kept_plans import KeptPlan, keep_plan, kept_plan, kept_plans
from .mappings import save_mapping, saved_mapping, saved_mappings
from .problems import Busy, Damaged, NoRelease, Outdated
from .release import Release
from .releases import Store

__all__ = [
    "Busy",
    "Damaged",
    "Draft",
    "KeptPlan",
    "NoRelease",
    "Outdated",
    "Release",
    "ScopeQuestion",
    "Store",
    "between",
    "compose",
    "examine",
    "form_of",
    "keep_plan",
    "kept_plan",
    "kept_plans",
    "publish_draft",
    "save_mapping",
    "saved_mapping",
    "saved_mappings",
    "template",
]
