"""How the places one level down from the place in view compare."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
from markupsafe import Markup

from .. import charts, maps
from ..i18n import Words
from ..metrics import MEASURES, findings, measure_findings, places, points, rollout, shown
from .context import Context
from .exhibit import Exhibit, cached_exhibit
from .figure_tables import Column, Table, against_plan, of_centres, of_course, of_places
from .schedule import with_late_days

# What a map can show; the first by default.
MAP_LAYERS = ("provinces", "centres")
NO_LAYER = "none"
FEW = 10  # places that can be read from the back of a hall
USUAL = 0.95  # of the provinces: what few exceed should not leave all others pale


def progress(context: Context, level: str = "") -> pd.DataFrame:
    """Return ``places.progress`` of a level, by default one level down, with ``late_days`` of each place."""
    level = level or context.view.level
    return with_late_days(context, context.ask(places.progress, level=level), level)


def in_plan(context: Context, level: str = "") -> pd.DataFrame:
    """Return :func:`progress` of the places of a level, by default one level down, that have a centre in the plan.

    Of a sample none is late.
    """
    every = progress(context, level)
    rows = every[every.in_plan > 0]
    return rows.assign(late=False) if context.sample else rows


@cached_exhibit
def ranking(context: Context) -> Exhibit:
    """Show each place's centres by status, and those overdue."""
    ranked = in_plan(context)
    measured = context.words("regions.ranking" if len(ranked) > 1 else "regions.ranking.one")
    return _ranked(context, "ranking", ranked, measured)


@cached_exhibit
def lowest(context: Context) -> Exhibit:
    """Show the ranking's first places alone, where there are more than can be read from afar."""
    every = in_plan(context)
    if len(every) <= FEW:
        return ranking(context)
    measured = context.words("regions.lowest", n=FEW, all=len(every))
    return _ranked(context, "lowest", every.head(FEW), measured)


def _ranked(context: Context, key: str, ranked: pd.DataFrame, measured: str) -> Exhibit:
    table = partial(of_places, context, ranked, ("in_plan", *charts.places.STACK, "overdue"))
    draw = partial(charts.places.ranking, ranked, context.theme)
    clause = context.clause(findings.finished(in_plan(context)))
    hint = "" if context.view.district else context.words("regions.ranking.hint")
    return Exhibit(context, key, clause, measured, table, draw, hint=hint)


@cached_exhibit
def curves(context: Context) -> Exhibit | None:
    """Show each place's course against its plan; None where the register knows one day only."""
    compared, course = in_plan(context), context.ask(rollout.course, level=context.view.level)
    if context.ask(rollout.summary).iloc[0].dates < 2:
        return None
    every = context.ask(places.progress, level=context.view.level)
    clause = context.clause(findings.behind_places(every))
    measured = context.words("regions.curves", last=context.day)
    if every.behind_plan.notna().any():
        measured += context.words("regions.curves.plan")
    if compared.late.any():
        measured += context.words("regions.late", points=places.BEHIND)
    draw = partial(charts.places.small_curves, course, compared, context.theme)
    return Exhibit(context, "curves", clause, measured, partial(of_course, context, course, every), draw)


def measures(context: Context) -> tuple[str, ...]:
    """Return the measures of a table of places; where the register knows one day only, not what opened this month."""
    has_history = context.ask(rollout.summary).iloc[0].dates > 1
    return tuple(each for each in shown("places") if has_history or each != "opened_this_month")


@cached_exhibit
def table(context: Context) -> Exhibit:
    """Show every figure of every place."""
    words, level = context.words, context.view.level
    every = progress(context)
    figures = partial(of_places, context, every, measures(context))
    if len(every) == 1:
        return Exhibit(context, "places", words("regions.table.one"), words("regions.table.measured.one"), figures)
    clause = words("regions.table", n=len(every), level=words(f"level.{level}.many"))
    return Exhibit(context, "places", clause, words("regions.table.measured"), figures, hint=words("frame.sort"))


def comparable(context: Context, chosen: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return the places that can be compared: those one level down, of the country its provinces too; all of one level.

    Parameters
    ----------
    context : Context
        The places in view.
    chosen : tuple of str
        Codes of places that are compared: the first one decides on the level.
    """
    levels = ("region", "province") if context.view.level == "region" else (context.view.level,)
    every = pd.concat([in_plan(context, level) for level in levels])
    known = every[every.code.isin(chosen[:1])]
    return every if known.empty else every[every.level == known.level.iloc[0]]


def compared(context: Context, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """Return which of the chosen places are compared: the first ones of one level."""
    every = comparable(context).code
    known = tuple(code for code in chosen if code in set(every))
    same = set(comparable(context, known).code)
    return tuple(code for code in known if code in same)[: charts.places.MOST_COMPARED]


def names_to_compare(context: Context, codes: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the places that can be compared with some, by name: code and name; these alone where no more fit."""
    rows = comparable(context, codes).to_dict("records")
    named = [(row["code"], context.words.name(row)) for row in rows]
    fits = len(codes) < charts.places.MOST_COMPARED
    return sorted((each for each in named if fits or each[0] in codes), key=lambda each: each[1])


def compare(context: Context, chosen: tuple[str, ...]) -> Exhibit | None:
    """Show some places of one level side by side; None where fewer than two can be compared."""
    codes = compared(context, chosen)
    if len(codes) < 2:
        return None
    rows = comparable(context, codes).set_index("code", drop=False).loc[list(codes)]
    clause, measured = context.clause(findings.furthest(rows)), context.words("compare.curves")
    course = context.ask(rollout.course, level=rows.level.iloc[0])
    course = course[course.code.isin(codes)]
    figures = partial(of_places, context, rows, measures(context))
    drawn = course.dropna(subset=["opened"]).on.nunique() >= 3
    draw = partial(charts.places.compare, course, rows, context.theme) if drawn else None
    return Exhibit(context, "compare", clause, measured, figures, draw, of=",".join(codes))


def dots(context: Context) -> pd.DataFrame | None:
    """Return the centres as points marked by status; None where the country is in view or they are too many."""
    few = bool(context.view.province_codes) and context.ask(points.count).with_point.iloc[0] <= points.MOST_POINTS
    return context.ask(points.points).assign(mark=lambda rows: rows.status) if few else None


def ever_open(context: Context) -> bool:
    """Say whether any centre has opened by the release's day; of a register of plans alone, centres in the plan count."""
    latest = context.ask(places.progress, context.view.at(None).on(None), level="region")
    return bool(latest.open.sum() + latest.closed.sum() + latest.suspended.sum())


def classes(context: Context, measure: str, steady: bool = False) -> maps.scale.Scale:
    """Return a map's classes: quantiles on the release's own day; on any other, or ``steady``, the same from day to day.

    Of a measure that may be negative, 0 is a limit on every day.
    """
    if context.view.as_of is None and not steady and MEASURES[measure].unit not in maps.scale.SIGNED:
        return maps.scale.quantiles(
            context.ask(places.progress, context.view.at(None), level="province")[measure], measure
        )
    latest = context.ask(places.progress, context.view.at(None).on(None), level="province")
    if latest[measure].isna().all():
        return maps.scale.quantiles(latest[measure], measure)
    return maps.scale.even(measure, float(latest[measure].quantile(USUAL)))


def _possible(context: Context, layers: tuple[str, ...]) -> tuple[str, ...]:
    """Return the layers that can be shown: of a district its centres alone, as a colour is that of its whole province."""
    return ("centres",) if context.view.district else layers


def chosen_map(context: Context, measure: str, layers: tuple[str, ...]) -> Exhibit:
    """Show the map with the layers chosen: ``provinces`` coloured by a measure, and the ``centres`` over them."""
    layers = _possible(context, layers)
    colours = classes(context, measure) if "provinces" in layers else None
    centres = dots(context) if "centres" in layers else None
    return country_map(context, measure, colours, centres, hint=context.words("map.hint"))


@dataclass(frozen=True)
class MapLayers:
    """The layers of the map that moves, and its legend as HTML."""

    layers: maps.deck.Layers
    legend: Markup


def map_layers(context: Context, measure: str, layers: tuple[str, ...]) -> MapLayers:
    """Return the map that moves: ``provinces`` coloured by a measure, and the ``centres`` as points or clusters.

    Centres are clusters where the whole country is in view or they are too many.
    """
    provinces = context.ask(places.progress, context.view.at(None), level="province")
    layers = _possible(context, layers)
    colours = classes(context, measure) if "provinces" in layers else None
    each = dots(context) if "centres" in layers else None
    cells = context.ask(points.hexagons) if "centres" in layers and each is None else None
    counted = "centres" if context.view.statuses or not ever_open(context) else "open"
    district, every = context.view.district, context.of_all_statuses
    shown = maps.window.of_district(district, every.ask(points.points)) if district else None
    deck_map = maps.deck.country(
        provinces, colours, context.theme, points=each, hexagons=cells, counted=counted,
        selected=context.view.province_codes, district=district, shown=shown,
    )  # fmt: skip
    few = bool(deck_map.few)
    return MapLayers(deck_map, maps.legend.html(colours, each, cells, counted, context.theme, few))


def country_map(
    context: Context,
    measure: str,
    classes: maps.scale.Scale | None = None,
    centres: pd.DataFrame | None = None,
    hint: str = "",
) -> Exhibit:
    """Show the provinces coloured by a measure, and centres over them.

    Parameters
    ----------
    context : Context
        The place in view; the subtitle names it, and the others are greyed.
    measure : str
        A column of ``places.progress``.
    classes : maps.scale.Scale, optional
        The colours' classes; without any the provinces are plain.
    centres : pandas.DataFrame, optional
        ``points.points``.
    hint : str
        What the reader can do with the map on the page.
    """
    words = context.words
    every = context.ask(places.progress, context.view.at(None), level="province")
    inside, total = context.ask(places.progress, level="province"), context.ask(rollout.summary).iloc[0]
    coloured = (findings.extremes(inside, measure) or measure_findings.figure(inside, measure)) if classes else None
    clause = context.clause(coloured or findings.headline(total))
    measured = words("map.measured", measure=MEASURES[measure]) if classes else words("map.plain")
    table = partial(of_places, context, places.worst_first(inside, measure), _map_table(measure))
    if context.view.district:
        measured = words("map.district")
        table = partial(of_centres, context, context.ask(points.rows))
    draw = maps.picture.Country(every, classes, context.theme, context.view.province_codes, centres)
    of = f"{measure} {classes} {centres is not None}"
    variant, of_statuses = measure if classes else "", centres is not None or bool(context.view.district)
    return Exhibit(
        context, "map", clause, measured, table, draw_map=draw, hint=hint, of=of, variant=variant,
        of_statuses=of_statuses,
    )  # fmt: skip


def _map_table(measure: str) -> tuple[str, ...]:
    """Return the columns of a map's table: counts, the measure that colours the map, rates; each once."""
    every = shown("map_table")
    counts = [each for each in every if MEASURES[each].unit == "centres"]
    return tuple(dict.fromkeys((*counts, measure, *every)))


def side_by_side(context: Context, codes: tuple[str, ...]) -> Table:
    """Return the measures of the places compared: ``measure``, and a column a place by its code."""
    words, rows = context.words, measures(context)
    chosen = comparable(context, codes).set_index("code", drop=False).loc[list(codes)]
    columns: dict[str, Column] = {
        "measure": (words("compare.measure"), [words(f"measure.{measure}") for measure in rows])
    }
    for row in chosen.to_dict("records"):
        columns[row["code"]] = words.name(row), [_written(words, measure, row) for measure in rows]
    return Table.of(columns)


def _written(words: Words, measure: str, row: dict[str, Any]) -> str:
    return against_plan(words, row) if measure == "behind_plan" else MEASURES[measure].write(row[measure], words)
