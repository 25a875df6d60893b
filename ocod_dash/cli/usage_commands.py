"""``ocod usage``: months of activity from raw records of use."""

from pathlib import Path
from typing import Annotated, Any

import polars as pl
import typer

from .. import scratch
from ..clock import today
from ..exports.atomic_file import replacing, unwritten
from ..i18n import Words
from ..ingest import FORMS, Mapping
from ..problem import Problem
from ..usage import RECORDS, Rolled, engine_of, roll_up
from ..usage.engine import ENGINES
from . import options, terminal
from .application import app
from .form_commands import READING, publish_file
from .options import Json, Yes, one_of
from .terminal import remark, say, say_json

__all__ = ["app"]

OUTPUTS = (".csv", ".parquet")
FILE = "usage-rollup.csv"  # what the list of releases names
MOST_KINDS = 10  # kinds that are not known are listed, the most frequent first

Out = Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="cli.usage.out")]
Publish = Annotated[bool, typer.Option("--publish", help="cli.usage.publish")]
Work = Annotated[Path, typer.Option("--work", metavar="FOLDER", help="cli.usage.work")]
EngineName = Annotated[str, typer.Option("--engine", metavar="|".join(ENGINES), help="cli.usage.engine")]
Master = Annotated[str | None, typer.Option("--master", metavar="ADDRESS", help="cli.usage.master")]
Source = Annotated[str, typer.Argument(metavar="SOURCE", help="cli.usage.source", show_default=False)]

usage = typer.Typer(rich_markup_mode=None)
app.add_typer(usage, name="usage", help="cli.usage.help")


@usage.callback()
def group() -> None:
    """Stand for the group, so that its one command keeps its name."""


@usage.command(help="cli.usage.rollup.help")
def rollup(
    context: typer.Context,
    source: Source,
    out: Out = None,
    publish: Publish = False,
    work: Work = Path("usage-work"),
    engine: EngineName = ENGINES[0],
    master: Master = None,
    mapping: options.MappingFile = None,
    threshold: options.Threshold = "0",
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Turn raw records of use into months of activity."""
    words: Words = context.obj
    one_of(words, "--engine", (engine,), ENGINES)
    if out and out.suffix.lower() not in OUTPUTS:
        raise typer.BadParameter(
            words("cli.wrong.suffix", value=str(out), known=", ".join(OUTPUTS)), param_hint="--out"
        )
    if publish and as_json and not yes:
        raise typer.BadParameter(words("cli.wrong.json"))
    how = Mapping.load(mapping, RECORDS) if mapping else None
    with terminal.bar(as_json) as bar:

        def on_progress(stage: str, share: float, n: int) -> None:
            bar(words(f"cli.stage.usage.{stage}", n=n), share)

        rolled = roll_up(source, work, engine_of(engine, master), today(), how, on_progress)
    if out:
        _write(rolled.activity, out)
    if not as_json:
        _show(rolled, words, out, publish)
    elif not publish:
        say_json(_figures(rolled, out))
    if publish:
        _publish(rolled.activity, words, {"threshold": threshold, "yes": yes, "as_json": as_json})


def _publish(activity: pl.DataFrame, words: Words, given: dict[str, Any]) -> None:
    """Publish the months as any other file of activity; months that are published already are no error."""
    with scratch.folder() as folder:
        file = Path(folder) / FILE
        _write(activity, file)
        unset = dict.fromkeys(("mapping", *READING))
        try:
            publish_file(FORMS["activity"], words, unset | {"file": file} | given)
        except Problem as problem:
            if problem.key != "store.nothing":
                raise
            remark(words("cli.usage.nothing_new"))


def _write(activity: pl.DataFrame, out: Path) -> None:
    """Write the months; where that fails, the former file is unchanged."""
    filled = activity.select(column for column in activity if column.null_count() < activity.height)
    try:
        with replacing(out) as part:
            (activity.write_parquet if out.suffix.lower() == ".parquet" else filled.write_csv)(part)
    except (OSError, pl.exceptions.ComputeError) as error:
        raise unwritten(out, error) from None


def _figures(rolled: Rolled, out: Path | None) -> dict[str, Any]:
    """Return what a run did, for a program to read."""
    months = {name: [str(month) for month in getattr(rolled, name)] for name in ("computed", "corrected", "unended")}
    return {
        "file": str(out) if out else None,
        "files": rolled.files,
        "new_files": rolled.new,
        "missing_files": rolled.gone,
        "other_files": list(rolled.others),
        "records": rolled.records,
        "rejected": rolled.rejected,
        "bad_ends": rolled.bad_ends,
        "unknown_kinds": rolled.kinds,
        "rows": rolled.activity.height,
        "estimated": rolled.estimated,
        **months,
    }


def _show(rolled: Rolled, words: Words, out: Path | None, publish: bool) -> None:
    say(words("cli.usage.read", files=rolled.files, new=rolled.new, n=rolled.records))
    if rolled.gone:
        say(words("cli.usage.gone", n=rolled.gone))
    if rolled.others:
        say(words("cli.usage.others", n=len(rolled.others), file=rolled.others[0]))
    for reason, n in sorted(rolled.rejected.items()):
        say(words(f"cli.usage.rejected.{reason}", n=n, example=rolled.example), error=True)
    if rolled.bad_ends:
        say(words("cli.usage.bad_ends", n=rolled.bad_ends))
    if rolled.kinds:
        listed = [f"{text} ({words.number(n)})" for text, n in list(rolled.kinds.items())[:MOST_KINDS]]
        say(words("cli.usage.kinds", n=len(rolled.kinds), kinds=", ".join(listed)))
    say(words("cli.usage.rows", n=rolled.activity.height, computed=len(rolled.computed)))
    for name in ("corrected", "unended"):
        if months := getattr(rolled, name):
            say(words(f"cli.usage.{name}", listed=words.listing([words.month(month) for month in months])))
    if rolled.estimated:
        say(words("cli.usage.estimated", n=rolled.estimated))
    if out:
        say(words("cli.usage.written", file=str(out)))
    elif not publish:
        say(words("cli.usage.not_written"))
