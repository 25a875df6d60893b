"""Output on the terminal: progress, sentences, JSON, the report of a file."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from ..i18n import Words
from ..ingest import STAGES, Entry, Report

COLOURS = {"error": "red", "warning": "yellow", "change": "cyan"}
# Errors that are shown one by one; all are counted.
MOST_SHOWN = 20


@contextmanager
def progress(words: Words, quiet: bool, stages: tuple[str, ...] = STAGES) -> Iterator[Callable[[str], None]]:
    """Show a bar that moves on at each stage, on a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as progress:
        bar = progress.add_task("", total=len(stages))

        def on_stage(stage: str) -> None:
            progress.update(bar, description=words(f"cli.stage.{stage}"), completed=stages.index(stage))

        yield on_stage


@contextmanager
def bar(quiet: bool) -> Iterator[Callable[[str, float], None]]:
    """Show a bar with words that fills with a share of 0 to 1, on a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as progress:
        task = progress.add_task("", total=1)
        yield lambda words, share: progress.update(task, description=words, completed=share)


def plain(text: str, style: str = "") -> Text:
    """Return text of a file as it may go to a terminal: nothing in it can command the terminal."""
    return Text("".join(letter for letter in text if letter.isprintable() or letter == "\n"), style=style)


def say(text: str, *, error: bool = False) -> None:
    """Print a sentence; what went wrong goes to the error stream."""
    Console(stderr=error).print(plain(text, "red" if error else ""), soft_wrap=True)


def remark(text: str) -> None:
    """Print a sentence beside the output: on the error stream, where it is in no program's way."""
    Console(stderr=True).print(plain(text), soft_wrap=True)


def say_json(content: Any) -> None:
    """Print something for a program to read."""
    typer.echo(json.dumps(content, ensure_ascii=False, indent=2))


def findings(report: Report, words: Words) -> dict[str, Any]:
    """Return a report for a program to read."""
    return {"report": report.figures() | {"entries": report.frame(words).to_dicts()}}


def show_report(report: Report, words: Words) -> None:
    """Print the report: how many rows, what was found with an example each, then the errors one by one."""
    say(
        words(
            "cli.rows", n=report.read, **{name: getattr(report, name) for name in ("accepted", "changed", "rejected")}
        )
    )
    if not report.counts:
        return
    entries = list(report.entries)
    table = Table(words("cli.kind"), words("cli.count"), words("cli.example"), box=SIMPLE_HEAD)
    for (severity, code), n in report.counts.items():
        first = next(entry for entry in entries if (entry.severity, entry.code) == (severity, code))
        kind = plain(words(f"cli.severity.{severity}"), COLOURS[severity])
        table.add_row(kind, words.number(n), plain(first.tell(words)))
    Console().print(table)
    # Errors come first in a report; one value that is wrong in several rows is shown once.
    alike: dict[tuple[str, str, str | int], list[Entry]] = {}
    for entry in entries[: report.errors]:
        alike.setdefault((entry.code, entry.column, entry.value or entry.row), []).append(entry)
    shown = list(alike.values())[:MOST_SHOWN]
    for first, *others in shown:
        say(" ".join([first.tell(words), *([words("cli.repeated", n=len(others))] if others else [])]))
    left = report.errors - sum(map(len, shown))
    if left:
        say(words("cli.more", n=left))
