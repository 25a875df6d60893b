"""The register of centres: its fields, values, rules, history and changes."""

from .centre_form import REGISTER, ScopeQuestion

__all__ = ["REGISTER", "ScopeQuestion"]
