"""How a register gets in: read, map the columns, clean, check, report."""

from .mapping import Mapping
from .places import named
from .problem import Problem
from .register import STAGES, Outcome, run
from .report import Entry, Report

__all__ = ["STAGES", "Entry", "Mapping", "Outcome", "Problem", "Report", "named", "run"]
