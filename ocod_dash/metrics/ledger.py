"""Published figures against each other: which conflict, which agree, which follow in time; and against the register.

These are pure functions of small frames, not lazy metrics: there are tens of claims, each is compared with each, and a
date that is a month or a year is an interval, which a join cannot express plainly.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from math import floor, log10, prod

import pandas as pd

from .claims import COUNTED_AS as TOTALS

KEY = ["subject", "part", "measure", "basis", "unit"]
COUNTED_AS = TOTALS | {"provinces_covered": "provinces_served"}
# Kinds of groups, in the order in which they are shown.
KINDS = ("conflict", "fell", "agree", "series", "batches")
# Cumulative counts: a later total that is lower is reported.
CUMULATIVE = frozenset({"centres_completed", "provinces_covered", "projects_done", "startups_supported"})
# Kinds of event that can happen only once to a programme.
ONCE = frozenset({"approved", "enacted", "launched", "transformed", "closed", "ceremony"})
NEAR = timedelta(days=92)  # figures further apart than a quarter are neither added up nor compared


@dataclass(frozen=True)
class Rule:
    """A figure that is the sum, or the product, of others of the same programme of about the same time."""

    total: str
    parts: tuple[str, ...]
    product: bool = False


RULES = (
    Rule("centres_planned", ("centres_completed", "centres_in_progress")),
    Rule("projects_nominated", ("winners", "projects_in_category"), product=True),
    Rule("champions", ("winners", "champions_in_category"), product=True),
)


@dataclass(frozen=True)
class Group:
    """Claims of the same figure, the earliest first.

    Parameters
    ----------
    kind : str
        ``conflict``, ``fell`` (a cumulative total that is lower later), ``agree``, ``series``, or ``batches`` (amounts that
        add up rather than follow each other: further centres, contracts, budgets).
    rows : pandas.DataFrame
        Rows of ``claims.known``.
    """

    kind: str
    rows: pd.DataFrame

    @property
    def id(self) -> str:
        """A stable name of the group that suits a file: the id of its first claim."""
        return str(self.rows.claim_id.iloc[0])


@dataclass(frozen=True)
class SumCheck:
    """A rule applied to claims: the total as published, its parts as published, and what the parts amount to."""

    rule: Rule
    total: pd.Series
    parts: tuple[pd.Series, ...]

    @property
    def computed(self) -> float:
        """The sum of the parts, or their product."""
        figures = [float(part.value) for part in self.parts]
        return float(prod(figures) if self.rule.product else sum(figures))

    @property
    def holds(self) -> bool:
        """Whether the claim of the total allows it."""
        return within(self.computed, float(self.total.value), str(self.total.qualifier))


def interval(day: date, precision: str) -> tuple[date, date]:
    """Return the first and the last day of a date: the day itself, its month or its year."""
    day = date(day.year, day.month, day.day)
    if precision == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if precision == "month":
        following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        return day.replace(day=1), following - timedelta(days=1)
    return day, day


def allowed(value: float, qualifier: str) -> tuple[float, float]:
    """Return the lowest and the highest figure that a claim allows.

    "Exactly" allows itself. "About" allows what rounds to it: half a unit of its last digit that is not zero, so that
    about 1,300 is 1,250 to 1,350. "Over" allows from it up to the next round figure of that unit: over 1,300,000 is up
    to 1,400,000, since a larger figure would have been rounded to that.
    """
    step = place_value(value)
    return {"exactly": (value, value), "about": (value - step / 2, value + step / 2), "over": (value, value + step)}[
        qualifier
    ]


def place_value(value: float) -> float:
    """Return the place value of a figure's last digit that is not zero: 100 for 1,300."""
    if value == 0 or not float(value).is_integer():
        return 0.0
    step = 10.0 ** floor(log10(abs(value)))
    while step > 1 and value % step:
        step /= 10
    return step


def within(figure: float, value: float, qualifier: str) -> bool:
    """Say whether a figure is one that a claim allows."""
    low, high = allowed(value, qualifier)
    return low <= figure <= high


def groups(known: pd.DataFrame) -> list[Group]:
    """Return the claims of the same figure where there are several: conflicts first, then falls, agreements and series.

    Claims are of one group when programme, part, measure, basis and unit are the same. Two of them conflict when they
    are of the same period, or of dates that overlap, and neither value is one that the other allows. They agree
    when one allows the other's value. Other totals are a series, other amounts are batches.

    Parameters
    ----------
    known : pandas.DataFrame
        ``claims.known``.
    """
    ordered = known.sort_values(["as_of", "period", "claim_id"], na_position="first")
    several = [rows for _, rows in ordered.groupby(KEY, dropna=False, sort=False) if len(rows) > 1]
    found = [Group(kind(rows), rows) for rows in several]
    return sorted(found, key=lambda group: (KINDS.index(group.kind), group.id))


def kind(rows: pd.DataFrame) -> str:
    """Return the kind of a :class:`Group` by its claims, the earliest first."""
    if conflicts(rows):
        return "conflict"
    if falls(rows):
        return "fell"
    if all(agreeing(one, other) for one, other in _pairs(rows)):
        return "agree"
    return "series" if rows.basis.iloc[0] == "total" else "batches"


def conflicts(rows: pd.DataFrame) -> list[tuple[pd.Series, pd.Series]]:
    """Return the pairs of a group's claims that are of the same time and do not agree."""
    return [(one, other) for one, other in _pairs(rows) if _same_time(one, other) and not agreeing(one, other)]


def falls(rows: pd.DataFrame) -> list[tuple[pd.Series, pd.Series]]:
    """Return the pairs of a group's claims, the earlier first, of which the later is lower although its measure only grows."""
    first = rows.iloc[0]
    if first.measure not in CUMULATIVE or first.basis != "total":
        return []
    return [
        (one, later)
        for one, later in _pairs(rows)
        if later.value < one.value and not agreeing(one, later) and not _same_time(one, later)
    ]


def is_course(rows: pd.DataFrame) -> bool:
    """Return whether a line may join claims of a measure: totals, not one figure in several words, none incompatible nearby."""
    several = rows.part.nunique(dropna=False) > 1
    pairs = [pair for _, own in rows.groupby("part", dropna=False) for pair in _pairs(own)]
    return (
        bool((rows.basis == "total").all())
        and (several or kind(rows) != "agree")
        and all(agreeing(*pair) for pair in pairs if near(*pair))
    )


def agreeing(one: pd.Series, other: pd.Series) -> bool:
    """Say whether one of two claims allows the other's value."""
    return within(one.value, other.value, other.qualifier) or within(other.value, one.value, one.qualifier)


def conflicting_dates(events: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the events that can happen only once and are published with different dates, the earliest first."""
    once = events[events.kind.isin(ONCE)].sort_values(["date", "event_id"])
    return [
        rows
        for _, rows in once.groupby(["subject", "kind"], sort=False)
        if any(
            not _overlap(interval(a.date, a.date_precision), interval(b.date, b.date_precision))
            for a, b in combinations(rows.itertuples(), 2)
        )
    ]


def sum_checks(known: pd.DataFrame) -> list[SumCheck]:
    """Return every rule applied to every claim of its total, where the parts were published at about the same time."""
    totals = known[known.basis == "total"]
    return [
        found for rule in RULES for total in _claims_of(totals, rule.total) if (found := _check(rule, total, totals))
    ]


def against(
    known: pd.DataFrame, counted: Mapping[str, float], day: date, counted_on: date | None = None, subject: str = "ocod"
) -> pd.DataFrame:
    """Return the claims nearest to a day, one for each measure that the register has too, beside its count.

    Parameters
    ----------
    known : pandas.DataFrame
        ``claims.known``.
    counted : mapping of str to float
        The counts by measure: a row of ``rollout.summary``.
    day : datetime.date
        The day that is asked about. The nearest claim may be of an earlier or a later one.
    counted_on : datetime.date, optional
        The day of the count where it is another: the register may end before.
    subject : str
        The programme that is counted.

    Returns
    -------
    pandas.DataFrame
        The columns of ``claims.known``; ``counted``; ``difference``, the count less the claim; ``days``, how far the
        claim's date is from the count's, 0 when it contains it; ``within``, whether the claim allows the count, and None
        where it is more than ``NEAR`` away: it says nothing of the day then.
    """
    rows = []
    totals = known[(known.subject == subject) & (known.basis == "total")]
    for measure, column in COUNTED_AS.items():
        far = [(days_between(day, claim), -claim.as_of.toordinal(), claim) for claim in _claims_of(totals, measure)]
        if far:
            *_, claim = min(far, key=lambda each: each[:2])
            days = days_between(counted_on or day, claim)
            figure = float(counted[column])
            difference = figure - float(claim.value)
            fits = within(figure, float(claim.value), str(claim.qualifier)) if days <= NEAR.days else None
            rows.append({**claim, "counted": figure, "difference": difference, "within": fits, "days": days})
    columns = [*known.columns, "counted", "difference", "within", "days"]
    return pd.DataFrame(rows, columns=columns).astype({"within": object})


def days_between(day: date, claim: pd.Series) -> int:
    """Return how many days a claim's date is from a day: 0 when the day is in its interval."""
    first, last = interval(claim.as_of, claim.as_of_precision)
    return max((first - day).days, (day - last).days, 0)


def near(one: pd.Series, other: pd.Series) -> bool:
    """Return whether two claims are of about the same time: their dates overlap or begin within a quarter of each other."""
    return days_apart(one, other) == 0 or abs(one.as_of - other.as_of) <= NEAR


def days_apart(one: pd.Series, other: pd.Series) -> int:
    """Return how many days lie between the dates of two claims: 0 when their intervals overlap."""
    (first, last), (start, end) = (interval(each.as_of, each.as_of_precision) for each in (one, other))
    return max((start - last).days, (first - end).days, 0)


def _pairs(rows: pd.DataFrame) -> list[tuple[pd.Series, pd.Series]]:
    return list(combinations([row for _, row in rows.iterrows()], 2))


def _same_time(one: pd.Series, other: pd.Series) -> bool:
    if isinstance(one.period, str) or isinstance(other.period, str):
        return bool(one.period == other.period)
    return _overlap(interval(one.as_of, one.as_of_precision), interval(other.as_of, other.as_of_precision))


def _overlap(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _claims_of(totals: pd.DataFrame, measure: str) -> Iterator[pd.Series]:
    for _, claim in totals[totals.measure == measure].iterrows():
        yield claim


def _check(rule: Rule, total: pd.Series, totals: pd.DataFrame) -> SumCheck | None:
    near = totals[(totals.subject == total.subject) & ((totals.as_of - total.as_of).abs() <= NEAR)]
    parts = []
    for measure in rule.parts:
        claims = near[near.measure == measure]
        if claims.empty:
            return None
        parts.append(claims.loc[(claims.as_of - total.as_of).abs().idxmin()])
    return SumCheck(rule, total, tuple(parts))
