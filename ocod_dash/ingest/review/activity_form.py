"""Activity as a kind of file: a row is a month of use of a centre, or a column a month, or a sheet a month."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from ...dates import MONTHS
from ..files import ROW, Source, with_dittos_read
from ..forms import Import, Rule, Tables
from ..forms.texts import months, numbers, tidied, truths, whole_numbers
from .answer_words import reader, written, yes_or_no
from .centre_record import CENTRE, SAMPLE, CentreRecordForm, blank
from .known_centres import KnownCentres
from .month_columns import MONTH, with_months_as_rows
from .month_sheets import with_months_of_sheets

# What is reported of a month, each with its other names.
REPORTED: dict[str, tuple[str, ...]] = {
    "visits": (
        "visit", "number of visits", "จำนวนครั้ง", "จำนวนครั้งที่เข้าใช้", "จำนวนครั้งที่ใช้บริการ", "ครั้งที่เข้าใช้บริการ", "จำนวนผู้เข้าใช้บริการ (ครั้ง)",
    ),
    "visitors": (
        "visitor", "users", "unique visitors", "number of visitors", "ผู้ใช้บริการ", "ผู้เข้าใช้บริการ", "จำนวนผู้ใช้บริการ",
        "จำนวนผู้เข้าใช้บริการ", "จำนวนผู้ใช้บริการ (คน)", "จำนวนผู้เข้าใช้บริการ (คน)",
    ),
    "learners": ("trainees", "participants", "ผู้เรียน", "ผู้เข้าอบรม", "จำนวนผู้เรียน", "จำนวนผู้เข้าอบรม"),
    "courses": ("course", "trainings", "หลักสูตร", "จำนวนหลักสูตร", "จำนวนครั้งที่อบรม"),
    "service_uses": ("uses of services", "service use", "การใช้บริการ", "จำนวนการใช้บริการ", "จำนวนรายการบริการ"),
    "open_days": ("days open", "วันเปิดให้บริการ", "จำนวนวันเปิดให้บริการ", "จำนวนวันที่เปิด", "จำนวนวันที่เปิดให้บริการ"),
    "open_hours": ("hours open", "ชั่วโมงเปิดให้บริการ", "จำนวนชั่วโมงเปิดให้บริการ", "จำนวนชั่วโมงที่เปิด"),
    "computers_working": ("working computers", "คอมพิวเตอร์ที่ใช้งานได้", "จำนวนคอมพิวเตอร์ที่ใช้งานได้", "จำนวนเครื่องที่ใช้งานได้"),
    "downtime_hours": ("downtime", "hours without internet", "ชั่วโมงที่อินเทอร์เน็ตขัดข้อง", "จำนวนชั่วโมงที่อินเทอร์เน็ตขัดข้อง"),
}  # fmt: skip
ALIASES: dict[str, tuple[str, ...]] = {
    "centre_id": CENTRE,
    "month": ("เดือน", "ประจำเดือน", "เดือน/ปี", "เดือนปี", "year_month"),
    "year": ("ปี", "ปี พ.ศ.", "พ.ศ.", "ค.ศ."),
    "measure": ("indicator", "ตัวชี้วัด", "รายการ"),
    **REPORTED,
    "visitors_exact": ("นับผู้ใช้บริการครบถ้วน",),
    "sample": SAMPLE,
}
HOURS_A_DAY = 24
MONTHS_EXPECTED = "2021-05, พ.ค. 2564, 05/2564"


def prepared(source: Source) -> Source:
    """Return a file with its ditto marks read and a row for each month, of columns or of sheets that are named after one."""
    return with_months_of_sheets(with_months_as_rows(with_dittos_read(source), ALIASES, "visits"), ALIASES)


@dataclass(frozen=True, kw_only=True)
class ActivityForm(CentreRecordForm):
    """Months of use; a month that is published already is corrected, in what the row gives."""

    def texts(self, work: Import) -> Iterator[pl.DataFrame]:
        """Yield the rows, one a centre and month where the file has one a measure, each month with its year."""
        if "measure" in work.mapping.columns or "measure" in work.mapping.constants:
            yield _by_measure(pl.concat(work.texts()).with_columns(_with_year()))
            return
        yield from (texts.with_columns(_with_year()) for texts in work.texts())

    def judging(self, work: Import, published: Tables) -> list[Rule]:
        """Return the rules, which name the column of the month where the file has one for each."""
        rules = super().judging(work, published)
        if work.mapping.columns.get("month") != MONTH:
            return rules
        # A header is read once, not in each row.
        rules = [rule for rule in rules if rule.name != "read:month"]
        wide = {"month", *(name for name in REPORTED if work.mapping.columns.get(name) == f"({name})")}
        return [replace(rule, column=pl.col("month:raw")) if rule.field in wide else rule for rule in rules]


def _with_year() -> pl.Expr:
    """Return months with the year that another column has, where they are names alone."""
    alone = pl.col("year").is_not_null() & ~pl.col("month").str.contains(r"[\d๐-๙]")
    return pl.when(alone).then(pl.concat_str("month", "year", separator=" ")).otherwise("month").alias("month")


def _by_measure(texts: pl.DataFrame) -> pl.DataFrame:
    """Return one row for the rows of a centre and month, of which each has another measure, in the column of visits.

    A measure that comes again makes one more row, which is reported as coming twice; so does one that is unknown.
    """
    key = ["centre_id", "month"]
    texts = texts.with_columns(tidied(texts["measure"]).fill_null("–"))
    code = reader(REPORTED)(pl.col("measure"))
    texts = texts.with_columns(code=code, unread=pl.when(code.is_null()).then("measure"))
    again = pl.int_range(pl.len()).over(*key, "measure")
    texts = texts.with_columns(again=again, value=pl.col("visits"))
    texts = texts.with_columns(visits=pl.lit(None, pl.String))
    given = (
        pl.coalesce(pl.col("value").filter(pl.col("code") == name).first(), pl.col(name).drop_nulls().first()).alias(
            name
        )
        for name in texts.columns
        if name not in (*key, ROW, "measure", "code", "unread", "again", "value")
    )
    rows = texts.group_by(*key, "again", "unread", maintain_order=True).agg(pl.col(ROW).first(), *given)
    return rows.with_columns(measure="unread").drop("again", "unread")


def rules(published: Tables, as_of: date) -> Sequence[Rule]:
    """Return the rules about a centre's month, beside the register, on the day of the file."""
    centres, month = KnownCentres(published), pl.col("month")
    days = month.dt.month_end().dt.day().cast(pl.Int64)
    open_days, hours, downtime = (pl.col(name) for name in ("open_days", "open_hours", "downtime_hours"))
    return [
        *centres.rules(),
        Rule("month_later", "error", "month", month > as_of, f"{as_of:%Y-%m}", month.dt.strftime("%Y-%m")),
        Rule("more_visitors", "error", "visitors", (pl.col("visitors") > pl.col("visits")) & (pl.col("visits") >= 0),
             pl.col("visits").cast(pl.String), pl.col("visitors")),
        Rule("more_days", "error", "open_days", open_days > days, days.cast(pl.String), open_days),
        Rule("more_hours", "error", "open_hours", hours > HOURS_A_DAY * pl.coalesce(open_days, days),
             (HOURS_A_DAY * pl.coalesce(open_days, days)).cast(pl.String), hours),
        Rule("more_hours", "error", "downtime_hours", downtime > HOURS_A_DAY * days, (HOURS_A_DAY * days).cast(pl.String),
             downtime),
        Rule("nothing_reported", "warning", "visits", blank(REPORTED)),
        centres.not_open("month", month.dt.month_end()),
    ]  # fmt: skip


ACTIVITY = ActivityForm(
    name="activity",
    aliases=ALIASES,
    needed=(("centre_id",), ("month",)),
    tables=("activity",),
    heading=tuple(MONTHS),
    prepare=prepared,
    command=("activity",),
    single=("centre_id",),
    key=("centre_id", "month"),
    shown="visits",
    named=("centre_id", "month"),
    values={
        "month": months,
        "measure": reader(REPORTED),
        **dict.fromkeys(REPORTED, whole_numbers),
        **dict.fromkeys(("open_hours", "downtime_hours"), numbers),
        "visitors_exact": yes_or_no,
        "sample": truths,
    },
    expected={"month": MONTHS_EXPECTED, "measure": written(REPORTED)},
    rules=rules,
)
