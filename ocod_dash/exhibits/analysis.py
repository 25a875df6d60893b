"""The tables for further work of a page: what they follow, and what of them is on the page itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..metrics import change
from . import change_exhibits, top_exhibit
from .exhibit import Exhibit
from .figure_tables import Table
from .parameters import PARAMETERS
from .selection import Selection

# Columns that are on the page only where there is anything in them.
RARE = ("reopened_between", "closed_between", "suspended_between", "planned_before", "planned")


@dataclass(frozen=True)
class Choice:
    """A choice of one value: its parameter of the address, the label, each value with its name, and the value chosen."""

    param: str
    label: str
    options: list[tuple[str, str]]
    chosen: str


def tables(selection: Selection) -> Iterator[Exhibit | None]:
    """Return what changed in each place of the level chosen, its openings by month, and the top ten."""
    context = selection.context
    level, measure, order = (choice.chosen for choice in choices(selection))
    if change_exhibits.of_view(context):
        yield change_exhibits.by_place(context, level)
        yield change_exhibits.by_month(context, level)
    yield top_exhibit.top(context, _ranked(selection), measure, order)


def note(selection: Selection) -> str:
    """Return which period the tables are of, and where it is chosen."""
    words = selection.context.words
    fields = {"since": words("filter.since"), "as_of": words("filter.as_of")}
    return words("analysis.note", days=change_exhibits.days(selection.context), **fields)


def choices(selection: Selection) -> list[Choice]:
    """Return the choices of the level of the places, of a measure to rank them by, and of its end."""
    words, level = selection.context.words, _level(selection)
    measures = top_exhibit.measures(selection.context, _ranked(selection))
    measure = next((each for each in selection.chosen("top") if each in measures), PARAMETERS["top"].default[0])
    return [
        Choice(
            "by",
            words("analysis.level"),
            [(each, words(f"level.{each}.many").capitalize()) for each in _levels(selection)],
            level,
        ),
        Choice("top", words("top.measure"), [(each, words(f"measure.{each}")) for each in measures], measure),
        Choice(
            "top_order",
            words("top.order"),
            [(each, words(f"top.order.{each}")) for each in top_exhibit.ORDERS],
            selection.chosen("top_order")[-1],
        ),
    ]


def on_page(exhibit: Exhibit) -> Table:
    """Return a table as it is on the page: without codes, and without columns of what did not happen."""
    table = exhibit.table()
    return table.without(
        "code", *(column for column in RARE if column in table.frame and not table.frame[column].any())
    )


def _level(selection: Selection) -> str:
    """Return the level of the places of the tables: the one chosen, by default one level down."""
    chosen = [level for level in selection.chosen("by") if level in _levels(selection)]
    return chosen[0] if chosen else selection.context.view.level


def _ranked(selection: Selection) -> str:
    """Return the level of the places ranked: the same, but of the country by default its provinces, as regions are six."""
    level = _level(selection)
    return "province" if level == "region" and not selection.chosen("by") else level


def _levels(selection: Selection) -> tuple[str, ...]:
    """Return the levels that the places in view can be listed at."""
    return change.LEVELS[change.LEVELS.index(selection.context.view.level) :]
