"""The command that says where the next centres should stand."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from .. import geography
from ..i18n import Words
from ..loader import Data
from ..metrics import next_sites
from ..siting import jobs
from ..siting.own_points import own_demand, own_minutes, own_sites
from ..siting.plan import Plan
from ..siting.question import GOALS, PARAMETERS, Question
from ..siting.study import Study
from ..view import View
from . import plans_command, terminal
from .application import app
from .listings import data, show
from .options import Day, District, Json, Province, Region, refuse, view_of

__all__ = ["app"]

New = Annotated[str | None, typer.Option("--new", metavar="N", help="cli.site.new")]
Budget = Annotated[str | None, typer.Option("--budget", metavar="BAHT", help="cli.site.budget")]
Within = Annotated[str | None, typer.Option("--within", metavar="KM", help="cli.site.within")]
GoalOption = Annotated[str | None, typer.Option("--goal", metavar="|".join(GOALS), help="cli.site.goal")]
Share = Annotated[str | None, typer.Option("--share", metavar="PERCENT", help="cli.site.share")]
Detour = Annotated[str | None, typer.Option("--detour", metavar="FACTOR", help="cli.site.detour")]
Candidates = Annotated[Path | None, typer.Option("--candidates", metavar="FILE", help="cli.site.candidates")]
Demand = Annotated[Path | None, typer.Option("--demand", metavar="FILE", help="cli.site.demand")]
Minutes = Annotated[Path | None, typer.Option("--minutes", metavar="FILE", help="cli.site.minutes")]
Seconds = Annotated[float, typer.Option("--seconds", metavar="N", min=0.1, max=3600, help="cli.site.seconds")]
Save = Annotated[str | None, typer.Option("--save", metavar="NAME", help="cli.site.save")]
Beside = Annotated[str | None, typer.Option("--beside", metavar="NAME", help="cli.site.beside")]
MovesOption = Annotated[bool, typer.Option("--moves", help="cli.site.moves")]
MOVED = ("centre_id", "code", "name", "province", "gained", "lost")
COLUMNS = ("number", "code", "name", "province", "adds", "total", "nearest")
WIDE = 120  # letters of a table


@app.command(help="cli.site.help")
def site(
    context: typer.Context,
    new: New = None,
    within: Within = None,
    goal: GoalOption = None,
    budget: Budget = None,
    share: Share = None,
    detour: Detour = None,
    region: Region = None,
    province: Province = None,
    district: District = None,
    as_of: Day = None,
    candidates: Candidates = None,
    demand: Demand = None,
    minutes: Minutes = None,
    seconds: Seconds = 10.0,
    moves: MovesOption = False,
    save: Save = None,
    beside: Beside = None,
    as_json: Json = False,
) -> None:
    """Find where the next centres would bring most, and say how good the plan is."""
    words: Words = context.obj
    given = {"goal": goal, "new": new, "budget": budget, "within": within, "share": share, "detour": detour}
    asked, release = _question(words, given), data()
    places = {"region": region, "province": province, "district": district, "as_of": as_of}
    view = view_of(words, places, release.release.as_of)
    study = _study(release, view, asked, (candidates, demand, minutes)).checked()
    if moves:
        _moves(words, release, view, study, as_json)
        return
    with _progress(words, as_json) as on_progress:
        plan = jobs.solve_apart(study, on_progress, seconds=seconds)
    if save is not None:
        plans_command.save(words, release, view, plan, save)
    cost = next_sites.cost(partial(release.ask, view=View(as_of=view.as_of)))
    if beside is not None:
        plans_command.beside(words, release, view, plan, cost, beside, as_json)
        return
    if as_json:
        terminal.say_json(_about(release, view, plan, cost) | {"rows": plan.sites().to_dicts()})
        return
    _say(words, release, view, plan, cost)
    heads = [words(f"siting.column.{name}") for name in COLUMNS]
    show(heads, [_cells(words, row) for row in plan.sites().iter_rows(named=True)], least=WIDE)


def _moves(words: Words, release: Data, view: View, study: Study, as_json: bool) -> None:
    """Say where the centres that the review suggests to move would best move to, within their province."""
    found = next_sites.moves(partial(release.ask, view=view), study)
    totals = {"moves": found.rows.height, "gained": found.gained, "lost": found.lost}
    if as_json:
        terminal.say_json({"sample": release.release.sample, **totals, "rows": found.rows.to_dicts()})
        return
    from ..exhibits import Context  # late: drawing is loaded with it
    from ..theme import Theme

    context = Context(release, view, Theme(words.language))
    terminal.say("\n".join([context.say(next_sites.moved(found)), next_sites.method(study, words), context.source]))
    rows = (
        [
            row["centre_id"], row["code"], words.name(row), words.name(geography.place(row["province"])),
            words.number(row["gained"]), words.number(row["lost"]),
        ]
        for row in found.rows.iter_rows(named=True)
    )  # fmt: skip
    show([words(f"siting.column.{name}") for name in MOVED], rows, least=WIDE)


def _question(words: Words, given: dict[str, str | None]) -> Question:
    """Read the question as an address has it, but refuse what an address would leave out."""
    found, notices = Question.parse({name: [given[name] or ""] for name in PARAMETERS})
    refuse(words, notices)
    return found


def _study(release: Data, view: View, asked: Question, files: tuple[Path | None, Path | None, Path | None]) -> Study:
    """Return the question with its data, the user's own lists in place of ours where they are given."""
    candidates, demand, minutes = files
    sites = own_sites(candidates) if candidates else None
    people = own_demand(demand) if demand else None
    ask = partial(release.ask, view=View(as_of=view.as_of))
    study = next_sites.study(ask, view, asked, sites, people)
    if not minutes:
        return study
    return next_sites.study(ask, view, asked, sites, people, own_minutes(minutes, study.sites, study.demand))


@contextmanager
def _progress(words: Words, quiet: bool) -> Iterator[Any]:
    """Show on a terminal how much is proven."""
    with terminal.bar(quiet) as bar:
        yield lambda proven: bar(words("cli.stage.site"), proven)


def _about(release: Data, view: View, plan: Plan, cost: next_sites.Cost) -> dict[str, Any]:
    """Return the question and what the plan comes to, for a program."""
    return {
        "release": release.release.number,
        "sample": release.release.sample,
        "view": view.to_query(),
        **plan.figures(),
        "baht_a_centre_year": cost.baht,
        "by_place": plan.by_place().to_dicts(),
    }


def _say(words: Words, release: Data, view: View, plan: Plan, cost: next_sites.Cost) -> None:
    """Print what the plan brings, how good it is, what it is of and what it costs."""
    from ..exhibits import Context  # late: drawing is loaded with it
    from ..theme import Theme

    context = Context(release, view, Theme(words.language))
    findings = [next_sites.headline(plan), next_sites.flat(plan), next_sites.sureness(plan)]
    lines = [context.say(finding) for finding in findings if finding]
    lines += [next_sites.costs_text(plan, cost, words), next_sites.method(plan.study, words), context.source]
    terminal.say("\n".join(filter(None, lines)))


def _cells(words: Words, row: dict[str, Any]) -> list[str]:
    """Write the cells of a site, with a dash where nothing is known."""
    numbers = [words.number(row["adds"]), words.number(row["total"])]
    far = "–" if row["nearest_km"] is None else words.number(row["nearest_km"], 1)
    place = words.name(geography.place(row["province"]))
    return [str(row["number"]), str(row["code"]), words.name(row), place, *numbers, far]
