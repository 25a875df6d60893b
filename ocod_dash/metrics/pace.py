"""How fast centres opened lately."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import narwhals as nw
import pandas as pd

from ..i18n import Message, Words
from ..view import View
from . import status
from .findings import Finding
from .measures import LEAST
from .status import Tables

WINDOWS = (60, 90, 180)  # days back from the day, each with a pace of its own
MAIN = 90  # days: the window whose openings are counted in words
YEAR = 365.25  # days
EXACT_PACE = 10  # centres a month: a lower pace is given with a decimal


@dataclass(frozen=True)
class Range:
    """The lowest and the highest of some figures, written as one where they are equal."""

    low: Any
    high: Any

    def written(self, words: Words) -> str:
        """Write the range."""
        ends = {"low": self.low, "high": self.high}
        return words.figure(self.low) if self.low == self.high else words("figure.range", **ends)


def recent(tables: Tables, view: View) -> nw.LazyFrame:
    """Return how many centres opened lately, one row; none where no centre in view has a milestone.

    Returns
    -------
    narwhals.LazyFrame
        ``code``; ``on``, the view's day; ``first``, the day of the first milestone; centres that opened for the first
        time in as many days up to the view's day: ``opened_60``, ``opened_90`` and ``opened_180``.
    """
    assert view.as_of
    day = view.as_of
    spans = {f"opened_{n}": (day - timedelta(days=n - 1), day) for n in WINDOWS}
    placed = status.centres(tables, view).select("centre_id", "code")
    opened = placed.join(status.first(tables, "open"), on="centre_id", how="inner").with_columns(
        **{name: _within(*span) for name, span in spans.items()}
    )
    counts = opened.group_by("code").agg(nw.col(*spans).sum())
    dated = placed.join(tables["milestones"], on="centre_id", how="inner")
    return (
        dated.group_by("code")
        .agg(first=nw.col("on").min())
        .join(counts, on="code", how="left")
        .with_columns(nw.col(*spans).fill_null(0), on=nw.lit(day, nw.Date))
    )


def _within(first: date, last: date) -> nw.Expr:
    inside = (nw.col("on") >= nw.lit(first, nw.Date)) & (nw.col("on") <= nw.lit(last, nw.Date))
    return inside.cast(nw.Int64)


def pace(total: pd.Series, lately: pd.DataFrame) -> Finding | None:
    """Say how many centres opened a month at the paces of the last 60, 90 and 180 days.

    None where all are open, or where the register's milestones do not reach back 60 days. Of fewer than ``LEAST`` centres
    what opened is counted alone: a pace of few says little.

    Parameters
    ----------
    total : pandas.Series
        The one row of ``rollout.summary``.
    lately : pandas.DataFrame
        :func:`recent` of the same view.
    """
    if total.not_open == 0 or total.dates < 2 or lately.empty:
        return None
    row, left = lately.iloc[0], int(total.not_open)
    covered = [n for n in WINDOWS if row["first"] <= row.on - pd.Timedelta(days=n)]
    if not covered:
        return None
    a_day = {n: int(row[f"opened_{n}"]) / n for n in covered}
    slow, fast = min(a_day.values()), max(a_day.values())
    counted = MAIN if MAIN in covered else covered[-1]
    figures: dict[str, Any] = {"n": int(row[f"opened_{counted}"]), "days": counted, "left": left}
    if fast == 0:
        plain = Finding("finding.pace.plain", figures, ("figure.opened", 0))
        return Finding("finding.standstill", {"days": covered[-1]}, plain.figure, plain=plain, of_country=True)
    a_month = Range(_a_month(slow), _a_month(fast))
    figure = ("figure.pace", a_month)
    plain = Finding("finding.pace.plain", figures, figure if total.in_plan >= LEAST else ("figure.left", left))
    if total.in_plan < LEAST:
        return plain
    figures = {"pace": a_month, "days": Range(covered[0], covered[-1]), "left": left, "trend": _trend(a_day)}
    return Finding("finding.pace", figures, figure, plain=plain, of_country=True)


def _a_month(a_day: float) -> float:
    a_month = a_day * YEAR / 12
    return round(a_month) if a_month >= EXACT_PACE else round(a_month, 1)


def _trend(a_day: dict[int, float]) -> Message | str:
    """Say whether the pace of the fewest days is lower or higher than that of the most."""
    newest, oldest = a_day[min(a_day)], a_day[max(a_day)]
    if newest == oldest:
        return ""
    return Message("finding.pace.falling" if newest < oldest else "finding.pace.rising")
