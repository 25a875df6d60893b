"""How late the places in view are in time, by the earned schedule."""

import pandas as pd

from ..metrics import earned_schedule
from .context import Context


def schedule(context: Context) -> pd.Series:
    """Return ``earned_schedule.by_place`` of all places in view together."""
    return context.ask(earned_schedule.by_place).iloc[0]


def late_days(context: Context) -> int:
    """Return by how many days all places in view together are behind their plan; 0 where no plan is known."""
    days = schedule(context).late_days
    return 0 if pd.isna(days) else int(days)


def with_late_days(context: Context, places: pd.DataFrame, level: str) -> pd.DataFrame:
    """Return places of a level with ``late_days`` of each; missing where its plan is not known."""
    late = context.ask(earned_schedule.by_place, level=level).set_index("code").late_days
    return places.assign(late_days=places.code.map(late).astype("Float64"))
