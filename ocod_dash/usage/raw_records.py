"""From the columns of a log to the columns of a raw record, as one function for every engine."""

import hashlib
import json
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field

import narwhals as nw
import polars as pl

from ..ingest import Mapping
from ..ingest.forms.mapping import known, nearest, parts
from ..problem import Problem
from . import moments
from .moments import DAY, Layout
from .record_fields import COURSE, KINDS, RECORDS, SERVICE, VISIT

# Raised when records are read in another way, so that a work folder of before is computed again.
READING = 1
MOMENTS = ("used_on", "starts_at", "ends_at")
# So many people in one record are a slip, and counted as one.
MOST_PEOPLE = 100_000
# Why a record cannot be counted, in the column ``kind`` of such a record.
NO_CENTRE, NO_DAY, NOBODY = "no_centre", "no_day", "nobody"
REJECTED = 0  # the month of records that are not counted


@dataclass(frozen=True)
class Plan:
    """How the records of some files with the same columns are read.

    Parameters
    ----------
    columns : mapping of str to str
        Field to the column that holds it.
    constants : mapping of str to str
        Field to the value that it has in every record.
    layouts : mapping of str to tuple of Layout
        Of each column of texts that holds moments, how they are written.
    kinds : mapping of str to str
        Text of a kind, in small letters, to what it counts as.
    """

    columns: Dict[str, str]
    constants: Dict[str, str] = field(default_factory=dict)
    layouts: Dict[str, tuple[Layout, ...]] = field(default_factory=dict)
    kinds: Dict[str, str] = field(default_factory=lambda: KINDS)


def digest(mapping: Mapping) -> str:
    """Return what identifies how a mapping has records read: another digest means that all has to be computed again."""
    said = [READING, mapping.columns, mapping.constants, mapping.values]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def plan(head: pl.DataFrame, mapping: Mapping, file: str) -> Plan:
    """Find out which column is which field, and how moments are written.

    Parameters
    ----------
    head : polars.DataFrame
        The first records.
    mapping : Mapping
        What the user says of columns, constants and kinds; the rest is found by known names.
    file : str
        What an error calls the file.

    Raises
    ------
    Problem
        If the mapping names a column that is not there, or a field that is needed has no column.
    """
    columns = {name: parts(column)[0] for name, column in mapping.columns.items() if column}
    for name, column in columns.items():
        if column not in head.columns:
            raise Problem("mapping.column", field=name, value=column, nearest=nearest(column, head.columns))
    for name in RECORDS.fields:
        if name not in mapping.columns and name not in mapping.constants:
            free = [column for column in head.columns if column not in columns.values()]
            if found := known(name, free, RECORDS):
                columns[name] = found
    for names in RECORDS.needed:
        if not {*columns, *mapping.constants} & {*names}:
            raise Problem("usage.no_column", file=file, field=names[0], columns=", ".join(head.columns))
    ways = {}
    for name in MOMENTS:
        texts = head[columns[name]] if name in columns else pl.Series([mapping.constants.get(name)])
        if texts.dtype.is_integer():
            texts = texts.cast(pl.String)
        if texts.dtype == pl.String:
            ways[name] = moments.layouts(texts.drop_nulls())
    return Plan(columns, dict(mapping.constants), ways, _kinds(mapping))


def _kinds(mapping: Mapping) -> dict[str, str]:
    """Return the words of kinds, with those of the mapping, which mean what it says."""
    said = mapping.values.get("record_kind", {})
    for text, meant in said.items():
        if meant not in (COURSE, SERVICE, VISIT):
            raise Problem("usage.kind", value=meant, of=text, expected=", ".join((COURSE, SERVICE, VISIT)))
    return KINDS | {text.lower(): meant for text, meant in said.items()}


def read(frame: nw.LazyFrame, plan: Plan) -> nw.LazyFrame:
    """Return the raw records of a log.

    Returns
    -------
    narwhals.LazyFrame
        ``centre_id`` and ``person``, texts; ``month``, as :func:`moments.with_month` counts it, ``REJECTED`` for a record that
        is not counted; ``day``, days since 1970 in Thailand; ``kind``: course, service, visit, another text of a kind that is
        not known, or why the record is not counted; ``record``, its number; ``second`` and ``until``, when it begins and
        ends, in seconds of that day, null where not known, and at most the end of the day; ``others``, the people beside
        the person that it names; ``bad_end``, 1 where it ends before it begins; ``example``, of a record without a day,
        the text that was not read.
    """
    schema = frame.collect_schema()
    for name in MOMENTS:
        if _has(plan, name):
            kind = schema[plan.columns[name]] if name in plan.columns else nw.String()
            frame = moments.add(frame, name, _value(name, plan), kind, plan.layouts.get(name, ()))
        else:
            frame = frame.with_columns(moments.UNKNOWN.alias(f"{name}:{part}") for part in ("day", "second"))
    frame = frame.select(
        centre_id=_text("centre_id", plan, schema),
        person=_text("person_hash", plan, schema),
        record=_text("record_id", plan, schema),
        kind=_kind(plan, schema),
        people=_people(plan, schema),
        day=moments.known(nw.coalesce("starts_at:day", "used_on:day")),
        second=nw.col("starts_at:second"),
        end_day=nw.col("ends_at:day"),
        end_second=nw.col("ends_at:second"),
        written=_as_written(plan, schema),
    )
    # An end without a day is of the day of the start.
    after = nw.coalesce((nw.col("end_day") - nw.col("day")) * DAY, nw.lit(0, nw.Int64))
    rejected = (
        nw.when(nw.col("centre_id").is_null()).then(nw.lit(NO_CENTRE))
        .when(nw.col("day").is_null()).then(nw.lit(NO_DAY))
        .when(nw.col("people") == 0).then(nw.lit(NOBODY))
    )  # fmt: skip
    frame = frame.with_columns(
        until=after + nw.col("end_second"),
        rejected=rejected,
        named=nw.when(nw.col("person").is_null()).then(nw.lit(0, nw.Int64)).otherwise(nw.lit(1, nw.Int64)),
    )
    frame = frame.with_columns(bad=(nw.col("until") < nw.col("second")).fill_null(False))
    frame = moments.with_month(frame, "day", "month")
    until = nw.when(nw.col("until") > DAY).then(nw.lit(DAY, nw.Int64)).otherwise(nw.col("until"))
    return frame.select(
        "centre_id",
        "person",
        nw.when(nw.col("rejected").is_null())
        .then(nw.col("month"))
        .otherwise(nw.lit(REJECTED, nw.Int64))
        .alias("month"),
        "day",
        nw.coalesce("rejected", "kind").alias("kind"),
        "record",
        "second",
        nw.when(~nw.col("bad")).then(until).alias("until"),
        (nw.col("people") - nw.col("named")).alias("others"),
        nw.when(nw.col("bad")).then(nw.lit(1, nw.Int64)).otherwise(nw.lit(0, nw.Int64)).alias("bad_end"),
        nw.when(nw.col("rejected") == NO_DAY).then(nw.col("written")).alias("example"),
    )


def of_folders(frame: nw.LazyFrame, values: Dict[str, str]) -> nw.LazyFrame:
    """Return a log with the values that its folders have for it, as columns of texts."""
    return frame.with_columns(**{name: nw.lit(value) for name, value in values.items()}) if values else frame


def _has(plan: Plan, name: str) -> bool:
    return name in plan.columns or name in plan.constants


def _value(name: str, plan: Plan) -> nw.Expr:
    return nw.col(plan.columns[name]) if name in plan.columns else nw.lit(plan.constants.get(name), nw.String)


def _text(name: str, plan: Plan, schema: Dict[str, nw.dtypes.DType]) -> nw.Expr:
    """Return a field as text without spaces around it, null where nothing is left."""
    value = _value(name, plan)
    if name in plan.columns and schema[plan.columns[name]] != nw.String:
        return value.cast(nw.String)
    text = value.str.strip_chars()
    return nw.when(text != "").then(text)


def _as_written(plan: Plan, schema: Dict[str, nw.dtypes.DType]) -> nw.Expr:
    """Return the moment as the log has it; null where that is no text, which takes long to write and says nothing."""
    name = "starts_at" if _has(plan, "starts_at") else "used_on"
    column = plan.columns.get(name)
    return nw.lit(None, nw.String) if column and schema[column] != nw.String else _text(name, plan, schema)


def _kind(plan: Plan, schema: Dict[str, nw.dtypes.DType]) -> nw.Expr:
    """Return what a record counts as: a text that is not known stays, so that it can be reported."""
    if not _has(plan, "record_kind"):
        return nw.lit(VISIT)
    text = _text("record_kind", plan, schema).str.to_lowercase()
    found = nw.coalesce(text, nw.lit(VISIT))
    for kind in (COURSE, SERVICE, VISIT):
        words = [word for word, meant in plan.kinds.items() if meant == kind]
        found = nw.when(text.is_in(words)).then(nw.lit(kind)).otherwise(found)
    return found


def _people(plan: Plan, schema: Dict[str, nw.dtypes.DType]) -> nw.Expr:
    """Return how many people a record is for: 1 where it has no such number."""
    if not _has(plan, "people"):
        return nw.lit(1, nw.Int64)
    column = plan.columns.get("people")
    if column and schema[column].is_numeric():
        number = nw.col(column).cast(nw.Int64)
        number = nw.when((number >= 0) & (number < MOST_PEOPLE)).then(number)
    else:
        text = _text("people", plan, schema)
        number = nw.when(text.str.contains(r"^\d{1,5}$")).then(text).cast(nw.Int64)
    return nw.coalesce(number, nw.lit(1, nw.Int64))
