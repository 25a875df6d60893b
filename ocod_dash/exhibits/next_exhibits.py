"""Where the next centres would bring most: the map, the curve of all numbers of sites, before and after, the sites."""

from functools import partial

import numpy as np
import pandas as pd

from .. import charts, geography, maps
from ..i18n import Words
from ..metrics import next_sites, places
from ..metrics.review_findings import Baht
from ..siting.plan import Plan
from ..theme import SITE
from .context import Context
from .exhibit import Exhibit
from .figure_tables import Column, Table, coded
from .headline import Number

NUMBERED = 20  # sites on the map that have their number, those that add most
CARDS = ("sites", "more", "left", "mean", "cost")
BEYOND = 1.2  # times as many sites as the bend is at, and three times as many as the plan has, are on the curve


def depends_on(plan: Plan) -> str:
    """Return what pictures of a plan depend on besides the context."""
    return f"{plan.study.question.query()} {plan.state} {len(plan.chosen)} {plan.people_after}"


def _measured(context: Context, plan: Plan, key: str) -> str:
    """Write what is measured, how far is near, and how good the plan is."""
    return context.words(key, reach=next_sites.way(plan.study, plan.study.question.within))


def map_(context: Context, plan: Plan) -> Exhibit:
    """Show the open centres and how far they reach, and the sites over them, the first with their numbers."""
    words, study = context.words, plan.study
    is_open = (
        study.centres.select("latitude", "longitude").to_pandas().assign(mark="open", label="", name_th="", name_en="")
    )
    rows = plan.sites()
    chosen = rows.select("latitude", "longitude", "name_th", "name_en").to_pandas().assign(mark=SITE)
    chosen["label"] = [str(number) if number <= NUMBERED else "" for number in rows["number"]]
    points = pd.concat([is_open, chosen[::-1]], ignore_index=True)  # the first over the others
    provinces = context.ask(places.progress, context.view.at(None), level="province")
    km = study.question.within / study.question.detour if study.minutes is None else 0.0
    draw = maps.reach_picture.Reach(provinces, None, context.theme, context.view.province_codes, points, km)
    clause = context.clause(next_sites.headline(plan))
    measured = words("siting.map", reach=next_sites.way(study, study.question.within))
    table = partial(of_sites, context, plan)
    return Exhibit(context, "next_map", clause, measured, table, draw_map=draw, of=depends_on(plan))


def curve(context: Context, plan: Plan) -> Exhibit | None:
    """Show the people within reach by the number of sites; None for distances, which have no people within reach."""
    bend = next_sites.flat(plan)
    if bend is None:
        return None
    words, flat = context.words, int(bend.figures["n"])
    whole = plan.study.curve
    last = min(len(whole.order), int(max(len(plan.chosen) * 3, flat * BEYOND)) + 10)
    before = plan.people_before
    frame = pd.DataFrame(
        {
            "sites": np.arange(last + 1),
            "reached": before + whole.brought[: last + 1],
            "bound": np.minimum(before + whole.bound[: last + 1], plan.people),
        }
    )
    point = (len(plan.chosen), float(plan.people_after))
    draw = partial(charts.siting.curve, frame, context.theme, point, flat if flat < len(whole.order) else None)

    def table() -> Table:
        columns: dict[str, Column] = {
            "sites": (words("siting.sites"), frame.sites),
            "reached": (words("chart.siting.reached"), frame.reached.round().astype("Int64")),
            "bound": (words("chart.siting.bound"), frame.bound.round().astype("Int64")),
        }
        return Table.of(columns)

    measured = _measured(context, plan, "siting.curve")
    return Exhibit(context, "next_curve", context.clause(bend), measured, table, draw, of=depends_on(plan))


def by_place(context: Context, plan: Plan) -> Exhibit:
    """Show the people without a centre within reach before and after, by place; of a register those with most first."""
    words, study = context.words, plan.study
    rows = with_names(plan.by_place().to_pandas(), context.sample)
    before, after = plan.gini()
    reach = next_sites.way(study, study.question.within)
    figures = {
        "before": next_sites.People(plan.people - plan.people_before),
        "after": next_sites.People(plan.people - plan.people_after),
        "reach": reach,
    }
    clause = words("siting.places.clause", **figures)

    def table() -> Table:
        columns = of_people(words, rows) | {
            "open": (words("status.open"), rows.open),
            "sites": (words("siting.sites"), rows.sites),
            "per_100k_before": (words("siting.per_100k_before"), rows.per_100k_before),
            "per_100k_after": (words("siting.per_100k_after"), rows.per_100k_after),
        }
        return Table.of(columns, codes=("code",))

    draw = partial(charts.siting.by_place, rows, context.theme)
    measured = words("siting.places", level=words(f"level.{study.level}.many"), reach=reach)
    if before is not None and after is not None:
        measured += words("siting.places.gini", before=words.number(before, 2), after=words.number(after, 2))
    return Exhibit(context, "next_places", clause, measured, table, draw, of=depends_on(plan))


def of_people(words: Words, rows: pd.DataFrame) -> dict[str, Column]:
    """Return the columns of places with their people and those without a centre within reach, before and after."""
    return {
        "code": (words("table.code"), rows.code),
        "place": (words("table.place"), words.names(rows)),
        "people": (words("siting.people"), rows.people),
        "without_before": (words("siting.without_before"), rows.without_before),
        "without_after": (words("siting.without_after"), rows.without_after),
    }


def with_names(rows: pd.DataFrame, sample: bool) -> pd.DataFrame:
    """Return the rows of ``Plan.by_place`` with the places' names; of a register those with most people without first."""
    named = [geography.place(code) for code in rows.code]
    rows = rows.assign(name_th=[each.name_th for each in named], name_en=[each.name_en for each in named])
    # A sample names no place first.
    return rows if sample else rows.sort_values(["without_after", "code"], ascending=[False, True])


def sites(context: Context, plan: Plan) -> Exhibit:
    """Show the sites in the order of what each adds."""
    words = context.words
    clause = words("siting.list.clause", n=len(plan.chosen))
    table = partial(of_sites, context, plan)
    measured = next_sites.method(plan.study, words)
    return Exhibit(
        context, "next_sites", clause, measured, table, hint=words("frame.sort"), of=depends_on(plan), data_only=True
    )


def of_sites(context: Context, plan: Plan) -> Table:
    """Return the sites as a table."""
    words, rows = context.words, plan.sites().to_pandas()
    adds = "siting.adds.nearest" if plan.study.question.goal == "nearest" else "siting.adds"
    columns: dict[str, Column] = {
        "number": (words("siting.column.number"), rows.number.astype("Int64")),
        "site_code": (coded(words, words("siting.column.name")), rows.code),
        "site": (words("siting.column.name"), words.names(rows)),
        "province_code": (coded(words, words("filter.province")), rows.province),
        "district_code": (coded(words, words("filter.district")), rows.district),
        "district": (words("filter.district"), [words.name(geography.place(code)) for code in rows.district]),
        "province": (words("filter.province"), [words.name(geography.place(code)) for code in rows.province]),
        "adds": (words(adds), rows.adds.round().astype("Int64")),
        "total": (words("siting.column.total"), rows.total.round().astype("Int64")),
        "nearest_km": (words("siting.column.nearest"), rows.nearest_km.round(1)),
        "latitude": (words("field.latitude"), rows.latitude),
        "longitude": (words("field.longitude"), rows.longitude),
    }
    return Table.of(columns, codes=("site_code", "province_code", "district_code", "latitude", "longitude"))


def cards(context: Context, plan: Plan, cost: next_sites.Cost) -> list[Number]:
    """Return the headline numbers: people within reach before and after, sites, cost."""
    words, study = context.words, plan.study
    reach = next_sites.way(study, study.question.within)

    def number(key: str, written: str, remark: str) -> Number:
        return Number(
            key,
            words(f"siting.card.{key}", reach=reach),
            written,
            remark,
            words(f"siting.card.{key}.help", reach=reach),
        )

    shares = [words.percent(part / plan.people * 100, 1) for part in (plan.people_before, plan.people_after)]
    found = [
        number("sites", words.number(len(plan.chosen)), words("siting.card.sites.of", n=study.sites.height)),
        number(
            "more", words.figure(next_sites.Short(plan.people_after - plan.people_before)),
            words("siting.card.more.of", before=shares[0], after=shares[1]),
        ),
        number(
            "left", words.figure(next_sites.Short(plan.people - plan.people_after)),
            words("siting.card.left.of", n=plan.people),
        ),
    ]  # fmt: skip
    if study.question.goal == "nearest":
        before, after = (next_sites.way(study, round(each, 1)) for each in (plan.mean_before, plan.mean_after))
        found.insert(1, number("mean", words.figure(after), words("siting.card.mean.of", before=before)))
    if cost.baht:
        key = "siting.card.cost.known" if cost.centres else "siting.card.cost.assumed"
        total, each = next_sites.Short(cost.baht * len(plan.chosen)), Baht(cost.baht)
        found.append(number("cost", words.figure(total), words(key, each=each, n=cost.centres)))
    return found
