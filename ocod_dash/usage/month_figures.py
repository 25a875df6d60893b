"""The figures of months from all their condensed records, in memory that does not grow with their number.

Different people are counted exactly up to ``EXACT`` condensed records of a centre's month, and by HyperLogLog beyond: its
standard error is 1.04 / sqrt(2**14), 0.8%.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import narwhals as nw
import polars as pl

from ..schema import empty
from .engine import Engine
from .record_fields import COURSE
from .rollup import courses, days, months, person_days, together, visitors

EXACT = 2_000_000
CENTRE_MONTH = ["centre_id", "month"]
# A figure of a kind that a centre has no record of is not known to be 0.
OF_KINDS = ("learners", "courses", "service_uses")


def of_months(engine: Engine, parts: Sequence[Path], rows: int) -> pl.DataFrame:
    """Work out months of all centres.

    Parameters
    ----------
    engine : Engine
        What works them out.
    parts : sequence of pathlib.Path
        The files of the months' condensed records.
    rows : int
        How many these are.

    Returns
    -------
    polars.DataFrame
        As :func:`rollup.months`, with ``visitors``, ``learners`` of those known by name, and ``exact``.
    """
    whole = engine.parts(parts)
    if rows <= min(EXACT, engine.most_rows or EXACT):
        return _exact(engine, whole)
    sizes = engine.collected(whole.group_by(*CENTRE_MONTH).agg(nw.len().alias("rows")))
    large = [
        (nw.col("centre_id") == centre) & (nw.col("month") == month)
        for centre, month in sizes.filter(pl.col("rows") > EXACT).select(CENTRE_MONTH).sort(CENTRE_MONTH).iter_rows()
    ]
    found = [_estimated(engine, whole.filter(one)) for one in large]
    for one in large:
        whole = whole.filter(~one)
    small = sizes.filter(pl.col("rows") <= EXACT).group_by("centre_id").agg(pl.col("rows").sum()).sort("centre_id")
    groups = _groups(small, engine.most_rows or rows)
    return pl.concat([*(_exact(engine, whole.filter(nw.col("centre_id").is_in(group))) for group in groups), *found])


def _groups(sizes: pl.DataFrame, most: int) -> Iterator[list[str]]:
    """Yield centres in groups of so many rows at most."""
    group: list[str] = []
    filled = 0
    for centre, rows in sizes.iter_rows():
        if group and filled + rows > most:
            yield group
            group, filled = [], 0
        group.append(centre)
        filled += rows
    if group:
        yield group


def _exact(engine: Engine, parts: nw.LazyFrame) -> pl.DataFrame:
    rows = engine.settled(together(parts))
    people = engine.settled(person_days(rows))
    found = months(days(people), courses(rows)).join(visitors(people), on=CENTRE_MONTH, how="left")
    return _ordered(engine.collected(found.with_columns(nw.col("visitors", "learners").fill_null(0))), exact=True)


def _estimated(engine: Engine, parts: nw.LazyFrame) -> pl.DataFrame:
    """Work out a month of one large centre day by day, and estimate its different people."""
    of_days, of_courses = [], []
    for day in engine.collected(parts.select("day").unique())["day"].sort():
        rows = engine.settled(together(parts.filter(nw.col("day") == day)))
        of_days.append(engine.collected(days(person_days(rows))))
        of_courses.append(engine.collected(courses(rows)))
    found = months(*(nw.from_native(pl.concat(each).lazy()) for each in (of_days, of_courses))).collect().to_native()
    people = {
        "visitors": engine.different(parts, "person"),
        "learners": engine.different(parts.filter(nw.col("kind") == COURSE), "person"),
    }
    return _ordered(found.with_columns(pl.lit(n, pl.Int64).alias(name) for name, n in people.items()), exact=False)


def _ordered(found: pl.DataFrame, *, exact: bool) -> pl.DataFrame:
    """Return figures with their columns in one order and of one type, whatever engine they are from."""
    numbers = [name for name in found.columns if name != "centre_id"]
    return (
        found.with_columns(pl.col(numbers).cast(pl.Int64), pl.lit(exact).alias("exact"))
        .select(sorted([*found.columns, "exact"]))
        .sort(CENTRE_MONTH)
    )


def activity(figures: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return months of centres as the table ``activity`` has them; what cannot be known stays empty.

    Parameters
    ----------
    figures : sequence of polars.DataFrame
        All months, as :func:`of_months` returns them.
    """
    table = empty("activity")
    if not figures:
        return table
    known = {
        "visits": pl.col("lost") == 0,
        "visitors": pl.col("unnamed") == 0,
        "learners": pl.col("lost_learners") == 0,
        "courses": pl.col("no_start") == 0,
        "service_uses": pl.col("lost_services") == 0,
        "open_hours": pl.col("no_span") == 0,
    }
    of_kinds = (pl.when(pl.col(name).sum().over("centre_id") > 0).then(pl.col(name)).alias(name) for name in OF_KINDS)
    rows = (
        pl.concat(figures)
        .with_columns(
            pl.date(pl.col("month") // 12, pl.col("month") % 12 + 1, 1).alias("month"),
            (pl.col("learners") + pl.col("others_learned")).alias("learners"),
            pl.col("services").alias("service_uses"),
            (pl.col("seconds") / 3600).round(2).alias("open_hours"),
        )
        .with_columns(of_kinds)
        .with_columns(pl.when(condition).then(pl.col(name)).alias(name) for name, condition in known.items())
        .with_columns(pl.when(pl.col("visitors").is_not_null()).then(pl.col("exact")).alias("visitors_exact"))
        .sort(CENTRE_MONTH)
    )
    return pl.concat(
        [table, rows.select(name for name in table.columns if name in rows.columns)], how="diagonal_relaxed"
    ).cast(table.schema)
