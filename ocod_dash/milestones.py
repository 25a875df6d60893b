"""A centre's status on a day, by its milestones: the one definition of it."""

from datetime import date

import narwhals as nw


def latest(milestones: nw.LazyFrame, day: date | None) -> nw.LazyFrame:
    """Return each centre's status on a day: its latest milestone on or before it.

    Parameters
    ----------
    milestones : narwhals.LazyFrame
        ``centre_id``, ``status``, ``on``, the day of the change; at most one a day for a centre.
    day : datetime.date
        The day.

    Returns
    -------
    narwhals.LazyFrame
        ``centre_id``, ``status`` and ``since``, the day it began; a centre without a milestone by then is not there, and
        counts as ``planned``.
    """
    past = milestones.filter(nw.col("on") <= nw.lit(day, nw.Date))
    newest = past.group_by("centre_id").agg(nw.col("on").max())
    return past.join(newest, on=["centre_id", "on"], how="inner").rename({"on": "since"})
