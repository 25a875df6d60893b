"""The commands: check, publish, releases, diff, rollback, sample."""

import getpass
import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from xlsxwriter.exceptions import XlsxWriterException

from ..config import settings
from ..exports.atomic_file import replacing, unwritten
from ..i18n import Words
from ..ingest import Outcome, corrections, guesses
from ..store import between, claims_between, compose, examine, publish_register, save_mapping
from ..store.sample import publish_sample
from . import options
from .options import (
    AsOf,
    AsOfOrToday,
    Encoding,
    File,
    Header,
    Json,
    MappingName,
    ReportFile,
    Save,
    Scope,
    Separator,
    Sheet,
    Threshold,
    Without,
    Yes,
)
from .showing import changes, columns, show_claims, show_columns, show_difference, show_mapping, show_releases
from .terminal import findings, progress, published, say, say_json, show_report

# Help texts are message keys here; the words of the chosen language take their place before a command runs.
app = typer.Typer(help="cli.about", no_args_is_help=True, add_completion=False, rich_markup_mode=None)


@app.callback()
def everywhere(lang: Annotated[str | None, typer.Option(metavar="th|en", help="cli.lang.help")] = None) -> None:
    """Stand in the help for ``--lang``, which may come anywhere and is read before all else."""


@app.command(help="cli.check.help")
def check(
    context: typer.Context,
    file: File,
    mapping: MappingName = None,
    as_of: AsOfOrToday = None,
    encoding: Encoding = None,
    separator: Separator = None,
    header: Header = None,
    sheet: Sheet = None,
    without: Without = None,
    report: ReportFile = None,
    save: Save = None,
    as_json: Json = False,
) -> None:
    """Check a register file."""
    words: Words = context.obj
    day, left, store = options.day_of(words, as_of), options.rows_of(words, without), options.store()
    options.not_the_file(words, report, file)
    asked = options.mapping_of(mapping, encoding, separator, header, sheet)
    with progress(words, as_json) as on_stage:
        outcome, _ = examine(store, file, asked, day, on_stage, left, options.saved_of(mapping))
    # What a saved mapping says is not guessed.
    guessed = guesses(outcome.source, outcome.mapping if outcome.saved else asked)
    if report:
        write_report(outcome, words, report)
    if save:
        # How the file was read is found anew next month, unless it had to be said.
        save_mapping(store, save, replace(outcome.mapping, reading=asked.reading), outcome.source.columns, who())
    if as_json:
        say_json({"file": outcome.file} | columns(outcome, guessed) | findings(outcome.report, words))
    else:
        show_columns(outcome, guessed, words)
        show_report(outcome.report, words)
        if report:
            say(words("cli.reported", file=str(report)))
        if save:
            say(words("cli.saved", name=save))
        if outcome.report.accepted and not outcome.report.faulty:
            say(words("cli.good"))
    raise typer.Exit(1 if outcome.report.faulty else 0)


@app.command(help="cli.publish.help")
def publish(
    context: typer.Context,
    file: File,
    as_of: AsOf,
    mapping: MappingName = None,
    scope: Scope = None,
    threshold: Threshold = "0",
    encoding: Encoding = None,
    separator: Separator = None,
    header: Header = None,
    sheet: Sheet = None,
    without: Without = None,
    report: ReportFile = None,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Check a register file and publish it."""
    words: Words = context.obj
    day, left, store = options.day_of(words, as_of), options.rows_of(words, without), options.store()
    options.not_the_file(words, report, file)
    options.threshold_of(words, threshold, 0)
    if as_json and not yes:
        raise typer.BadParameter(words("cli.wrong.json"))
    asked = options.mapping_of(mapping, encoding, separator, header, sheet)
    with progress(words, as_json) as on_stage:
        outcome, base = examine(store, file, asked, day, on_stage, left, options.saved_of(mapping))
    if report:
        write_report(outcome, words, report)
    most = options.threshold_of(words, threshold, outcome.report.read)
    if not as_json:
        show_mapping(outcome, words)
        show_report(outcome.report, words)
    elif outcome.report.faulty > most:
        say_json({"release": None} | findings(outcome.report, words))
        raise typer.Exit(1)
    draft = compose(store, outcome, base, options.scope_of(scope), most)
    if not as_json:
        show_difference(draft.difference, words)
        say(words("cli.draft", **draft.figures()))
        if draft.dropped:
            say(words("cli.dropped", n=draft.dropped))
    if not yes and not typer.confirm(words("cli.confirm", as_of=day), err=True):
        say(words("cli.not_published"))
        raise typer.Exit(1)
    with progress(words, as_json, ("publish",)) as on_stage:
        on_stage("publish")
        release = publish_register(store, draft, who())
    if as_json:
        told = {"release": release.figures(), "draft": draft.figures(), "mapping": outcome.saved or None}
        say_json(told | changes(draft.difference) | findings(outcome.report, words))
    else:
        say(published(release, words))


@app.command(help="cli.releases.help")
def releases(context: typer.Context, as_json: Json = False) -> None:
    """List the releases."""
    words: Words = context.obj
    found = options.store().releases()
    if as_json:
        say_json([release.figures() for release in found])
    elif not found:
        say(words("cli.no_releases", store=settings().store))
    else:
        show_releases(found, words)


@app.command(help="cli.diff.help")
def diff(
    context: typer.Context,
    before: Annotated[int, typer.Argument(metavar="A", help="cli.diff.before")],
    after: Annotated[int, typer.Argument(metavar="B", help="cli.diff.after")],
    as_json: Json = False,
) -> None:
    """Tell what changed from one release to another."""
    words: Words = context.obj
    store = options.store()
    releases = store.release(before), store.release(after)
    found, claims = between(store, *releases), claims_between(store, *releases)
    if as_json:
        say_json(changes(found) | {"claims": claims.figures()})
    else:
        show_difference(found, words)
        if any(claims.counts().values()):
            say(words("changes.claims.between", **claims.counts()))
            show_claims(claims, words)


@app.command(help="cli.rollback.help")
def rollback(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="N", help="cli.number.help")],
    as_json: Json = False,
) -> None:
    """Make an older release current again."""
    words: Words = context.obj
    release = options.store().rollback(number, who())
    if as_json:
        say_json({"release": release.figures()})
    else:
        say(words("cli.rolled_back", number=str(release.number), restores=str(number)))


@app.command(help="cli.sample.help")
def sample(context: typer.Context, yes: Yes = False) -> None:
    """Publish the sample register again."""
    words: Words = context.obj
    store = options.store()
    current = store.current()
    asks = current and not current.sample and not yes
    if asks and not typer.confirm(words("cli.confirm.sample"), err=True):
        say(words("cli.not_published"))
        raise typer.Exit(1)
    say(published(publish_sample(store, who()), words))


def write_report(outcome: Outcome, words: Words, report: Path) -> None:
    """Write the file with its report; where that fails, what stood there before is still there."""
    try:
        with replacing(report) as part:
            corrections.write(outcome, words, part, report.suffix)
    except (OSError, XlsxWriterException) as error:
        raise unwritten(report, error) from None


def who() -> str:
    """Return who gives the command."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return f"uid {os.getuid()}"
