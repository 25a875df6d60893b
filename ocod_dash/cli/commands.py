"""The commands: check, publish, releases, rollback, sample."""

import getpass
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from ..config import settings
from ..i18n import Words
from ..ingest import Mapping
from ..store import Store, compose, examine, publish_register
from ..store.sample import publish_sample
from .terminal import findings, progress, published, say, say_json, show_releases, show_report

EARLIEST = date(1990, 1, 1)

# Help texts are message keys here; the words of the chosen language take their place before a command runs.
app = typer.Typer(help="cli.about", no_args_is_help=True, add_completion=False, rich_markup_mode=None)

File = Annotated[Path, typer.Argument(metavar="FILE", help="cli.file.help", show_default=False)]
MappingFile = Annotated[Path | None, typer.Option("--mapping", metavar="TOML", help="cli.mapping.help")]
AsOf = Annotated[str, typer.Option("--as-of", metavar="DATE", help="cli.as_of.help")]
AsOfOrToday = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="cli.as_of.today")]
Scope = Annotated[str | None, typer.Option("--scope", metavar="all|50,51", help="cli.scope.help")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="cli.yes.help")]
Json = Annotated[bool, typer.Option("--json", help="cli.json.help")]


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
    with progress(words, as_json) as on_stage:
        outcome, _ = examine(_store(), file, Mapping.load(mapping) if mapping else None, day, on_stage)
    columns = outcome.mapping.columns
    if as_json:
        say_json({"file": outcome.file, "columns": columns} | findings(outcome.report, words))
    else:
        say(words("cli.columns", columns=", ".join(f"{name} = {column}" for name, column in columns.items())))
        show_report(outcome.report, words)
        if not outcome.report.errors:
            say(words("cli.good"))
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
    with progress(words, as_json) as on_stage:
        outcome, base = examine(store, file, Mapping.load(mapping) if mapping else None, day, on_stage)
    if not as_json:
        show_report(outcome.report, words)
    elif outcome.report.errors:
        say_json({"release": None} | findings(outcome.report, words))
        raise typer.Exit(1)
    draft = compose(store, outcome, base, _scope(scope))
    if not as_json:
        say(words("cli.draft", **draft.figures()))
        if draft.dropped:
            say(words("cli.dropped", n=draft.dropped))
    if not yes and not typer.confirm(words("cli.confirm", as_of=day), err=True):
        say(words("cli.not_published"))
        raise typer.Exit(1)
    with progress(words, as_json, ("publish",)) as on_stage:
        on_stage("publish")
        release = publish_register(store, draft, _who())
    if as_json:
        say_json({"release": release.figures(), "draft": draft.figures()} | findings(outcome.report, words))
    else:
        say(published(release, words))


@app.command(help="cli.releases.help")
def releases(context: typer.Context, as_json: Json = False) -> None:
    """List the releases."""
    words: Words = context.obj
    found = _store().releases()
    if as_json:
        say_json([release.figures() for release in found])
    elif not found:
        say(words("cli.no_releases", store=settings().store))
    else:
        show_releases(found, words)


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
        say_json({"release": release.figures()})
    else:
        say(words("cli.rolled_back", number=str(release.number), restores=str(number)))


@app.command(help="cli.sample.help")
def sample(context: typer.Context, yes: Yes = False) -> None:
    """Publish the sample register again."""
    words: Words = context.obj
    store = _store()
    current = store.current()
    asks = current and not current.sample and not yes
    if asks and not typer.confirm(words("cli.confirm.sample"), err=True):
        say(words("cli.not_published"))
        raise typer.Exit(1)
    say(published(publish_sample(store, _who()), words))


def _store() -> Store:
    return Store(settings().store)


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
    if text is None:
        return None
    return () if text.strip().lower() == "all" else tuple(code.strip() for code in text.split(","))


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return f"uid {os.getuid()}"
