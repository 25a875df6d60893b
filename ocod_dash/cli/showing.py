"""Tables on the terminal: columns and what they are taken for, what a publish changes, the list of releases."""

from datetime import date
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from .. import geography
from ..i18n import Words
from ..ingest import Guess, Outcome
from ..store import Changes, Difference, Release
from .terminal import plain, say

# The list of releases: its columns, and how narrow each may get.
COLUMNS = {"release": 5, "published_at": 10, "as_of": 6, "centres": 7, "action": 9, "file": 12, "who": 5}
# Centres of each kind that are listed of a difference; all are counted.
MOST_LISTED = 1000
CLAIM_HEADS = ("difference.what", "ledger.id", "guess.field", "difference.before", "difference.after")


def columns(outcome: Outcome, guessed: list[Guess]) -> dict[str, Any]:
    """Return how a file was read and what its columns were taken for, for a program to read."""
    source = outcome.source
    confidence = {
        each.field: {"confidence": each.confidence, "samples": list(each.samples)}
        for each in guessed
        if each.field in outcome.mapping.columns
    }
    return {
        "sha256": source.sha256,
        "reading": {"kind": source.kind, "sheets": list(source.sheets)} | source.reading.said(),
        "columns": dict(outcome.mapping.columns),
        "guesses": confidence,
        "left_out": list(outcome.personal),
        "mapping": outcome.saved or None,
    }


def show_columns(outcome: Outcome, guessed: list[Guess], words: Words) -> None:
    """Print how a file was read, and the columns with what they were taken for, how surely, and three values."""
    say(outcome.source.tell(words))
    show_mapping(outcome, words)
    heads = ("field", "column", "confidence", "samples")
    table = Table(*(words(f"guess.{head}") for head in heads), box=SIMPLE_HEAD)
    for guess in guessed:
        if guess.field in outcome.mapping.columns:
            samples = plain(" | ".join(guess.samples))
            samples.truncate(60, overflow="ellipsis")
            column = plain(outcome.mapping.column(guess.field))
            table.add_row(guess.field, column, words.percent(guess.confidence * 100), samples)
    Console().print(table)
    if outcome.personal:
        say(words("guess.personal", columns=", ".join(outcome.personal)))


def show_mapping(outcome: Outcome, words: Words) -> None:
    """Print which saved mapping the file's headers called for, if any."""
    if outcome.saved:
        say(words("cli.mapped", name=outcome.saved))


def changes(difference: Difference) -> dict[str, Any]:
    """Return a difference for a program to read."""
    by_province = difference.by_province.to_dicts()
    listed = difference.listed(MOST_LISTED).to_dicts()
    return {"difference": difference.counts() | {"by_province": by_province, "centres": listed}}


def show_difference(difference: Difference, words: Words) -> None:
    """Print what changes, in all and by province."""
    counts = difference.counts()
    say(words("difference", n=counts["new"], **counts))
    if not any(counts.values()):
        return
    table = Table(words("difference.province"), box=SIMPLE_HEAD)
    for name in counts:
        table.add_column(words(f"difference.{name}"), justify="right")
    for row in difference.by_province.iter_rows(named=True):
        place = words.name(geography.place(row["province_code"]))
        table.add_row(place, *(words.number(row[name]) for name in counts))
    Console().print(table)


def show_claims(found: Changes, words: Words) -> None:
    """Print the claims that change: new, then withdrawn, then what stood in each corrected one and stands there now."""
    table = Table(*(words(head) for head in CLAIM_HEADS), box=SIMPLE_HEAD)
    rows = [
        (words("changes.claims.added"), row["claim_id"], "value", "", row["value"])
        for row in found.added.iter_rows(named=True)
    ]
    rows += [
        (words("changes.claims.withdrawn"), row["claim_id"], "value", row["value"], "")
        for row in found.withdrawn.iter_rows(named=True)
    ]
    rows += [(words("changes.claims.corrected"), *each) for each in found.fields()]
    for row in rows[:MOST_LISTED]:
        table.add_row(*(plain(_cell(cell, words)) for cell in row))
    if rows:
        Console().print(table)


def _cell(cell: Any, words: Words) -> str:
    if isinstance(cell, float):
        return words.number(cell, 0 if cell.is_integer() else 2)
    return words.date(cell) if isinstance(cell, date) else str(cell or "–")


def show_releases(found: list[Release], words: Words) -> None:
    """Print the releases as a table, the current one in bold."""
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for name, width in COLUMNS.items():
        table.add_column(words(f"cli.{name}"), min_width=width, overflow="fold")
    for release in found:
        kind = words("cli.sample" if release.sample else "cli.real")
        table.add_row(
            str(release.number),
            f"{release.published_at:%Y-%m-%d %H:%M}",
            words.date(release.as_of),
            words.number(release.counts.get("centres", 0)),
            ", ".join((words(f"cli.action.{release.action}", restores=str(release.restores)), kind)),
            plain(release.file),
            plain(release.who),
            style="bold" if release is found[-1] else "",
        )
    Console().print(table)
