"""The headline numbers: each with its name, its figure in words, a remark and its definition."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from .. import geography
from ..metrics import MEASURES, Amount
from .context import Context

Colour = Literal["gray", "orange", "blue"]


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
    words = context.words
    month = words("card.opened_this_month", n=int(total.opened_this_month)) if total.dates > 1 else ""
    of = len(context.view.province_codes) or len(geography.provinces())
    return [
        _number(context, "in_plan", total, words("card.in_plan")),
        _number(context, "open", total, month),
        _number(context, "in_progress", total, words("card.not_started", n=int(total.planned))),
        _number(context, "percent_complete", total, *against_plan(context, total)),
        _number(context, "provinces_served", total, words("card.of_provinces", n=of)),
    ]


def _number(context: Context, measure: str, total: pd.Series, remark: str, colour: Colour = "gray") -> Number:
    words = context.words
    name, definition = words(f"measure.{measure}"), words(f"measure.{measure}.definition")
    return Number(measure, name, MEASURES[measure].write(total[measure], words), remark, definition, colour)


def against_plan(context: Context, total: pd.Series) -> tuple[str, Colour]:
    """Write how far behind or ahead of plan the rollout is, with its colour; or that no plan is known."""
    if pd.isna(total.behind_plan):
        return context.words("card.no_plan"), "gray"
    points = round(float(total.behind_plan), 1)
    if points == 0:
        return context.words("card.on_plan"), "gray"
    amount = Amount("behind_plan", abs(points))
    if points > 0:
        return context.words("figure.behind", n=amount), "orange"
    return context.words("figure.ahead", n=amount), "blue"
