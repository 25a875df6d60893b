"""The headline numbers: each with its name, its figure in words, a remark and its definition."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from .. import geography
from ..charts.rollout_charts import signed
from ..i18n import Message
from ..metrics import MEASURES, shown
from ..metrics.change import Days
from ..metrics.measures import Surface
from . import change_exhibits, figure_tables
from .change_exhibits import Change
from .context import Context
from .schedule import late_days

Colour = Literal["gray", "orange", "blue"]
Remark = tuple[str, Colour]


@dataclass(frozen=True)
class Number:
    """One headline number.

    Parameters
    ----------
    measure : str
        Its id in ``metrics.MEASURES``.
    name, written, remark, definition : str
        In the visitor's language.
    changes : tuple of str
        By how much it changed in the period in view, and in the same days of the month before; empty where not known.
    colour : {"gray", "orange", "blue"}
        Of the remark: plain, behind the plan, ahead of it.
    """

    measure: str
    name: str
    written: str
    remark: str
    definition: str
    colour: Colour = "gray"
    changes: tuple[str, ...] = ()

    @property
    def below(self) -> str:
        """The remark and the changes, in one text."""
        return " · ".join(filter(None, (self.remark, *self.changes)))


def headline(context: Context, total: pd.Series) -> list[Number]:
    """Return the headline numbers of ``total``, the one row of ``rollout.summary``."""
    change = change_exhibits.of_view(context)
    return [_number(context, measure, total, change) for measure in of_view(context, "cards")]


def of_view(context: Context, surface: Surface) -> tuple[str, ...]:
    """Return the measures shown somewhere, in one province without those that count provinces."""
    one_province = len(context.view.province_codes) == 1
    return tuple(each for each in shown(surface) if not (one_province and MEASURES[each].unit == "provinces"))


def _number(context: Context, measure: str, total: pd.Series, change: Change | None) -> Number:
    words = context.words
    changed = CHANGES[measure](context, measure, change) if change and measure in CHANGES else ()
    name, definition = words(f"measure.{measure}"), words(f"measure.{measure}.definition")
    remark, colour = REMARKS[measure](context, total) if measure in REMARKS else ("", "gray")
    return Number(measure, name, MEASURES[measure].write(total[measure], words), remark, definition, colour, changed)


def against_plan(context: Context, total: pd.Series) -> Remark:
    """Write by how many centres the rollout is behind its plan or ahead of it, with its colour; or that none is known.

    Of real places a sample states no more than how many centres are due.
    """
    if pd.isna(total.behind_plan):
        return context.words("card.no_plan"), "gray"
    if not context.judges:
        return context.words("card.due", n=int(total.due)), "gray"
    gap, days = int(total.due - total.opened), late_days(context)
    written = figure_tables.against_plan(context.words, total.to_dict())
    if days:
        written = context.words("card.late", gap=written, days=Message("days", abs(days)))
    return written, "orange" if gap > 0 else "blue" if gap else "gray"


def _in_plan(context: Context, total: pd.Series) -> Remark:
    return context.words("card.in_plan", n=int(total.in_plan)), "gray"


def _not_started(context: Context, total: pd.Series) -> Remark:
    return context.words("card.not_started", n=int(total.planned)), "gray"


def _of_provinces(context: Context, total: pd.Series) -> Remark:
    provinces = len(context.view.province_codes) or len(geography.provinces())
    return context.words("card.of_provinces", n=provinces), "gray"


# The line below a headline number, by measure; the others have none.
REMARKS: dict[str, Callable[[Context, pd.Series], Remark]] = {
    "in_plan": _in_plan,
    "in_progress": _not_started,
    "percent_complete": against_plan,
    "provinces_served": _of_provinces,
}


def _opened(context: Context, measure: str, change: Change) -> tuple[str, ...]:
    now = int(change.total.opened_between)
    if change.earlier is None:
        return (context.words("card.opened", now=now, days=change.days),)
    total, days = change.earlier
    before = int(total.opened_between)
    gained = signed(now - before, context.words)
    figures = {"now": now, "days": change.days, "before": before, "change": gained}
    figures["before_days"] = _without_year(context, days, change.days)
    return (context.words("card.opened.compared", **figures),)


def _gained(context: Context, measure: str, change: Change) -> tuple[str, ...]:
    declared = MEASURES[measure]
    unit = context.words(f"card.gained.{declared.unit}") if declared.unit == "percent" else ""
    periods = change.gained(measure)
    if not any(gained for _, gained in periods):
        return ()  # a line of noughts tells nothing
    (days, now), *earlier = [(days, signed(gained, context.words, declared.decimals)) for days, gained in periods]
    figures: dict[str, Any] = {"days": days, "change": now + unit}
    if not earlier:
        return (context.words("card.gained", **figures),)
    (before_days, before), *_ = earlier
    figures |= {"before": before, "before_days": _without_year(context, before_days, days)}
    return (context.words("card.gained.compared", **figures),)


def _without_year(context: Context, days: Days, after: Days) -> str:
    """Write days without their year, which days that are written before them have; with it where it is another."""
    written = days.written(context.words)
    return written.removesuffix(f" {context.words.year(after.last.year)}")


# How much a headline number changed, by measure: the plan has no history.
CHANGES: dict[str, Callable[[Context, str, Change], tuple[str, ...]]] = {
    "open": _opened,
    **dict.fromkeys(("in_progress", "percent_complete", "provinces_served"), _gained),
}
