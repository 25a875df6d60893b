"""What changes from one state of the register to another: new, gone and moved centres, and other statuses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import narwhals as nw
import polars as pl

from ..milestones import latest
from .release import Release
from .releases import Store

# A point that moved less than this was only written with other decimals: about 100 m.
STILL = 0.001
PLACE = ("province_code", "district_code", "subdistrict_code")
COUNTED = ("new", "gone", "moved", "status")


@dataclass(frozen=True)
class Difference:
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


def between(store: Store, before: Release, after: Release) -> Difference:
    """Return what changes from one release to another."""
    tables = [
        {name: store.table(release, name).collect() for name in ("centres", "milestones")}
        for release in (before, after)
    ]
    return difference(tables[0], before.as_of, tables[1], after.as_of)


def difference(
    before: Mapping[str, pl.DataFrame], before_on: date, after: Mapping[str, pl.DataFrame], after_on: date
) -> Difference:
    """Return what changes from one state to another.

    Parameters
    ----------
    before, after : mapping of str to polars.DataFrame
        ``centres`` and ``milestones``.
    before_on, after_on : datetime.date
        The days on which each state's statuses are looked at.
    """
    old, new = before["centres"], after["centres"]
    named = ("centre_id", "name_th", "province_code")
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
    moved = both.filter(elsewhere | far).select(*named, *(text.alias(when) for when, text in places.items()))
    days = {"before": (before["milestones"], before_on), "after": (after["milestones"], after_on)}
    told = both.select(named)
    for when, (milestones, day) in days.items():
        statuses = latest(nw.from_native(milestones.lazy()), day).select("centre_id", nw.col("status").alias(when))
        told = told.join(statuses.to_native().collect(), on="centre_id", how="left")
    told = told.with_columns(pl.col(list(days)).fill_null("planned"))
    return Difference(
        new=new.join(old, on="centre_id", how="anti").select(named).sort("centre_id"),
        gone=old.join(new, on="centre_id", how="anti").select(named).sort("centre_id"),
        moved=moved.sort("centre_id"),
        status=told.filter(pl.col("before") != pl.col("after")).sort("centre_id"),
    )
