"""The numbers that pages, slides, files and the API show, each declared once; names and definitions are in the catalogues."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isnan
from typing import Literal

from ..i18n import Words

Level = Literal["country", "region", "province", "district"]
Surface = Literal["cards", "places", "map", "map_cards", "map_table", "slides", "speaker_notes", "api", "geojson"]
LEAST = 10  # centres in the plan: of fewer, a single one changes a share by more than a tenth
LEVELS: tuple[Level, ...] = ("country", "region", "province", "district")


@dataclass(frozen=True)
class Measure:
    """One number: its id is its column in a metric's frame and its key in the catalogues.

    Parameters
    ----------
    id : str
        ``measure.<id>`` is its name, ``measure.<id>.definition`` its definition, ``measure.<id>.clause``
        its name inside a sentence; one that colours a map has a ``measure.<id>.short`` for the legend too.
    unit : str
        ``centres``, ``percent``, ``points``, ``days``, ``provinces``, ``per_100k``, ``per_1000_km2``, ``index``; of the
        review those of ``review_measures``. ``table.<unit>`` writes it in a heading whose name does not say it.
    decimals : int
        How many decimals are shown.
    better : {"more", "less", "neither"}
        Which direction is good.
    table : str
        The table that it is counted from.
    shown : mapping of str to int
        Where it is shown, and its position there: the lowest first, equal ones in the order of declaration.

        - ``cards``: the overview's headline numbers;
        - ``places``: the tables that compare places;
        - ``map``: what can colour the map, the first by default;
        - ``map_cards``, ``map_table``: the numbers beside the map, and the columns of its table;
        - ``slides``: the numbers of the first slide, the first one large;
        - ``speaker_notes``: the definitions in that slide's notes;
        - ``api``: the figures of ``/summary``, ``/regions``, ``/provinces`` and ``/districts``, as ``levels`` says;
        - ``geojson``: the properties of an area in the map's file.

        Dictionary and workbook define every measure.
    levels : tuple of str
        The levels of place that the API gives it for.
    """

    id: str
    unit: str
    decimals: int = 0
    better: Literal["more", "less", "neither"] = "neither"
    table: str = "centres"
    shown: Mapping[Surface, int] = field(default_factory=dict)
    levels: tuple[Level, ...] = LEVELS

    def write(self, figure: float, words: Words) -> str:
        """Write a figure of this measure with its unit's sign; "no data" where there is none."""
        if isnan(figure):
            return words("no_data")
        return words.percent(figure, self.decimals) if self.unit == "percent" else words.number(figure, self.decimals)

    def written(self, words: Words) -> str:
        """Write the name, with its unit where a figure of it does not show it."""
        name = words(f"measure.{self.id}")
        return name if self.unit == "percent" else _with_unit(name, self.unit, words)

    def short(self, words: Words) -> str:
        """Write the short name where there is one, else the name."""
        short = f"measure.{self.id}.short"
        return words(short if words.has(short) else f"measure.{self.id}")

    def heading(self, words: Words) -> str:
        """Write the name as a table has it: the short one, with the unit where the figures are no counts."""
        return _with_unit(self.short(words), self.unit, words)


def _with_unit(name: str, unit: str, words: Words) -> str:
    """Write a name with the unit of its figures, where that is not in the name: ``table.<unit>`` says how."""
    named = f"table.{unit}"
    return words(named, name=name) if words.has(named) else name


@dataclass(frozen=True)
class Named:
    """A measure's name inside a sentence, to be written in any language."""

    measure: str

    def written(self, words: Words) -> str:
        """Write the name."""
        return words(f"measure.{self.measure}.clause")


@dataclass(frozen=True)
class Amount:
    """A figure of a measure, to be written in any language."""

    measure: str
    figure: float

    def written(self, words: Words) -> str:
        """Write the figure with its unit's sign."""
        return MEASURES[self.measure].write(self.figure, words)


@dataclass(frozen=True)
class Gap:
    """A gap to the plan, in percentage points, to be written in any language; above 0 it is behind."""

    points: float

    def written(self, words: Words) -> str:
        """Write the gap with its side, such as ``6.5 percentage points behind plan``."""
        shown = round(self.points, 1)
        if shown == 0:
            return words("gap.none")
        return words("gap.behind" if shown > 0 else "gap.ahead", points=words.number(abs(shown), 1))


def figure_of(measure: str, figure: float) -> Amount | Gap:
    """Return a measure's figure as a sentence has it."""
    return Gap(figure) if MEASURES[measure].unit == "points" else Amount(measure, figure)


MEASURES = {
    measure.id: measure
    for measure in (
        Measure(
            "in_plan",
            "centres",
            shown={
                "cards": 1, "places": 1, "map": 5, "map_table": 1, "slides": 2, "speaker_notes": 2, "api": 1,
                "geojson": 1,
            },
        ),
        Measure(
            "open",
            "centres",
            better="more",
            table="milestones",
            shown={"cards": 2, "places": 2, "map_table": 2, "slides": 3, "speaker_notes": 3, "api": 4, "geojson": 2},
        ),
        Measure(
            "in_progress",
            "centres",
            table="milestones",
            shown={"cards": 3, "map": 6, "map_table": 3, "api": 3, "geojson": 3},
        ),
        Measure(
            "planned",
            "centres",
            better="less",
            table="milestones",
            shown={"api": 2, "geojson": 4},
        ),
        Measure("suspended", "centres", better="less", table="milestones", shown={"api": 5, "geojson": 5}),
        Measure("closed", "centres", better="less", table="milestones", shown={"api": 6, "geojson": 6}),
        Measure(
            "not_open",
            "centres",
            better="less",
            table="milestones",
            shown={"map_cards": 2, "slides": 4, "api": 7},
        ),
        Measure(
            "percent_complete",
            "percent",
            decimals=1,
            better="more",
            table="milestones",
            shown={
                "cards": 4, "places": 3, "map": 4, "map_cards": 1, "map_table": 4, "slides": 1, "speaker_notes": 1,
                "api": 8, "geojson": 7,
            },
        ),
        Measure(
            "percent_not_open",
            "percent",
            decimals=1,
            better="less",
            table="milestones",
            shown={"map": 1, "api": 9},
        ),
        Measure(
            "short",
            "centres",
            better="less",
            table="milestones",
            shown={"places": 4, "map_table": 8, "api": 17},
        ),
        Measure(
            "behind_plan",
            "points",
            decimals=1,
            better="less",
            table="milestones",
            shown={"places": 5, "map": 3, "map_table": 7, "speaker_notes": 4, "api": 10, "geojson": 12},
        ),
        Measure(
            "overdue",
            "centres",
            better="less",
            table="milestones",
            shown={"places": 7, "map": 2, "map_table": 6, "api": 11, "geojson": 10},
        ),
        Measure(
            "overdue_days",
            "days",
            better="less",
            table="milestones",
            shown={"places": 8, "api": 12, "geojson": 11},
        ),
        Measure("late_days", "days", better="less", table="milestones", shown={"places": 6}),
        Measure(
            "opened_this_month",
            "centres",
            better="more",
            table="milestones",
            shown={"places": 9, "api": 16},
        ),
        Measure(
            "provinces_served",
            "provinces",
            better="more",
            table="milestones",
            shown={"cards": 5, "slides": 5, "api": 13},
            levels=("country",),
        ),
        Measure(
            "per_100k",
            "per_100k",
            decimals=1,
            better="more",
            table="milestones",
            shown={"places": 10, "map": 7, "map_cards": 3, "map_table": 5, "api": 14, "geojson": 8},
            levels=("region", "province", "district"),
        ),
        Measure(
            "per_1000_km2",
            "per_1000_km2",
            decimals=1,
            better="more",
            table="milestones",
            shown={"api": 15, "geojson": 9},
            levels=("province",),
        ),
        Measure("gini", "index", decimals=2, better="less", table="milestones"),
    )
}  # fmt: skip


def shown(surface: Surface, level: Level | None = None) -> tuple[str, ...]:
    """Return the ids of the measures that are shown somewhere, in their order there.

    Parameters
    ----------
    surface : str
        Where: a key of ``Measure.shown``.
    level : {"country", "region", "province", "district"}, optional
        Only those that places of this level have.
    """
    found = [each for each in MEASURES.values() if surface in each.shown and (level is None or level in each.levels)]
    return tuple(measure.id for measure in sorted(found, key=lambda measure: measure.shown[surface]))
