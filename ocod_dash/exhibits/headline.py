"""The headline numbers: each with its name, its figure in words, a remark and its definition."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from .. import geography
from ..charts.rollout_charts import signed
from ..metrics import MEASURES, pace, shown
from . import figure_tables
from .context import Context

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
    colour : {"gray", "orange", "blue"}
        Of the remark: plain, behind the plan, ahead of it.
    """

    measure: str
    name: str
    written: str
    remark: str
    definition: str
    colour: Colour = "gray"


def headline(context: Context, total: pd.Series) -> list[Number]:
    """Return the headline numbers of ``total``, the one row of ``rollout.summary``."""
    return [_number(context, measure, total) for measure in shown("cards")]


def _number(context: Context, measure: str, total: pd.Series) -> Number:
    words = context.words
    name, definition = words(f"measure.{measure}"), words(f"measure.{measure}.definition")
    remark, colour = REMARKS[measure](context, total) if measure in REMARKS else ("", "gray")
    return Number(measure, name, MEASURES[measure].write(total[measure], words), remark, definition, colour)


def against_plan(context: Context, total: pd.Series) -> Remark:
    """Write by how many centres the rollout is behind its plan or ahead of it, with its colour; or that none is known.

    Of real places a sample states no more than how many centres are due.
    """
    if pd.isna(total.behind_plan):
        return context.words("card.no_plan"), "gray"
    if not context.judges:
        return context.words("card.due", n=int(total.due)), "gray"
    gap = int(total.due - total.opened)
    written = figure_tables.against_plan(context.words, total.to_dict())
    return written, "orange" if gap > 0 else "blue" if gap else "gray"


def _in_plan(context: Context, total: pd.Series) -> Remark:
    return context.words("card.in_plan"), "gray"


def _opened_this_month(context: Context, total: pd.Series) -> Remark:
    if total.dates < 2:
        return "", "gray"
    row, (_, last) = context.ask(pace.recent).iloc[0], pace.same_days_before(context.day)
    now, before = int(row.opened_this_month), int(row.opened_month_before)
    days = {"now": now, "last": context.day, "before": before, "before_last": last}
    return context.words("card.opened_this_month", change=signed(now - before, context.words), **days), "gray"


def _not_started(context: Context, total: pd.Series) -> Remark:
    return context.words("card.not_started", n=int(total.planned)), "gray"


def _of_provinces(context: Context, total: pd.Series) -> Remark:
    provinces = len(context.view.province_codes) or len(geography.provinces())
    return context.words("card.of_provinces", n=provinces), "gray"


# The line below a headline number, by measure; the others have none.
REMARKS: dict[str, Callable[[Context, pd.Series], Remark]] = {
    "in_plan": _in_plan,
    "open": _opened_this_month,
    "in_progress": _not_started,
    "percent_complete": against_plan,
    "provinces_served": _of_provinces,
}
