"""Plans that were kept: one beside the plan in view, and what became of its sites since."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import polars as pl

from .. import charts, geography
from ..metrics import kept_sites, next_sites, reach
from ..problem import Problem
from ..siting.plan import Plan
from ..siting.question import Question
from ..store import KeptPlan, kept_plan, kept_plans
from ..store.kept_plans import version
from ..view import View
from . import next_exhibits
from .context import Context
from .exhibit import Exhibit
from .figure_tables import Column, Table, coded
from .selection import Selection


def state(selection: Selection) -> str:
    """Return what changes where a plan is kept."""
    return str(version(selection.context.data.store))


def names(context: Context) -> tuple[str, ...]:
    """Return the names of the plans that are kept, the one kept last first."""
    return tuple(kept_plans(context.data.store))


def beside(selection: Selection) -> KeptPlan | Problem | None:
    """Return the kept plan that is to be shown beside the one in view, or why it cannot be; None where none is chosen."""
    for name in selection.chosen("beside"):
        try:
            return kept_plan(selection.context.data.store, name)
        except Problem as problem:
            return problem
    return None


def question(kept: KeptPlan) -> Question:
    """Return the question of a kept plan."""
    return Question.parse({name: [value] for name, value in kept.question.items()})[0]


def view(kept: KeptPlan) -> View:
    """Return the places of a kept plan."""
    return View.from_query({name: [value] for name, value in kept.view.items()})[0]


def in_places(context: Context, kept: KeptPlan) -> Context:
    """Return a context of the places of a kept plan."""
    return replace(context, view=view(kept))


def to_keep(context: Context, plan: Plan, name: str, who: str) -> KeptPlan:
    """Return a plan with all that is kept of it."""
    release, places = context.data.release, replace(context.view, as_of=None, since=None, statuses=(), compared="")
    return KeptPlan(
        name, plan.study.question.query(), places.to_query(), context.day, release.number, release.sample,
        plan.state, plan.gap, plan.people, plan.people_before, plan.people_after, plan.sites(), who,
    )  # fmt: skip


def done(context: Context, kept: KeptPlan) -> pl.DataFrame:
    """Return the sites of a kept plan, each with the centre that has opened there since; see :func:`kept_sites.done`."""
    return context.cached("kept done", partial(_done, context, kept), of=kept.name + kept.saved_at)


def _done(context: Context, kept: KeptPlan) -> pl.DataFrame:
    points = (pl.from_pandas(context.ask(reach.open_points, View(as_of=day))) for day in (kept.as_of, context.day))
    before, now = points
    opened = now.join(before, on="centre_id", how="anti")
    return kept_sites.done(kept.sites, opened, question(kept).detour)


def figures(context: Context, plan: Plan, kept: KeptPlan, cost: next_sites.Cost) -> Exhibit:
    """Show the figures of the plan in view and of a kept plan side by side, both by the question in view."""
    words, other = context.words, kept_sites.under(plan.study, kept.sites)
    clause = context.clause(kept_sites.compared(plan, other, kept.name))
    measured = words("siting.beside.measured", reach=next_sites.way(plan.study, plan.study.question.within))
    table = partial(_figures, context, plan, other, kept, cost)
    return Exhibit(context, "next_beside", clause, measured, table, of=_of(plan, kept), data_only=True)


def _figures(context: Context, plan: Plan, other: Plan, kept: KeptPlan, cost: next_sites.Cost) -> Table:
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
    for column, heading, one in (("plan", words("siting.beside.this"), plan), ("kept", kept.name, other)):
        values = [value(one) for _, _, value in rows]
        columns[column] = heading, values
        written = zip(rows, values, strict=True)
        texts[column] = heading, ["–" if value is None else words.number(value, row[1]) for row, value in written]
    return Table.of(columns, texts, codes=("id",))


def by_place(context: Context, plan: Plan, kept: KeptPlan) -> Exhibit:
    """Show the people without a centre within reach by place: now, with the plan in view and with the kept one."""
    words, study = context.words, plan.study
    other = kept_sites.under(study, kept.sites).by_place()
    both = plan.by_place().with_columns(without_kept=other["without_after"], sites_kept=other["sites"])
    rows = next_exhibits.with_names(both.to_pandas(), context.sample)
    fewer, more = (
        int(which.sum()) for which in (rows.without_after < rows.without_kept, rows.without_after > rows.without_kept)
    )
    clause = words("siting.beside.places", n=fewer, all=len(rows), more=more, name=kept.name)

    def table() -> Table:
        columns: dict[str, Column] = {
            "code": (words("table.code"), rows.code),
            "place": (words("table.place"), [words.name(row) for row in rows.to_dict("records")]),
            "people": (words("siting.people"), rows.people),
            "without_before": (words("siting.without_before"), rows.without_before),
            "without_after": (words("siting.without_after"), rows.without_after),
            "without_kept": (words("siting.without_kept"), rows.without_kept),
            "sites": (words("siting.sites"), rows.sites),
            "sites_kept": (words("siting.sites_kept"), rows.sites_kept),
        }
        return Table.of(columns, codes=("code",))

    draw = partial(charts.siting.two_plans, rows, context.theme)
    level = words(f"level.{study.level}.many")
    measured = words("siting.places", level=level, reach=next_sites.way(study, study.question.within))
    return Exhibit(context, "next_beside_places", clause, measured, table, draw, of=_of(plan, kept))


def map_(context: Context, plan: Plan, kept: KeptPlan) -> Exhibit:
    """Show the sites of a kept plan on the map of the plan in view."""
    other = kept_sites.under(plan.study, kept.sites)
    clause = context.words("siting.beside.map", name=kept.name, n=len(other.chosen))
    drawn = next_exhibits.map_(context, other)
    return replace(drawn, key="next_beside_map", clause=clause, of=_of(plan, kept))


def since(context: Context, kept: KeptPlan) -> Exhibit:
    """Show the sites of a kept plan with the centres that have opened there since."""
    words, rows = context.words, done(context, kept).to_pandas()
    clause = context.clause(kept_sites.progress(done(context, kept), kept.name, kept.as_of))

    def table() -> Table:
        columns: dict[str, Column] = {
            "number": (words("siting.column.number"), np.arange(1, len(rows) + 1)),
            "site_code": (coded(words, words("siting.column.name")), rows.code),
            "site": (words("siting.column.name"), [words.name(row) for row in rows.to_dict("records")]),
            "province_code": (coded(words, words("filter.province")), rows.province),
            "province": (words("filter.province"), [words.name(geography.place(code)) for code in rows.province]),
            "adds": (words("siting.adds.then"), rows.adds.round().astype("Int64")),
            "centre_id": (words("siting.column.opened"), rows.centre_id),
            "km": (words("siting.column.opened_km"), rows.km.round(1)),
        }
        return Table.of(columns, codes=("site_code", "province_code"))

    measured = words("siting.done.measured", km=next_sites.Way(kept_sites.AT_THE_SITE))
    return Exhibit(context, "next_kept", clause, measured, table, of=kept.name + kept.saved_at, data_only=True)


def _of(plan: Plan, kept: KeptPlan) -> str:
    """Return what pictures of two plans depend on besides the context."""
    return f"{next_exhibits.depends_on(plan)} {kept.name} {kept.saved_at}"
