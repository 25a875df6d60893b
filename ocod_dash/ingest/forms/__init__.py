"""The steps for every kind of file, whatever it holds: map, clean, check, report, compare."""

from .changes import Changes, RecordChanges, record_changes
from .declaration import Declaration, Reader, Tables
from .form import Form
from .guess import Guess, guesses
from .importing import STAGES, Import, Outcome, left_out
from .mapping import Mapping
from .plan import Plan, Published, summary
from .records import RecordForm
from .report import FINDINGS, Entry, Report
from .saved import NO_MAPPING, Saved, fitting
from .tally import Rule, Tally

__all__ = [
    "FINDINGS",
    "NO_MAPPING",
    "STAGES",
    "Changes",
    "Declaration",
    "Entry",
    "Form",
    "Guess",
    "Import",
    "Mapping",
    "Outcome",
    "Plan",
    "Published",
    "Reader",
    "RecordChanges",
    "RecordForm",
    "Report",
    "Rule",
    "Saved",
    "Tables",
    "Tally",
    "fitting",
    "guesses",
    "left_out",
    "record_changes",
    "summary",
]
