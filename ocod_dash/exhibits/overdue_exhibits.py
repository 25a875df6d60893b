"""Who needs attention: the places with centres overdue."""

from functools import partial

from .. import charts
from ..metrics import overdue, places
from .context import Context
from .exhibit import Exhibit, cached_exhibit
from .figure_tables import of_places

MOST = 10  # places that the chart shows; the table has all


@cached_exhibit
def overdue_places(context: Context) -> Exhibit | None:
    """Show the provinces with the most centres overdue, of one province its districts; None where no centre is overdue."""
    words, view = context.words, context.view
    level = "province" if view.level == "region" else view.level
    every = context.ask(places.progress, level=level)
    ranked = every[every.overdue > 0]
    if ranked.empty:
        return None
    shown = ranked.head(MOST)
    among = {"level": words(f"level.{level}.many"), "n": len(shown), "all": len(ranked)}
    measured = words("overdue.measured", **among) if len(ranked) > 1 else words("overdue.measured.one")
    table = partial(of_places, context, ranked, ("in_plan", "overdue", "overdue_days"))
    draw = partial(charts.overdue.overdue, shown, context.theme)
    return Exhibit(context, "overdue", context.clause(overdue.finding(every)), measured, table, draw)
