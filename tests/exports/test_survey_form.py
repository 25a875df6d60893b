"""The form of the survey: what it asks of which centres, and that what is filled in comes back as it was meant."""

import json
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from ocod_dash import cli, ingest, schema
from ocod_dash.config import settings
from ocod_dash.exports import survey_form
from ocod_dash.exports.survey_rows import CHOSEN, QUESTIONS, survey_rows
from ocod_dash.i18n import LANGUAGES, Words
from ocod_dash.ingest import Mapping
from ocod_dash.ingest.files import header_key
from ocod_dash.ingest.review import SURVEY
from ocod_dash.loader import Data
from ocod_dash.store import Store
from tests.conftest import tables_of

AS_OF = date(2021, 5, 19)
REGISTER = """
    0101 5001 open 2020-01-10 named แม่ริม
    A-2 5001 open 2020-01-10
    A-3 5002 open 2020-01-10 suspended 2021-01-10
    A-4 5001 in_progress 2020-01-10
    A-5 5001 open 2020-01-10
    B-1 5101 open 2020-01-10
"""
ANSWERED = dict(zip(CHOSEN, (True, True, "good", False, "yes", "no"), strict=True))
SURVEYS = [
    {"centre_id": "A-5", "surveyed_on": date(2021, 5, 3), "office": "อบต.", **ANSWERED},
    {"centre_id": "A-3", "surveyed_on": date(2021, 5, 4), "office": "อบต.", "in_use": False},
]
ACTIVITY = [
    ("0101", date(2020, 4, 1), 1000), ("0101", date(2020, 5, 1), 1), ("0101", date(2021, 4, 1), 10),
    ("A-2", date(2021, 3, 1), None),
]  # fmt: skip


@pytest.fixture
def data(tmp_path) -> Data:
    """A release with a small register, four months of activity and two surveys."""
    tables = {name: frame for name, frame in tables_of(REGISTER).items() if name in schema.TABLES}
    blank = {name: schema.empty(name) for name in ("activity", "surveys")}
    rows = [{"centre_id": id_, "month": month, "visits": n} for id_, month, n in ACTIVITY]
    tables["activity"] = pl.concat(
        [blank["activity"], pl.DataFrame(rows, schema_overrides={"visits": pl.Int64})], how="diagonal"
    )
    tables["surveys"] = pl.DataFrame(
        [dict.fromkeys(blank["surveys"].columns) | row for row in SURVEYS], blank["surveys"].schema
    )
    store = Store(str(tmp_path / "store"))
    return Data(
        store, store.publish(tables, as_of=AS_OF, sample=False, based_on=None, file="r", sha256="", who="malee")
    )


def read_back(path, data):
    """Import a form beside what is published."""
    published = {name: data.store.rows(data.release, name) for name in ("centres", "milestones", "surveys")}
    return ingest.run(path, Mapping(SURVEY), AS_OF, published)


def test_it_asks_the_open_and_suspended_centres_that_have_not_answered_all(data):
    found = survey_rows(data, "50")
    assert found.answered == 1
    rows = found.rows.select("centre_id", "visits", "months", "surveyed_on", "in_use").rows()
    # Of twelve months to April 2021, the last that anyone reported; A-2 reported no visits.
    assert rows == [
        ("0101", 11, 2, None, None),
        ("A-2", None, None, None, None),
        ("A-3", None, None, date(2021, 5, 4), False),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_and_answer_is_recognised(language):
    words = Words(language)
    for question, answers in QUESTIONS.items():
        own = {header_key(name) for name in (question, *SURVEY.aliases[question])}
        assert header_key(words(f"survey.question.{question}")) in own
        texts = pl.DataFrame(
            {"text": [words(f"survey.answer.{question}_{each}") for each in answers]}, {"text": pl.String}
        )
        if answers:
            meant = texts.select(SURVEY.values[question](pl.col("text"))).to_series().to_list()
            assert meant == [
                {"yes": True, "no": False}[each] if set(answers) == {"yes", "no"} else each for each in answers
            ]
            # An answer that the form offers is as expected, and no line in the report.
            assert {text.casefold() for text in texts["text"]} <= SURVEY.usual[question]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_lets_only_the_open_answers_be_filled_in(data, tmp_path, language):
    words, path = Words(language), tmp_path / "form.xlsx"
    survey_form.make(data, "50", "xlsx", words, path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [words("survey.form.sheet"), "คำชี้แจง", "Instructions"]
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    at = {name: heads.index(words(f"survey.question.{name}")) for name in QUESTIONS}
    assert sheet.protection.sheet
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["0101", "A-2", "A-3"]
    assert all(row[0].protection.locked for row in sheet.iter_rows(min_row=2))
    first, third = sheet[2], sheet[4]
    assert [first[place].protection.locked for place in at.values()] == [False] * len(QUESTIONS)
    assert third[at["in_use"]].value == words("survey.answer.in_use_no")
    assert (third[at["in_use"]].protection.locked, third[at["condition"]].protection.locked) == (True, False)
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert len(lists) == len(CHOSEN)
    assert words("survey.answer.condition_worn") in lists[2]


def fill(path, words) -> None:
    """Fill in the first centre, complete the third, leave the second for later."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    at = {cell.value: place for place, cell in enumerate(sheet[1], start=1)}
    column = {name: at[words(f"survey.question.{name}")] for name in QUESTIONS}
    for name, code in {"in_use": "yes", "hours_kept": "no", "condition": "worn", "still_wanted": "partly"}.items():
        sheet.cell(2, column[name], words(f"survey.answer.{name}_{code}"))
    sheet.cell(2, column["surveyed_on"], datetime(2021, 5, 18))
    sheet.cell(2, column["office"], "สำนักงานสถิติจังหวัด")
    sheet.cell(4, column["condition"], words("survey.answer.condition_broken"))
    book.save(path)


FIELDS = ("centre_id", "surveyed_on", "office", "in_use", "hours_kept", "condition", "other_internet", "still_wanted")
MEANT = [
    ("0101", date(2021, 5, 18), "สำนักงานสถิติจังหวัด", True, False, "worn", None, "partly"),
    ("A-3", date(2021, 5, 4), "อบต.", False, None, "broken", None, None),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_that_is_filled_in_maps_itself(data, tmp_path, language):
    words, path = Words(language), tmp_path / "form.xlsx"
    survey_form.make(data, "50", "xlsx", words, path)
    fill(path, words)
    outcome = read_back(path, data)
    assert outcome.report.errors == 0
    assert outcome.tables["surveys"].select(FIELDS).rows() == MEANT
    offered = {words(f"survey.answer.{name}_{each}") for name, answers in QUESTIONS.items() for each in answers}
    assert offered.isdisjoint(entry.value for entry in outcome.report.entries if entry.code == "read")
    assert [(e.value, e.code) for e in outcome.report.entries if e.severity == "warning"] == [("A-2", "not_answered")]


# The Python for which LibreOffice's interface is installed, which is the system's.
PYTHON = shutil.which("python3", path="/usr/bin") or ""


def calc() -> bool:
    """Return whether LibreOffice Calc can be driven from here."""
    program = Path(shutil.which("soffice") or "/").resolve().parent
    return (program / "libsclo.so").exists() and not subprocess.run(
        [PYTHON, "-c", "import uno"], capture_output=True
    ).returncode


@pytest.mark.skipif(not PYTHON or not calc(), reason="LibreOffice Calc, or its interface, is not installed")
@pytest.mark.parametrize(("kind", "ending"), [("Calc MS Excel 2007 XML", "xlsx"), ("calc8", "ods")])
def test_a_form_that_is_filled_in_by_libreoffice_comes_back_as_it_was_meant(data, tmp_path, kind, ending):
    words, path, target = Words("th"), tmp_path / "form.xlsx", tmp_path / f"filled.{ending}"
    survey_form.make(data, "50", "xlsx", words, path)
    heads = [cell.value for cell in openpyxl.load_workbook(path).worksheets[0][1]]
    typed = {
        "surveyed_on": "2021-05-18", "office": "สำนักงานสถิติจังหวัด", "in_use": "ใช่", "hours_kept": "ไม่ใช่", "condition": "พอใช้",
        "still_wanted": "ต้องการบางส่วน",
    }  # fmt: skip
    place = {name: heads.index(words(f"survey.question.{name}")) for name in QUESTIONS}
    cells = [[place[name], 1, text] for name, text in typed.items()]
    cells += [[place["condition"], 3, "ชำรุด"], [place["in_use"], 3, "ใช่"], [0, 1, "9999"]]  # the last two are locked
    script = Path(__file__).with_name("calc.py")
    subprocess.run(
        [PYTHON, script, path, target, kind, json.dumps(cells)], check=True, capture_output=True, timeout=200
    )
    outcome = read_back(target, data)
    assert outcome.report.errors == 0
    assert outcome.tables["surveys"].select(FIELDS).rows() == MEANT


def test_the_csv_has_the_same_and_comes_back_too(data, tmp_path):
    words, path = Words("th"), tmp_path / "form.csv"
    survey_form.make(data, "50", "csv", words, path)
    lines = path.read_text("utf-8-sig").splitlines()
    assert len(lines) == 4
    heads = lines[0].split(",")
    cells = lines[1].split(",")
    cells[heads.index("วันที่สำรวจ")], cells[heads.index("ศูนย์ยังใช้งานอยู่หรือไม่")] = "18/5/2564", "ใช่"
    path.write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]), "utf-8-sig")
    outcome = read_back(path, data)
    assert outcome.report.errors == 0
    assert outcome.tables["surveys"].select("centre_id", "surveyed_on", "in_use").rows() == [
        ("0101", date(2021, 5, 18), True), ("A-3", date(2021, 5, 4), False),
    ]  # fmt: skip


def test_the_xlsform_is_one_that_kobotoolbox_and_odk_take(data, tmp_path):
    from pyxform.xls2xform import convert

    path = tmp_path / "form.xlsx"
    survey_form.make(data, "50", "xlsform", Words("en"), path)
    made = convert(path)
    assert "0101" in made.xform
    assert "ศูนย์ยังใช้งานอยู่หรือไม่" in made.xform
    assert "Is the centre in use?" in made.xform
    # What these apps give back: a column a question, the names of the choices.
    answers = tmp_path / "answers.csv"
    answers.write_text(
        f"start,{','.join(('centre_id', *QUESTIONS))}\nx,0101,2021-05-18,o,yes,no,worn,no,partly,no,\n", "utf-8"
    )
    outcome = read_back(answers, data)
    assert outcome.report.errors == 0
    assert outcome.tables["surveys"].select("centre_id", "condition", "would_take_over").rows() == [
        ("0101", "worn", "no")
    ]


def test_the_command_writes_it(data, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("OCOD_STORE", data.store.url)
    monkeypatch.chdir(tmp_path)
    settings.cache_clear()
    with pytest.raises(SystemExit) as end:
        cli.main(["survey", "form", "--province", "50", "--json", "--lang", "th"])
    assert end.value.code in (0, None)
    said = json.loads(capsys.readouterr().out)
    assert said == {"file": "survey-form_chiang-mai_2021-05-19_th.xlsx", "kind": "xlsx", "province": "50", "sample": False,
                    "centres": 3, "answered": 1}  # fmt: skip
    assert (tmp_path / said["file"]).exists()
    with pytest.raises(SystemExit) as end:
        cli.main(["survey", "form", "--province", "5O", "--lang", "en"])
    assert end.value.code == 2
    settings.cache_clear()
