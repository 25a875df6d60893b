"""What the review says, in words. A centre is a candidate with a reason, and no list calls one useless."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..criteria.figures import ANSWERS
from ..criteria.limits import THRESHOLDS, Limits
from ..i18n import Month, Words
from .findings import Finding
from .review_measures import REVIEW_MEASURES

MILLION = 1_000_000
NEAR = 10  # km: the distance that sentences name


@dataclass(frozen=True)
class Baht:
    """An amount of money, to be written in any language; from a million in millions."""

    amount: float

    def written(self, words: Words) -> str:
        """Write the amount with its unit."""
        if abs(self.amount) < MILLION:
            return words("amount.baht", n=round(self.amount))
        millions = self.amount / MILLION
        return words("amount.million_baht", n=words.number(millions, 0 if abs(millions) >= 10 else 1))


def options(suggested: pd.DataFrame) -> Finding:
    """Say how many of the open centres would be kept, how many are candidates to close or move, and how many are not surveyed.

    Parameters
    ----------
    suggested : pandas.DataFrame
        ``review_rules.suggest``.
    """
    n = len(suggested)
    if n == 0:
        return Finding("finding.no_centres")
    unsurveyed = n - int(suggested.surveyed.sum())
    counts = suggested.option.value_counts()
    if counts.get("ask", 0) == n:
        return Finding("finding.review.none", {"n": n, "unsurveyed": unsurveyed})
    figures = {name: int(counts.get(name, 0)) for name in ("keep", "close", "move")} | {
        "n": n,
        "unsurveyed": unsurveyed,
    }
    plain = Finding("finding.review.plain", figures, ("figure.review.unsurveyed", unsurveyed))
    figure = ("figure.review.keep", figures["keep"])
    return Finding("finding.review", figures, figure, plain=plain, of_country=True)


def saving(totals: pd.DataFrame) -> Finding | None:
    """Say what the candidates to close cost in a year, and how many people would then have no open centre nearby.

    None where no centre is a candidate to close.

    Parameters
    ----------
    totals : pandas.DataFrame
        ``review.totals``.
    """
    close = totals.set_index("option").loc["close"]
    if close.centres == 0:
        return None
    figures: dict[str, Any] = {
        "n": int(close.centres),
        "baht": Baht(float(close.saves_baht_a_year)),
        "people": int(close[f"without_{NEAR}km"]),
        "km": NEAR,
    }
    return Finding("finding.review.saving", figures, ("figure.review.saving", figures["baht"]))


def sureness(suggested: pd.DataFrame) -> Finding:
    """Say how many options would change with slightly other thresholds, and how many rest on little."""
    figures = {"n": int(suggested.flips.sum()), "little": int(suggested.decided_on_little.sum()), "all": len(suggested)}
    return Finding("finding.review.sureness", figures, ("figure.review.flips", figures["n"]))


def progress(total: pd.DataFrame, window: pd.DataFrame, day: Any) -> Finding:
    """Say how many of the open centres were surveyed by the day, and which day of those given that is.

    Parameters
    ----------
    total : pandas.DataFrame
        ``review_progress.by_place`` of the country.
    window : pandas.DataFrame
        ``review_progress.window``.
    day : datetime.date
        The view's day.
    """
    n, done = int(total.centres.sum()), int(total.surveyed.sum())
    began = window.iloc[0]
    if n == 0:
        return Finding("finding.no_centres")
    if done == 0:
        return Finding("finding.review.unsurveyed", {"n": n})
    figures: dict[str, Any] = {"n": done, "all": n}
    figure = ("figure.review.surveyed", done)
    if pd.isna(began.days):
        return Finding("finding.review.surveyed", figures, figure)
    figures |= {"nth": (pd.Timestamp(day) - pd.Timestamp(began.starts_on)).days + 1, "days": int(began.days)}
    over = figures["nth"] > figures["days"]
    return Finding("finding.review.surveyed.over" if over else "finding.review.surveyed.on", figures, figure)


def usage(latest: pd.DataFrame) -> Finding | None:
    """Say how many visits the last full month had, and how many centres did not report; None without activity.

    Parameters
    ----------
    latest : pandas.DataFrame
        ``activity.latest_month``.
    """
    if latest.empty:
        return None
    row = latest.iloc[0]
    figures: dict[str, Any] = {
        "month": Month(row.month.year, row.month.month, 1),
        "n": int(row.missing),
        "reports": int(row.reports),
    }
    if pd.isna(row.visits):
        return Finding("finding.usage.none", figures)
    visits = int(row.visits)
    return Finding("finding.usage", figures | {"visits": visits}, ("figure.usage", visits))


def needed(row: Any, words: Words) -> str:
    """Write a row of ``review_alternatives.alternatives``: the option, and what would have to be for it to be suggested."""
    answer = row.figure in ANSWERS
    figures = {
        "option": words(f"option.{row.option}"),
        "figure": words(f"answer.{row.figure}") if answer else REVIEW_MEASURES[row.figure].written(words),
        "value": words(f"answer.value.{row.answer}") if answer else REVIEW_MEASURES[row.figure].write(row.value, words),
    }
    return words(f"review.needed.{row.needed}", **figures)


def thresholds(limits: Limits, words: Words) -> list[tuple[str, str]]:
    """Return the name and the value of each threshold, in words."""
    return [
        (words(f"review.threshold.{name}"), words.number(limits[name], 0 if limits[name].is_integer() else 1))
        for name in THRESHOLDS
    ]
