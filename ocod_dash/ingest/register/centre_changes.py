"""What changes from one state of the register to another: new, gone and moved centres, and other statuses."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from ..forms import Tables

# A point that moved less than this was only written with other decimals: about 100 m.
STILL = 0.001
PLACE = ("province_code", "district_code", "subdistrict_code")
COUNTED = ("new", "gone", "moved", "status")
# Centres of each kind of change that are listed; all are counted.
MOST_LISTED = 1000


@dataclass(frozen=True)
class CentreChanges:
    """What changes, as a row for each centre concerned.

    Parameters
    ----------
    new, gone, moved, status : polars.DataFrame
        ``centre_id``, ``name_th`` and ``province_code`` of centres that only the later state has, that only the earlier
        one has, that are in another place, and that have another status; these with ``before`` and ``after``. Of a moved
        centre they are the codes of its place, or its degrees where only these differ.
    """

    new: pl.DataFrame
    gone: pl.DataFrame
    moved: pl.DataFrame
    status: pl.DataFrame

    def counts(self) -> dict[str, int]:
        """Return how many of each there are."""
        return {name: getattr(self, name).height for name in COUNTED}

    @property
    def by_province(self) -> pl.DataFrame:
        """How many of each there are by ``province_code``, for the provinces that have any."""
        each = [getattr(self, name).select("province_code", pl.lit(name).alias("what")) for name in COUNTED]
        listed = pl.concat(each)
        return (
            listed.group_by("province_code")
            .agg(*((pl.col("what") == name).sum().cast(pl.Int64).alias(name) for name in COUNTED))
            .sort("province_code")
        )

    def listed(self, most: int) -> pl.DataFrame:
        """Return the centres concerned in one table, with ``what``; at most so many of each."""
        bare = {name: getattr(self, name).head(most).with_columns(pl.lit(name).alias("what")) for name in COUNTED}
        return pl.concat(bare.values(), how="diagonal")

    def figures(self) -> dict[str, Any]:
        """Return the changes for a program to read."""
        by_province = self.by_province.to_dicts()
        return self.counts() | {"by_province": by_province, "centres": self.listed(MOST_LISTED).to_dicts()}


def centre_changes(before: Tables, after: Tables, days: tuple[date, date]) -> CentreChanges:
    """Return what changes from one state to another.

    Parameters
    ----------
    before, after : mapping of str to polars.DataFrame
        ``centres`` and ``milestones``.
    days : tuple of datetime.date
        The days on which the statuses of each are compared.
    """
    old, new = before["centres"], after["centres"]
    labels = ("centre_id", "name_th", "province_code")
    both = new.join(old, on="centre_id", how="inner", suffix="_old")
    elsewhere = pl.any_horizontal(pl.col(code).ne_missing(pl.col(f"{code}_old")) for code in PLACE)
    far = pl.any_horizontal(
        ((pl.col(axis) - pl.col(f"{axis}_old")).abs() > STILL).fill_null(value=False)
        for axis in ("latitude", "longitude")
    )
    places = {
        when: pl.when(elsewhere)
        .then(pl.coalesce(*(f"{code}{end}" for code in reversed(PLACE))))
        .otherwise(pl.format("{}, {}", f"latitude{end}", f"longitude{end}"))
        for when, end in (("before", "_old"), ("after", ""))
    }
    moved = both.filter(elsewhere | far).select(*labels, *(text.alias(when) for when, text in places.items()))
    statuses = both.select(labels)
    for when, state, day in zip(("before", "after"), (before, after), days, strict=True):
        on_day = _statuses(state["milestones"], day).rename({"status": when})
        statuses = statuses.join(on_day, on="centre_id", how="left")
    statuses = statuses.with_columns(pl.col("before", "after").fill_null("planned"))
    return CentreChanges(
        new=new.join(old, on="centre_id", how="anti").select(labels).sort("centre_id"),
        gone=old.join(new, on="centre_id", how="anti").select(labels).sort("centre_id"),
        moved=moved.sort("centre_id"),
        status=statuses.filter(pl.col("before") != pl.col("after")).sort("centre_id"),
    )


def _statuses(milestones: pl.DataFrame, day: date) -> pl.DataFrame:
    """Return the status of each centre on a day; one that has none yet is not there."""
    past = milestones.filter(pl.col("on") <= day).sort("centre_id", "on")
    last = pl.col("centre_id").ne_missing(pl.col("centre_id").shift(-1))
    return past.filter(last).select("centre_id", "status")
