"""How a register gets in: read, map the columns, clean, check, report."""

from .guess import Guess, guesses
from .mapping import Mapping
from .places import named
from .problem import Problem
from .read import read
from .register import STAGES, Outcome, run
from .report import Entry, Report
from .saved import NO_MAPPING, Saved, fitting
from .source import Reading, Source

__all__ = [
    "NO_MAPPING",
    "STAGES",
    "Entry",
    "Guess",
    "Mapping",
    "Outcome",
    "Problem",
    "Reading",
    "Report",
    "Saved",
    "Source",
    "fitting",
    "guesses",
    "named",
    "read",
    "run",
]
