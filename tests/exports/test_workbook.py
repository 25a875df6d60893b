"""The workbook, read back: typed cells, frozen heads, charts, the register's rows, texts that are texts."""

import gc
import tempfile
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from ocod_dash import geography
from ocod_dash.criteria.limits import Limits
from ocod_dash.exhibits import Context, review_exhibits
from ocod_dash.exports import contents, files, workbook
from ocod_dash.i18n import Words
from ocod_dash.metrics import REVIEW_MEASURES
from ocod_dash.problem import Problem
from ocod_dash.theme import Theme
from ocod_dash.view import View

HEAD = 5  # the row of a table's heads


def rows(sheet) -> list[tuple]:
    return list(sheet.iter_rows(min_row=HEAD + 1, values_only=True))


@pytest.fixture(scope="module", params=["th", "en"])
def language(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def book(file_of, language):
    return openpyxl.load_workbook(file_of("xlsx", language))


def test_the_title_sheet_tells_what_is_in_it(book, language):
    words, sheet = Words(language), book.worksheets[0]
    shown = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert words("badge.sample") in shown
    assert words("country") in shown
    assert any(text.startswith("2,394") for text in shown)
    assert any(text.startswith("2,144") for text in shown)


def test_an_exhibit_has_a_sheet_with_typed_cells_and_a_chart(book, language):
    curve, _, _, todo = book.worksheets[1:5]
    assert curve.freeze_panes == todo.freeze_panes == "A6"
    assert curve.auto_filter.ref == "A5:D43"
    assert (len(curve._charts), len(todo._charts)) == (1, 1)
    days = {row[0]: row[1:4] for row in rows(curve)}
    assert days[datetime(2021, 5, 19)] == (2144, 0, 2192)
    assert {row[0]: row[2:5] for row in rows(todo)}["northeast"] == (815, 730, 85)
    assert curve["A4"].value == Words(language)("badge.sample")


def test_the_registers_rows_in_view_are_there(book, sample, export_request, tmp_path, language):
    words = Words(language)
    sheet = book[words("export.register")]
    own = rows(sheet)
    assert len(own) == 2394
    heads = [cell.value for cell in sheet[HEAD]]
    status, since = heads.index("status"), heads.index("since")
    assert sum(row[status] == "open" for row in own) == 2144
    assert all(isinstance(row[since], datetime) for row in own if row[since])
    view = View(provinces=("50",), statuses=("open",))
    files.make("xlsx", export_request(sample, language, view, pages=("map",)), tmp_path / "a.xlsx")
    assert len(rows(openpyxl.load_workbook(tmp_path / "a.xlsx")[words("export.register")])) == 59


def test_more_rows_than_a_sheet_of_excel_holds_go_on_on_the_next(
    sample, export_request, tmp_path, monkeypatch, language
):
    monkeypatch.setattr(workbook, "MOST_ROWS", 1000)
    shares = []
    files.make("xlsx", export_request(sample, language, pages=("map",)), tmp_path / "a.xlsx", shares.append)
    book, name = openpyxl.load_workbook(tmp_path / "a.xlsx"), Words(language)("export.register")
    parts = [rows(book[sheet]) for sheet in (name, f"{name} 2", f"{name} 3")]
    assert [len(part) for part in parts] == [1000, 1000, 394]
    assert len({row[0] for part in parts for row in part}) == 2394
    assert shares == sorted(shares)


def test_definitions_and_sources_are_a_sheet(book, language):
    words = Words(language)
    shown = [cell for row in book[words("export.sources")].iter_rows(values_only=True) for cell in row if cell]
    assert words("measure.percent_complete.definition") in shown
    assert any(words("register.sample", number=1) in text for text in shown)


def test_no_name_is_a_formula(hostile, hostile_names, export_request, tmp_path):
    files.make("xlsx", export_request(hostile), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    names = {row[1] for row in rows(book["Register"])}
    assert names == {f"'{name}" if name[0] in "=@" else name for name in hostile_names}


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # the library does not close them either
def test_a_workbook_that_fails_leaves_nothing_behind(sample, export_request, tmp_path, monkeypatch):
    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    (spare := tmp_path / "spare").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spare))
    monkeypatch.setattr("xlsxwriter.workbook.ZipFile", fail)
    with pytest.raises(Problem, match="the disk is full"):
        files.make("xlsx", export_request(sample, pages=("regions",)), tmp_path / "a.xlsx")
    assert list(tmp_path.rglob("*")) == [spare]
    gc.collect()


def test_the_changes_by_place_and_by_month_have_a_sheet_each_that_slides_do_not_have(sample, export_request, tmp_path):
    view = View(as_of=date(2021, 3, 31), since=date(2021, 1, 1))
    request = export_request(sample, "en", view, pages=("regions",), by=("province",))
    files.make("xlsx", request, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True)
    tables = {sheet["A1"].value: [*sheet.iter_rows(5, values_only=True)] for sheet in book.worksheets}
    (changes,) = (rows for title, rows in tables.items() if title.endswith("when 195 were due by the plan"))
    assert changes[0][:5] == ("Code", "Place", "In the plan", "Open before 1 Jan 2021", "Opened")
    assert changes[1][1:5] == ("Total", 2394, 1895, 180)
    assert changes[2][:2] == ("10", "Bangkok")
    assert sum(row[4] for row in changes[2:79]) == 180
    (months,) = (rows for title, rows in tables.items() if "at most 62 in a month" in title)
    assert months[1][2:7] == (1895, 62, 60, 58, 2075)
    keys = [exhibit.key for chapter in contents.chapters(request) for exhibit in chapter.exhibits]
    assert not {"change", "openings", "top"} & set(keys)


def test_lines_over_time_are_on_an_axis_of_dates_with_their_targets(sample, export_request, tmp_path):
    request = export_request(sample, "en", pages=("programmes",), on=date(2026, 6, 1))
    files.make("xlsx", request, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = next(each for each in book if "(GDCC)" in str(each["A1"].value))
    heads = [cell.value for cell in sheet[5]]
    at = heads.index("Date on the chart's axis")
    rows = [[cell.value for cell in row[at - 1 :]] for row in sheet.iter_rows(min_row=6, max_row=7)]
    targets = dict(zip(heads[at + 2 :], rows[0][3:], strict=True))
    assert [(row[0], row[1].date(), row[2]) for row in rows] == [
        ("2024", date(2024, 7, 1), 25_000),
        ("2025", date(2025, 7, 2), 40_000),
    ]
    assert {
        "Target for virtual machines: 200,000 VM": 200_000,
        "Demand for virtual machines: about 800,000 VM": 800_000,
    }.items() <= targets.items()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as file:
        charts = [file.read(name).decode() for name in file.namelist() if "charts/chart" in name]
    assert sum("<c:dateAx>" in chart for chart in charts) == sum("<c:lineChart>" in chart for chart in charts) > 3


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_workbook_of_the_review_has_a_sheet_for_each_province_with_its_centres(
    sample, export_request, tmp_path, language
):
    words, view = Words(language), View(regions=("north",))
    files.make("xlsx", export_request(sample, language, view, pages=("review",)), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    expected = review_exhibits.suggested(Context(sample, view, Theme(language)), Limits())
    sheets = {place.code: f"{words.name(place)} {place.code}" for place in geography.provinces()}
    for code, centres in expected.groupby("province_code"):
        sheet = book[sheets[code]]
        heads = [cell.value for cell in sheet[HEAD]]
        own = [dict(zip(heads, row, strict=False)) for row in rows(sheet)]
        told = {row[words("table.coded", name=words("table.centre"))]: row for row in own}
        assert told.keys() == set(centres.centre_id)
        for centre in centres.itertuples():
            row = told[centre.centre_id]
            assert row[words("review.option")] == words(f"option.{centre.option}")
            assert row[words("review.reason")]
            assert row[REVIEW_MEASURES["baht_a_year"].heading(words)] == pytest.approx(centre.baht_a_year, abs=0.5)
        assert words.name(geography.place(code)) in sheet["A2"].value
        assert sheet["A4"].value == words("badge.sample")
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    own = set(sheets.values()) & set(book.sheetnames)
    assert own == {sheets[code] for code in expected.province_code}
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert words("measure.next_km.definition") in {
        row[1] for row in book[words("export.sources")].values if len(row) > 1
    }


def test_a_workbook_of_all_pages_has_no_sheet_for_each_province(book, language):
    assert {f"{Words(language).name(place)} {place.code}" for place in geography.provinces()}.isdisjoint(
        book.sheetnames
    )
