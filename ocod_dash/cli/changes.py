"""The command that states what changed in a period, by place, or month by month."""

from dataclasses import replace
from typing import Annotated

import typer

from ..exports.records import records
from ..i18n import Words
from ..loader import Data
from ..metrics import change as of_change
from ..problem import Problem
from ..view import View
from .application import app
from .listings import data, show
from .options import By, Day, District, Json, Province, Region, Since, one_of, view_of
from .terminal import say, say_json

__all__ = ["app"]

ByMonth = Annotated[bool, typer.Option("--by-month", help="cli.change.by_month")]
MONTH = ("month", "opened_between")
WIDE = 180  # letters of a table of months
# Not in the table on a terminal, but in JSON and in files.
LEFT_OUT = (
    "in_progress_before",
    "in_progress",
    "planned_before",
    "planned",
    "percent_complete_before",
    "points_between",
)


@app.command(help="cli.change.help")
def change(
    context: typer.Context,
    since: Since = None,
    as_of: Day = None,
    by: By = "province",
    region: Region = None,
    province: Province = None,
    district: District = None,
    by_month: ByMonth = False,
    as_json: Json = False,
) -> None:
    """List what changed from one day to another in each place, or the openings by month."""
    words: Words = context.obj
    one_of(words, "--by", (by,), of_change.LEVELS)
    release = data()
    chosen = {"region": region, "province": province, "district": district, "as_of": as_of, "since": since}
    view = view_of(words, chosen, release.release.as_of)
    if not as_json:
        _show(words, release, view, by, by_month)
        return
    view = replace(view, as_of=view.as_of or release.release.as_of)
    view = of_change.of_months(view) if by_month else view
    days = of_change.period(view)
    metric, figures = (of_change.by_month, MONTH) if by_month else (of_change.between, of_change.FIGURES)
    rows = release.ask(metric, view, level=by)[[*of_change.NAMES, *figures]]
    period = {"since": days.first.isoformat(), "as_of": days.last.isoformat(), "sample": release.release.sample}
    say_json(period | {"rows": records(rows)})


def _show(words: Words, release: Data, view: View, by: str, by_month: bool) -> None:
    from ..exhibits import Context, analysis, change_exhibits  # late: drawing is loaded with it
    from ..exhibits.figure_tables import written
    from ..theme import Theme

    context = Context(release, view, Theme(words.language))
    if release.ask(of_change.between, view).empty:
        raise Problem("export.empty", places=context.chosen)
    exhibit = (change_exhibits.by_month if by_month else change_exhibits.by_place)(context, by)
    table = analysis.on_page(exhibit).without(*LEFT_OUT)
    say(f"{exhibit.title}\n{exhibit.subtitle}\n{exhibit.source}")
    show(table.heads, written(table.frame, words), least=WIDE)
