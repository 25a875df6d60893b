"""Charts: a small frame and a theme in, a Plotly figure out."""

from . import amounts, funnel, series, tags
from . import equity_charts as equity
from . import forecast_chart as forecast
from . import overdue_chart as overdue
from . import place_charts as places
from . import published_charts as published
from . import review_charts as review
from . import rollout_charts as rollout
from . import siting_charts as siting

__all__ = [
    "amounts",
    "equity",
    "forecast",
    "funnel",
    "overdue",
    "places",
    "published",
    "review",
    "rollout",
    "series",
    "siting",
    "tags",
]
