"""What the numbers say, in words: each finding is a message key with its figures, for any language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from ..i18n import Message, Month, Percent, Words
from .measures import Amount
from .places import BEHIND

PACE_MONTHS = 6
YEAR = 365.25  # days
LONG = 100  # years: a pace that would take longer than this has no month to name


@dataclass(frozen=True)
class Several:
    """Places of one level that share a figure, to be written as how many they are: none of them is singled out."""

    n: int
    level: str

    def written(self, words: Words) -> str:
        """Write how many they are."""
        return words("places.several", count=self.n, level=words(f"level.{self.level}.many"))


@dataclass(frozen=True)
class Finding:
    """One thing that the numbers say.

    Parameters
    ----------
    key : str
        The message, written so that it can follow "In the sample, ".
    figures : mapping
        The message's figures; places as rows with ``name_th`` and ``name_en``.
    figure : tuple of str and figure, optional
        The one number to show large, with its own message key.
    place : str or None
        The code of the place where there is more to see.
    """

    key: str
    figures: Mapping[str, Any] = field(default_factory=dict)
    figure: tuple[str, Any] | None = None
    place: str | None = None

    def say(self, words: Words, sample: bool) -> str:
        """Write the finding as a sentence; of a sample register it begins by saying so."""
        sentence = words(self.key, **self.figures)
        return words("finding.sample", sentence=sentence) if sample else sentence[:1].upper() + sentence[1:]


def headline(total: pd.Series) -> Finding:
    """Say how much of the plan is open and how many centres are not.

    Parameters
    ----------
    total : pandas.Series
        The one row of ``rollout.summary``.
    """
    plan, left = int(total.in_plan), int(total.not_open)
    if plan == 0:
        return Finding("finding.headline.none")
    if total.open == 0:
        return Finding("finding.headline.unopened", {"n": plan})
    if left == 0:
        return Finding("finding.headline.done", {"n": plan})
    return Finding("finding.headline", {"percent": Percent(total.percent_complete), "n": left})


def against_plan(total: pd.Series, course: pd.DataFrame) -> Finding:
    """Say whether the rollout is behind its plan or ahead of it, and since when; or why that cannot be known.

    Parameters
    ----------
    total : pandas.Series
        The one row of ``rollout.summary``.
    course : pandas.DataFrame
        ``rollout.course`` of the same view.
    """
    if total.in_plan == 0:
        return Finding("finding.headline.none")
    if total.dates < 2:
        return Finding("finding.no_history")
    if total.with_due < total.in_plan:
        return Finding("finding.no_plan", {"n": int(total.in_plan - total.with_due), "plan": int(total.in_plan)})
    gap = int(total.due - total.opened)
    points = round(abs(float(total.behind_plan)), 1)
    if gap == 0:
        return Finding("finding.on_plan")
    known = course[course.opened.notna()]
    behind = known.due > known.opened
    side = behind if gap > 0 else known.due < known.opened
    since = known.on[side[::-1].cumprod()[::-1].astype(bool)].min()
    kind = "behind" if gap > 0 else "ahead"
    figures = {"points": Amount("behind_plan", points), "n": abs(gap), "since": Month(since.year, since.month, 1)}
    return Finding(f"finding.{kind}", figures, figure=(f"figure.{kind}", figures["points"]))


def pace(total: pd.Series, course: pd.DataFrame) -> Finding | None:
    """Say when the last centre would open at the pace of the last six months; None where that cannot be known."""
    known = course[course.opened.notna()]
    if total.not_open == 0 or total.dates < 2:
        return None
    today = known.iloc[-1]
    before = known[known.on <= today.on - pd.DateOffset(months=PACE_MONTHS)]
    if before.empty:
        return None
    opened = int(today.opened - before.opened.iloc[-1])
    if opened <= 0:
        return Finding("finding.standstill", {"months": PACE_MONTHS}, figure=("figure.opened", 0))
    days = (today.on - before.on.iloc[-1]).days
    to_go = days * float(total.not_open) / opened
    figure = ("figure.pace", round(opened / days * YEAR / 12, 1))
    figures = {"n": opened, "since": before.on.iloc[-1], "left": int(total.not_open)}
    if to_go > LONG * YEAR:
        return Finding("finding.pace.long", figures | {"years": LONG}, figure=figure)
    finish = today.on + pd.Timedelta(days=to_go)
    return Finding("finding.pace", figures | {"month": Month(finish.year, finish.month, 1)}, figure=figure)


def served(total: pd.Series, provinces: int) -> Finding:
    """Say in how many of the ``provinces`` in view a centre is open; of a single one, how much of its plan."""
    n = int(total.provinces_served)
    if provinces == 1 or n == 0:
        return headline(total)
    return Finding("finding.served.all" if n == provinces else "finding.served", {"n": n, "all": provinces})


def most_left(places: pd.DataFrame) -> Finding | None:
    """Say which of the places has the most centres not yet open, or how many share the most.

    None when there is nothing to compare or all are open.

    Parameters
    ----------
    places : pandas.DataFrame
        ``places.progress``.
    """
    if len(places) < 2 or places.not_open.max() == 0:
        return None
    place, n = _largest(places, "not_open"), int(places.not_open.max())
    figures = {"place": place, "n": n, "all": int(places.not_open.sum())}
    if isinstance(place, Several):
        return Finding("finding.most_left.several", figures, figure=("figure.left.each", n))
    return Finding("finding.most_left", figures, figure=("figure.left", n), place=place.code)


def largest_share_left(places: pd.DataFrame) -> Finding | None:
    """Say which of the places has the largest share of its centres not yet open, or how many share the largest."""
    if len(places) < 2 or places.not_open.max() == 0:
        return None
    if places.open.sum() == 0:
        return Finding("finding.all_unopened")
    place, share = _largest(places, "percent_not_open"), Percent(places.percent_not_open.max())
    figures, figure = {"place": place, "percent": share}, ("figure.share", share)
    if isinstance(place, Several):
        return Finding("finding.largest_share.several", figures, figure=figure)
    return Finding("finding.largest_share", figures, figure=figure, place=place.code)


def finished(places: pd.DataFrame) -> Finding:
    """Say how many of the places that have centres still have some to open."""
    some = places[places.in_plan > 0]
    if len(some) == 1:
        return headline(some.iloc[0])
    left = int((some.not_open > 0).sum())
    key = "finding.finished" if left == 0 else "finding.unfinished.all" if left == len(some) else "finding.unfinished"
    return Finding(key, {"n": left, "all": len(some), "level": _level(places)})


def behind_places(places: pd.DataFrame) -> Finding:
    """Say how many of the places are well behind their own plan, or whether the only one is; or that no plan is known."""
    known = places[places.in_plan > 0].dropna(subset=["behind_plan"])
    if known.empty:
        return Finding("finding.no_plan.places")
    late = int(known.late.sum())
    if len(known) == 1:
        return Finding("finding.behind_place" if late else "finding.behind_place.not", {"points": BEHIND})
    figures = {"n": late, "all": len(known), "level": _level(places), "points": BEHIND}
    return Finding("finding.behind_places" if late else "finding.behind_places.none", figures)


def spread(places: pd.DataFrame) -> Finding | None:
    """Say between which places percent complete runs, from the lowest to the highest; None with fewer than two places."""
    some = places[places.in_plan > 0]
    if len(some) < 2 or some.open.sum() == 0:
        return None
    low, high = Percent(some.percent_complete.min()), Percent(some.percent_complete.max())
    figures = {"from": low, "to": high} | _ends(some, "percent_complete")
    return Finding("finding.spread" if figures["from"] < figures["to"] else "finding.spread.none", figures)


def extremes(places: pd.DataFrame, measure: str) -> Finding | None:
    """Say between which places a measure runs; None with fewer than two places that have a figure."""
    known = places.dropna(subset=[measure])
    if len(known) < 2:
        return None
    low, high = float(known[measure].min()), float(known[measure].max())
    figures = {"measure": Message(f"measure.{measure}"), "from": Amount(measure, low), "to": Amount(measure, high)}
    return Finding("finding.extremes" if low < high else "finding.extremes.none", figures | _ends(known, measure))


def _ends(places: pd.DataFrame, measure: str) -> dict[str, Any]:
    """Return the place with the smallest figure and the one with the largest."""
    return {"low": _with(places, measure, places[measure].min()), "high": _largest(places, measure)}


def _largest(places: pd.DataFrame, measure: str) -> Any:
    return _with(places, measure, places[measure].max())


def _with(places: pd.DataFrame, measure: str, figure: float) -> Any:
    """Return the place that has a figure as its row, or how many have it."""
    those = places[places[measure] == figure]
    return those.iloc[0] if len(those) == 1 else Several(len(those), those.level.iloc[0])


def _level(places: pd.DataFrame) -> Message:
    return Message(f"level.{places.level.iloc[0]}.many")
