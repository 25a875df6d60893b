"""What a month of activity is, worked out from raw records: the same Narwhals functions on Polars and on Apache Spark.

A visit is one person on one day at one centre. Whatever is counted is counted by what identifies it (a person's day, a record's
number, a course's start), so a record that comes twice, in one file or in two, changes nothing, and the order of records and
how they are split over files do not either.
"""

import narwhals as nw

from .raw_records import REJECTED
from .record_fields import COURSE, SERVICE

# What identifies a row of condensed records; the rest of its columns are summed up.
KEY = ("centre_id", "month", "day", "person", "kind", "record", "second", "until")


def condense(records: nw.LazyFrame) -> nw.LazyFrame:
    """Return raw records as :func:`raw_records.read` gives them, with those that count as one together in one row.

    The visits of a person on a day are one row. Courses, uses of services and records of several or of unnamed people stay
    one row each, known by their number or else by when they begin and end.

    Returns
    -------
    narwhals.LazyFrame
        The ``KEY``; ``others``, people beside the person; ``records``, how many there were; ``bad_end``, how many
        of them end before they begin; ``first`` and ``last``, seconds of the day; ``no_start`` and ``no_span``, 1 where the
        start, or the start or end, of one of them is not known; ``example``, a text that was not read.
    """
    counted = nw.col("month") != REJECTED
    single = counted & (nw.col("kind").is_in([COURSE, SERVICE]) | nw.col("person").is_null() | (nw.col("others") > 0))
    unnumbered = single & nw.col("record").is_null()
    start, end = nw.col("second"), nw.col("until")
    return together(
        records.select(
            nw.when(counted).then(nw.col("centre_id")).alias("centre_id"),
            "month",
            nw.when(counted).then(nw.col("day")).alias("day"),
            nw.when(counted).then(nw.col("person")).alias("person"),
            "kind",
            nw.when(single).then(nw.col("record")).alias("record"),
            nw.when(unnumbered).then(start).alias("second"),
            nw.when(unnumbered).then(end).alias("until"),
            "others",
            nw.lit(1, nw.Int64).alias("records"),
            "bad_end",
            start.alias("first"),
            end.alias("last"),
            _one(start.is_null()).alias("no_start"),
            _one(start.is_null() | end.is_null()).alias("no_span"),
            "example",
        )
    )


def together(rows: nw.LazyFrame) -> nw.LazyFrame:
    """Return condensed records with rows of the same key as one: what is condensed part by part is so as a whole."""
    return rows.group_by(*KEY).agg(
        nw.col("others").max(),
        nw.col("records").sum(),
        nw.col("bad_end").sum(),
        nw.col("first").min(),
        nw.col("last").max(),
        nw.col("no_start").max(),
        nw.col("no_span").max(),
        nw.col("example").max(),
    )


def person_days(rows: nw.LazyFrame) -> nw.LazyFrame:
    """Return a row for each person's day at a centre, from rows of :func:`together`; those without a name are one person.

    Returns
    -------
    narwhals.LazyFrame
        ``centre_id``, ``month``, ``day``, ``person``; ``learned``, 1 if the person was at a course; ``others``, people beside
        them, and ``others_learned``, of these at a course; ``services``, uses; ``lost``, ``lost_learners`` and
        ``lost_services``: 1 where records of people without a name have no number, so that they cannot be counted;
        ``unnamed``, 1 where somebody there is not known by name; ``first``, ``last`` and ``no_span``.
    """
    course, service = nw.col("kind") == COURSE, nw.col("kind") == SERVICE
    lost = nw.col("person").is_null() & nw.col("record").is_null()
    return (
        rows.with_columns(
            learned=_one(course),
            others_learned=nw.when(course).then(nw.col("others")).otherwise(nw.lit(0, nw.Int64)),
            services=_one(service),
            lost=_one(lost),
            lost_learners=_one(lost & course),
            lost_services=_one(lost & service),
            unnamed=_one(nw.col("person").is_null() | (nw.col("others") > 0)),
        )
        .group_by("centre_id", "month", "day", "person")
        .agg(
            nw.col("learned").max(),
            nw.col("others", "others_learned", "services").sum(),
            nw.col("lost", "lost_learners", "lost_services", "unnamed").max(),
            nw.col("first").min(),
            nw.col("last").max(),
            nw.col("no_span").max(),
        )
    )


def days(people: nw.LazyFrame) -> nw.LazyFrame:
    """Return a row for each day of a centre, from :func:`person_days`: ``visits`` and what is needed for the month."""
    return (
        people.with_columns(visits=_one(~nw.col("person").is_null()) + nw.col("others"))
        .group_by("centre_id", "month", "day")
        .agg(
            nw.col("visits", "others_learned", "services").sum(),
            nw.col("lost", "lost_learners", "lost_services", "unnamed").max(),
            nw.col("first").min(),
            nw.col("last").max(),
            nw.col("no_span").max(),
        )
        .with_columns(seconds=nw.col("last") - nw.col("first"))
    )


def courses(rows: nw.LazyFrame) -> nw.LazyFrame:
    """Return how many courses each day of a centre had: records of a course that begin at the same time are of one.

    Returns
    -------
    narwhals.LazyFrame
        ``centre_id``, ``month``, ``day``, ``courses``, and ``no_start``, 1 where the start of one is not known.
    """
    starts = rows.filter(nw.col("kind") == COURSE).select("centre_id", "month", "day", "first", "no_start").unique()
    return starts.group_by("centre_id", "month", "day").agg(nw.len().alias("courses"), nw.col("no_start").max())


def months(of_days: nw.LazyFrame, of_courses: nw.LazyFrame) -> nw.LazyFrame:
    """Return the months of centres, from :func:`days` and :func:`courses`, but for different people: these see :func:`visitors`.

    Returns
    -------
    narwhals.LazyFrame
        ``centre_id``, ``month``; ``visits``, ``services``, ``courses``, ``open_days``; ``seconds`` from the first start to
        the last end of each day; ``others_learned``; and ``lost``, ``lost_learners``, ``lost_services``, ``unnamed``,
        ``no_start``, ``no_span``, 1 where a figure cannot be known.
    """
    held = of_courses.group_by("centre_id", "month").agg(nw.col("courses").sum(), nw.col("no_start").max())
    return (
        of_days.group_by("centre_id", "month")
        .agg(
            nw.col("visits", "others_learned", "services", "seconds").sum(),
            nw.col("lost", "lost_learners", "lost_services", "unnamed", "no_span").max(),
            nw.len().alias("open_days"),
        )
        .join(held, on=["centre_id", "month"], how="left")
        .with_columns(nw.col("courses", "no_start").fill_null(0))
    )


def visitors(people: nw.LazyFrame) -> nw.LazyFrame:
    """Return how many different people a centre's month had, and how many of them at a course: exact, each compared.

    Returns
    -------
    narwhals.LazyFrame
        ``centre_id``, ``month``, ``visitors`` and ``learners``.
    """
    return (
        people.filter(~nw.col("person").is_null())
        .group_by("centre_id", "month", "person")
        .agg(nw.col("learned").max())
        .group_by("centre_id", "month")
        .agg(nw.len().alias("visitors"), nw.col("learned").sum().alias("learners"))
    )


def _one(condition: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(nw.lit(1, nw.Int64)).otherwise(nw.lit(0, nw.Int64))
