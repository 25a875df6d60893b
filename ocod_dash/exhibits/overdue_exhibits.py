"""Who needs attention: the places with centres overdue, and those behind their plan."""

from functools import partial

from .. import charts
from ..metrics import findings, overdue, places
from .context import Context
from .exhibit import Exhibit, cached_exhibit
from .figure_tables import of_places
from .place_exhibits import progress

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


@cached_exhibit
def late_places(context: Context) -> Exhibit | None:
    """Show by how many days the places one level down are behind their plan, the latest first.

    None of a sample, whose places are not judged; where no plan is known; or where a single place is shown.
    """
    if context.sample:
        return None
    words, every = context.words, progress(context)
    finding, known = findings.late_places(every), every.dropna(subset=["late_days"])
    if finding is None or len(known) < 2:
        return None
    ranked = known.sort_values("late_days", ascending=False, kind="stable")
    shown = ranked.assign(late_days=ranked.late_days.clip(lower=0)).head(MOST)
    measured = words("late.measured", n=len(shown), all=len(ranked), level=words(f"level.{context.view.level}.many"))
    table = partial(of_places, context, ranked, ("in_plan", "late_days", "behind_plan"))
    draw = partial(charts.overdue.late, shown, context.theme)
    return Exhibit(context, "late", context.clause(finding), measured, table, draw)
