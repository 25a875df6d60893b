"""How a file gets in: read, map the columns, clean, check, report. ``FORMS`` has every kind of file that can."""

from .claims import CLAIMS
from .files import File, Reading, Source, prepare, read, read_apart
from .forms import (
    FINDINGS,
    NO_MAPPING,
    STAGES,
    Changes,
    Declaration,
    Entry,
    Form,
    Guess,
    Mapping,
    Outcome,
    Plan,
    Published,
    RecordChanges,
    Report,
    Saved,
    Tables,
    fitting,
    guesses,
)
from .importer import run
from .kinds import FORMS
from .register import REGISTER

__all__ = [
    "CLAIMS",
    "FINDINGS",
    "FORMS",
    "NO_MAPPING",
    "REGISTER",
    "STAGES",
    "Changes",
    "Declaration",
    "Entry",
    "File",
    "Form",
    "Guess",
    "Mapping",
    "Outcome",
    "Plan",
    "Published",
    "Reading",
    "RecordChanges",
    "Report",
    "Saved",
    "Source",
    "Tables",
    "fitting",
    "guesses",
    "prepare",
    "read",
    "read_apart",
    "run",
]
