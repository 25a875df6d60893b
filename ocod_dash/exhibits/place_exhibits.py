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
from .figure_tables import Column, Table, against_plan, coded, heading, of_centres, of_course, of_places

# What a map can show; the first by default.
MAP_LAYERS = ("provinces", "centres")
NO_LAYER = "none"
FEW = 10  # places that can be read from the back of a hall
USUAL = 0.95  # of the provinces: what few exceed should not leave all others pale


def in_plan(context: Context) -> pd.DataFrame:
    """Return ``places.progress`` of the places one level down that have a centre in the plan; of a sample none is late."""
    every = context.ask(places.progress, level=context.view.level)
    rows = every[every.in_plan > 0]
    return rows.assign(late=False) if context.sample else rows


def lowest_first(context: Context) -> pd.DataFrame:
    """Return what :func:`in_plan` does, the lowest percent complete first: where work is left; of a sample by code."""
    rows = in_plan(context)
    return rows.sort_values("code") if context.sample else rows[::-1]


def highest_first(context: Context, provinces: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return the provinces in view, the darkest on a map of a measure first; the others are grey on it."""
    codes = context.view.province_codes
    looked_at = provinces[provinces.code.isin(codes)] if codes else provinces
    return looked_at.sort_values(measure, ascending=False, kind="stable")


@cached_exhibit
def ranking(context: Context) -> Exhibit:
    """Show each place's centres by status."""
    return _ranked(context, "ranking", in_plan(context), context.words("regions.ranking"))


@cached_exhibit
def lowest(context: Context) -> Exhibit:
    """Show the ranking's last places alone, where there are more than can be read from afar; of a sample the first by code."""
    every = in_plan(context)
    if len(every) <= FEW:
        return ranking(context)
    figures = {"n": FEW, "all": len(every)}
    if context.sample:  # its places are real: none is shown as one of the last
        first = every[every.code.isin(sorted(every.code)[:FEW])]
        return _ranked(context, "lowest", first, context.words("rollout.some_places", **figures))
    return _ranked(context, "lowest", every.tail(FEW), context.words("regions.lowest", **figures))


def _ranked(context: Context, key: str, ranked: pd.DataFrame, measured: str) -> Exhibit:
    table = partial(of_places, context, ranked, ("in_plan", *charts.places.STACK, "percent_complete"))
    draw = partial(charts.places.ranking, ranked, context.theme)
    clause = context.clause(findings.finished(in_plan(context)))
    if ranked.late.any():
        measured += context.words("regions.late", points=places.BEHIND)
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
    draw = partial(charts.places.small_curves, course, compared, context.theme)
    return Exhibit(context, "curves", clause, measured, partial(of_course, context, course, every), draw)


def measures(context: Context) -> tuple[str, ...]:
    """Return the measures of a table of places; of a sample not how late each is."""
    return tuple(each for each in shown("places") if each != "behind_plan" or not context.sample)


@cached_exhibit
def table(context: Context) -> Exhibit:
    """Show every figure of every place."""
    words, level = context.words, context.view.level
    every = context.ask(places.progress, level=level)
    n = len(in_plan(context))
    clause = words("regions.table", n=n, level=words(f"level.{level}.many")) if n > 1 else words("regions.table.one")
    figures = partial(of_places, context, every, measures(context))
    hint = words("frame.sort") if len(every) > 1 else ""
    return Exhibit(context, "places", clause, words("regions.table.measured"), figures, hint=hint)


def compare(context: Context, codes: tuple[str, ...]) -> Exhibit:
    """Show some places of the level in view side by side: two or more, at most ``charts.places.MOST_COMPARED``."""
    words, course = context.words, context.ask(rollout.course, level=context.view.level)
    chosen = in_plan(context).set_index("code", drop=False).loc[list(codes)]
    clause = context.clause(findings.furthest(chosen))
    measured, of = words("compare.curves"), ",".join(codes)
    if course.dropna(subset=["opened"]).on.nunique() < 3:
        return Exhibit(context, "compare", clause, measured, partial(_side_by_side, context, chosen), of=of)
    draw = partial(charts.places.compare, course, chosen, context.theme)
    return Exhibit(context, "compare", clause, measured, partial(_side_by_side, context, chosen), draw, of=of)


def dots(context: Context) -> pd.DataFrame | None:
    """Return the centres as points; None where the whole country is in view or there are too many to distinguish."""
    few = bool(context.view.province_codes) and context.ask(points.count).with_point.iloc[0] <= points.MOST_POINTS
    return context.ask(points.points) if few else None


def ever_open(context: Context) -> bool:
    """Say whether any centre has opened by the release's day; of a register of plans alone, centres in the plan count."""
    latest = context.ask(places.progress, context.view.at(None).on(None), level="region")
    return bool(latest.open.sum() + latest.closed.sum() + latest.suspended.sum())


def classes(context: Context, measure: str, steady: bool = False) -> maps.scale.Scale:
    """Return a map's classes: quantiles on the release's own day; on any other, or ``steady``, the same from day to day."""
    if context.view.as_of is None and not steady:
        return maps.scale.quantiles(
            context.ask(places.progress, context.view.at(None), level="province")[measure], measure
        )
    latest = context.ask(places.progress, context.view.at(None).on(None), level="province")
    return maps.scale.even(measure, float(latest[measure].max()), float(latest[measure].quantile(USUAL)))


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
    deck_map = maps.deck.country(
        provinces, colours, context.theme, points=each, hexagons=cells, counted=counted,
        selected=context.view.province_codes, district=context.view.district,
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
    measured = words("map.measured", measure=words(f"measure.{measure}")) if classes else words("map.plain")
    table = partial(of_places, context, highest_first(context, every, measure), _map_table(measure))
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


def _side_by_side(context: Context, chosen: pd.DataFrame) -> Table:
    """Return the measures of some places: ``measure``, and a column a place by its code."""
    words, rows = context.words, measures(context)
    columns: dict[str, Column] = {
        "measure_id": (coded(words, words("compare.measure")), list(rows)),
        "measure": (words("compare.measure"), [heading(context, measure) for measure in rows]),
    }
    texts: dict[str, Column] = {"measure": (words("compare.measure"), [words(f"measure.{each}") for each in rows])}
    for row in chosen.to_dict("records"):
        columns[row["code"]] = words.name(row), pd.Series([row[measure] for measure in rows], dtype=object)
        texts[row["code"]] = words.name(row), [_written(words, measure, row) for measure in rows]
    return Table.of(columns, texts, ("measure_id",))


def _written(words: Words, measure: str, row: dict[str, Any]) -> str:
    return against_plan(words, row) if measure == "behind_plan" else MEASURES[measure].write(row[measure], words)
