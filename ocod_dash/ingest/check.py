"""Judging cleaned rows: each rule is a line of a table, and each row is accepted, changed or rejected by the rules."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from .. import geography
from ..schema import STATUSES
from ..schema.tables import LATITUDES, LONGITUDES, PRECISIONS
from .clean import DATES, FIRST_DAY, LAST_DAY, TEXTS, TRUTHS, said
from .mapping import DATED, Mapping
from .places import LEVELS, named
from .read import EXTRA, ROW
from .report import FINDINGS, MOST_LISTED, SEVERITIES, Report, Severity

DATE_EXPECTED = f"YYYY-MM-DD, {FIRST_DAY.year}–{LAST_DAY.year}"
POINT_EXPECTED = "{:g}–{:g} °N, {:g}–{:g} °E".format(*LATITUDES, *LONGITUDES)


@dataclass(frozen=True)
class Rule:
    """When a row has a finding, and what is said of it.

    Parameters
    ----------
    code : str
        The reason.
    severity : {"error", "warning", "change"}
        How grave it is.
    field : str
        The field it is about.
    when : polars.Expr
        True for the rows that have it.
    expected : str or polars.Expr
        What would be right.
    value : polars.Expr or None
        What was said; the field's own text by default.
    changes : bool
        Whether the row goes in with something changed or left out.
    """

    code: str
    severity: Severity
    field: str
    when: pl.Expr
    expected: str | pl.Expr = ""
    value: pl.Expr | None = None
    changes: bool = False

    @property
    def name(self) -> str:
        """The rule's column among the flags."""
        return f"{self.code}:{self.field}"


def check(rows: pl.DataFrame, mapping: Mapping, as_of: date) -> tuple[pl.DataFrame, Report]:
    """Judge cleaned rows.

    Parameters
    ----------
    rows : polars.DataFrame
        As :func:`clean` returns them.
    mapping : Mapping
        Tells what the file calls each field.
    as_of : datetime.date
        The day that the file speaks of; nothing in it can have happened later.

    Returns
    -------
    tuple of polars.DataFrame and Report
        The accepted rows, and what was found.
    """
    rows = rows.with_columns(_outside(rows).alias("outside"), pl.col(ROW).min().over("centre_id").alias("first"))
    listed = rules(as_of)
    flags = rows.select(rule.when.fill_null(value=False).alias(rule.name) for rule in listed)
    rejected = _any(flags, [rule for rule in listed if rule.severity == "error"])
    changed = _any(flags, [rule for rule in listed if rule.changes]) & ~rejected
    counts: dict[tuple[Severity, str], int] = {}
    findings = [pl.DataFrame(schema=FINDINGS)]
    for rule in sorted(listed, key=lambda rule: SEVERITIES.index(rule.severity)):
        n = int(flags[rule.name].sum())
        if n:
            kind = (rule.severity, rule.code)
            room = MOST_LISTED[rule.severity] - counts.get(kind, 0)
            counts[kind] = counts.get(kind, 0) + n
            findings.append(_findings(rule, rows.filter(flags[rule.name]).head(max(room, 0)), mapping))
    grave = pl.col("severity").cast(pl.Enum(SEVERITIES))
    report = Report(
        read=rows.height,
        accepted=rows.height - int(rejected.sum()),
        changed=int(changed.sum()),
        rejected=int(rejected.sum()),
        counts=counts,
        listed=pl.concat(findings).sort(grave, "row", maintain_order=True),
    )
    return rows.filter(~rejected), report


def rules(as_of: date) -> list[Rule]:
    """Return every rule, for a file that speaks of a day."""
    point = pl.format("{}, {}", *(said(name).fill_null("-") for name in ("latitude", "longitude")))
    turned = pl.format("{}, {}", said("longitude"), said("latitude"))
    dated = pl.any_horizontal(pl.col(name).is_not_null() for name in DATED)
    stated = said("district").is_not_null() | said("subdistrict").is_not_null()
    return [
        Rule("cells", "error", "name_th", pl.col(EXTRA).is_not_null(), value=pl.col(EXTRA)),
        Rule("no_name", "error", "name_th", pl.col("name_th").is_null()),
        Rule("no_province", "error", "province", said("province").is_null()),
        Rule("province", "error", "province", _unread("province", "province_code"), pl.col("province:nearest")),
        *(Rule("date", "error", name, _unread(name), DATE_EXPECTED) for name in DATES),
        *(Rule("after_as_of", "error", name, pl.col(name) > as_of, f"≤ {as_of}") for name in DATED),
        Rule("status", "error", "status", _unread("status"), ", ".join(STATUSES)),
        Rule("sample", "error", "sample", _unread("sample"), ", ".join(TRUTHS)),
        Rule("sample_mixed", "error", "sample", pl.col("sample") & ~pl.col("sample").fill_null(value=False).all()),
        Rule("duplicate_id", "error", "centre_id", pl.col("centre_id").is_not_null() & (pl.col(ROW) > pl.col("first")),
             pl.col("first").cast(pl.String)),
        Rule("no_status", "warning", "status", said("status").is_null() & ~dated, ", ".join(STATUSES)),
        Rule("no_district", "warning", "district", ~stated),
        Rule("district", "warning", "district", _unread("district", "district_code"), pl.col("district:nearest"),
             changes=True),
        Rule("subdistrict", "warning", "subdistrict", _unread("subdistrict", "subdistrict_code"),
             pl.col("subdistrict:nearest"), changes=True),
        Rule("point", "warning", "latitude", pl.col("point") == "impossible", POINT_EXPECTED, point, changes=True),
        Rule("point_swapped", "warning", "latitude", pl.col("point") == "swapped", turned, point, changes=True),
        Rule("point_outside", "warning", "latitude", pl.col("outside"), _province(), point),
        Rule("precision", "warning", "location_precision",
             _unread("location_precision") & (pl.col("point") == "good"), ", ".join(PRECISIONS), changes=True),
        *(Rule("same_day", "change", name, _overtaken(name), changes=True) for name in DATED),
        *(Rule("tidied", "change", name, pl.col(f"{name}:raw") != said(name), said(name), pl.col(f"{name}:raw"),
               changes=True) for name in TEXTS),
    ]  # fmt: skip


def _unread(name: str, value: str | None = None) -> pl.Expr:
    """Say where a text was given that has no value: for a place, where its place above is known."""
    above = LEVELS[LEVELS.index(name) - 1] if name in LEVELS[1:] else None
    unread = said(name).is_not_null() & pl.col(value or name).is_null()
    return unread & pl.col("province_code").is_not_null() if above else unread


def _province() -> pl.Expr:
    return pl.col("province_code").replace_strict(
        {place.code: named([place]) for place in geography.provinces()}, default=""
    )


def _overtaken(name: str) -> pl.Expr:
    """Say where a later status has the same day: a centre has one status a day, the furthest."""
    later = list(DATED)[list(DATED).index(name) + 1 :]
    return pl.any_horizontal(pl.lit(value=False), *(pl.col(each) == pl.col(name) for each in later))


def _outside(rows: pl.DataFrame) -> pl.Series:
    """Say which points lie outside their province."""
    placed = rows.filter(pl.col("point") == "good").drop_nulls("province_code")
    outside = [pl.Series(dtype=pl.Int64)]
    for (code,), group in placed.partition_by("province_code", as_dict=True).items():
        inside = geography.contained([str(code)] * group.height, group["latitude"], group["longitude"])
        outside.append(group[ROW].filter(pl.Series(~inside)))
    return rows[ROW].is_in(pl.concat(outside).implode())


def _any(flags: pl.DataFrame, those: list[Rule]) -> pl.Series:
    return flags.select(pl.any_horizontal(rule.name for rule in those)).to_series()


def _findings(rule: Rule, rows: pl.DataFrame, mapping: Mapping) -> pl.DataFrame:
    expected = pl.lit(rule.expected) if isinstance(rule.expected, str) else rule.expected
    return rows.select(
        pl.col(ROW).alias("row"),
        pl.lit(mapping.column(rule.field)).alias("column"),
        (said(rule.field) if rule.value is None else rule.value).fill_null("").alias("value"),
        pl.lit(rule.code).alias("code"),
        pl.lit(rule.severity).alias("severity"),
        expected.fill_null("").cast(pl.String).alias("expected"),
    )
