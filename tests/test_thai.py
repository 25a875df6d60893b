"""The Thai texts: no Latin words but names, a classifier after every count, and headings that fit a telephone."""

import re
from functools import cache
from math import ceil
from string import Formatter

import pytest
from fontTools.ttLib import TTFont

from ocod_dash.exports import typeface
from ocod_dash.i18n.words import catalogue
from ocod_dash.metrics import shown

TEXTS = {
    key: message.string if isinstance(message.string, str) else message.string[0]
    for message in catalogue("th")
    if message.id
    for key in [message.id if isinstance(message.id, str) else message.id[0]]
}

# Latin words

# What stands in Latin letters in a Thai text, and why.
NAMES = {
    "programmes, bodies and events write themselves so, or are known by these letters": """
        WSIS Forum|WSIS Prize|WSIS|ITU|ICT Applications and Services|Internet Society|OCOD|One Community One Digital Center|ICT
        GDCC|GBDi|BDI|depa|Champion|MorChana|Thailand Plus|SDGs|ITU-T|World Summit on the Information Society|Forum
        ICTs for Inclusive, Resilient and Sustainable Societies and Economies
        Ethical Dimensions of the Information Society""",
    "terms written beside the Thai": "Action Line|Data Steward|claim|earned schedule|Earned schedule|circular block bootstrap",
    "indices of the earned schedule and what they are computed from": "SPI(t)|IEAC(t)|SV(t)|TSPI|ES|AT|PD|N",
    "formats and encodings of files": """
        Parquet|JSON Lines|Delta
        JavaScript|Streamlit|CSV|XLSX|XLS|ODS|JSON|GeoJSON|PDF|PNG|SVG|HTML|TOML|Excel|PowerPoint|BibTeX|UTF-8|utf-8|utf-16|cp874|tis-620""",
    "units and standards": """
        MB|UTC|WGS 84|SHA-256|API|OpenAPI|PDPA|WCAG 2.1|WCAG 2.2|WCAG|AA|PDF/UA-1|IP address|ISO|SPDX|public domain""",
    "authors and titles of methods": """
        Przyborowski and Wilenski|McCullagh and Nelder|Lipke|Henderson|Künsch|Politis|Romano|Tashman|Schedule is different
        The Measurable News|Earned schedule: an emerging enhancement to earned value management|CrossTalk""",
    "works and licences of others": """
        Natural Earth|GeoNames|geothai|CC BY 4.0|Apache License 2.0|Apache-2.0|MIT|NOTICE|Sarabun|GitHub|axe-core""",
    "engines": "Apache Spark|Spark Connect|Spark|Java 17",
    "headers and methods of HTTP": """
        GET|Accept|Link|ETag|If-None-Match|Ocod-Release|Ocod-As-Of|Ocod-Published-At|Ocod-Sample""",
    "keys and buttons": "M|Ctrl|Language",
}
# What is typed as it is, in messages about what one types: commands, options, parameters and their values.
TYPED = {
    "commands, options, parameters and columns": """
        ocod publish|ocod sample|ocod releases|ocod doctor|--repair|.damaged
        --scope all|--scope|--threshold|--mapping none|--minutes|--json|--yes|?format=
        total|totals|next|limit|without_district|read_as|[reading]|[values]|status|open_on|centre_id|/api/v1/docs|docs/claims.md
        pip install "ocod-dash[spark]"|--out FILE|--publish|--work|s3://bucket/folder|local[4]|spark://host:7077|yarn|sc://host|polars
        since|as_of|level|open|open_before|opened_between|reopened_between|closed_between|suspended_between""",
    "values": """
        all|none|th|en|json|true|surveyed|day_first|ocod|A|B|a–z|YYYY-MM-DD|comma|semicolon|tab|bar|provinces|centres
        overview|regions|map|programmes|forum|ledger|north|northeast|central|east|west|south
        measure|unit|basis|part|programme_kind|event_kind|agency|action_line|sdg|exactly|about|over
        most|cover|nearest|fair|id|name|lat|lon|people|origin|destination|minutes|null|Location|Retry-After
        few_visits|short_hours|visits_per_open_day|and|or|not|is known|is missing
        known|complete|few|young|still|country|region|starts_on
        in_plan|province|part_as_whole|totals|calculated|conflict|fell""",
}
ABOUT_TYPING = (
    "api.",
    "cli.",
    "doctor.",
    "ingest.",
    "mapping.",
    "notice.",
    "report.",
    "review.rule.",
    "schema.",
    "store.",
    "usage.",
)


def pattern(groups: dict[str, str]) -> str:
    """Return what matches a name, the longest first."""
    names = {name for group in groups.values() for name in re.split(r"\||\n\s*", group.strip())}
    return "|".join(rf"(?<![\w-]){re.escape(name)}(?!\w)" for name in sorted(names, key=len, reverse=True))


def latin(key: str, text: str) -> list[str]:
    """Return the Latin words of a message that are neither placeholders nor names."""
    known = pattern(NAMES | TYPED if key.startswith(ABOUT_TYPING) else NAMES)
    return re.findall(r"[A-Za-z][\w./-]*", re.sub(rf"\{{\w+\}}|{known}", " ", text))


def test_a_thai_message_has_no_latin_words_but_names():
    assert {key: found for key, text in TEXTS.items() if (found := latin(key, text))} == {}


def test_a_latin_word_that_is_no_name_is_found():
    assert latin("empty.place", "ดู dashboard ของ ITU ที่ {place}") == ["dashboard"]
    assert latin("store.scope", "โปรดระบุ --scope allowed") == ["allowed"]
    assert latin("empty.place", "แสดงศูนย์ all") == ["all"]
    assert latin("cli.export.help", "ไฟล์ CSV UTF-8 ตาม CC BY 4.0 ใช้ all ได้") == []


# Classifiers

# Placeholders that count things.
COUNTS = {
    "accepted", "added", "all", "centres", "changed", "conflicts", "corrected", "count", "fell", "gone", "in_file", "left",
    "matched", "months", "moved", "n", "new", "pairs", "plan", "rejected", "sources", "unchanged", "withdrawn", "years",
}  # fmt: skip
SHARES = (
    "figure.share",
    "figure.review.saving",
    "figure.forecast",
)  # messages whose {n} is a percentage, has its unit, or is a month
CLASSIFIERS = (
    "ศูนย์", "แห่ง", "จังหวัด", "อำเภอ", "ตำบล", "ภาค", "พื้นที่", "โครงการ", "หน่วยงาน", "ประเทศ", "รายการ", "ตัวเลข", "ตัวชี้วัด", "แถว",
    "คอลัมน์", "ไฟล์", "แผ่นงาน", "แผนภูมิ", "สไลด์", "หน้า", "ชุดข้อมูล", "แหล่ง", "เหตุการณ์", "อันดับ", "คู่", "แบบ", "หลัก", "ระดับ", "คน", "ครั้ง",
    "เรื่อง", "หมวด", "ข้อ", "ฉบับ", "วินาที", "นาที", "ชั่วโมง", "วัน", "เดือน", "ปี", "จุดร้อยละ", "จุด", "บาท",
    "เซลล์", "ตัวอักษร", "ล้าน", "แสน", "หมื่น", "พัน",
)  # fmt: skip


def unclassified(text: str) -> list[str]:
    """Return the counts of a message that no classifier follows.

    A number that names one of a series (ที่ {n}, หมายเลข {n}) needs none; one that is part of a whole (2 จาก {all} จังหวัด)
    shares the whole's; and a level of places that follows as a placeholder is the classifier.
    """
    parts = list(Formatter().parse(text))
    after = [(before.strip(), name) for before, name, *_ in [*parts[1:], ("", None)]]
    return [
        name
        for (before, name, *_), (rest, then) in zip(parts, after, strict=True)
        if name in COUNTS
        and not before.rstrip().endswith(("ที่", "หมายเลข"))
        and not rest.startswith(CLASSIFIERS)
        and not (rest == "จาก" and then in COUNTS)
        and not (rest == "" and then == "level")
    ]


def test_a_count_has_its_classifier():
    assert {
        key: found for key, text in TEXTS.items() if not key.startswith(SHARES) and (found := unclassified(text))
    } == {}


def test_a_count_without_a_classifier_is_found():
    assert unclassified("มีศูนย์ใหม่ {new} และศูนย์เดิม {matched} ศูนย์") == ["new"]
    assert unclassified("ไม่อยู่ในไฟล์ใหม่ {gone}") == ["gone"]
    assert unclassified("{n} จาก {all}") == ["all"]
    assert unclassified("ทั้ง {all} {level}เปิดแล้ว {n} จาก {plan} ศูนย์ ชุดข้อมูลที่ {n}") == []


# Headings on a telephone of 390 px


def placeholders(text: str) -> set[str]:
    return {name for _, name, *_ in Formatter().parse(text) if name}


SIDE = 16  # px of margin on each side of a page, and of space inside a card
WIDE = 390 - 2 * SIDE
FIGURES = {
    "percent": "89.6%", "n": "1,722", "all": "2,394", "plan": "2,394", "left": "250", "points": "12.3", "since": "พ.ค. 2564",
    "month": "พ.ค. 2564", "from": "89.6%", "to": "97.4%", "place": "พระนครศรีอยุธยา", "low": "พระนครศรีอยุธยา",
    "high": "ภาคตะวันออกเฉียงเหนือ", "level": "อำเภอ/เขต", "months": "12", "years": "100", "day": "19 พ.ค. 2564",
    "sources": "30", "conflicts": "12", "fell": "12", "poorest": "12.3", "richest": "12.3", "measure": "สัดส่วนที่ยังไม่เปิด",
    "first": "19 พ.ค. 2564", "last": "19 พ.ค. 2564",
}  # fmt: skip
PARTS_OF_FINDINGS = {"finding.at", "finding.sample"}  # they hold a sentence, which is measured for itself
# Which messages are headings of which kind: the size and weight of the type, the width of a line, and the most lines.
HEADINGS = {
    "the name of a page, in the bar": (16, 600, 160, 1, [key for key in TEXTS if re.fullmatch(r"page\.\w+", key)]),
    "a finding, which titles a page": (
        24, 700, WIDE, 4,
        [key for key in TEXTS if key.startswith("finding.") and placeholders(TEXTS[key]) <= set(FIGURES)
         and key not in PARTS_OF_FINDINGS],
    ),
    "a section": (
        19, 600, WIDE, 2,
        [key for key in TEXTS if re.fullmatch(r"(?!empty|highlights|api|export|app)\w+(\.\w+)*\.title", key)
         and placeholders(TEXTS[key]) <= set(FIGURES)]
        + ["programmes.over_time", "ledger.groups", "ledger.against", "ledger.reckonings", "forum.story", "forum.proposed"],
    ),
    "a card": (17, 600, WIDE - 2 * SIDE, 2, ["empty.title", "highlights.title", "overview.no_curve", "frame.failed"]),
    "the name of a number, two beside each other": (
        15, 400, (WIDE - 8) / 2 - 24, 2, [f"measure.{measure}" for measure in shown("cards")]
    ),
    "the name of a number, three beside each other": (
        15, 400, (WIDE - 16) / 3, 3, [f"measure.{measure}" for measure in shown("map_cards")]
    ),
    "a tab of the Data page": (14, 400, WIDE - 2 * SIDE, 1, [key for key in TEXTS if key.startswith("data.part.")]),
}  # fmt: skip


@cache
def advances(weight: int) -> tuple[dict[int, int], int, float]:
    """Return the advance of each character of the page's typeface, of one that it lacks, and the size of its em."""
    font = TTFont(typeface.folder() / f"sarabun-{weight if weight in typeface.WEIGHTS else 600}.ttf")
    widths = {code: font["hmtx"][name][0] for code, name in font.getBestCmap().items()}
    return widths, widths[ord("0")], font["head"].unitsPerEm


def width(text: str, size: float, weight: int) -> float:
    """Return how wide a text is on one line, in px."""
    widths, other, em = advances(weight)
    return sum(widths.get(ord(letter), other) for letter in text) * size / em


def lines(text: str, size: float, weight: int, line: float) -> int:
    """Return how many lines a heading takes: a phrase goes to the next line as one, and breaks where it is wider."""
    full, at = 0, 0.0
    for phrase in text.split():
        wide = width(phrase, size, weight)
        space = width(" ", size, weight) if at else 0.0
        if at and at + space + wide > line:
            full, at, space = full + 1, 0.0, 0.0
        over = ceil(max(wide - line, 0) / line)
        full, at = full + over, at + space + wide - over * line
    return full + 1


@pytest.mark.parametrize("kind", HEADINGS)
def test_a_heading_fits_its_lines_on_a_telephone(kind):
    size, weight, line, most, keys = HEADINGS[kind]
    assert keys
    written = {key: TEXTS[key].format(**FIGURES) for key in keys}
    assert {key: (text, n) for key, text in written.items() if (n := lines(text, size, weight, line)) > most} == {}


def test_a_heading_that_is_too_long_is_found():
    size, weight, line, most, _ = HEADINGS["a section"]
    assert lines("การกระจายศูนย์เทียบกับประชากร", size, weight, line) == 1
    assert lines("การกระจายศูนย์เทียบกับประชากร " * 5, size, weight, line) > most
    assert lines("การกระจายศูนย์เทียบกับประชากร" * 5, size, weight, line) > most  # without a space to break at


def test_marks_above_and_below_a_letter_take_no_room():
    assert width("ที่", 16, 400) == width("ท", 16, 400)
