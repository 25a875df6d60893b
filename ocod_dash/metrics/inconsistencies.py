"""Where published figures do not fit together, each inconsistency found by a rule and shown with the claims it is from.

The rules are tables: which measures may count the same thing in different words (``COMPARABLE``), and which figures can
be calculated from others of the same source (``QUOTIENTS``). A claim that a steward adds is subject to them as any other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import floor, log10, prod

import pandas as pd

from ..i18n import Message
from .findings import Finding
from .ledger import Group, agreeing, allowed, conflicts, days_apart, falls, groups, near, place_value

# Totals that may count the same thing in different words: "completed" and "existing".
COMPARABLE = (frozenset({"centres_completed", "centres_existing"}),)
DIGITS = 3  # significant digits of a calculated figure; a number with fewer may recur by chance
# Of a statement in a pair, and of the pair.
_OF_STATEMENT = ("claim_ids", "value", "qualifier", "calculated", "as_of")
PAIR_COLUMNS = (
    "finding",
    "kind",
    "subject",
    *_OF_STATEMENT,
    *(f"other_{name}" for name in _OF_STATEMENT),
    "days_apart",
)
KINDS = ("part_as_whole", "totals", "calculated", "conflict", "fell")


@dataclass(frozen=True)
class Quotient:
    """A measure that is a claim's figure divided by others of the same programme, source and period.

    Parameters
    ----------
    measure : str
        What the result is comparable with.
    dividend, unit : str
        The measure that is divided, and its unit.
    divisors : tuple of str
        The measures that it is divided by, one after the other.
    """

    measure: str
    dividend: str
    unit: str
    divisors: tuple[str, ...]


QUOTIENTS = (Quotient("cost_per_centre_year", "contract_value", "baht", ("centres_contracted", "contract_years")),)


@dataclass(frozen=True, eq=False)
class Statement:
    """A figure as published, or as calculated from several claims of one source.

    Parameters
    ----------
    claims : tuple of pandas.Series
        Rows of ``claims.known``: the one published, or those that the figure is calculated from, the dividend first.
    value : float
        The figure.
    qualifier : str
        Its precision: that of a calculated figure is the precision of what it is calculated from.
    allows : tuple of float
        The lowest and the highest figure that it allows.
    """

    claims: tuple[pd.Series, ...]
    value: float
    qualifier: str
    allows: tuple[float, float]

    @property
    def claim(self) -> pd.Series:
        """The claim that gives the figure its date and its source."""
        return self.claims[0]

    @property
    def calculated(self) -> bool:
        """Whether the dashboard calculated it."""
        return len(self.claims) > 1

    @property
    def id(self) -> str:
        """The ids of its claims."""
        return ";".join(claim.claim_id for claim in self.claims)

    @property
    def rounded(self) -> float:
        """The figure to show: a calculated one has three significant digits, rounded down where it is "over"."""
        if not self.calculated or not self.value:
            return self.value
        step = 10.0 ** (floor(log10(abs(self.value))) - DIGITS + 1)
        return step * (floor(self.value / step) if self.qualifier == "over" else round(self.value / step))

    def agrees(self, other: "Statement") -> bool:
        """Return whether one of two statements allows the other's figure."""
        return any(a.allows[0] <= b.value <= a.allows[1] for a, b in ((self, other), (other, self)))


Pair = tuple[Statement, Statement]


@dataclass(frozen=True, eq=False)
class Inconsistency:
    """Statements that do not fit together.

    Parameters
    ----------
    kind : str
        One of ``KINDS``: a number published as an addition and as the whole; incompatible totals of about the same time; figures
        calculated from claims that differ; a conflict of one measure at one time; a later figure that is lower.
    pairs : tuple of pair of Statement
        What does not fit with what, the earlier first.
    """

    kind: str
    pairs: tuple[Pair, ...]

    @property
    def statements(self) -> list[Statement]:
        """Each statement once, the earliest first."""
        each = {one.id: one for pair in self.pairs for one in pair}
        return sorted(each.values(), key=lambda one: (one.claim.as_of, one.id))

    @property
    def claims(self) -> list[pd.Series]:
        """Each claim once."""
        return list({claim.claim_id: claim for one in self.statements for claim in one.claims}.values())

    @property
    def id(self) -> str:
        """A stable name."""
        return f"{self.kind}:{self.statements[0].claim.claim_id}"


def headline(known: pd.DataFrame, found: list[Inconsistency], dates: int) -> Finding:
    """Say how many figures were published by how many sources, and what is inconsistent: figures, and apart from them dates.

    Parameters
    ----------
    known : pandas.DataFrame
        ``claims.known``.
    found : list of Inconsistency
        Its :func:`inconsistencies`.
    dates : int
        How many events are published with different dates.
    """
    if known.empty:
        return Finding("finding.ledger.none")
    fell = sum(each.kind == "fell" for each in found)
    counts = {"inconsistent": len(found) - fell, "fell": fell, "dates": dates}
    found_in = [Message(f"finding.ledger.{name}", n) for name, n in counts.items() if n]
    figures = {"n": len(known), "sources": known.source_id.nunique()}
    return Finding("finding.ledger", figures | {"found": found_in or Message("finding.ledger.consistent")})


def inconsistencies(known: pd.DataFrame) -> list[Inconsistency]:
    """Return what does not fit together among published figures, in the order of ``KINDS``.

    Parameters
    ----------
    known : pandas.DataFrame
        ``claims.known``.
    """
    found = [*_parts_as_wholes(known), *_totals(known), *_calculated(known), *_of_groups(groups(known))]
    return sorted(found, key=lambda each: (KINDS.index(each.kind), each.statements[0].claim.as_of, each.id))


def calculations(known: pd.DataFrame, rule: Quotient) -> list[Statement]:
    """Return every figure that a rule calculates, where one source published all that it takes.

    Parameters
    ----------
    known : pandas.DataFrame
        ``claims.known``.
    rule : Quotient
        The rule.
    """
    dividends = known[(known.measure == rule.dividend) & (known.unit == rule.unit)]
    found = []
    for _, dividend in dividends.iterrows():
        same = known[
            (known.subject == dividend.subject)
            & (known.source_id == dividend.source_id)
            & (known.period.fillna("") == ("" if pd.isna(dividend.period) else dividend.period))
        ]
        divisors = [row for measure in rule.divisors for _, row in same[same.measure == measure].head(1).iterrows()]
        if len(divisors) == len(rule.divisors) and all(row.value > 0 for row in divisors):
            found.append(_quotient(dividend, divisors))
    return found


def pairs(found: list[Inconsistency]) -> pd.DataFrame:
    """Return the pairs of statements that do not fit together, a row each, for other programs.

    Returns
    -------
    pandas.DataFrame
        ``finding`` (its id), ``kind``, ``subject``; of the earlier statement ``claim_ids`` (with ``;`` between),
        ``value``, ``qualifier``, ``calculated``, ``as_of``; the same of the later one with ``other_`` before it;
        ``days_apart``.
    """
    rows = [
        (each.id, each.kind, one.claim.subject, *_facts(one), *_facts(other), days_apart(one.claim, other.claim))
        for each in found
        for one, other in each.pairs
    ]
    return pd.DataFrame(rows, columns=list(PAIR_COLUMNS))


def _facts(one: Statement) -> tuple[str, float, str, bool, date]:
    return one.id, one.rounded, one.qualifier, one.calculated, one.claim.as_of


def _published(claim: pd.Series) -> Statement:
    value, qualifier = float(claim.value), str(claim.qualifier)
    return Statement((claim,), value, qualifier, allowed(value, qualifier))


def _quotient(dividend: pd.Series, divisors: list[pd.Series]) -> Statement:
    every = (dividend, *divisors)
    low, high = allowed(float(dividend.value), str(dividend.qualifier))
    ranges = [allowed(float(row.value), str(row.qualifier)) for row in divisors]
    return Statement(
        every,
        float(dividend.value) / prod(float(row.value) for row in divisors),
        next((str(row.qualifier) for row in every if row.qualifier != "exactly"), "exactly"),
        (low / prod(most for _, most in ranges), high / prod(least for least, _ in ranges)),
    )


def _parts_as_wholes(known: pd.DataFrame) -> Iterator[Inconsistency]:
    """Find numbers published as an addition and as the whole; round ones, which may recur by chance, are left out."""
    precise = known[(known.qualifier != "over") & (known.value >= known.value.map(place_value) * 10 ** (DIGITS - 1))]
    further = precise[precise.basis == "further"]
    totals = precise[(precise.basis == "total") & precise.measure.isin(frozenset().union(*COMPARABLE))]
    for (subject, unit, value), added in further.groupby(["subject", "unit", "value"], sort=False):
        whole = totals[(totals.subject == subject) & (totals.unit == unit) & (totals.value == value)]
        found = [(_published(one), _published(all_)) for _, one in added.iterrows() for _, all_ in whole.iterrows()]
        if found:
            yield Inconsistency("part_as_whole", tuple(found))


def _totals(known: pd.DataFrame) -> Iterator[Inconsistency]:
    """Find incompatible totals of about the same time; pairs that share a claim are one inconsistency."""
    for measures in COMPARABLE:
        totals = known[(known.basis == "total") & known.measure.isin(measures)].sort_values(["as_of", "claim_id"])
        for _, rows in totals.groupby(["subject", "unit"], sort=False):
            clusters: list[list[tuple[pd.Series, pd.Series]]] = []
            for pair in combinations([row for _, row in rows.iterrows()], 2):
                if not near(*pair) or agreeing(*pair):
                    continue
                touched = [bool(_ids(each) & _ids([pair])) for each in clusters]
                joined = [one for each, own in zip(clusters, touched, strict=True) if own for one in each]
                apart = [each for each, own in zip(clusters, touched, strict=True) if not own]
                clusters = [*apart, [*joined, pair]]
            for each in clusters:
                yield Inconsistency("totals", tuple((_published(one), _published(other)) for one, other in each))


def _ids(pairs: list[tuple[pd.Series, pd.Series]]) -> set[str]:
    return {claim.claim_id for pair in pairs for claim in pair}


def _calculated(known: pd.DataFrame) -> Iterator[Inconsistency]:
    """Find calculated figures that disagree with each other, or with a published one of their measure."""
    for rule in QUOTIENTS:
        calculated = calculations(known, rule)
        for subject in dict.fromkeys(one.claim.subject for one in calculated):
            claims = known[(known.subject == subject) & (known.measure == rule.measure) & (known.basis == "total")]
            own = [one for one in calculated if one.claim.subject == subject]
            every = sorted([*own, *(_published(row) for _, row in claims.iterrows())], key=lambda one: one.claim.as_of)
            found = tuple(pair for pair in combinations(every, 2) if not pair[0].agrees(pair[1]))
            if found:
                yield Inconsistency("calculated", found)


def _of_groups(found: list[Group]) -> Iterator[Inconsistency]:
    """Take over conflicts and falls of one measure, but for conflicts that the rule of totals finds."""
    for group in found:
        first = group.rows.iloc[0]
        of_totals = first.basis == "total" and any(first.measure in measures for measures in COMPARABLE)
        for kind, pairs_of_kind in (
            ("conflict", [] if of_totals else conflicts(group.rows)),
            ("fell", falls(group.rows)),
        ):
            if pairs_of_kind:
                yield Inconsistency(kind, tuple((_published(one), _published(other)) for one, other in pairs_of_kind))
