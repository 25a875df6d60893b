"""Tables on the terminal: the columns of a file, what a publish changes, the list of releases."""

from functools import singledispatch
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from .. import geography
from ..i18n import Words
from ..ingest import Changes, Guess, Outcome, RecordChanges
from ..ingest.forms.changes import in_words
from ..ingest.register.centre_changes import CentreChanges, written
from ..store import Release
from .terminal import plain, say

# The list of releases: its columns, and how narrow each may get.
COLUMNS = {"release": 5, "published_at": 10, "as_of": 6, "centres": 7, "action": 9, "file": 12, "who": 5}
# Changed rows that are listed; all are counted.
MOST_LISTED = 1000
# Centres of each kind of change that are listed; a program reads more.
MOST_CENTRES = 20
CENTRE_HEADS = ("difference.what", "field.centre_id", "table.centre", "difference.before", "difference.after")
RECORD_HEADS = ("guess.field", "difference.before", "difference.after")


def columns(outcome: Outcome, guessed: list[Guess]) -> dict[str, Any]:
    """Return how a file was read and which column is which field, for a program to read."""
    source = outcome.source
    confidence = {
        each.field: {"confidence": each.confidence, "samples": list(each.samples)}
        for each in guessed
        if each.field in outcome.mapping.columns
    }
    return {
        "sha256": source.sha256,
        "reading": {"kind": source.kind, "sheets": list(source.sheets)} | source.reading.given(),
        "columns": dict(outcome.mapping.columns),
        "guesses": confidence,
        "left_out": list(outcome.personal),
        "mapping": outcome.saved or None,
        "notes": [{"code": note.key.removeprefix("note."), **note.figures} for note in outcome.notes],
    }


def show_columns(outcome: Outcome, guessed: list[Guess], words: Words) -> None:
    """Print how a file was read, and which column is which field, how surely, with three values."""
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
    """Print which saved mapping fits the file's headers, if any."""
    if outcome.saved:
        say(words("cli.mapped", name=outcome.saved))


def show_notes(outcome: Outcome, words: Words) -> None:
    """Print what the user should know about the file as a whole."""
    for note in outcome.notes:
        say(note.tell(words))


@singledispatch
def show_changes(changes: Changes, words: Words) -> None:
    """Print what changes."""
    raise NotImplementedError(f"no table for changes of {type(changes).__name__}")


@show_changes.register
def _of_centres(changes: CentreChanges, words: Words) -> None:
    """Print how many centres change, by province, and which."""
    kinds = changes.kinds
    if not kinds:
        return
    table = Table(words("difference.province"), box=SIMPLE_HEAD)
    for name in kinds:
        table.add_column(words(f"difference.{name}"), justify="right")
    for row in changes.by_province.iter_rows(named=True):
        place = words.name(geography.place(row["province_code"]))
        table.add_row(place, *(words.number(row[name]) for name in kinds))
    Console().print(table)
    listed = changes.listed(MOST_CENTRES)
    table = Table(*(words(head) for head in CENTRE_HEADS), box=SIMPLE_HEAD)
    for row in listed.iter_rows(named=True):
        what, before, after = written(row, words)
        table.add_row(*(plain(text) for text in (what, row["centre_id"], row["name_th"], before, after)))
    Console().print(table)
    if any(n > MOST_CENTRES for n in changes.counts().values()):
        say(words("difference.first", n=MOST_CENTRES))


@show_changes.register
def _of_records(changes: RecordChanges, words: Words) -> None:
    """Print the rows that change: new, then withdrawn, then each value of a corrected one, before and now."""
    shown, row_id = changes.shown, changes.row_id
    added, withdrawn = (frame.head(MOST_LISTED).iter_rows(named=True) for frame in (changes.added, changes.withdrawn))
    rows = [(words("changes.added"), row_id(row), shown, "", row[shown]) for row in added]
    rows += [(words("changes.withdrawn"), row_id(row), shown, row[shown], "") for row in withdrawn]
    rows += [(words("changes.corrected"), *each) for each in changes.fields(MOST_LISTED)]
    if not rows:
        return
    table = Table(words("difference.what"), changes.heading(words), *map(words, RECORD_HEADS), box=SIMPLE_HEAD)
    for what, row, name, *values in rows[:MOST_LISTED]:
        table.add_row(*map(plain, (what, row, name, *(in_words(changes.table, name, each, words) for each in values))))
    Console().print(table)


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
