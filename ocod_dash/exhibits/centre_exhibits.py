"""One centre: where it is, how it is used, what it costs, what was asked in the field, what is suggested and what decided."""

from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from .. import charts, geography
from ..criteria.figures import ANSWERS, answered
from ..geography.distances import distance_km
from ..metrics import activity, points, review, review_alternatives, review_findings, review_rules
from ..metrics.review_measures import REVIEW_MEASURES
from ..schema import OPTIONS
from ..view import View
from . import review_exhibits
from .context import Context
from .document import Section
from .exhibit import Exhibit
from .figure_tables import Column, Table, coded
from .selection import Selection

NEIGHBOURS = 5
# Figures shown of a centre, in this order.
FIGURES = (
    "visits_per_open_day", "visits_a_month", "visitors_a_month", "learners_a_month", "hours_week", "hours_percent",
    "computers_working", "months_known", "months_missing", "trend", "baht_a_year", "cost_per_visit", "cost_per_learner",
    "people_10km", "only_10km", "next_km",
)  # fmt: skip


def find(selection: Selection) -> pd.Series | None:
    """Return what the review knows of the centre chosen; of one that is not open, what the register has; None for no centre."""
    context = _everywhere(selection.context)
    wanted = "".join(selection.chosen("id"))
    reviewed = review_exhibits.suggested(context, review_exhibits.limits(selection))
    own = reviewed[reviewed.centre_id == wanted]
    if own.empty:
        rows = context.ask(points.rows, limit=MANY)
        own = rows[rows.centre_id == wanted]
    return None if own.empty else own.iloc[0]


MANY = 10_000_000  # centres


def nearest_ids(selection: Selection) -> list[str]:
    """Return the ids most like the one in the address."""
    rows = _everywhere(selection.context).ask(points.rows, limit=MANY)
    return get_close_matches("".join(selection.chosen("id")), rows.centre_id.head(20_000), n=3)


def _everywhere(context: Context) -> Context:
    """Return the same day in the whole country, of all statuses: an id is of one centre, wherever it is."""
    return replace(context, view=View(as_of=context.view.as_of, since=context.view.since))


def is_reviewed(found: pd.Series) -> bool:
    """Say whether the centre is open, so that it is reviewed."""
    return "option" in found.index


def months(selection: Selection, found: pd.Series) -> Exhibit | None:
    """Show the centre's visits by month; None where none was reported."""
    context = _everywhere(selection.context)
    words = context.words
    known = context.ask(activity.of_centre, centre=str(found.centre_id))
    if known.visits.isna().all():
        return None
    every = pd.date_range(known.month.min(), known.month.max(), freq="MS", name="month")
    rows = known.assign(month=pd.to_datetime(known.month)).set_index("month").reindex(every).reset_index()
    missing = int(rows.visits.isna().sum())
    clause = words("centre.months.missing" if missing else "centre.months.all", n=missing, all=len(rows))

    def table() -> Table:
        columns: dict[str, Column] = {"month": (words("field.month"), pd.to_datetime(rows.month))}
        for name in ("visits", "visitors", "learners", "courses", "open_days", "open_hours", "computers_working"):
            columns[name] = words(f"field.{name}"), rows[name]
        return Table.of(columns, {"month": (words("field.month"), [words.month(month) for month in rows.month])})

    draw = partial(charts.review.months, rows, context.theme)
    return Exhibit(
        context,
        "centre_months",
        clause,
        words("activity.visits"),
        table,
        draw,
        of=str(found.centre_id),
        data_only=False,
    )


def neighbours(selection: Selection, found: pd.Series) -> Exhibit | None:
    """Show the nearest other open centres; None where the centre has no point or none is open."""
    context = _everywhere(selection.context)
    words, every = context.words, review_exhibits.suggested(context, review_exhibits.limits(selection))
    others = every[(every.centre_id != found.centre_id) & every.latitude.notna() & every.longitude.notna()]
    if others.empty or pd.isna(found.get("latitude")):
        return None
    own = np.array([[found.longitude, found.latitude]], dtype=float)
    km = distance_km(own, others[["longitude", "latitude"]].to_numpy(dtype=float))
    near = others.assign(km=km).nsmallest(NEIGHBOURS, "km")

    def table() -> Table:
        columns: dict[str, Column] = {
            "centre_id": (coded(words, words("table.centre")), near.centre_id),
            "centre": (words("table.centre"), words.names(near)),
            "km": (words("centre.km"), near.km.round(1)),
            "option": (words("review.option"), [words(f"option.{option}") for option in near.option]),
            "visits_per_open_day": (
                REVIEW_MEASURES["visits_per_open_day"].heading(words),
                near.visits_per_open_day.round(1),
            ),
        }
        return Table.of(columns, codes=("centre_id",))

    clause = words("centre.neighbours", n=len(near), km=words.number(float(near.km.max()), 1))
    return Exhibit(
        context, "centre_neighbours", clause, words("centre.neighbours.measured"), table, of=str(found.centre_id)
    )


def sections(selection: Selection, found: pd.Series) -> tuple[Section, ...]:
    """Return what is known of the centre: where it is, what is suggested and why, its figures, survey and decision."""
    context = selection.context
    parts = [_where(context, found)]
    if is_reviewed(found):
        parts = [_suggested(selection, found), *parts, _figures(context, found), _survey(context, found)]
    return tuple(parts)


def _where(context: Context, found: pd.Series) -> Section:
    words = context.words
    place = geography.place(found.district_code if isinstance(found.district_code, str) else found.province_code)
    province = geography.place(found.province_code)
    facts = [(words("table.centre"), str(found.centre_id)), (words("filter.province"), words.name(province))]
    if place != province:
        facts.append((words("filter.district"), words.name(place)))
    status = words(f"status.{found.get('status', 'open')}")
    since = "" if pd.isna(found.since) else " " + words("map.since", day=found.since)
    return Section("where", words("centre.where"), facts=(*facts, (words("status"), status + since)))


def _suggested(selection: Selection, found: pd.Series) -> Section:
    """Return the option with its rule and what would have to be different, and beside it what was decided."""
    context, words = selection.context, selection.context.words
    chosen, rules = review_exhibits.limits(selection), review_rules.read(context.ask(review.rules))
    rule = next((each for each in rules if each.position == found.position), None)
    facts = [(words("review.option"), words(f"option.{found.option}"))]
    facts.append((words("review.reason"), words.of(rule, "text") if rule else words("review.no_rule")))
    if found.missing:
        facts.append((words("centre.missing"), words.listing([name(words, each) for each in found.missing.split(",")])))
    if found.flips or found.decided_on_little:
        key = "both" if found.flips and found.decided_on_little else "flips" if found.flips else "little"
        facts.append((words("review.sure"), words(f"review.sure.{key}")))
    if pd.isna(found.decided):
        facts.append((words("review.decided"), words("centre.undecided")))
    else:
        decided = words("centre.decided", option=words(f"option.{found.decided}"), day=found.decided_on)
        facts.append((words("review.decided"), f"{decided} · {found.decided_by}"))
        if isinstance(found.decided_because, str):
            facts.append((words("field.reason"), found.decided_because))
    needed = review_alternatives.alternatives(found.to_frame().T.infer_objects(), rules, chosen)
    order = {option: at for at, option in enumerate(OPTIONS)}
    texts = [
        review_findings.needed(row, words)
        for row in needed.sort_values("option", key=lambda each: each.map(order)).itertuples()
    ]
    return Section("suggested", words("centre.suggested"), facts=tuple(facts), points=tuple(texts))


def name(words: Any, figure: str) -> str:
    """Return the name of a figure or of an answer."""
    return words(f"answer.{figure}" if figure in ANSWERS else f"measure.{figure}")


def _figures(context: Context, found: pd.Series) -> Section:
    words = context.words
    facts = []
    for figure in FIGURES:
        measure = REVIEW_MEASURES[figure]
        written = "–" if pd.isna(found[figure]) else measure.write(float(found[figure]), words)
        facts.append((measure.written(words), written))
    if isinstance(found.how, str):
        facts.append((words("centre.how"), words(f"cost.how.{found.how}")))
    return Section("figures", words("centre.figures"), facts=tuple(facts))


def _survey(context: Context, found: pd.Series) -> Section:
    words = context.words
    if pd.isna(found.surveyed_on):
        return Section("survey", words("centre.survey"), (words("centre.unsurveyed"),))
    facts = [(words("review.surveyed_on"), words.date(found.surveyed_on))]
    if isinstance(found.office, str):
        facts.append((words("field.office"), found.office))
    for answer in (each for each in ANSWERS if each != "surveyed_on"):
        value = found[answer]
        told = "–" if value is None or pd.isna(value) else answered(value, words)
        facts.append((words(f"answer.{answer}"), told))
    if isinstance(found.remarks, str):
        facts.append((words("field.remarks"), found.remarks))
    return Section("survey", words("centre.survey"), facts=tuple(facts))
