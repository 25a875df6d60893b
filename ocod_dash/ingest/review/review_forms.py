"""Costs, survey answers, decisions and rules as kinds of file: each of their rows is a row of one table."""

from collections.abc import Iterator, Sequence
from datetime import date

import polars as pl

from ... import schema
from ...criteria.conditions import parse
from ...dates import BUDDHIST_ERA, FIRST_DAY, LAST_DAY
from ...problem import Problem
from ..forms import Import, RecordForm, Rule, Tables
from ..forms.texts import amounts, cell, days, tidied, truths, whole_numbers
from .answer_words import ANSWERS, BLANK, CONDITIONS, COST_KINDS, OPTIONS, WISHES, reader, usual, written, yes_or_no
from .centre_record import CENTRE, SAMPLE, CentreRecordForm, blank
from .known_centres import KnownCentres

AMOUNTS_EXPECTED = "1,200,000 · 1.2 ล้านบาท"
# What is asked at a centre, beside the day and who asks.
ANSWERED = ("in_use", "hours_kept", "condition", "other_internet", "still_wanted", "would_take_over")
STARTS = ("start", "start_date", "from", "วันเริ่มต้น", "วันที่เริ่มต้น", "วันที่เริ่ม", "ตั้งแต่วันที่", "ตั้งแต่")
ENDS = ("end", "end_date", "to", "until", "วันสิ้นสุด", "วันที่สิ้นสุด", "ถึงวันที่", "ถึง")


def later(field: str, as_of: date) -> Rule:
    """Return the error that a day is to come."""
    return Rule("later", "error", field, pl.col(field) > as_of, str(as_of), pl.col(field))


def ends_first() -> Rule:
    """Return the error that a period ends before it starts."""
    starts = pl.col("starts_on").cast(pl.String)
    return Rule("ends_first", "error", "ends_on", pl.col("ends_on") < pl.col("starts_on"), starts, pl.col("ends_on"))


class CostForm(CentreRecordForm):
    """Costs of single centres; a year may be given in place of the days on which a period begins and ends."""

    def cleaned(self, texts: pl.DataFrame, work: Import, published: Tables) -> pl.DataFrame:
        """Read each cell, and a year as its first and last day."""
        rows = super().cleaned(texts, work, published)
        year, fiscal = pl.col("year"), pl.col("fiscal_year")
        # Thailand's fiscal year begins in October of the year before.
        first = pl.coalesce("starts_on", pl.date(year, 1, 1), pl.date(fiscal - 1, 10, 1))
        last = pl.coalesce("ends_on", pl.date(year, 12, 31), pl.date(fiscal, 9, 30))
        return rows.with_columns(starts_on=first, ends_on=last)


def years(text: pl.Expr) -> pl.Expr:
    """Read texts as years of the Common Era: ``2021``, ``2564``."""
    number = whole_numbers(text)
    year = pl.when(number > 2400).then(number - BUDDHIST_ERA).otherwise(number)
    return pl.when(year.is_between(FIRST_DAY.year, LAST_DAY.year)).then(year)


def _cost_rules(published: Tables, as_of: date) -> Sequence[Rule]:
    period = [cell(name) for name in ("starts_on", "ends_on", "year", "fiscal_year")]
    own_period = pl.any_horizontal(each.is_not_null() for each in period[:2])
    years = pl.sum_horizontal(each.is_not_null() for each in period[2:])
    of_year = pl.coalesce(cell("year"), cell("fiscal_year"))
    return [
        *KnownCentres(published).rules(),
        ends_first(),
        Rule("missing", "error", "ends_on", pl.col("starts_on").is_not_null() & pl.col("ends_on").is_null()),
        Rule("two_periods", "error", "year", (own_period & (years > 0)) | (years > 1), value=of_year),
    ]


COSTS = CostForm(
    name="costs",
    aliases={
        "centre_id": CENTRE,
        "starts_on": STARTS,
        "ends_on": ENDS,
        "year": ("calendar_year", "ปี", "ปี พ.ศ.", "พ.ศ.", "ปีปฏิทิน"),
        "fiscal_year": ("budget_year", "ปีงบประมาณ"),
        "kind": ("type", "cost_type", "ประเภท", "ประเภทค่าใช้จ่าย", "รายการ"),
        "baht": ("amount", "cost", "จำนวนเงิน", "จำนวนเงิน (บาท)", "ค่าใช้จ่าย", "ค่าใช้จ่าย (บาท)", "บาท"),
        "sample": SAMPLE,
    },
    needed=(("centre_id",), ("kind",), ("baht",), ("starts_on", "year", "fiscal_year")),
    tables=("costs",),
    command=("costs",),
    single=("centre_id",),
    key=("centre_id", "starts_on", "kind"),
    shown="baht",
    named=("centre_id", "kind"),
    values={
        "starts_on": days,
        "ends_on": days,
        "year": years,
        "fiscal_year": years,
        "kind": reader(COST_KINDS),
        "baht": amounts,
        "sample": truths,
    },
    expected={"kind": written(COST_KINDS), "baht": AMOUNTS_EXPECTED, "year": "2021, 2564", "fiscal_year": "2021, 2564"},
    rules=_cost_rules,
)


class SurveyForm(CentreRecordForm):
    """Survey answers; a centre of a form that nobody has filled in yet is no row."""

    def texts(self, work: Import) -> Iterator[pl.DataFrame]:
        """Yield the rows that say when or what was answered; the others are reported."""
        for texts in work.texts():
            filled = pl.any_horizontal(
                pl.col("surveyed_on", *ANSWERED, "remarks").str.contains(r"\S").fill_null(value=False)
            )
            empty = texts.filter(~filled).with_columns(
                tidied(texts.filter(~filled)["centre_id"]).alias("centre_id:cell")
            )
            work.tally.take(empty, [Rule("not_answered", "warning", "centre_id", pl.col("centre_id").is_not_null())])
            yield texts.filter(filled)


def _survey_rules(published: Tables, as_of: date) -> Sequence[Rule]:
    centres = KnownCentres(published)
    return [
        *centres.rules(),
        later("surveyed_on", as_of),
        centres.not_open("surveyed_on", pl.col("surveyed_on")),
        Rule("nothing_answered", "warning", "in_use", blank(ANSWERED)),
    ]


SURVEY = SurveyForm(
    name="survey",
    aliases={
        "centre_id": CENTRE,
        "surveyed_on": ("survey_date", "date of the survey", "date", "วันที่สำรวจ", "วันที่สอบถาม", "วันที่"),
        "office": ("surveyed_by", "office that asked", "agency", "หน่วยงานที่สำรวจ", "หน่วยงาน", "ผู้สำรวจ (หน่วยงาน)"),
        "in_use": ("used", "is the centre in use?", "ใช้งานอยู่", "ศูนย์ยังใช้งานอยู่หรือไม่", "ยังใช้งานอยู่หรือไม่", "การใช้งาน"),
        "hours_kept": (
            "opening_hours",
            "does it open at its hours?",
            "เปิดตามเวลา",
            "เปิดตามเวลาที่กำหนดหรือไม่",
            "เปิดตามเวลาหรือไม่",
        ),
        "condition": ("equipment", "condition of the equipment", "สภาพอุปกรณ์", "สภาพของอุปกรณ์", "สภาพ"),
        "other_internet": (
            "does the community have other internet access?",
            "ชุมชนมีอินเทอร์เน็ตอื่นหรือไม่",
            "มีอินเทอร์เน็ตอื่นหรือไม่",
            "มีอินเทอร์เน็ตอื่น",
        ),
        "still_wanted": (
            "wanted",
            "does the community still want the centre?",
            "ชุมชนยังต้องการศูนย์หรือไม่",
            "ชุมชนยังต้องการ",
            "ชุมชนต้องการ",
        ),
        "would_take_over": (
            "take_over",
            "would the local government take it over?",
            "ท้องถิ่นพร้อมรับโอนหรือไม่",
            "ท้องถิ่นรับโอน",
            "อปท. รับโอน",
        ),
        "remarks": ("remark", "note", "notes", "หมายเหตุ", "ข้อสังเกต"),
        "sample": SAMPLE,
    },
    needed=(("centre_id",), ("surveyed_on",)),
    tables=("surveys",),
    command=("survey",),
    single=("centre_id", "remarks"),
    key=("centre_id", "surveyed_on"),
    shown="in_use",
    named=("centre_id", "surveyed_on"),
    values={
        "surveyed_on": days,
        "in_use": yes_or_no,
        "hours_kept": yes_or_no,
        "condition": reader(CONDITIONS),
        "other_internet": yes_or_no,
        "still_wanted": reader(WISHES),
        "would_take_over": reader(WISHES),
        "sample": truths,
    },
    expected={
        **dict.fromkeys(("in_use", "hours_kept"), written(ANSWERS)),
        "other_internet": "yes (มี), no (ไม่มี)",
        "condition": written(CONDITIONS),
        **dict.fromkeys(("still_wanted", "would_take_over"), written(WISHES)),
    },
    usual={
        **dict.fromkeys(("in_use", "hours_kept"), usual(ANSWERS)),
        "other_internet": frozenset({"yes", "no", "มี", "ไม่มี"}),
        "condition": usual(CONDITIONS),
        "still_wanted": usual(WISHES),
        "would_take_over": frozenset({*WISHES, "conditionally", "รับโอน", "รับโอนแบบมีเงื่อนไข", "ไม่รับโอน"}),
    },
    rules=_survey_rules,
)


def _decision_rules(published: Tables, as_of: date) -> Sequence[Rule]:
    return [*KnownCentres(published).rules(), later("decided_on", as_of)]


DECISIONS = CentreRecordForm(
    name="decisions",
    aliases={
        "centre_id": CENTRE,
        "decided_on": ("decision_date", "date", "วันที่มีมติ", "วันที่ตัดสินใจ", "วันที่"),
        "option": ("decision", "ทางเลือก", "มติ", "ผลการพิจารณา"),
        "office": ("decided_by", "body", "agency", "หน่วยงาน", "คณะกรรมการ", "ผู้มีมติ"),
        "reason": ("reasons", "เหตุผล"),
        "sample": SAMPLE,
    },
    needed=(("centre_id",), ("decided_on",), ("option",), ("office",)),
    tables=("decisions",),
    command=("decisions",),
    single=("centre_id",),
    key=("centre_id", "decided_on"),
    shown="option",
    named=("centre_id", "decided_on"),
    values={"decided_on": days, "option": reader(OPTIONS), "sample": truths},
    expected={"option": written(OPTIONS)},
    rules=_decision_rules,
)


# Of each way in which a condition cannot be read, the figures of the problem that name what is wrong and what would be right.
FAULTS = {
    "review.rule.syntax": ("condition", "value", ""),
    "review.rule.name": ("condition_name", "value", "nearest"),
    "review.rule.words": ("condition_words", "name", "expected"),
}
EXAMPLE = "visits_per_open_day < few_visits and still_wanted == no"


def _fault(condition: str) -> dict[str, str] | None:
    """Return what is wrong with a condition: a code, the part that is wrong, and what would be right."""
    try:
        parse(condition)
    except Problem as problem:
        code, wrong, right = FAULTS[problem.key]
        return {"code": code, "value": problem.figures[wrong], "expected": problem.figures.get(right, EXAMPLE)}
    return None


def _condition_rules(published: Tables, as_of: date) -> Sequence[Rule]:
    dtype = pl.Struct(dict.fromkeys(("code", "value", "expected"), pl.String))
    fault = pl.col("condition").map_elements(_fault, return_dtype=dtype).struct
    return [
        Rule(code, "error", "condition", fault.field("code") == code, fault.field("expected"), fault.field("value"))
        for code, _, _ in FAULTS.values()
    ]


RULES = RecordForm(
    name="rules",
    aliases={
        "position": ("order", "no", "ลำดับ", "ลำดับที่"),
        "option": ("ทางเลือก", "ข้อเสนอ"),
        "condition": ("when", "เงื่อนไข"),
        "text_th": ("rule_th", "คำอธิบาย", "คำอธิบาย (ไทย)"),
        "text_en": ("rule_en", "คำอธิบาย (อังกฤษ)"),
    },
    needed=tuple((name,) for name in schema.empty("review_rules").columns),
    tables=("review_rules",),
    command=("rules",),
    single=("position", "condition", "text_th", "text_en"),
    nothing=BLANK,
    key=("position",),
    shown="condition",
    named=("option",),
    values={"position": whole_numbers, "option": reader(OPTIONS)},
    expected={"position": "1–1,000", "option": written(OPTIONS)},
    rules=_condition_rules,
)
