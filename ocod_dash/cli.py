"""The ``ocod`` command: check and publish a register, list releases, roll back."""

import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from deltalake.exceptions import DeltaError
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from .config import settings
from .i18n import LANGUAGES, Words, language_of
from .ingest import STAGES, Mapping, Problem, Report
from .store import Draft, Release, Store, compose, examine, publish_register
from .store.sample import publish_sample

# What the system calls its language, the strongest first.
SYSTEM_LANGUAGE = ("LC_ALL", "LC_MESSAGES", "LANG")
COLOURS = {"error": "red", "warning": "yellow", "change": "cyan"}
MOST_SHOWN = 20
EARLIEST = date(1990, 1, 1)
ALL = "all"

# Help texts are message keys here; `translate` puts the words of the chosen language in their place.
app = typer.Typer(help="cli.about", no_args_is_help=True, add_completion=False, rich_markup_mode=None)

File = Annotated[Path, typer.Argument(metavar="FILE", help="cli.file.help", show_default=False)]
MappingFile = Annotated[Path | None, typer.Option("--mapping", metavar="TOML", help="cli.mapping.help")]
AsOf = Annotated[str, typer.Option("--as-of", metavar="DATE", help="cli.as_of.help")]
AsOfOrToday = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="cli.as_of.today")]
Scope = Annotated[str | None, typer.Option("--scope", metavar="all|50,51", help="cli.scope.help")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="cli.yes.help")]
Json = Annotated[bool, typer.Option("--json", help="cli.json.help")]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command with the arguments of the command line, or those given.

    Raises
    ------
    SystemExit
        Always: 0 when done, 1 when something is wrong with the file or the store, 2 for a wrong command line.
    """
    words, rest = _language(list(sys.argv[1:] if arguments is None else arguments))
    command: Any = typer.main.get_command(app)
    translate(command, words)
    try:
        sys.exit(command.main(rest, prog_name="ocod", obj=words))
    except Problem as problem:
        _fail(words, problem.key, problem.tell(words), "--json" in rest)
    except (OSError, DeltaError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).splitlines()[0]
        place = getattr(error, "filename", None) or settings().store
        _fail(words, "cli.wrong.disk", words("cli.wrong.disk", place=str(place), reason=reason), "--json" in rest)


def translate(command: Any, words: Words) -> None:
    """Put the words of a language in the help of a command and all it holds."""
    command.help = words(command.help)
    for parameter in command.params:
        parameter.help = words(parameter.help)
    for each in getattr(command, "commands", {}).values():
        translate(each, words)


@app.callback()
def everywhere(lang: Annotated[str | None, typer.Option(metavar="th|en", help="cli.lang.help")] = None) -> None:
    """Stand in the help for ``--lang``, which may come anywhere and is read before all else."""


@app.command(help="cli.check.help")
def check(
    context: typer.Context, file: File, mapping: MappingFile = None, as_of: AsOfOrToday = None, as_json: Json = False
) -> None:
    """Check a register file."""
    words: Words = context.obj
    day = _day(words, as_of) if as_of else date.today()
    with _progress(words, as_json) as on_stage:
        outcome, _ = examine(_store(), file, _mapping(mapping), day, on_stage)
    if as_json:
        _print_json({"file": outcome.file, "columns": outcome.mapping.columns} | _findings(outcome.report, words))
    else:
        columns = ", ".join(f"{name} = {column}" for name, column in outcome.mapping.columns.items())
        _say(words("cli.columns", columns=columns))
        _show(outcome.report, words)
        if not outcome.report.errors:
            _say(words("cli.good"))
    raise typer.Exit(1 if outcome.report.errors else 0)


@app.command(help="cli.publish.help")
def publish(
    context: typer.Context,
    file: File,
    as_of: AsOf,
    mapping: MappingFile = None,
    scope: Scope = None,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Check a register file and publish it."""
    words: Words = context.obj
    day, store = _day(words, as_of), _store()
    if as_json and not yes:
        raise typer.BadParameter(words("cli.wrong.json"))
    with _progress(words, as_json) as on_stage:
        outcome, base = examine(store, file, _mapping(mapping), day, on_stage)
    if not as_json:
        _show(outcome.report, words)
    elif outcome.report.errors:
        _print_json({"release": None} | _findings(outcome.report, words))
        raise typer.Exit(1)
    draft = compose(store, outcome, base, _scope(scope))
    if not as_json:
        _announce(draft, words)
    if not yes and not typer.confirm(words("cli.confirm", as_of=day), err=True):
        _say(words("cli.not_published"))
        raise typer.Exit(1)
    with _progress(words, as_json, ("publish",)) as on_stage:
        on_stage("publish")
        release = publish_register(store, draft, _who())
    if as_json:
        _print_json({"release": release.figures(), "draft": draft.figures()} | _findings(outcome.report, words))
    else:
        _say_published(release, words)


@app.command(help="cli.releases.help")
def releases(context: typer.Context, as_json: Json = False) -> None:
    """List the releases."""
    words: Words = context.obj
    found = _store().releases()
    if as_json:
        _print_json([release.figures() for release in found])
    elif not found:
        _say(words("cli.no_releases", store=settings().store))
    else:
        Console().print(_listing(found, words))


@app.command(help="cli.rollback.help")
def rollback(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="N", help="cli.number.help")],
    as_json: Json = False,
) -> None:
    """Make an older release current again."""
    words: Words = context.obj
    release = _store().rollback(number, _who())
    if as_json:
        _print_json({"release": release.figures()})
    else:
        _say(words("cli.rolled_back", number=str(release.number), restores=str(number)))


@app.command(help="cli.sample.help")
def sample(context: typer.Context, yes: Yes = False) -> None:
    """Publish the sample register again."""
    words: Words = context.obj
    store = _store()
    current = store.current()
    real = current is not None and not current.sample
    if real and not yes and not typer.confirm(words("cli.confirm.sample"), err=True):
        _say(words("cli.not_published"))
        raise typer.Exit(1)
    with _progress(words, quiet=False, stages=("publish",)) as on_stage:
        on_stage("publish")
        release = publish_sample(store, _who())
    _say_published(release, words)


def _store() -> Store:
    return Store(settings().store)


def _mapping(path: Path | None) -> Mapping | None:
    return Mapping.load(path) if path else None


def _language(arguments: list[str]) -> tuple[Words, list[str]]:
    """Take ``--lang`` out of the arguments, wherever it stands."""
    system = next((os.environ[name] for name in SYSTEM_LANGUAGE if os.environ.get(name)), None)
    language, rest = language_of(system), []
    remaining = iter(arguments)
    for argument in remaining:
        if argument == "--lang" or argument.startswith("--lang="):
            language = argument[len("--lang=") :] or next(remaining, "")
        else:
            rest.append(argument)
    if language not in LANGUAGES:
        _say(Words(language_of(system))("cli.wrong.language", value=language), error=True)
        sys.exit(2)
    return Words(language), rest


def _day(words: Words, text: str) -> date:
    """Read an as-of date; one that is to come is a slip, or a year of the Buddhist era."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.max
    # Elsewhere it may be tomorrow already.
    if not EARLIEST <= day <= date.today() + timedelta(days=1):
        raise typer.BadParameter(words("cli.wrong.date", value=text), param_hint="--as-of")
    return day


def _scope(text: str | None) -> tuple[str, ...] | None:
    if text is None or text.strip().lower() == ALL:
        return None if text is None else ()
    return tuple(code.strip() for code in text.split(",") if code.strip())


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return f"uid {os.getuid()}"


@contextmanager
def _progress(words: Words, quiet: bool, stages: tuple[str, ...] = STAGES) -> Iterator[Callable[[str], None]]:
    """Show a bar that moves on at each stage, on a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as progress:
        bar = progress.add_task("", total=len(stages))

        def on_stage(stage: str) -> None:
            progress.update(bar, description=words(f"cli.stage.{stage}"), completed=stages.index(stage))

        yield on_stage


def _plain(text: str, style: str = "") -> Text:
    """Return text of a file as it may go to a terminal: nothing in it can command the terminal."""
    return Text("".join(letter for letter in text if letter.isprintable() or letter == "\n"), style=style)


def _say(text: str, *, error: bool = False) -> None:
    Console(stderr=error).print(_plain(text, "red" if error else ""), soft_wrap=True)


def _print_json(content: Any) -> None:
    print(json.dumps(content, ensure_ascii=False, indent=2))


def _fail(words: Words, code: str, sentence: str, as_json: bool) -> NoReturn:
    if as_json:
        _print_json({"error": {"code": code, "message": sentence}})
    else:
        _say(sentence, error=True)
    sys.exit(1)


def _findings(report: Report, words: Words) -> dict[str, Any]:
    return {"report": report.figures() | {"entries": report.frame(words).to_dicts()}}


def _show(report: Report, words: Words) -> None:
    """Print the report: how many rows, what was found with an example each, then the errors one by one."""
    _say(words("cli.rows", **{name: getattr(report, name) for name in ("read", "accepted", "changed", "rejected")}))
    if not report.counts:
        return
    table = Table(words("cli.kind"), words("cli.count"), words("cli.example"), box=SIMPLE_HEAD)
    entries = list(report.entries)
    for (severity, code), n in report.counts.items():
        first = next(entry for entry in entries if (entry.severity, entry.code) == (severity, code))
        kind = Text(words(f"cli.severity.{severity}"), style=COLOURS[severity])
        table.add_row(kind, words.number(n), _plain(first.tell(words)))
    Console().print(table)
    for entry in [entry for entry in entries if entry.severity == "error"][:MOST_SHOWN]:
        _say(entry.tell(words))
    if report.errors > MOST_SHOWN:
        _say(words("cli.more", n=report.errors - MOST_SHOWN))


def _announce(draft: Draft, words: Words) -> None:
    _say(words("cli.draft", **draft.figures()))
    if draft.dropped:
        _say(words("cli.dropped", n=draft.dropped))


def _say_published(release: Release, words: Words) -> None:
    _say(words("cli.published", number=str(release.number), n=release.counts["centres"], as_of=release.as_of))


def _listing(found: list[Release], words: Words) -> Table:
    names = ("release", "published_at", "as_of", "centres", "action", "file", "who")
    table = Table(*(words(f"cli.{name}") for name in names), "", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for column in table.columns:
        column.overflow = "fold"
    for release in found:
        table.add_row(
            str(release.number),
            f"{release.published_at:%Y-%m-%d %H:%M}",
            words.date(release.as_of),
            words.number(release.counts.get("centres", 0)),
            words(f"cli.action.{release.action}", restores=str(release.restores)),
            _plain(release.file),
            _plain(release.who),
            " · ".join(
                [words("cli.sample" if release.sample else "cli.real")]
                + [words("cli.current")] * (release is found[-1])
            ),
        )
    return table
