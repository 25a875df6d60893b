"""The command that lists the saved plans of next centres, and what the command of siting does with them."""

from typing import Annotated

import typer

from .. import store
from ..i18n import Words
from ..loader import Data
from ..metrics import next_sites, saved_sites
from ..siting.plan import Plan
from ..view import View
from . import terminal
from .application import app
from .form_commands import user
from .listings import data, show
from .options import Json

__all__ = ["app"]

KeptName = Annotated[str | None, typer.Argument(metavar="NAME", help="cli.plans.name")]
WIDE = 120  # letters of a table


def save(words: Words, release: Data, view: View, plan: Plan, name: str) -> None:
    """Save the plan, and say so beside the answer."""
    from ..exhibits import Context, plan_exhibits  # late: drawing is loaded with it
    from ..theme import Theme

    to_save = plan_exhibits.to_save(Context(release, view, Theme(words.language)), plan, name, user())
    terminal.remark(words("plans.saved", name=store.save_plan(release.store, to_save)))


def beside(
    words: Words, release: Data, view: View, plan: Plan, cost: next_sites.Cost, name: str, as_json: bool
) -> None:
    """Compare the plan with a saved one, by the question that was asked."""
    from ..exhibits import Context, plan_exhibits  # late: drawing is loaded with it
    from ..exhibits.figure_tables import written
    from ..theme import Theme

    context, saved = Context(release, view, Theme(words.language)), store.saved_plan(release.store, name)
    exhibit = plan_exhibits.figures(context, plan, saved_sites.under(plan.study, saved.sites), saved, cost)
    table = exhibit.table()
    if as_json:
        rows = table.frame.to_dict("records")
        terminal.say_json({"sample": release.release.sample, "beside": saved.name, "rows": rows})
        return
    terminal.say("\n".join([exhibit.title, exhibit.measured, context.source]))
    show(table.read.heads, written(table.read.frame, words), least=WIDE)


@app.command(help="cli.plans.help")
def plans(context: typer.Context, name: KeptName = None, as_json: Json = False) -> None:
    """List the saved plans and how much of each was done; of one, its sites."""
    from ..exhibits import Context, plan_exhibits, plan_tables  # late: drawing is loaded with it
    from ..exhibits.figure_tables import written
    from ..exports.records import records
    from ..theme import Theme

    words, release = context.obj, data()
    shown = Context(release, View(), Theme(words.language))
    if name is not None:
        exhibit = plan_exhibits.since(shown, store.saved_plan(release.store, name))
        table, lines = exhibit.table(), [exhibit.title, exhibit.measured, shown.source]
        rows = records(table.frame)
    else:
        saved = list(store.saved_plans(release.store).values())
        table, lines = plan_tables.of_plans(shown, saved), [words("plans.none")] if not saved else []
        rows = plan_tables.described(shown, saved)
    if as_json:
        terminal.say_json({"sample": release.release.sample, "rows": rows})
        return
    terminal.say("\n".join(lines))
    if len(table):
        show(table.read.heads, written(table.read.frame, words), least=WIDE)
