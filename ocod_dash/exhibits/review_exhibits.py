"""The review of the centres: what the rules suggest for each, what that comes to, how sure it is, and how far the survey is."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from .. import charts, geography
from ..criteria.limits import THRESHOLDS, Limits
from ..metrics import reach, review, review_findings, review_progress, review_rules
from ..metrics.review_measures import REVIEW_MEASURES
from ..schema import OPTIONS
from .context import Context
from .exhibit import Exhibit
from .figure_tables import Column, Table, coded
from .selection import Selection

KM = tuple(reach.RADII)
URGENT = ("close", "move", "hand_over", "improve", "ask", "keep")  # options in the order of the list
# Figures of a centre in the list, in this order.
LISTED = ("visits_per_open_day", "trend", "hours_percent", "months_known", "baht_a_year", "cost_per_visit", "next_km")


def limits(selection: Selection) -> Limits:
    """Return the thresholds that are chosen."""
    return Limits.parse(selection.chosen("limits"))[0]


def suggested(context: Context, chosen: Limits) -> pd.DataFrame:
    """Return ``review.suggested`` of the centres in view, worked out once for all visitors; not yours to change."""
    return context.cached("review", lambda: review.suggested(context.ask, chosen), chosen.encode())


def places(context: Context, chosen: Limits, level: str) -> pd.DataFrame:
    """Return ``review.by_place`` of the centres in view, worked out once for all visitors; not yours to change."""
    of = f"{level} {chosen.encode()}"
    return context.cached("review_places", lambda: review.by_place(suggested(context, chosen), level), of)


def totals(context: Context, chosen: Limits) -> pd.DataFrame:
    """Return ``review.totals`` of the centres in view, worked out once for all visitors; not yours to change."""
    rows, near = suggested(context, chosen), context.ask(reach.pairs)
    return context.cached("review_totals", lambda: review.totals(rows, near), chosen.encode())


def is_known(context: Context) -> bool:
    """Say whether a review can be made: whether any activity or survey is in the release."""
    return not context.ask(review.evidence).empty


def options(context: Context, chosen: Limits) -> Exhibit:
    """Show what each option comes to: centres, money, people, and how sure it is; beside other thresholds the usual ones."""
    words, rows = context.words, suggested(context, chosen)
    sums = totals(context, chosen)
    usual = suggested(context, Limits()).option.value_counts()

    def table() -> Table:
        columns: dict[str, Column] = {
            "option_code": (coded(words, words("review.option")), sums.option),
            "option": (words("review.option"), [words(f"option.{option}") for option in sums.option]),
            "centres": (words("review.centres"), sums.centres),
        }
        if chosen != Limits():
            columns["usual"] = words("review.usual"), [int(usual.get(option, 0)) for option in sums.option]
        columns["flips"] = words("review.flips"), sums.flips
        columns["decided_on_little"] = words("review.little"), sums.decided_on_little
        columns["decided"] = words("review.decided"), sums.decided
        columns["baht_a_year"] = (
            REVIEW_MEASURES["baht_a_year"].heading(words),
            sums.baht_a_year.round().astype("Int64"),
        )
        columns["saves_baht_a_year"] = words("review.saves"), sums.saves_baht_a_year.round().astype("Int64")
        columns |= {
            f"without_{km}km": (words("review.without", km=km), sums[f"without_{km}km"].astype("Int64")) for km in KM
        }
        return Table.of(columns, codes=("option_code",))

    clause = context.clause(review_findings.saving(sums) or review_findings.sureness(rows))
    return _exhibit(context, "review_options", clause, words("review.options"), table, chosen)


def by_place(context: Context, chosen: Limits, most: int = 0) -> Exhibit:
    """Show the options of the places one level down, ``most`` at most; of a register, those with the most to decide first."""
    words, level = context.words, context.view.level
    rows = places(context, chosen, level)
    if not context.sample:  # which names no place first
        rows = rows.sort_values(["to_decide", "code"], ascending=[False, True])
    table = partial(table_of_places, context, rows)
    clause = context.clause(review_findings.sureness(suggested(context, chosen)))
    measured = words("review.places.sample" if context.sample else "review.places", level=words(f"level.{level}.many"))
    if most and len(rows) > most:
        measured += words("review.places.some", n=most, all=len(rows))
        rows = rows.head(most)
    draw = partial(charts.review.options_by_place, rows, context.theme)
    of = f"{chosen.encode()} {most}"
    return Exhibit(context, "review_places", clause, measured, table, draw, of=of)


def table_of_places(context: Context, rows: pd.DataFrame) -> Table:
    """Return ``review.by_place`` as a table."""
    words = context.words
    columns: dict[str, Column] = {
        "code": (words("table.code"), rows.code),
        "place": (words("table.place"), words.names(rows)),
        "centres": (words("review.centres"), rows.centres),
    }
    columns |= {option: (words(f"option.{option}"), rows[option]) for option in OPTIONS}
    columns["to_decide"] = words("review.to_decide"), rows.to_decide
    columns["surveyed"] = words("review.surveyed"), rows.surveyed
    columns["saves_baht_a_year"] = words("review.saves"), rows.saves_baht_a_year.round().astype("Int64")
    return Table.of(columns)


def use(context: Context, chosen: Limits) -> Exhibit | None:
    """Show use against cost; None where fewer than two centres have both."""
    words, rows = context.words, suggested(context, chosen)
    known = rows[["option", "visits_per_open_day", "baht_a_year"]].dropna()
    if len(known) < 2:
        return None
    few = int((known.visits_per_open_day < chosen["few_visits"]).sum())
    clause = words("review.use.few", n=few, all=len(known), visits=_number(context, chosen["few_visits"]))
    draw = partial(charts.review.use_against_cost, rows, context.theme, chosen["few_visits"])
    middle = known.groupby("option")[["visits_per_open_day", "baht_a_year"]].median().reindex(OPTIONS).dropna()
    numbers = known.option.value_counts().reindex(middle.index)

    def table() -> Table:
        columns: dict[str, Column] = {
            "option": (words("review.option"), [words(f"option.{option}") for option in middle.index]),
            "centres": (words("review.centres"), list(numbers)),
            "visits_per_open_day": (words("review.median.visits"), list(middle.visits_per_open_day.round(1))),
            "baht_a_year": (words("review.median.baht"), list(middle.baht_a_year.round())),
        }
        return Table.of(columns)

    return _exhibit(context, "review_use", clause, words("review.use"), table, chosen, draw_chart=draw)


def survey(context: Context) -> Exhibit | None:
    """Show how far the survey is, against the days given, whatever the thresholds; None before it began."""
    words, course = context.words, context.ask(review_progress.course)
    if course.empty:
        return None
    total, window = context.ask(review_progress.by_place), context.ask(review_progress.window)
    clause = context.clause(review_findings.progress(total, window, context.day))

    def table() -> Table:
        columns: dict[str, Column] = {
            "by": (words("table.by"), pd.to_datetime(course.on)),
            "surveyed": (words("review.surveyed"), course.surveyed.astype("Int64")),
            "even_pace": (words("review.even_pace"), course.even_pace.round().astype("Int64")),
        }
        return Table.of(columns)

    draw = partial(charts.review.survey, course, context.theme)
    return Exhibit(context, "review_survey", clause, words("review.survey"), table, draw)


def listed(context: Context, chosen: Limits, only: tuple[str, ...]) -> pd.DataFrame:
    """Return the centres in the order of the list, of some options alone where they are chosen."""
    rows = suggested(context, chosen)
    chosen_rows = rows[rows.option.isin(only)] if only else rows
    urgency = chosen_rows.option.map({option: at for at, option in enumerate(URGENT)})
    by = chosen_rows[["visits_per_open_day", "centre_id"]].assign(urgency=urgency)
    return chosen_rows.loc[by.sort_values(["urgency", "visits_per_open_day", "centre_id"]).index]


def centres(context: Context, chosen: Limits, only: tuple[str, ...]) -> Exhibit:
    """Show every open centre with what is suggested and why; of some options alone, where they are chosen."""
    option = suggested(context, chosen).option
    n = int(option.isin(only).sum()) if only else len(option)
    return _list(context, n, lambda: of_centres(context, listed(context, chosen, only)), chosen, only)


def of_provinces(context: Context, chosen: Limits, only: tuple[str, ...]) -> Iterator[tuple[geography.Place, Exhibit]]:
    """Return the list in parts: each province with its centres, by code."""
    for code, rows in listed(context, chosen, only).groupby("province_code", sort=True):
        inside = context if context.view.district else replace(context, view=context.view.at(str(code)))
        yield geography.place(str(code)), _list(inside, len(rows), partial(of_centres, inside, rows), chosen, only)


def _list(context: Context, n: int, table: Callable[[], Table], chosen: Limits, only: tuple[str, ...]) -> Exhibit:
    words = context.words
    names = words.listing([words(f"option.{option}") for option in only])
    measured = words("review.list.only" if only else "review.list.all", n=n, options=names)
    of = f"{chosen.encode()} {','.join(only)}"
    return Exhibit(
        context, "review_centres", words("review.list.clause"), measured, table, hint=words("frame.sort"), of=of,
        data_only=True,
    )  # fmt: skip


def of_centres(context: Context, rows: pd.DataFrame) -> Table:
    """Return centres with their option, the rule and the figures that led there, the survey and the decision."""
    words = context.words
    texts = {rule.position: rule for rule in review_rules.read(context.ask(review.rules))}
    written = [words.of(texts[each], "text") if each in texts else words("review.no_rule") for each in rows.position]
    provinces = {place.code: words.name(place) for place in geography.provinces()}
    columns: dict[str, Column] = {
        "centre_id": (coded(words, words("table.centre")), rows.centre_id),
        "centre": (words("table.centre"), words.names(rows)),
        "province_code": (coded(words, words("filter.province")), rows.province_code),
        "province": (words("filter.province"), rows.province_code.map(provinces)),
        "option_code": (coded(words, words("review.option")), rows.option),
        "option": (words("review.option"), [words(f"option.{option}") for option in rows.option]),
        "reason": (words("review.reason"), written),
    }
    for name in LISTED:
        columns[name] = REVIEW_MEASURES[name].heading(words), rows[name].round(REVIEW_MEASURES[name].decimals)
    surveyed, decided = pd.to_datetime(rows.surveyed_on), pd.to_datetime(rows.decided_on)
    columns |= {
        "surveyed_on": (words("review.surveyed_on"), surveyed),
        "decided": (
            words("review.decided"),
            ["" if pd.isna(each) else words(f"option.{each}") for each in rows.decided],
        ),
        "decided_on": (words("review.decided_on"), decided),
        "sure": (words("review.sure"), _sureness(context, rows)),
    }
    days = {"surveyed_on": surveyed, "decided_on": decided}
    read = {
        name: (columns[name][0], ["–" if pd.isna(day) else words.date(day) for day in values])
        for name, values in days.items()
    }
    return Table.of(columns, read, ("centre_id", "province_code", "option_code"))


def rules(context: Context) -> Exhibit:
    """Show the rules in their order."""
    words, rows = context.words, review_rules.read(context.ask(review.rules))
    columns: dict[str, Column] = {
        "position": (words("review.position"), [rule.position for rule in rows]),
        "option_code": (coded(words, words("review.option")), [rule.option for rule in rows]),
        "option": (words("review.option"), [words(f"option.{rule.option}") for rule in rows]),
        "reason": (words("review.rule"), [words.of(rule, "text") for rule in rows]),
        "condition": (words("review.condition"), [rule.condition for rule in rows]),
    }
    return Exhibit(
        context, "review_rules", words("review.rules"), words("review.rules.measured"),
        lambda: Table.of(columns, codes=("option_code",)),
    )  # fmt: skip


def thresholds(chosen: Limits) -> list[tuple[str, float, list[float]]]:
    """Return each threshold with its value and those that are offered for it, the smallest first."""
    return [(name, chosen[name], sorted({*OFFERED[name], chosen[name]})) for name in THRESHOLDS]


OFFERED: dict[str, tuple[float, ...]] = {
    "few_visits": (1, 2, 3, 5, 10),
    "short_hours": (50, 60, 70, 80, 90),
    "hours_due": (20, 28, 35, 40, 56),
    "few_computers": (1, 3, 5, 10),
    "many_people": (5_000, 20_000, 50_000, 100_000),
    "enough_months": (3, 6, 9, 12),
}


def _sureness(context: Context, rows: pd.DataFrame) -> list[str]:
    words = context.words
    each = zip(rows.flips, rows.decided_on_little, strict=True)
    return [
        words("review.sure.both" if flips and little else "review.sure.flips" if flips else "review.sure.little")
        if flips or little
        else ""
        for flips, little in each
    ]


def _number(context: Context, value: float) -> str:
    return context.words.number(value, 0 if value.is_integer() else 1)


def _exhibit(
    context: Context, key: str, clause: str, measured: str, table: Any, chosen: Limits, **pictures: Any
) -> Exhibit:
    return Exhibit(context, key, clause, measured, table, of=chosen.encode(), **pictures)
