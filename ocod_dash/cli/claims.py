"""The commands that bring in published figures: ``claims check``, ``claims publish``."""

import typer

from ..i18n import Words
from ..ingest import CLAIMS, guesses
from ..store import compose_claims, examine_claims, publish_claims
from . import options
from .commands import who, write_report
from .options import (
    Claims,
    ClaimsMapping,
    Encoding,
    Header,
    Json,
    ReportFile,
    Separator,
    Sheet,
    Threshold,
    Without,
    Yes,
)
from .published import app, figures
from .showing import columns, show_claims, show_columns
from .terminal import findings, progress, say, say_json, show_report

__all__ = ["app"]


@figures.command(help="cli.claims.check.help")
def check(
    context: typer.Context,
    file: Claims,
    mapping: ClaimsMapping = None,
    encoding: Encoding = None,
    separator: Separator = None,
    header: Header = None,
    sheet: Sheet = None,
    without: Without = None,
    report: ReportFile = None,
    as_json: Json = False,
) -> None:
    """Check a file of published figures."""
    words: Words = context.obj
    options.not_the_file(words, report, file)
    asked = options.mapping_of(mapping, encoding, separator, header, sheet, CLAIMS)
    left, store = options.rows_of(words, without), options.store()
    with progress(words, as_json) as on_stage:
        outcome, base = examine_claims(store, file, asked, on_stage, left)
    draft = compose_claims(store, outcome, base, outcome.report.read)
    if report:
        write_report(outcome, words, report)
    if as_json:
        told = {"file": outcome.file} | columns(outcome, guesses(outcome.source, outcome.mapping))
        say_json(told | findings(outcome.report, words) | {"changes": draft.figures() | draft.changes.figures()})
    else:
        show_columns(outcome, guesses(outcome.source, outcome.mapping), words)
        show_report(outcome.report, words)
        say(words("changes.claims", **draft.figures()))
        show_claims(draft.changes, words)
        if report:
            say(words("cli.reported", file=str(report)))
        if not outcome.report.faulty:
            say(words("cli.good"))
    raise typer.Exit(1 if outcome.report.faulty else 0)


@figures.command(help="cli.claims.publish.help")
def publish(
    context: typer.Context,
    file: Claims,
    mapping: ClaimsMapping = None,
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
    """Check a file of published figures and publish it."""
    words: Words = context.obj
    left, store = options.rows_of(words, without), options.store()
    options.threshold_of(words, threshold, 0)
    if as_json and not yes:
        raise typer.BadParameter(words("cli.wrong.json"))
    options.not_the_file(words, report, file)
    asked = options.mapping_of(mapping, encoding, separator, header, sheet, CLAIMS)
    with progress(words, as_json) as on_stage:
        outcome, base = examine_claims(store, file, asked, on_stage, left)
    if report:
        write_report(outcome, words, report)
    most = options.threshold_of(words, threshold, outcome.report.read)
    if not as_json:
        show_report(outcome.report, words)
    elif outcome.report.faulty > most:
        say_json({"release": None} | findings(outcome.report, words))
        raise typer.Exit(1)
    draft = compose_claims(store, outcome, base, most)
    counts = draft.changes.counts()
    if not as_json:
        say(words("changes.claims", **draft.figures()))
        show_claims(draft.changes, words)
    if any(counts.values()) and not yes and not typer.confirm(words("cli.claims.confirm", **counts), err=True):
        say(words("cli.not_published"))
        raise typer.Exit(1)
    release = publish_claims(store, draft, who())
    if as_json:
        told = {"release": release.figures(), "changes": draft.figures() | draft.changes.figures()}
        say_json(told | findings(outcome.report, words))
    else:
        say(words("cli.claims.published", number=str(release.number), **counts))
