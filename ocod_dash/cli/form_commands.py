"""``check`` and ``publish``, built for every kind of file from its declaration."""

import getpass
import os
from collections.abc import Callable
from dataclasses import replace
from inspect import Parameter, Signature
from pathlib import Path
from typing import Annotated, Any

import typer

from ..exports.atomic_file import replacing, unwritten
from ..i18n import Words
from ..ingest import Form, Mapping, Outcome, Reading, guesses
from ..ingest.forms import corrections
from ..store import Draft, Release, compose, examine, publish_draft, save_mapping
from . import options
from .display import columns, show_changes, show_columns, show_mapping, show_notes
from .terminal import findings, progress, say, say_json, show_report

READING: dict[str, tuple[Any, Any]] = {
    "encoding": (options.Encoding, None),
    "separator": (options.Separator, None),
    "header": (options.Header, None),
    "sheet": (options.Sheet, None),
    "dates": (options.Dates, None),
    "without": (options.Without, None),
    "report": (options.ReportFile, None),
}
NEEDED = Parameter.empty


def add_commands(form: Form, group: typer.Typer) -> None:
    """Add the commands of a kind of file to a group."""
    check, publish = _options(form, of_publish=False), _options(form, of_publish=True)
    group.command("check", help=f"form.{form.name}.check.help")(_command(_check, form, check))
    group.command("publish", help=f"form.{form.name}.publish.help")(_command(publish_file, form, publish))


def _options(form: Form, *, of_publish: bool) -> dict[str, tuple[Any, Any]]:
    """Return the options of a command with their defaults, in the order in which the help lists them."""
    file = Annotated[Path, typer.Argument(metavar="FILE", help=f"form.{form.name}.file.help", show_default=False)]
    mapping = options.MappingName if form.named_mappings else options.MappingFile
    if of_publish:
        return {
            "file": (file, NEEDED),
            **({"as_of": (options.AsOf, NEEDED)} if form.dated else {}),
            "mapping": (mapping, None),
            **({"scope": (options.Scope, None)} if form.scoped else {}),
            "threshold": (options.Threshold, "0"),
            **READING,
            "yes": (options.Yes, False),
            "as_json": (options.Json, False),
        }
    return {
        "file": (file, NEEDED),
        "mapping": (mapping, None),
        **({"as_of": (options.AsOfOrToday, None)} if form.dated else {}),
        **READING,
        **({"save": (options.Save, None)} if form.named_mappings else {}),
        "as_json": (options.Json, False),
    }


def _command(run: Callable[..., None], form: Form, given: dict[str, tuple[Any, Any]]) -> Callable[..., None]:
    """Return a function with these options as its parameters, as Typer reads them."""

    def command(context: typer.Context, **values: Any) -> None:
        run(form, context.obj, values)

    listed = [
        Parameter(name, Parameter.KEYWORD_ONLY, annotation=kind, default=default)
        for name, (kind, default) in {"context": (typer.Context, NEEDED), **given}.items()
    ]
    command.__signature__ = Signature(listed)  # type: ignore[attr-defined]
    command.__name__ = run.__name__.strip("_")
    return command


def _check(form: Form, words: Words, given: dict[str, Any]) -> None:
    """Check a file and report what is wrong with it."""
    as_json, report, save = given["as_json"], given["report"], given.get("save")
    store = options.store()
    mapping, outcome, base = _examined(form, words, given)
    # A saved mapping is not a guess.
    guessed = guesses(outcome.source, outcome.mapping if outcome.saved else mapping)
    # What a file of a part changes depends on an answer that a check does not ask for.
    draft = None if form.scoped else compose(store, outcome, base, most_faulty=outcome.report.read)
    if save:
        # How the file was read is detected again next month, unless it had to be given.
        save_mapping(store, save, replace(outcome.mapping, reading=mapping.reading), outcome.source.columns, user())
    if as_json:
        content = {"file": outcome.file} | columns(outcome, guessed) | findings(outcome.report, words)
        say_json(content | (form.figures(draft.plan) if draft else {}))
    else:
        show_columns(outcome, guessed, words)
        show_notes(outcome, words)
        show_report(outcome.report, words)
        if draft:
            _show_plan(draft, words)
        if report:
            say(words("cli.reported", file=str(report)))
        if save:
            say(words("cli.saved", name=save))
        if outcome.report.accepted and not outcome.report.faulty:
            say(words("cli.good"))
    raise typer.Exit(1 if outcome.report.faulty else 0)


def publish_file(form: Form, words: Words, given: dict[str, Any]) -> None:
    """Check a file and publish it."""
    as_json, yes, threshold = given["as_json"], given["yes"], given["threshold"]
    options.threshold_of(words, threshold, 0)
    if as_json and not yes:
        raise typer.BadParameter(words("cli.wrong.json"))
    store = options.store()
    _, outcome, base = _examined(form, words, given)
    most = options.threshold_of(words, threshold, outcome.report.read)
    if not as_json:
        show_mapping(outcome, words)
        show_notes(outcome, words)
        show_report(outcome.report, words)
    elif outcome.report.faulty > most:
        say_json({"release": None} | findings(outcome.report, words))
        raise typer.Exit(1)
    draft = compose(store, outcome, base, options.scope_of(given.get("scope")), most)
    if not as_json:
        _show_plan(draft, words)
    if draft.news and not yes and not typer.confirm(words(f"form.{form.name}.ask", **draft.confirmation()), err=True):
        say(words("cli.not_published"))
        raise typer.Exit(1)
    with progress(words, as_json, ("publish",)) as on_stage:
        on_stage("publish")
        release = publish_draft(store, draft, user())
    if as_json:
        content = {"release": release.figures()} | form.figures(draft.plan)
        mapping = {"mapping": outcome.saved or None} if form.named_mappings else {}
        say_json(content | mapping | findings(outcome.report, words))
    else:
        say(words(f"form.{form.name}.published", **draft.published(release)))


def _examined(form: Form, words: Words, given: dict[str, Any]) -> tuple[Mapping, Outcome, Release | None]:
    """Import the file as the options have it; return the mapping that they give, the import, and the current release."""
    day = options.day_of(words, given.get("as_of"))
    left_out = options.rows_of(words, given["without"])
    options.not_the_file(words, given["report"], given["file"])
    sign = options.sign_of(given["separator"])
    reading = Reading(given["encoding"], sign, given["header"], given["sheet"], given["dates"])
    mapping = options.mapping_of(given["mapping"], reading, form)
    saved = options.saved_of(given["mapping"], form)
    with progress(words, given["as_json"]) as on_stage:
        outcome, base = examine(options.store(), given["file"], mapping, day, on_stage, left_out, saved)
    if given["report"]:
        write_report(outcome, words, given["report"])
    return mapping, outcome, base


def _show_plan(draft: Draft, words: Words) -> None:
    """Print what publishing would change."""
    say(draft.plan.summary.tell(words))
    show_changes(draft.changes, words)
    for sentence in (*draft.plan.on_command, draft.plan.question):
        if sentence:
            say(sentence.tell(words))


def write_report(outcome: Outcome, words: Words, report: Path) -> None:
    """Write the file with its report; where that fails, the former file is unchanged."""
    from xlsxwriter.exceptions import XlsxWriterException  # loaded where a report is written

    try:
        with replacing(report) as part:
            corrections.write(outcome, words, part, report.suffix)
    except (OSError, XlsxWriterException) as error:
        raise unwritten(report, error) from None


def user() -> str:
    """Return who gives the command."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return f"uid {os.getuid()}"
