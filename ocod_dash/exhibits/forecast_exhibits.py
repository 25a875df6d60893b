"""When the plan would be complete, with its range; how late the rollout is in time; and how good past forecasts were."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pandas as pd

from .. import charts, geography
from ..cache import cached
from ..i18n import LANGUAGES, Words
from ..loader import Data
from ..metrics import backtest, earned_schedule, forecast, forecast_findings, pace, rollout
from ..metrics.backtest import Backtest
from ..metrics.findings import sentence
from ..metrics.forecast import ENDS, RANGES, Forecast
from ..metrics.status import COUNTRY
from ..view import View
from .context import Context
from .exhibit import Exhibit, cached_exhibit
from .figure_tables import Column, Table
from .headline import Colour, Number
from .schedule import schedule

LEVELS = ("country", "region", "province")  # that forecasts are listed for
MEGABYTES = 16  # of forecasts
# Columns of a forecast, as a program gets it.
FORECAST = (
    "code", "parent", "name_th", "name_en", "in_plan", "open", "history_months", "forecast_state",
    *(f"complete_{name}" for name in ENDS), "unfinished_percent", "backtest_months",
    *(f"backtest_held_{percent}" for percent in RANGES), "backtest_error", "backtest_naive_error",
)  # fmt: skip
# Figures of the earned schedule, in their order.
SCHEDULE = ("late_days", "earned_on", "spi_t", "ieac_on", "tspi")


@cached(MEGABYTES)
def _computed(data: Data, view: View) -> tuple[Forecast, Backtest]:
    """Return the forecast of all places in view together, and how good past ones were; once for all languages."""
    assert view.as_of
    history = next(forecast.histories(data.ask(rollout.course, view), data.ask(rollout.summary, view), view.as_of))
    seed = forecast.seed(view, history.code)
    return forecast.of_place(history, view.as_of, seed), backtest.of_history(history, seed)


def of_view(context: Context) -> tuple[Forecast, Backtest]:
    """Return the forecast of all places in view together, and how good past ones were."""
    return _computed(context.data, _bare(context.view, context.day))


def _bare(view: View, day: date) -> View:
    """Return the places and the day of a view alone."""
    return replace(view, as_of=day, since=None, statuses=(), compared="")


@cached_exhibit
def ahead(context: Context) -> Exhibit | None:
    """Show centres open by month, and how many would be in the months ahead; None where no date is known."""
    words, found, total = context.words, of_view(context)[0], context.ask(rollout.summary).iloc[0]
    if not found.days:
        return None
    course, days = context.ask(rollout.course), dict(zip(ENDS, found.days, strict=True))
    median = None if days["median"] is None else pd.Timestamp(days["median"])
    planned = bool(total.with_due == total.in_plan)
    clause = context.clause(forecast_findings.finding(found, total))
    measured = words(
        "forecast.measured", paths=forecast.PATHS, ranges=words.listing([words.percent(r) for r in RANGES])
    )
    draw = partial(charts.forecast.fan, course, found.fan, median, int(total.in_plan), planned, context.theme)
    return Exhibit(context, "forecast", clause, measured, partial(_table, context, course, found), draw)


def notes(context: Context) -> list[str]:
    """Return what belongs under the forecast: the pace so far, and in another text how good past forecasts were."""
    words, total = context.words, context.ask(rollout.summary).iloc[0]
    speed = pace.pace(total, context.ask(pace.recent))
    tested = (
        sentence(each.clause(words), words, sample=False) for each in forecast_findings.tested(of_view(context)[1])
    )
    return [*([context.counted(context.clause(speed))] if speed else []), " · ".join(tested)]


def is_complete(context: Context) -> bool:
    """Say whether every centre in the plan is open."""
    return of_view(context)[0].history.state == "complete"


def finding(context: Context) -> str:
    """Return when all would be open as a sentence, or why that is not known."""
    return context.say(forecast_findings.finding(of_view(context)[0], context.ask(rollout.summary).iloc[0]))


def numbers(context: Context) -> list[Number]:
    """Return the figures of the earned schedule; none where no plan is known, or the places may not be judged."""
    words, row = context.words, schedule(context)
    if pd.isna(row.late_days) or not context.judges:
        return []
    late: Colour = "orange" if row.late_days > 0 else "blue" if row.late_days < 0 else "gray"
    written = {"late_days": words("days", n=int(row.late_days))}
    written |= {name: words.date(row[name]) for name in ("earned_on", "ieac_on") if not pd.isna(row[name])}
    written |= {name: words.number(row[name], 2) for name in ("spi_t", "tspi") if not pd.isna(row[name])}
    return [
        Number(
            name, words(f"schedule.{name}"), written[name], "", words(f"schedule.{name}.definition"),
            late if name == "late_days" else "gray",
        )
        for name in SCHEDULE
        if name in written
    ]  # fmt: skip


@cached(MEGABYTES)
def by_place(data: Data, view: View, level: str) -> pd.DataFrame:
    """Return the earned schedule, the forecast and how good past ones were, for each place of a level that has centres.

    Parameters
    ----------
    data : Data
        The release.
    view : View
        The places and the day.
    level : str
        One of ``LEVELS``.

    Returns
    -------
    pandas.DataFrame
        ``code``, ``parent``, ``name_th``, ``name_en``; the columns of ``earned_schedule.by_place``; ``in_plan``, ``open``,
        ``history_months`` and ``forecast_state`` as in ``forecast.History``; ``complete_median`` and the ends of the ranges,
        such as ``complete_from_80``, as days, missing where not known or not within 30 years; ``unfinished_percent``, of the
        paths; ``backtest_months``, ``backtest_held_50`` and so on, ``backtest_error`` and ``backtest_naive_error``. By code.
    """
    day = view.as_of or data.release.as_of
    view = _bare(view, day)
    course, totals = (data.ask(metric, view, level=level) for metric in (rollout.course, rollout.summary))
    rows = []
    for history in forecast.histories(course, totals, day):
        seed = forecast.seed(view, history.code)
        found, past = forecast.of_place(history, day, seed), backtest.of_history(history, seed)
        days = dict(zip(ENDS, found.days or [None] * len(ENDS), strict=True))
        row: dict[str, Any] = _place(history.code, view) | {"in_plan": history.in_plan, "open": history.open}
        row |= {"history_months": len(history.net), "forecast_state": history.state}
        row |= {f"complete_{name}": day for name, day in days.items()} | {"unfinished_percent": found.unfinished}
        row |= {"backtest_months": past.origins} | {f"backtest_held_{each}": past.held[each] for each in RANGES}
        rows.append(row | {"backtest_error": past.error, "backtest_naive_error": past.naive})
    dates = {f"complete_{name}": "datetime64[us]" for name in ENDS}
    known = pd.DataFrame(rows, columns=list(FORECAST)).astype(dates)
    schedule = data.ask(earned_schedule.by_place, view, level=level).sort_values("code").drop(columns="code")
    whole = dict.fromkeys(("planned_days", "actual_days", "late_days"), "Int64")
    return pd.concat([known, schedule.reset_index(drop=True).astype(whole)], axis=1)


def _place(code: str, view: View) -> dict[str, str | None]:
    """Return a place's code, that of the place around it, and its names; of several places in view, all their names."""
    if place := view.place if code == COUNTRY else geography.place(code):
        return {"code": place.code, "parent": place.parent, "name_th": place.name_th, "name_en": place.name_en}
    chosen = [geography.place(each) for each in view.provinces or view.regions]
    names = {}
    for language in LANGUAGES:
        words = Words(language)
        each = [words.name(place) for place in chosen]
        names[f"name_{language}"] = words.listing(each) or words("country")
    return {"code": None if chosen else code, "parent": None, **names}


def _table(context: Context, course: pd.DataFrame, found: Forecast) -> Table:
    """Return the figures behind the chart: by day the centres open, and the ends of the ranges."""
    words = context.words
    past = course.dropna(subset=["open"])[["on", "open"]]
    rows = pd.concat([past, found.fan[1:]], ignore_index=True)
    columns: dict[str, Column] = {
        "by": (words("table.by"), pd.to_datetime(rows.on)),
        "open": (words("measure.open"), rows.open.astype("Int64")),
        "median": (words("forecast.median"), rows["median"].round().astype("Int64")),
    }
    for percent in RANGES:
        for side in ("from", "to"):
            column = f"{side}_{percent}"
            columns[column] = words(f"forecast.{side}", percent=percent), rows[column].round().astype("Int64")
    return Table.of(columns)
