"""Generated files: each is read or refused in a sentence, and of each row that is read is said what became of it.

``make fuzz`` generates 100,000; ``OCOD_FUZZ`` is another number.
"""

import json
import os
from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from ocod_dash import ingest
from ocod_dash.i18n import Words
from ocod_dash.ingest import REGISTER, File
from ocod_dash.ingest.files import LONGEST
from ocod_dash.problem import Problem

FILES = int(os.environ.get("OCOD_FUZZ", "120"))
CHUNK = 1000
WORDS = [Words("en"), Words("th")]

# Names of columns and values, right and nearly right, and letters that break programs.
HEADERS = st.sampled_from([
    "ชื่อศูนย์", "จังหวัด", "อำเภอ", "สถานะ", "วันที่เปิด", "พิกัด", "name", "province", "status", "open_on", "lat", "lon", "address",
    "centre_id", "phase", "telephone", "due_on", "", " ", "(2)", "name (2)", "\ufeffname", " row", "'=1+1", "a\nb", "x" * 300,
])  # fmt: skip
CELLS = st.one_of(
    st.sampled_from([
        "", "-", "N/A", "ศูนย์ ก", "เชียงใหม่", "จ.ลำพูน", "50", "50.0", "5007", "แม่ริม", "open", "ยังไม่เปิด", "opne", "รวม",
        "หมายเหตุ: x", "18.9,98.9", "13°45'30\"", "98.95", "1e999", "nan", "2021-02-30", "01/13/2021", "13/01/2021", "44237",
        "๑๐ ก.พ. ๒๕๖๔", "1612915200", "2021-02-09T18:30:00Z", "2021-02-09T18:30:00+99:99", "0000-00-00", "242563",
        "'0812345678", "=cmd|' /C calc'!A0", "\ufffe", "\u202e", "\x1a", "\x00", "ก่่", "ล าปาง", '"', '""', 'a "b', "a\nb", "a,b",
        "a;b", "\t", "true", "ณ", "\U0001f600", "99999999999999999999",
    ]),
    st.text(max_size=12),
    st.integers().map(str),
    st.dates().map(str),
)  # fmt: skip
NEEDED = ("name", "province", "status", "open_on")
ROWS = st.tuples(
    st.lists(HEADERS, max_size=8) | st.lists(HEADERS, max_size=4).map(lambda more: [*NEEDED, *more]),
    st.lists(
        st.lists(CELLS, max_size=9) | st.lists(CELLS, max_size=4).map(lambda more: ["ก", "50", "open", *more]),
        max_size=8,
    ),
)
TAGS = (
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "<td colspan=3>",
    "<th rowspan=99999>",
    "</td>",
    "<p>",
    "<!--",
    "-->",
    "<br>",
)
ENDINGS = st.sampled_from(
    [".csv", ".txt", ".tsv", ".json", ".jsonl", ".geojson", ".xlsx", ".xls", ".ods", ".html", ".pdf", ""]
)


@st.composite
def delimited(draw) -> bytes:
    header, rows = draw(ROWS)
    separator, end = draw(st.sampled_from([",", ";", "\t", "|"])), draw(st.sampled_from(["\n", "\r\n", "\r", ""]))
    quoted = draw(st.booleans())
    lines = ([f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] if quoted else row for row in (header, *rows))
    text = end.join(separator.join(line) for line in lines)
    return text.encode(
        draw(st.sampled_from(["utf-8", "utf-8-sig", "cp874", "utf-16", "utf-16-le", "utf-32"])), "replace"
    )


@st.composite
def documents(draw) -> bytes:
    leaves = st.none() | st.booleans() | st.integers() | st.floats() | CELLS
    values = st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(HEADERS, inner, max_size=5), max_leaves=12
    )
    record = st.dictionaries(HEADERS, values, max_size=6)
    numbers = st.floats() | st.integers() | CELLS
    places = st.recursive(numbers, lambda inner: st.lists(inner, max_size=5), max_leaves=20)
    shapes = st.sampled_from(["Point", "Polygon", "MultiPoint", "LineString", "GeometryCollection", "x"])
    geometry = st.fixed_dictionaries({"type": shapes, "coordinates": places})
    record |= record.map(lambda more: {"name": "ก", "province": 50, "status": "open"} | more)
    feature = st.fixed_dictionaries(
        {"type": st.just("Feature"), "properties": record | st.none(), "geometry": geometry | values}
    )
    collection = st.fixed_dictionaries(
        {"type": st.just("FeatureCollection"), "features": st.lists(feature | values, max_size=4)}
    )
    document = draw(
        values | st.lists(record, max_size=5) | collection | st.dictionaries(HEADERS, st.lists(record, max_size=3))
    )
    text = json.dumps(document, ensure_ascii=draw(st.booleans()))
    deep = draw(st.sampled_from([0, 0, 0, 70, 5000]))
    text = draw(st.sampled_from(["{}", "var x = {};", "f({})", "{}\n{}", "[{}"])).replace(
        "{}", "[" * deep + text + "]" * deep
    )
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "cp874", "utf-16"])), "replace")


@st.composite
def web_pages(draw) -> bytes:
    pieces = draw(st.lists(st.sampled_from(TAGS) | HEADERS | CELLS, max_size=40))
    head = draw(
        st.sampled_from(
            ["<html>", "<table>", '<html><meta charset="windows-874">', '<!doctype html><meta charset="no">']
        )
    )
    return (head + "".join(pieces)).encode(draw(st.sampled_from(["utf-8", "cp874", "utf-16"])), "replace")


@st.composite
def workbooks(draw) -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime(2021, 5, 19)})  # the same file each time
        for sheet in (book.add_worksheet() for _ in range(draw(st.integers(1, 3)))):
            header, rows = draw(ROWS)
            left, top = draw(st.integers(0, 2)), draw(st.integers(0, 3))
            for at, row in enumerate((header, *rows)):
                for place, cell in enumerate(row):
                    if draw(st.booleans()) or not cell.isdecimal():
                        sheet.write_string(top + at, left + place, cell.replace("\ufffe", ""))
                    else:
                        sheet.write_number(top + at, left + place, float(cell[:15]))
            if draw(st.booleans()):
                sheet.merge_range(top + 1, left, top + draw(st.integers(2, 9)), left, draw(CELLS).replace("\ufffe", ""))
            if draw(st.integers(0, 20)) == 0:
                sheet.write(1_048_575, 16_383, "far")
    return content.getvalue()


@st.composite
def files(draw) -> File:
    kinds = {
        "csv": delimited(),
        "json": documents(),
        "html": web_pages(),
        "xlsx": workbooks(),
        "": st.binary(max_size=200),
    }
    kind = draw(st.sampled_from(["csv", "csv", "csv", "json", "json", "html", "xlsx", ""]))
    content = draw(kinds[kind])
    if draw(st.integers(0, 3)) == 0 and content:  # damaged on its way
        at = draw(st.integers(0, len(content)))
        content = (
            content[:at]
            + draw(st.sampled_from([b"", b"\xff", b"\0", b'"', b"PK\x03\x04"]))
            + content[at + draw(st.integers(0, 9)) :]
        )
    ending = draw(st.just(f".{kind}") | ENDINGS)
    return File(f"register{ending}", content)


def check(file: File) -> None:
    try:
        outcome = ingest.run(file, as_of=date(2021, 5, 19))
    except Problem as problem:
        refused = problem
    else:
        check_outcome(outcome)
        return
    assert all(refused.tell(words) for words in WORDS)


def check_outcome(outcome: ingest.Outcome) -> None:
    report, rows = outcome.report, outcome.source.rows
    assert report.read == report.accepted + report.rejected
    asides = sum(n for (_, code), n in report.counts.items() if code == "aside")
    assert report.read + asides == rows.height
    assert rows[" row"].is_unique().all()
    assert outcome.tables["centres"].height == report.accepted
    names = outcome.tables["centres"]["name_th"]
    assert (names.str.len_chars() <= LONGEST).all()
    assert not names.str.contains(r"[\x{FFFE}\x{FFFF}\p{Cc}]").any()
    assert all(entry.tell(words) for entry in report.entries for words in WORDS)
    assert all(note.tell(words) for note in outcome.notes for words in WORDS)
    assert all(guess.confidence <= 1 for guess in ingest.guesses(outcome.source, outcome.mapping))
    assert REGISTER.name == outcome.form.name


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("chunk", range(-(-FILES // CHUNK)))
def test_any_file_is_read_or_refused_in_a_sentence(chunk):
    few = settings(
        max_examples=min(CHUNK, FILES), deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    seed(chunk)(few(given(files())(check)))()
