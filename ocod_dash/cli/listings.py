"""The commands that list what others published, and the one that describes the site."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from ..clock import today
from ..exhibits.site_description import describe
from ..exports.records import records
from ..i18n import LANGUAGES, Words
from ..loader import Data, open_release
from ..metrics import claims as of_claims
from ..metrics import programme_status
from ..metrics import programmes as of_programmes
from ..problem import Problem
from ..view import View
from .application import app
from .commands import groups
from .options import Json, written_day
from .terminal import plain, say, say_json

if TYPE_CHECKING:
    import pandas as pd

On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="cli.on.help")]
Former = Annotated[bool, typer.Option("--former", help="cli.claims.former.help")]
Inconsistencies = Annotated[bool, typer.Option("--inconsistencies", help="cli.claims.inconsistencies.help")]
Programme = Annotated[str | None, typer.Option("--programme", metavar="ID", help="cli.programme.help")]


@groups["claims"].callback(invoke_without_command=True)
def claims(
    context: typer.Context,
    on: On = None,
    programme: Programme = None,
    former: Former = False,
    inconsistencies: Inconsistencies = False,
    as_json: Json = False,
) -> None:
    """List the published figures, those that were corrected or what does not fit together, without a command below."""
    if context.invoked_subcommand:
        return
    words: Words = context.obj
    release, view = data(), View(as_of=day_of(words, on))
    rows = (
        _inconsistencies(release, view)
        if inconsistencies
        else release.ask(of_claims.superseded if former else of_claims.known, view)
    )
    if programme:
        known = set(release.ask(of_programmes.cards, view).programme_id)
        if programme not in known:
            raise typer.BadParameter(words("cli.wrong.programme", value=programme, known=", ".join(sorted(known))))
        rows = rows[rows.subject == programme]
    if as_json:
        say_json(records(rows))
        return
    if inconsistencies:
        each = rows.drop_duplicates("finding").to_dict("records")
        show(
            [words("ledger.finding"), words("ledger.reading")],
            [(words.of(row, "finding"), words.of(row, "reading")) for row in each],
        )
        return
    names = _names(release, view, words)
    headings = ("programme", "measure", "value", "unit", "as_of", "scope", "who")
    corrected = ("superseded_on", "superseded_by", "withdrawn") if former else ()
    show(
        [words(f"ledger.{name}") for name in (*headings, *corrected)],
        [
            (
                names.get(("programme", row.subject), row.subject),
                names.get(("measure", row.measure), row.measure),
                of_claims.figure_text(words, row.value, row.qualifier),
                names.get(("unit", row.unit), row.unit),
                of_claims.date_text(words, row.as_of, row.as_of_precision),
                words.of(row, "scope"),
                words.of(row, "publisher"),
                *(_superseded(row, words) if former else ()),
            )
            for row in rows.itertuples()
        ],
    )


@app.command(help="cli.programmes.help")
def programmes(context: typer.Context, on: On = None, as_json: Json = False) -> None:
    """List the programmes with their status."""
    words: Words = context.obj
    release, day = data(), day_of(words, on)
    rows = of_programmes.described(partial(release.ask, view=View(as_of=day)), day)
    if as_json:
        say_json(records(rows))
        return
    headings = ("ledger.programme", "cli.status", "programmes.evidence", "ledger.who", "programmes.notes")
    show(
        [words(heading) for heading in headings],
        [
            (
                of_programmes.title(words, row),
                programme_status.status_text(words, row),
                words.of(row, "evidence"),
                words.of(row, "evidence_publisher"),
                words.of(row, "notes"),
            )
            for _, row in of_programmes.only(rows).iterrows()
        ],
    )


def _inconsistencies(release: Data, view: View) -> "pd.DataFrame":
    """Return the pairs of figures that do not fit together, with sentences in each language."""
    from ..exhibits import inconsistency_exhibits  # late: drawing is loaded with it

    return inconsistency_exhibits.rows(release, view, LANGUAGES)


@app.command(help="cli.about.help")
def about(context: typer.Context, as_json: Json = False) -> None:
    """Describe this site: publisher, version, licence, citation."""
    words: Words = context.obj
    found = describe(data().release, words)
    if as_json:
        say_json(found)
        return
    for name, value in found.items():
        written = words("dictionary.yes" if value else "dictionary.no") if name == "official" else str(value or "–")
        say(f"{words(f'api.column.{name}')}: {written}")


def _superseded(row: Any, words: Words) -> tuple[str, str, str]:
    return (
        words.date(row.superseded_on),
        of_claims.steward_name(words, row.superseded_by),
        words("dictionary.yes") if row.withdrawn else "",
    )


def data() -> Data:
    """Open the current release.

    Raises
    ------
    Problem
        If the store is empty, or the release cannot be read.
    """
    try:
        found = open_release()
    except LookupError:
        raise Problem("store.empty") from None
    if found.fault:
        raise found.fault
    return found


def day_of(words: Words, text: str | None) -> date:
    """Read the date of what others published, today if none is given."""
    return written_day(words, "on", text) if text else today()


def _names(release: Data, view: View, words: Words) -> dict[tuple[str, str], str]:
    """Return the names of terms and programmes, in the language of the command."""
    terms = release.ask(of_programmes.terms, view).to_dict("records")
    names = {(row["kind"], row["code"]): words.name(row) for row in terms}
    rows = release.ask(of_programmes.cards, view).to_dict("records")
    return names | {("programme", row["programme_id"]): of_programmes.title(words, row) for row in rows}


def show(headings: Sequence[str], rows: Iterable[Sequence[str]], *, least: int = 0) -> None:
    """Print rows as a table; where the output is no terminal, at least so many letters wide."""
    table = Table(*headings, box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for row in rows:
        table.add_row(*(plain(text) for text in row))
    console = Console()
    Console(width=None if console.is_terminal else max(console.width, least)).print(table)
