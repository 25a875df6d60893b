"""The command that does what a visitor has prepared on the Data page."""

import shlex
from collections.abc import Collection
from typing import Any

from ..ingest import NO_MAPPING, Mapping, Outcome, Saved, fitting
from ..problem import Problem
from ..store import Draft

# What the page calls the mapping that it offers as a file.
MAPPING_FILE = "mapping.toml"


def publish_command(
    draft: Draft,
    saved: dict[str, Saved],
    mapping: str | None,
    reading: dict[str, Any] | None,
    without: Collection[int] | None,
    *,
    scoped: bool,
) -> str:
    """Return the command that publishes a draft.

    Parameters
    ----------
    draft : Draft
        What is to be published.
    saved : dict of str to Saved
        The mappings that are saved for such files.
    mapping : str or None
        The name of the saved mapping that was chosen.
    reading : dict or None
        How the file is read, where that was chosen.
    without : collection of int or None
        The rows that are left out.
    scoped : bool
        Whether the part to replace was chosen.
    """
    outcome, form = draft.outcome, draft.outcome.form
    command = ["ocod", *form.command, "publish", outcome.file]
    if form.dated:
        command += ["--as-of", str(outcome.as_of)]
    command += _mapping(outcome, saved, mapping, reading)
    if outcome.report.faulty:
        command += ["--threshold", str(outcome.report.faulty)]
    if without:
        command += ["--without", ",".join(map(str, without))]
    if scoped:
        command += ["--scope", ",".join(draft.plan.scope) or "all"]
    return shlex.join(command)


def _mapping(
    outcome: Outcome, saved: dict[str, Saved], chosen: str | None, reading: dict[str, Any] | None
) -> list[str]:
    """Return the option for the mapping: none where it comes to the same by itself."""
    form, fits = outcome.form, fitting(saved.values(), outcome.source.columns)
    if not reading:
        if _same(fits.mapping if fits else Mapping(form), outcome):
            return []
        if chosen and _same(saved[chosen].mapping, outcome):
            return ["--mapping", chosen]
        if form.named_mappings and _same(Mapping(form), outcome):
            return ["--mapping", NO_MAPPING]
    return ["--mapping", MAPPING_FILE]


def _same(mapping: Mapping, outcome: Outcome) -> bool:
    """Return whether a mapping comes to the columns and values of an import."""
    try:
        return mapping.with_values(outcome.source.values).for_file(outcome.source) == outcome.mapping
    except Problem:
        return False
