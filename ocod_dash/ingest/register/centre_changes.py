"""What changes from one state of the register to another: new, gone and moved centres, and other values of any column."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from ... import geography
from ...i18n import Words
from ..forms import Tables

# A point that moved less than this was only written with other decimals: about 100 m.
STILL = 0.001
PLACE = ("province_code", "district_code", "subdistrict_code")
# What else changes of a centre that both states have, and the columns of ``centres`` that show it.
COLUMNS = {
    "renamed": ("name_th", "name_en"),
    "due": ("due_on",),
    "details": ("phase", "host_type", "location_precision"),
}
COUNTED = ("new", "gone", "moved", "status", *COLUMNS, "dated")
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
    renamed, due, details, dated : polars.DataFrame
        The same of centres with another name, due date, phase or the like, and with another date of a status that both
        states have; these with ``column`` too, the column that differs, and a row for each.
    """

    new: pl.DataFrame
    gone: pl.DataFrame
    moved: pl.DataFrame
    status: pl.DataFrame
    renamed: pl.DataFrame
    due: pl.DataFrame
    details: pl.DataFrame
    dated: pl.DataFrame

    def counts(self) -> dict[str, int]:
        """Return how many centres of each there are."""
        return {name: getattr(self, name)["centre_id"].n_unique() for name in COUNTED}

    @property
    def by_province(self) -> pl.DataFrame:
        """How many of each there are by ``province_code``, for the provinces that have any."""
        each = (getattr(self, name).unique("centre_id").with_columns(pl.lit(name).alias("what")) for name in COUNTED)
        listed = pl.concat(frame.select("province_code", "what") for frame in each)
        return (
            listed.group_by("province_code")
            .agg(*((pl.col("what") == name).sum().cast(pl.Int64).alias(name) for name in COUNTED))
            .sort("province_code")
        )

    def listed(self, most: int) -> pl.DataFrame:
        """Return the centres concerned in one table, with ``what``; at most so many of each."""
        bare = {name: getattr(self, name).head(most).with_columns(pl.lit(name).alias("what")) for name in COUNTED}
        return pl.concat(bare.values(), how="diagonal")

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of change that there are."""
        return tuple(name for name, n in self.counts().items() if n)

    def figures(self) -> dict[str, Any]:
        """Return the changes for a program to read."""
        by_province = self.by_province.to_dicts()
        return self.counts() | {"by_province": by_province, "centres": self.listed(MOST_LISTED).to_dicts()}


def written(row: Mapping[str, Any], words: Words) -> tuple[str, str, str]:
    """Return what changes of a centre that is listed, and its value before and after, as they are written in a language."""
    what, column = row["what"], row.get("column")
    change = words(f"field.{column}" if column else f"difference.{what}")
    before, after = (_written(what, column or "", row.get(when), words) for when in ("before", "after"))
    return change, before, after


def _written(what: str, column: str, value: str | None, words: Words) -> str:
    if value is None:
        return "–" if column else ""
    if what == "status":
        return words(f"status.{value}")
    if what == "moved" and value.isdecimal():
        return words.name(geography.place(value))
    if column == "location_precision":
        return words(f"precision.{value}")
    return words.date(date.fromisoformat(value)) if column.endswith("_on") else value


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
    others = {kind: pl.concat(_other_values(both, name) for name in names) for kind, names in COLUMNS.items()}
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
        dated=_other_days(both.select(labels), before["milestones"], after["milestones"]),
        **others,
    )


def _other_values(both: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return the centres that have another value in a column, or one where they had none."""
    differs = pl.col(name).ne_missing(pl.col(f"{name}_old"))
    values = (
        pl.col(column).cast(pl.String).alias(when) for when, column in (("before", f"{name}_old"), ("after", name))
    )
    other = both.filter(differs).select("centre_id", "name_th", "province_code", pl.lit(name).alias("column"), *values)
    return other.sort("centre_id")


def _other_days(both: pl.DataFrame, before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Return the centres for which a status that both states have begins, the first time, on another day."""
    keys = ["centre_id", "status"]
    first, last = (state.group_by(keys).agg(pl.col("on").min()) for state in (before, after))
    days = last.join(first, on=keys, suffix="_old").filter(pl.col("on") != pl.col("on_old"))
    days = both.join(days, on="centre_id").with_columns(pl.format("{}_on", "status").alias("column"))
    values = (pl.col(column).cast(pl.String).alias(when) for when, column in (("before", "on_old"), ("after", "on")))
    return days.select(*both.columns, "column", *values).sort("centre_id", "column")


def _statuses(milestones: pl.DataFrame, day: date) -> pl.DataFrame:
    """Return the status of each centre on a day; one that has none yet is not there."""
    past = milestones.filter(pl.col("on") <= day).sort("centre_id", "on")
    last = pl.col("centre_id").ne_missing(pl.col("centre_id").shift(-1))
    return past.filter(last).select("centre_id", "status")
