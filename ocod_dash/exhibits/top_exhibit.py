"""The places with the highest or the lowest figures of a measure."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..i18n import Message
from ..maps.scale import SHARES
from ..metrics import MEASURES, Amount, places
from ..metrics.findings import Finding
from ..metrics.measures import LEAST, Named
from .context import Context
from .exhibit import Exhibit
from .figure_tables import Table, of_places
from .schedule import with_late_days

MOST = 10  # places
ORDERS = ("highest", "lowest")
# Of the country alone, or of no place; and how late a place is.
NOT_OF_PLACES = ("gini", "provinces_served")
JUDGING = ("behind_plan", "late_days")
MEASURES_OF_PLACES = tuple(measure for measure in MEASURES if measure not in NOT_OF_PLACES)


@dataclass(frozen=True)
class Top:
    """The places at one end of a measure.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of ``places.progress``, with their ``rank``: equal figures have the same one, and the next is as far on as
        they are many.
    tied : int
        How many more places have the figure of the last.
    of : int
        Of how many places.
    """

    rows: pd.DataFrame
    tied: int
    of: int


def ranked(every: pd.DataFrame, measure: str, order: str) -> Top:
    """Return the first ten places by a measure, equal ones by code; without those that have no centre or no figure."""
    known = every[every.in_plan > 0].dropna(subset=[measure])
    figures = known[measure].astype("float64").round(MEASURES[measure].decimals)
    rank = figures.rank(method="min", ascending=order == "lowest").astype(int)
    rows = known.assign(rank=rank, shown=figures).sort_values(["rank", "code"])
    first = rows.head(MOST)
    return Top(first, int(rows["rank"].iloc[MOST:].isin(first["rank"]).sum()), len(known))


def measures(context: Context, level: str) -> tuple[str, ...]:
    """Return the measures that places of a level can be ranked by; of a sample not how late each is."""
    return tuple(
        measure
        for measure in MEASURES_OF_PLACES
        if level in MEASURES[measure].levels and not (context.sample and measure in JUDGING)
    )


def top(context: Context, level: str, measure: str, order: str) -> Exhibit | None:
    """Show the ten places with the highest or the lowest figures of a measure; None where fewer than two have any."""
    every = with_late_days(context, context.ask(places.progress, level=level), level)
    words, found = context.words, ranked(every, measure, order)
    if found.of < 2:
        return None
    ends = found.rows.shown.iloc[[0, -1]]
    figures: dict[str, Any] = {
        name: Amount(measure, float(end)) for name, end in zip(("from", "to"), ends, strict=True)
    }
    figures |= {"measure": Named(measure), "level": Message(f"level.{level}.many")}
    figures |= {"n": len(found.rows), "all": found.of}
    finding = Finding(f"top.{order}", figures, plain=Finding("top.plain", figures))
    if len(found.rows) == found.of:
        finding = Finding("top.all", figures)
    if ends.nunique() == 1:
        alike = len(found.rows) + found.tied
        finding = Finding("finding.extremes.none" if alike == found.of else "top.alike", figures | {"n": alike})
    tied = words("top.tied", n=found.tied, rank=int(found.rows["rank"].iloc[-1])) if found.tied else ""

    def table() -> Table:
        shown = of_places(context, found.rows, tuple(dict.fromkeys(("in_plan", measure))))
        equal = found.rows["rank"].duplicated(keep=False) | (
            found.rows["rank"].eq(found.rows["rank"].max()) & (found.tied > 0)
        )
        ranks = zip(found.rows["rank"], equal, strict=True)
        shown.frame.insert(
            0, "rank", [words("top.equal", rank=rank) if same else words.number(rank) for rank, same in ranks]
        )
        headings = {"rank": words("top.rank"), **shown.headings, "note": words("top.note")}
        few = (found.rows.in_plan < LEAST) & (MEASURES[measure].unit in SHARES)
        if few.any():
            shown.frame["note"] = [words("map.few", n=LEAST) if each else "" for each in few]
        return Table(shown.frame, headings)

    measured = words("top.measured") + tied
    return Exhibit(
        context, "top", context.clause(finding), measured, table, of=f"{level} {measure} {order}", data_only=True
    )
