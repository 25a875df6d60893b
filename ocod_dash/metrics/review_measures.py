"""The figures of the review of each centre, each declared once: what the dictionary defines, pages show and rules compare.

Those of :data:`MEASURES` are of places; these are columns of ``review.figures``, of a centre.
"""

from .measures import Measure
from .reach import RADII

REVIEW_MEASURES: dict[str, Measure] = {
    measure.id: measure
    for measure in (
        Measure("visits_per_open_day", "visits_per_open_day", decimals=1, better="more", table="activity"),
        Measure("visits_a_month", "visits_a_month", decimals=1, better="more", table="activity"),
        Measure("visitors_a_month", "visitors_a_month", decimals=1, better="more", table="activity"),
        Measure("learners_a_month", "learners_a_month", decimals=1, better="more", table="activity"),
        Measure("days_a_month", "days_a_month", decimals=1, better="more", table="activity"),
        Measure("hours_week", "hours_a_week", decimals=1, better="more", table="activity"),
        Measure("hours_percent", "percent", better="more", table="activity"),
        Measure("computers_working", "computers", better="more", table="activity"),
        Measure("months_known", "months", better="more", table="activity"),
        Measure("months_missing", "months", better="less", table="activity"),
        Measure("trend", "percent", better="more", table="activity"),
        Measure("trend_chance", "percent", table="activity"),
        Measure("baht_a_year", "baht_a_year", better="less", table="costs"),
        Measure("cost_per_visit", "baht", better="less", table="costs"),
        Measure("cost_per_learner", "baht", better="less", table="costs"),
        *(Measure(f"people_{km}km", "people", table="centres") for km in RADII),
        *(Measure(f"only_{km}km", "people", table="centres") for km in RADII),
        Measure("next_km", "km", decimals=1, table="centres"),
    )
}
