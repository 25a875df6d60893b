"""What the measure that colours a map says, in words."""

import pandas as pd

from .findings import Finding, extremes, largest_share_left, level_of, with_figure
from .measures import MEASURES, Amount, Named, figure_of


def furthest_off(places: pd.DataFrame, measure: str) -> Finding | None:
    """Say where a measure is highest, or lowest where more is better; None where there is nothing to compare.

    The share not yet open has sentences of its own, see :func:`largest_share_left`.
    """
    if measure == "percent_not_open":
        return largest_share_left(places)
    known = places.dropna(subset=[measure])
    if len(known) < 2 or known[measure].nunique() == 1:
        return extremes(places, measure)
    lowest = MEASURES[measure].better == "more"
    figure = float(known[measure].min() if lowest else known[measure].max())
    if (gap := MEASURES[measure].unit == "points") and figure <= 0:
        return extremes(places, measure)
    figures = {"measure": Named(measure), "figure": Amount(measure, figure)}
    figures |= {"place": with_figure(known, measure, figure), "n": len(known), "level": level_of(known)}
    if lowest:
        return Finding("finding.lowest", figures, plain=Finding("finding.lowest.plain", figures))
    if gap:
        return Finding("finding.furthest_behind", figures, plain=Finding("finding.furthest_behind.plain", figures))
    return Finding("finding.highest", figures, plain=Finding("finding.highest.plain", figures))


def figure(places: pd.DataFrame, measure: str) -> Finding | None:
    """Say the measure of the only place; None where there are more, or it has no figure."""
    known = places[measure].dropna()
    if len(places) != 1 or known.empty:
        return None
    written = figure_of(measure, float(known.iloc[0]))
    key = "finding.gap" if MEASURES[measure].unit == "points" else "finding.figure"
    return Finding(key, {"measure": Named(measure), "figure": written})
