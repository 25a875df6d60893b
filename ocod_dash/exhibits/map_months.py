"""The map of a slide with its months: one picture, and the provinces' colours at the end of each month."""

from dataclasses import dataclass, replace

from .. import geography, maps
from ..metrics import MEASURES, findings, places, rollout
from .context import Context
from .exhibit import Exhibit
from .place_exhibits import country_map

MEASURE = "percent_complete"


@dataclass(frozen=True)
class Months:
    """A map and what changes on it from month to month.

    Parameters
    ----------
    svg : str
        The map as it is on the last day.
    codes : tuple of str
        The provinces in view that have a centre in the plan.
    colours : tuple of str
        Of the classes, from low to high.
    days : tuple of tuple of str
        Each day: the date and the whole place's figure in words, and a digit a province for its class.
    """

    svg: str
    codes: tuple[str, ...]
    colours: tuple[str, ...]
    days: tuple[tuple[str, str, str], ...]


def exhibit(context: Context) -> Exhibit:
    """Return the map as an exhibit, under what its months lead to."""
    total = context.ask(rollout.summary).iloc[0]
    provinces = len(context.view.province_codes) or len(geography.provinces())
    clause = context.clause(findings.served(total, provinces))
    return replace(country_map(context, MEASURE, classes(context)), clause=clause)


def classes(context: Context) -> maps.scale.Scale:
    """Return the classes of every month: a colour means the same in each.

    Each quarter of the provinces has a colour on the last day, so that they differ there too; what is below half of the
    first limit has another, so that the way there is seen.
    """
    shares = context.ask(places.progress, level="province")[MEASURE].dropna()
    quarters = [round(shares.quantile(part)) for part in (0.25, 0.5, 0.75)] if len(shares) else [50, 75, 90]
    limits = {round(quarters[0] / 2), *quarters} - {0}
    return maps.scale.Scale(MEASURE, tuple(map(float, sorted(limits))), 0.0, 100.0)


def months(context: Context) -> Months:
    """Return the map and its months up to the context's day; one day alone where the register has no history."""
    return context.cached("months", lambda: _months(context))


def _months(context: Context) -> Months:
    words, write = context.words, MEASURES[MEASURE].write
    total, rows = context.ask(rollout.summary).iloc[0], context.ask(places.progress, level="province")
    in_plan = rows[rows.in_plan > 0].set_index("code").in_plan.sort_index()
    course = context.ask(rollout.course, level="province").dropna(subset=["opened"])
    scale, days = classes(context), []
    for day, there in course.groupby("on"):
        is_open = there.set_index("code").open.reindex(in_plan.index)
        digits = "".join(str(scale.index(share)) for share in is_open / in_plan * 100)
        days.append((words.date(day), write(float(is_open.sum() / in_plan.sum() * 100), words), digits))
    shown = days if total.dates > 1 else days[-1:]
    return Months(exhibit(context).map, tuple(in_plan.index), tuple(scale.colours(context.theme)), tuple(shown))
