"""The numbers that pages, tables and exports show, each declared once; names and definitions are in the catalogues."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Measure:
    """One number: its id is its column in a metric's frame and its key in the catalogues.

    Parameters
    ----------
    id : str
        ``measure.<id>`` is its name, ``measure.<id>.definition`` its definition.
    unit : str
        ``centres``, ``percent``, ``points``, ``provinces`` or ``per_100k``.
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
    )
}
