"""The numbers that pages, tables and exports show, each declared once; names and definitions are in the catalogues."""

from dataclasses import dataclass
from math import isnan
from typing import Literal

from ..i18n import Words


@dataclass(frozen=True)
class Measure:
    """One number: its id is its column in a metric's frame and its key in the catalogues.

    Parameters
    ----------
    id : str
        ``measure.<id>`` is its name, ``measure.<id>.definition`` its definition.
    unit : str
        ``centres``, ``percent``, ``points``, ``provinces``, ``per_100k``, ``per_1000_km2`` or ``index``.
    decimals : int
        How many decimals are shown.
    better : {"more", "less", "neither"}
        Which direction is good.
    table : str
        The table that it is counted from.
    """

    id: str
    unit: str
    decimals: int = 0
    better: Literal["more", "less", "neither"] = "neither"
    table: str = "centres"

    def write(self, figure: float, words: Words) -> str:
        """Write a figure of this measure with its unit's sign; "no data" where there is none."""
        if isnan(figure):
            return words("no_data")
        return words.percent(figure, self.decimals) if self.unit == "percent" else words.number(figure, self.decimals)


@dataclass(frozen=True)
class Amount:
    """A figure of a measure, to be written in any language."""

    measure: str
    figure: float

    def written(self, words: Words) -> str:
        """Write the figure with its unit's sign."""
        return MEASURES[self.measure].write(self.figure, words)


MEASURES = {
    measure.id: measure
    for measure in (
        Measure("in_plan", "centres"),
        Measure("open", "centres", better="more", table="milestones"),
        Measure("in_progress", "centres", table="milestones"),
        Measure("planned", "centres", better="less", table="milestones"),
        Measure("suspended", "centres", better="less", table="milestones"),
        Measure("closed", "centres", better="less", table="milestones"),
        Measure("not_open", "centres", better="less", table="milestones"),
        Measure("percent_complete", "percent", decimals=1, better="more", table="milestones"),
        Measure("percent_not_open", "percent", decimals=1, better="less", table="milestones"),
        Measure("behind_plan", "points", decimals=1, better="less", table="milestones"),
        Measure("provinces_served", "provinces", better="more", table="milestones"),
        Measure("per_100k", "per_100k", decimals=1, better="more", table="milestones"),
        Measure("per_1000_km2", "per_1000_km2", decimals=1, better="more", table="milestones"),
        Measure("gini", "index", decimals=2, better="less", table="milestones"),
    )
}
