"""Plans that were saved: one beside the plan in view, and what became of its sites since."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import polars as pl

from .. import charts, geography
from ..metrics import next_sites, reach, saved_sites
from ..problem import Problem
from ..siting.plan import Plan
from ..siting.question import Question
from ..store import SavedPlan, saved_plan, saved_plans
from ..store.saved_plans import version
from ..view import View
from . import next_exhibits
from .context import Context
from .exhibit import Exhibit
from .figure_tables import Column, Table, coded
from .selection import Selection


def state(selection: Selection) -> str:
    """Return what changes where a plan is saved."""
    return str(version(selection.context.data.store))


def names(context: Context) -> tuple[str, ...]:
    """Return the names of the plans that are saved, the one saved last first."""
    return tuple(saved_plans(context.data.store))


def beside(selection: Selection) -> SavedPlan | Problem | None:
    """Return the saved plan that is to be shown beside the one in view, or why it cannot be; None where none is chosen."""
    for name in selection.chosen("beside"):
        try:
            return saved_plan(selection.context.data.store, name)
        except Problem as problem:
            return problem
    return None


def question(saved: SavedPlan) -> Question:
    """Return the question of a saved plan."""
    return Question.parse({name: [value] for name, value in saved.question.items()})[0]


def view(saved: SavedPlan) -> View:
    """Return the places of a saved plan."""
    return View.from_query({name: [value] for name, value in saved.view.items()})[0]


def in_places(context: Context, saved: SavedPlan) -> Context:
    """Return a context of the places of a saved plan."""
    return replace(context, view=view(saved))


def to_save(context: Context, plan: Plan, name: str, who: str) -> SavedPlan:
    """Return a plan with all that is saved of it."""
    release, places = context.data.release, replace(context.view, as_of=None, since=None, statuses=(), compared="")
    return SavedPlan(
        name, plan.study.question.query(), places.to_query(), context.day, release.number, release.sample,
        plan.state, plan.gap, plan.people, plan.people_before, plan.people_after, plan.sites(), who,
    )  # fmt: skip


def done(context: Context, saved: SavedPlan) -> pl.DataFrame:
    """Return the sites of a saved plan, each with the centre that has opened there since; see :func:`saved_sites.done`."""
    return context.cached("plan done", partial(_done, context, saved), of=saved.name + saved.saved_at)


def _done(context: Context, saved: SavedPlan) -> pl.DataFrame:
    points = (pl.from_pandas(context.ask(reach.open_points, View(as_of=day))) for day in (saved.as_of, context.day))
    before, now = points
    opened = now.join(before, on="centre_id", how="anti")
    return saved_sites.done(saved.sites, opened, question(saved).detour)


def figures(context: Context, plan: Plan, other: Plan, saved: SavedPlan, cost: next_sites.Cost) -> Exhibit:
    """Show the figures of the plan in view and of a saved plan side by side, both by the question in view."""
    words = context.words
    clause = context.clause(saved_sites.compared(plan, other, saved.name))
    measured = words("siting.beside.measured", reach=next_sites.way(plan.study, plan.study.question.within))
    table = partial(_figures, context, plan, other, saved, cost)
    return Exhibit(context, "next_beside", clause, measured, table, of=_of(plan, saved), data_only=True)


def _figures(context: Context, plan: Plan, other: Plan, saved: SavedPlan, cost: next_sites.Cost) -> Table:
    words, both = context.words, set(plan.sites()["code"]) & set(other.sites()["code"])
    rows: list[tuple[str, int, Callable[[Plan], float | None]]] = [  # each with its decimals
        ("sites", 0, lambda one: len(one.chosen)),
        ("more", 0, lambda one: one.people_after - one.people_before),
        ("left", 0, lambda one: one.people - one.people_after),
        ("percent", 1, lambda one: one.people_after / one.people * 100),
        ("gini", 3, lambda one: one.gini()[1]),
        ("both", 0, lambda one: len(both)),
    ]
    if plan.study.question.goal == "nearest":
        rows.append(("mean", 1, lambda one: one.mean_after))
    if (baht := cost.baht) is not None:
        rows.append(("cost", 0, lambda one: baht * len(one.chosen)))
    names = [words(f"siting.beside.{name}") for name, _, _ in rows]
    columns: dict[str, Column] = {
        "id": (words("table.code"), [name for name, _, _ in rows]),
        "measure": (words("siting.beside.measure"), names),
    }
    texts: dict[str, Column] = {}
    for column, heading, one in (("plan", words("siting.beside.this"), plan), ("saved", saved.name, other)):
        values = [value(one) for _, _, value in rows]
        columns[column] = heading, values
        written = zip(rows, values, strict=True)
        texts[column] = heading, ["–" if value is None else words.number(value, row[1]) for row, value in written]
    return Table.of(columns, texts, codes=("id",))


def by_place(context: Context, plan: Plan, other: Plan, saved: SavedPlan) -> Exhibit:
    """Show the people without a centre within reach by place: now, with the plan in view and with the saved one."""
    words, study = context.words, plan.study
    theirs = other.by_place()
    both = plan.by_place().with_columns(without_saved=theirs["without_after"], sites_saved=theirs["sites"])
    rows = next_exhibits.with_names(both.to_pandas(), context.sample)
    fewer, more = (
        int(which.sum()) for which in (rows.without_after < rows.without_saved, rows.without_after > rows.without_saved)
    )
    clause = words("siting.beside.places", n=fewer, all=len(rows), more=more, name=saved.name)

    def table() -> Table:
        columns = next_exhibits.of_people(words, rows) | {
            "without_saved": (words("siting.without_saved"), rows.without_saved),
            "sites": (words("siting.sites"), rows.sites),
            "sites_saved": (words("siting.sites_saved"), rows.sites_saved),
        }
        return Table.of(columns, codes=("code",))

    draw = partial(charts.siting.two_plans, rows, context.theme)
    level = words(f"level.{study.level}.many")
    measured = words("siting.places", level=level, reach=next_sites.way(study, study.question.within))
    return Exhibit(context, "next_beside_places", clause, measured, table, draw, of=_of(plan, saved))


def map_(context: Context, plan: Plan, other: Plan, saved: SavedPlan) -> Exhibit:
    """Show the sites of a saved plan on the map of the plan in view."""
    clause = context.words("siting.beside.map", name=saved.name, n=len(other.chosen))
    drawn = next_exhibits.map_(context, other)
    return replace(drawn, key="next_beside_map", clause=clause, of=_of(plan, saved))


def since(context: Context, saved: SavedPlan) -> Exhibit:
    """Show the sites of a saved plan with the centres that have opened there since."""
    words, rows = context.words, done(context, saved).to_pandas()
    clause = context.clause(saved_sites.progress(done(context, saved), saved.name, saved.as_of))

    def table() -> Table:
        columns: dict[str, Column] = {
            "number": (words("siting.column.number"), np.arange(1, len(rows) + 1)),
            "site_code": (coded(words, words("siting.column.name")), rows.code),
            "site": (words("siting.column.name"), words.names(rows)),
            "province_code": (coded(words, words("filter.province")), rows.province),
            "province": (words("filter.province"), [words.name(geography.place(code)) for code in rows.province]),
            "adds": (words("siting.adds.then"), rows.adds.round().astype("Int64")),
            "centre_id": (words("siting.column.opened"), rows.centre_id),
            "km": (words("siting.column.opened_km"), rows.km.round(1)),
        }
        return Table.of(columns, codes=("site_code", "province_code"))

    measured = words("siting.done.measured", km=next_sites.Way(saved_sites.AT_THE_SITE))
    return Exhibit(context, "next_saved", clause, measured, table, of=saved.name + saved.saved_at, data_only=True)


def _of(plan: Plan, saved: SavedPlan) -> str:
    """Return what pictures of two plans depend on besides the context."""
    return f"{next_exhibits.depends_on(plan)} {saved.name} {saved.saved_at}"
