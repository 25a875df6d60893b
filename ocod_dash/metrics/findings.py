"""What the numbers say, in words: each finding is a message key with its figures, for any language.

A sample register has invented centres in real places. So what is stated of it begins by saying that it is a sample, and
a finding that singles out a place or judges it has a ``plain`` form, which gives the figures alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from ..i18n import Message, Month, Percent, Words
from .measures import MEASURES, Named, figure_of
from .places import BEHIND


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
        The message, written so that it can follow "Sample data: ".
    figures : mapping
        The message's figures; places as rows with ``name_th`` and ``name_en``.
    figure : tuple of str and figure, optional
        The one number to show large, with its own message key.
    place : str or None
        The code of the place where there is more to see.
    plain : Finding, optional
        The figures without the name of a place and without a verdict: what is stated of a sample instead.
    of_country : bool
        Whether a finding that has a ``plain`` form may be stated of a sample where the whole country is in view.
    """

    key: str
    figures: Mapping[str, Any] = field(default_factory=dict)
    figure: tuple[str, Any] | None = None
    place: str | None = None
    plain: "Finding | None" = None
    of_country: bool = False

    def stated(self, sample: bool, country: bool = True) -> "Finding":
        """Return what is stated: this finding, or of a sample its plain form.

        Parameters
        ----------
        sample : bool
            Whether the data are the sample register's.
        country : bool
            Whether the whole country is in view.
        """
        return self.plain if self.plain and sample and not (self.of_country and country) else self

    def clause(self, words: Words) -> str:
        """Write the finding as the rest of a sentence, after the name of a place or "Sample data: "."""
        return words(self.key, **self.figures)

    def say(self, words: Words, sample: bool) -> str:
        """Write what is :meth:`stated` of the whole country as a sentence; of a sample it begins by saying so."""
        return sentence(self.stated(sample).clause(words), words, sample)


def sentence(clause: str, words: Words, sample: bool) -> str:
    """Write a clause as a sentence; of a sample it begins by saying so."""
    return words("finding.sample", sentence=clause) if sample else clause[:1].upper() + clause[1:]


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


def against_plan(total: pd.Series, course: pd.DataFrame, late_days: int = 0) -> Finding:
    """Say whether the rollout is behind its plan or ahead of it, by how much, and since when; or why that cannot be known.

    Parameters
    ----------
    total : pandas.Series
        The one row of ``rollout.summary``.
    course : pandas.DataFrame
        ``rollout.course`` of the same view.
    late_days : int
        Of ``earned_schedule.by_place``; not written where it is 0.
    """
    if total.in_plan == 0:
        return Finding("finding.headline.none")
    if total.dates < 2:
        return Finding("finding.no_history")
    if total.with_due < total.in_plan:
        return Finding("finding.no_plan", {"n": int(total.in_plan - total.with_due), "plan": int(total.in_plan)})
    gap = int(total.due - total.opened)
    plain = _opened_and_due(total.opened, total.in_plan, total.due)
    if gap == 0:
        return Finding("finding.on_plan", plain=plain, of_country=True)
    known = course[course.opened.notna()]
    behind = known.due > known.opened
    side = behind if gap > 0 else known.due < known.opened
    since = known.on[side[::-1].cumprod()[::-1].astype(bool)].min()
    kind = "behind" if gap > 0 else "ahead"
    figures = {"n": abs(gap), "since": Month(since.year, since.month, 1), "days": Message("days", abs(late_days))}
    figure = (f"figure.{kind}", abs(gap))
    key = f"finding.{kind}" if late_days else f"finding.{kind}.centres"
    return Finding(key, figures, figure, plain=plain, of_country=True)


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
    among = {"n": figures["all"], "most": n, "places": _with_plan(places), "level": level_of(places)}
    if n == figures["all"]:
        plain = Finding("finding.most_left.only.plain", among, ("figure.left", n))
        return Finding("finding.most_left.only", figures, ("figure.left", n), place.code, plain)
    plain = Finding("finding.most_left.plain", among, ("figure.left", figures["all"]))
    if isinstance(place, Several):
        if place.n * n == figures["all"]:
            plain = Finding("finding.most_left.even.plain", among | {"some": place.n}, plain.figure)
            return Finding("finding.most_left.even", figures, ("figure.left.each", n), plain=plain)
        return Finding("finding.most_left.several", figures, ("figure.left.each", n), plain=plain)
    return Finding("finding.most_left", figures, ("figure.left", n), place.code, plain)


def largest_share_left(places: pd.DataFrame) -> Finding | None:
    """Say which of the places has the largest share of its centres not yet open, or how many share the largest."""
    if len(places) < 2 or places.not_open.max() == 0:
        return None
    if places.open.sum() == 0:
        return Finding("finding.all_unopened")
    place, share = _largest(places, "percent_not_open"), Percent(places.percent_not_open.max())
    figures, figure = {"place": place, "percent": share}, ("figure.share", share)
    among = {"percent": share, "n": _with_plan(places), "level": level_of(places)}
    plain = Finding("finding.largest_share.plain", among, ("figure.share.most", share))
    if isinstance(place, Several):
        return Finding("finding.largest_share.several", figures, figure, plain=plain)
    figures |= {"left": int(place.not_open), "plan": int(place.in_plan)}
    return Finding("finding.largest_share", figures, figure, place.code, plain)


def finished(places: pd.DataFrame) -> Finding:
    """Say how many of the places that have centres still have some to open."""
    some = places[places.in_plan > 0]
    if len(some) == 1:
        return headline(some.iloc[0])
    left = int((some.not_open > 0).sum())
    key = "finding.finished" if left == 0 else "finding.unfinished.all" if left == len(some) else "finding.unfinished"
    return Finding(key, {"n": left, "all": len(some), "level": level_of(places)})


def behind_places(places: pd.DataFrame) -> Finding:
    """Say how many of the places are well behind their own plan, or by how much the only one is; or that none is known."""
    known = places[places.in_plan > 0].dropna(subset=["behind_plan"])
    if known.empty:
        return Finding("finding.no_plan.places")
    late, gap = int(known.late.sum()), int((known.due - known.opened).sum())
    plain = _opened_and_due(known.opened.sum(), known.in_plan.sum(), known.due.sum())
    if len(known) == 1:
        key = "finding.behind_place" if gap > 0 else "finding.ahead_place" if gap < 0 else "finding.on_plan"
        return Finding(key, {"n": abs(gap)}, plain=plain)
    figures = {"n": late, "all": len(known), "level": level_of(places), "points": BEHIND}
    key = "finding.behind_places" if late else "finding.behind_places.none"
    return Finding(key, figures, plain=plain, of_country=True)


def late_places(places: pd.DataFrame) -> Finding | None:
    """Say how many of the places are behind their plan, and by up to how many days; None where no plan is known.

    Parameters
    ----------
    places : pandas.DataFrame
        ``places.progress`` with the ``late_days`` of ``earned_schedule.by_place``.
    """
    known = places[places.in_plan > 0].dropna(subset=["late_days"])
    if known.empty:
        return None
    late = known[known.late_days > 0]
    figures = {"n": len(late), "all": len(known), "level": level_of(known)}
    if late.empty:
        return Finding("finding.late_places.none", figures)
    return Finding("finding.late_places", figures | {"days": Message("days", int(late.late_days.max()))})


def spread(places: pd.DataFrame) -> Finding | None:
    """Say between which places percent complete runs, from the lowest to the highest; None with fewer than two places."""
    some = places[places.in_plan > 0]
    if len(some) < 2 or some.open.sum() == 0:
        return None
    low, high = Percent(some.percent_complete.min()), Percent(some.percent_complete.max())
    figures = {"from": low, "to": high, "n": len(some), "level": level_of(some)} | _ends(some, "percent_complete")
    if low == high:
        return Finding("finding.spread.none", figures)
    return Finding("finding.spread", figures, plain=Finding("finding.spread.plain", figures))


def furthest(places: pd.DataFrame) -> Finding:
    """Say which of two places or more has the highest percent complete, or that they are alike."""
    between = spread(places)
    if between is None or between.plain is None:
        return between or Finding("finding.all_unopened")
    best = places.sort_values("percent_complete").iloc[-1]
    figures = {"place": best, "percent": Percent(best.percent_complete)}
    return Finding("compare.finding", figures, plain=between.plain)


def extremes(places: pd.DataFrame, measure: str) -> Finding | None:
    """Say between which places a measure runs; None with fewer than two places that have a figure."""
    known = places.dropna(subset=[measure])
    if len(known) < 2:
        return None
    low, high = float(known[measure].min()), float(known[measure].max())
    ends = {"from": figure_of(measure, low), "to": figure_of(measure, high), **_ends(known, measure)}
    figures = {"measure": Named(measure), "n": len(known), "level": level_of(known), **ends}
    gap = MEASURES[measure].unit == "points"
    if low == high:
        return Finding("finding.gaps.none" if gap else "finding.extremes.none", figures)
    if gap:
        return Finding("finding.gaps", figures, plain=Finding("finding.gaps.plain", figures))
    return Finding("finding.extremes", figures, plain=Finding("finding.extremes.plain", figures))


def _opened_and_due(opened: int, in_plan: int, due: int) -> Finding:
    return Finding("finding.against_plan.plain", {"opened": int(opened), "n": int(in_plan), "due": int(due)})


def _ends(places: pd.DataFrame, measure: str) -> dict[str, Any]:
    """Return the place with the smallest figure and the one with the largest."""
    return {"low": with_figure(places, measure, places[measure].min()), "high": _largest(places, measure)}


def _largest(places: pd.DataFrame, measure: str) -> Any:
    return with_figure(places, measure, places[measure].max())


def with_figure(places: pd.DataFrame, measure: str, figure: float) -> Any:
    """Return the place that has a figure as its row, or how many have it."""
    those = places[places[measure] == figure]
    return those.iloc[0] if len(those) == 1 else Several(len(those), those.level.iloc[0])


def _with_plan(places: pd.DataFrame) -> int:
    """Count the places that have a centre in the plan."""
    return int((places.in_plan > 0).sum())


def level_of(places: pd.DataFrame) -> Message:
    """Return the name of the level of some places."""
    return Message(f"level.{places.level.iloc[0]}.many")
