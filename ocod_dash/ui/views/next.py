"""Next: where the next centres would bring most people within reach, and how good the plan is."""

from collections.abc import Iterable
from functools import partial

from markupsafe import Markup

from ...charts.siting_charts import MANY
from ...exhibits import Exhibit, Table, next_exhibits, next_plan, plan_exhibits
from ...metrics import next_sites
from ...problem import Problem
from ...siting.plan import Plan
from ...siting.question import GOALS, Question
from ...web import fields
from ...web.parts import Fragment, Items, Part, columns
from ..cards import cards
from ..exhibit_card import card, reason, table_card
from ..headings import note, title
from ..links import href
from ..page_context import PageContext
from ..place_tables import table
from ..render import html

ROWS = 15  # of the list of sites in sight
LISTED = 500  # sites on the page; the CSV has them all


def build(page: PageContext) -> Items:
    """Return the finding, the question, the map and the curve, before and after by place, the sites, and a saved plan."""
    context, words, asked = page.context, page.words, next_plan.question(page)
    found = next_plan.found(page)
    if isinstance(found, Problem):
        yield title(words("next.title"))
        yield _question(page, asked)
        yield reason(words("next.unsolved"), found.tell(words))
        return
    shown = page.exhibits()
    yield title(context.say(next_sites.headline(found)))
    yield _solver(page, found)
    yield _question(page, asked)
    if context.sample:
        yield note("next_sample", words("next.sample"))
    yield cards(context, "next_cards", next_exhibits.cards(context, found, next_plan.cost(page)))
    if isinstance(unknown := plan_exhibits.beside(page), Problem):
        yield reason(words("next.beside.unknown"), unknown.tell(words), key="next_unknown")
    curve = [card(shown["next_curve"])] if "next_curve" in shown else []
    codes = shown["next_places"].table().frame.code
    places = [card(shown["next_places"], links=_links(page, codes))]
    if "next_beside" in shown:
        yield columns((1, 1), *([card(shown[key], height=620)] for key in ("next_map", "next_beside_map")))
        yield columns((1, 1), [_list(page, shown["next_beside"])], [card(shown["next_beside_places"])])
        yield columns((1, 1), *filter(None, (curve, places)))
    else:
        tall = len(codes) > MANY  # as the map with the curve below it
        first, second = (curve, places) if tall else ([], [*curve, *places])
        yield columns((3, 2), [card(shown["next_map"], height=680), *first], second)
    yield _list(page, shown["next_sites"], () if found.study.level != "region" else ("district",))
    for key in ("next_saved", "next_moves"):
        if key in shown:
            yield _list(page, shown[key])


def _list(page: PageContext, exhibit: Exhibit, without: Iterable[str] = ()) -> Part:
    """Return the card of a list."""
    rows = _first(exhibit.table().without(*without))
    return table_card(exhibit, table(page.context, rows, exhibit.title, rows=ROWS))


def _first(rows: Table) -> Table:
    """Return a table with as many rows as the page has."""
    return Table(rows.frame.head(LISTED), rows.headings, rows.texts, rows.codes)


def _links(page: PageContext, codes: Iterable[str]) -> dict[str, str]:
    """Return the addresses of the same question in places, by their codes."""
    chosen = next_plan.question(page).query()
    return {code: href(page, "next", at=code, choices=chosen) for code in codes}


def _question(page: PageContext, asked: Question) -> Part:
    """Return the fields of the question, those alone that its goal uses."""
    words = page.words
    goals = [(goal, words(f"siting.goal.{goal}")) for goal in GOALS]
    shown = [fields.tabs(words, "next_goal", "goal", words("siting.goal"), goals, asked.goal, labelled=True)]
    if asked.goal != "cover":
        number = "" if asked.budget is not None else words.number(asked.new)
        budget = words.number(asked.budget) if asked.budget is not None else ""
        shown.append(_number(page, "new", number, words("siting.unit.centres"), drops="budget"))
        shown.append(_number(page, "budget", budget, words("siting.unit.baht"), drops="new"))
    if asked.has_share:
        shown.append(_number(page, "share", f"{asked.share:.12g}", "%"))
    shown.append(_number(page, "within", f"{asked.within:.12g}", words("siting.unit.km")))
    shown.append(_number(page, "detour", f"{asked.detour:.12g}", words("siting.unit.times")))
    if names := plan_exhibits.names(page.context):
        chosen = next((name for name in page.chosen("beside") if name in names), None)
        saved, empty = [(name, name) for name in names], words("next.beside.none")
        shown.append(fields.one(words, "next_beside", "beside", words("next.beside"), saved, chosen, empty))
    save = href(page, "data", choices=asked.query() | {"part": "plans"}), words("next.save")
    values = {"note": words("siting.question.note"), "save": save}
    return Part("next_question", html("question", fields=[field.head for field in shown], **values))


def _number(page: PageContext, name: str, value: str, unit: str, drops: str = "") -> Part:
    label = page.words(f"siting.field.{name}")
    return fields.number(page.words, f"next_{name}", name, label, value, unit, drops)


def _solver(page: PageContext, plan: Plan) -> Part:
    """Return how good the plan is; while the solver is at work, it is asked again, and can be stopped."""
    waits = page.state.startswith("solving") and plan.state == "greedy"
    shown = _state_of(page, page.context.say(next_sites.sureness(plan)), waits)
    return Part("next_solver", shown, answers={"state": partial(_state, page), "stop": partial(_stop, page)})


def _state_of(page: PageContext, text: str, waits: bool, proven: float = 0.0) -> Markup:
    words = page.words
    shown = {"proven": f"{proven:.4f}", "proving": words("cli.stage.site"), "stop": words("next.stop")}
    return html("solver", text=text, waits=waits, **shown)


def _state(page: PageContext) -> Fragment:
    """Answer with how far the solver is."""
    job = next_plan.current(page)
    return Fragment(_state_of(page, "", job is not None and job.state == "solving", job.share if job else 0.0))


def _stop(page: PageContext) -> Fragment:
    """Stop the solver, and answer with how far it is."""
    if job := next_plan.current(page):
        job.stop()
    return _state(page)
