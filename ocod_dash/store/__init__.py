"""The store of releases: examine a file, publish, list, open, roll back."""

from ..ingest.register import ScopeQuestion
from .draft import Draft, between, compose, examine, form_of, publish_draft, template
from .mappings import save_mapping, saved_mapping, saved_mappings
from .problems import Busy, Damaged, NoRelease, Outdated
from .release import Release
from .releases import Store
from .saved_plans import SavedPlan, save_plan, saved_plan, saved_plans

__all__ = [
    "Busy",
    "Damaged",
    "Draft",
    "NoRelease",
    "Outdated",
    "Release",
    "SavedPlan",
    "ScopeQuestion",
    "Store",
    "between",
    "compose",
    "examine",
    "form_of",
    "publish_draft",
    "save_mapping",
    "save_plan",
    "saved_mapping",
    "saved_mappings",
    "saved_plan",
    "saved_plans",
    "template",
]
