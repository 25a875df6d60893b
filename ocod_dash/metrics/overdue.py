"""Which places have centres overdue: due by the plan by the day, and not opened by then."""

import pandas as pd

from .findings import Finding, level_of


def finding(places: pd.DataFrame) -> Finding:
    """Say how many centres are overdue, in how many of the places, and for how long; or that none is, or no plan is known."""
    some = places[places.in_plan > 0]
    if some.with_due.sum() == 0:
        return Finding("finding.no_plan.places")
    n = int(some.overdue.sum())
    if n == 0:
        return Finding("finding.overdue.none")
    figures = {"n": n, "days": int(some.overdue_days.max())}
    if len(some) == 1:
        return Finding("finding.overdue.one", figures)
    where = {
        "places": int((some.overdue > 0).sum()),
        "all": len(some),
        "level": level_of(some),
    }
    return Finding("finding.overdue", figures | where)
