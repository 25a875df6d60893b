"""What changed in a period: on the headline numbers, by place, and by month and place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..metrics import MEASURES, change, places, rollout
from ..metrics.change import Days
from ..metrics.findings import Finding
from .context import Context
from .exhibit import Exhibit
from .figure_tables import Table, heading


@dataclass(frozen=True)
class Change:
    """What changed in the period of a view, and in the same days of the month before where these are comparable."""

    total: pd.Series
    days: Days
    earlier: tuple[pd.Series, Days] | None

    @property
    def finding(self) -> Finding | None:
        """What changed, in words; None where no centre opened, closed, was suspended or was due in either period."""
        periods = [self.total, *([self.earlier[0]] if self.earlier else [])]
        events = ("opened_between", "due_between", "closed_between", "suspended_between")
        if not any(float(each[event]) for each in periods for event in events):
            return None
        return change.finding(self.total, self.days, self.earlier)

    def gained(self, measure: str) -> list[tuple[Days, float]]:
        """Return by how much a measure changed in each of the periods."""
        periods = [(self.total, self.days), *([self.earlier] if self.earlier else [])]
        return [(days, float(total[measure] - total[f"{measure}_before"])) for total, days in periods]


def days(context: Context) -> Days:
    """Return the period in view."""
    return change.period(context.view.on(context.day))


def of_view(context: Context) -> Change | None:
    """Return what changed in the places in view; None where the register knows one day only, or no centre is in view."""
    total = context.ask(rollout.summary)
    if total.empty or total.iloc[0].dates < 2:
        return None
    view = change.month_before(context.view.on(context.day))
    earlier = (context.ask(change.between, view).iloc[0], change.period(view)) if view else None
    return Change(context.ask(change.between).iloc[0], days(context), earlier)


def _cached(make: Callable[[Context, str], Exhibit]) -> Callable[[Context, str], Exhibit]:
    """Compute an exhibit of a level once for all contexts with the same key."""

    def once(context: Context, level: str) -> Exhibit:
        return context.cached(f"{make.__module__}.{make.__name__}", lambda: make(context, level), level)

    return once


@_cached
def by_place(context: Context, level: str) -> Exhibit:
    """Show what changed in each place of a level in the period in view, with the total of all."""
    words, total, of = context.words, context.ask(change.between).iloc[0], days(context)
    rows = _with_total(context, context.ask(change.between, level=level), total, change.FIGURES)
    clause = context.clause(change.finding(total, of))
    measured = words("change.measured", level=words(f"level.{level}.many"), days=of)

    def table() -> Table:
        columns = _places(context, rows)
        for column in change.FIGURES:
            columns[column] = _heading(context, column, of), _figures(rows[column])
        return Table.of(columns)

    return Exhibit(context, "change", clause, measured, table, hint=words("change.hint"), of=level, data_only=True)


@_cached
def by_month(context: Context, level: str) -> Exhibit:
    """Show how many centres opened in each month of the period in view, by default of twelve months, in each place."""
    words, view = context.words, change.of_months(context.view.on(context.day))
    of, of_all = change.period(view), context.ask(change.by_month, view)
    opened = pd.concat([context.ask(change.by_month, view, level=level), of_all])
    months = list(pd.date_range(opened.month.min(), pd.Timestamp(of.last), freq="MS")) if len(opened) else []
    counts = opened.pivot_table("opened_between", "code", "month", "sum", fill_value=0).reindex(columns=months)
    total = _opened_before(context.ask(rollout.summary), counts).iloc[0]
    rows = _opened_before(context.ask(places.progress, level=level), counts)
    rows = _with_total(context, rows, total, ("opened_before", "opened"))
    inside = counts.reindex(rows.code).fillna(0)
    if "" in inside.index:  # what the total has and no place
        inside.loc[""] = inside.loc[total.code] - inside.drop(index=total.code).sum()

    def table() -> Table:
        columns = _places(context, rows)
        columns["opened_before"] = words("change.opened_before", day=of.first), _figures(rows.opened_before)
        for month in months:
            columns[f"{month:%Y-%m}"] = words.month(month), _figures(inside[month].reset_index(drop=True))
        columns["opened"] = words("change.opened", day=of.last), _figures(rows.opened)
        return Table.of(columns)

    found = (
        change.finding(context.ask(change.between, view).iloc[0], of) if of_all.empty else change.busiest(of, of_all)
    )
    clause = context.clause(found)
    measured = words("openings.measured", level=words(f"level.{level}.many"), days=of)
    return Exhibit(context, "openings", clause, measured, table, hint=words("openings.hint"), of=level, data_only=True)


def _opened_before(rows: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Add to places how many of their centres had opened before the months."""
    return rows.assign(opened_before=rows.opened - counts.sum(axis=1).reindex(rows.code).fillna(0).to_numpy())


def _with_total(context: Context, rows: pd.DataFrame, total: pd.Series, counts: tuple[str, ...]) -> pd.DataFrame:
    """Return the total of the places in view, the places, and centres without a recorded district where there are any."""
    summed = [each for each in counts if not each.startswith(("percent", "points"))]
    rest = (total[summed] - rows[summed].sum()).rename(None)
    parts = [pd.DataFrame([{**total, "name": context.words("change.total")}]), rows]
    if rest.any():
        parts.append(pd.DataFrame([{"code": "", "name": context.words("change.no_district"), **rest}]))
    return pd.concat(parts, ignore_index=True)


def _places(context: Context, rows: pd.DataFrame) -> dict[str, tuple[str, Any]]:
    words = context.words
    named = [row["name"] if isinstance(row["name"], str) else words.name(row) for row in rows.to_dict("records")]
    codes = rows.code.where(rows.name.isna(), "")  # a total is of all places in view, whatever these are
    return {"code": (words("table.code"), codes), "place": (words("table.place"), named)}


def _heading(context: Context, column: str, of: Days) -> str:
    words, measure = context.words, column.removesuffix("_before")
    if column.endswith("_between"):
        return words(f"change.{column}")
    if column == "in_plan":
        return heading(context, column)
    key, day = ("change.before", of.first) if measure != column else ("change.after", of.last)
    return words(key, name=heading(context, measure), day=day)


def _figures(column: pd.Series) -> pd.Series:
    """Return counts as whole numbers, percentages with one decimal."""
    known = column.astype("float64")
    whole = (known.dropna() % 1 == 0).all() and not str(column.name).startswith(("percent", "points"))
    return known.astype("Int64") if whole else known.round(MEASURES["percent_complete"].decimals)
