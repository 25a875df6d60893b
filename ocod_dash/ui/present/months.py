"""The map of a slide with its months: one picture, and the provinces' colours at the end of each month."""

from dataclasses import dataclass, replace

from ... import geography, maps
from ...exhibits import Exhibit, Visit
from ...exhibits.places import country_map
from ...metrics import MEASURES, findings, places, rollout
from .. import timeline

MEASURE = "percent_complete"
CLASSES = maps.scale.even(MEASURE, 100)  # a colour means the same in each month


@dataclass(frozen=True)
class Months:
    """A map and what changes on it from month to month.

    Parameters
    ----------
    svg : str
        The map as it is on the last day.
    codes : tuple of str
        The provinces looked at.
    colours : tuple of str
        Of the classes, from low to high.
    days : tuple of tuple of str
        Each day: the date and the whole place's figure in words, and a digit a province for its class, ``-`` where
        there is no figure.
    """

    svg: str
    codes: tuple[str, ...]
    colours: tuple[str, ...]
    days: tuple[tuple[str, str, str], ...]


def exhibit(visit: Visit) -> Exhibit:
    """Return the map as an exhibit, under what its months lead to."""
    total = visit.ask(rollout.summary).iloc[0]
    provinces = len(visit.view.province_codes) or len(geography.provinces())
    title = visit.sentence(findings.served(total, provinces))
    return replace(country_map(visit, MEASURE, CLASSES), title=title)


def months(visit: Visit) -> Months:
    """Return the map and its months up to the visit's day; one day alone where the register has no history."""
    return visit.keep("months", lambda: _months(visit))


def _months(visit: Visit) -> Months:
    course = visit.ask(rollout.course)
    stops = timeline.days(course, visit.day) if visit.ask(rollout.summary).iloc[0].dates > 1 else [visit.day]
    codes: tuple[str, ...] = ()
    days = []
    for stop in stops:
        there = visit.view.on(stop)
        rows = visit.ask(places.progress, there, level="province").set_index("code").sort_index()
        codes = tuple(rows.index)
        found = [CLASSES.index(value) for value in rows[MEASURE]]
        total = visit.ask(rollout.summary, there).iloc[0]
        digits = "".join("-" if at is None else str(at) for at in found)
        days.append((visit.words.date(stop), MEASURES[MEASURE].write(total[MEASURE], visit.words), digits))
    return Months(exhibit(visit).map, codes, tuple(CLASSES.colours(visit.look)), tuple(days))
