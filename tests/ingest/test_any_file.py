"""Files as offices and systems send them: read where the meaning is plain, reported where it is not, never silently half."""

import io
import json
import os
import zipfile
from datetime import date

import openpyxl
import pytest
import xlsxwriter

from ocod_dash import ingest
from ocod_dash.i18n import Words
from ocod_dash.ingest import REGISTER, File, Mapping, Reading
from ocod_dash.ingest.files import read
from ocod_dash.ingest.forms import corrections
from ocod_dash.problem import Problem
from tests.ingest.conftest import AS_OF

HEADER = ("ชื่อศูนย์", "จังหวัด", "อำเภอ", "สถานะ")


def codes(outcome, severity=None) -> list[str]:
    return [entry.code for entry in outcome.report.entries if severity in (None, entry.severity)]


def notes(outcome) -> list[str]:
    return [note.tell(Words("en")) for note in outcome.notes]


def values(outcome, *columns: str) -> list[tuple]:
    return outcome.tables["centres"].sort("name_th").select(*columns).rows()


def statuses(outcome) -> dict[str, str]:
    both = outcome.tables["centres"].join(outcome.tables["milestones"], on="centre_id", how="left")
    return dict(both.select("name_th", "status").rows())


def book(path, *sheets, hidden=()):
    """Write sheets of rows; each a name and rows."""
    with xlsxwriter.Workbook(path) as made:
        for name, rows in sheets:
            sheet = made.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


# Workbooks


def test_a_far_cell_is_refused_by_the_used_range_before_the_sheet_is_loaded(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "far.xlsx") as made:
        sheet = made.add_worksheet("Sheet1")
        sheet.write_row(0, 0, ("name", "province", "status"))
        sheet.write_row(1, 0, ("ศูนย์ ก", "50", "open"))
        sheet.write(1_048_575, 16_383, "x")
    with pytest.raises(Problem, match="extend over 17,179,869,184 cells, over the limit of 30,000,000"):
        ingest.run(tmp_path / "far.xlsx", as_of=AS_OF)


def test_a_far_cell_on_another_sheet_does_not_matter(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "far.xlsx") as made:
        sheet = made.add_worksheet("ทะเบียน")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ("ศูนย์ ก", "เชียงใหม่", "แม่ริม", "open"))
        made.add_worksheet("อื่น").write(1_048_575, 16_383, "x")
    assert ingest.run(tmp_path / "far.xlsx", as_of=AS_OF).report.accepted == 1


def test_a_far_cell_in_an_ods_is_refused_too(tmp_path):
    cell = '<table:table-cell table:number-columns-repeated="16000" office:value-type="string"><text:p>x</text:p>'
    cell += "</table:table-cell>"
    row = f'<table:table-row table:number-rows-repeated="100000">{cell}</table:table-row>'
    with zipfile.ZipFile(tmp_path / "far.ods", "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", f"<table:table>{row}</table:table>")
    with pytest.raises(Problem, match="extend over 1,600,000,000 cells"):
        read(tmp_path / "far.ods")


def test_other_sheets_with_the_same_headers_are_named_with_their_rows(tmp_path):
    provinces = ("เชียงใหม่", "ลำพูน", "ลำปาง")
    sheets = [(name, [HEADER, *((f"ศูนย์ {name} {i}", name, "", "open") for i in range(3))]) for name in provinces]
    outcome = ingest.run(book(tmp_path / "r.xlsx", *sheets), as_of=AS_OF)
    assert outcome.report.accepted == 3
    assert notes(outcome)[0].startswith("2 more sheets with the same headers were not read (6 rows): ลำพูน, ลำปาง")


def test_a_hidden_sheet_is_not_read_before_a_visible_one(tmp_path):
    now, old = (
        [HEADER, ("ใหม่", "เชียงใหม่", "", "open")],
        [HEADER, *((f"เก่า {i}", "เชียงใหม่", "", "planned") for i in range(5))],
    )
    outcome = ingest.run(book(tmp_path / "r.xlsx", ("ปัจจุบัน", now), ("เก่า", old), hidden=("เก่า",)), as_of=AS_OF)
    assert statuses(outcome) == {"ใหม่": "open"}
    assert notes(outcome) == ["1 hidden sheet with the same headers was not read (5 rows): เก่า"]


def test_hidden_rows_are_read_and_counted(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "r.xlsx") as made:
        sheet = made.add_worksheet()
        for at, row in enumerate((HEADER, ("ก", "50", "", "open"), ("ข", "50", "", "open"))):
            sheet.write_row(at, 0, row)
        sheet.set_row(2, None, None, {"hidden": True})
    outcome = ingest.run(tmp_path / "r.xlsx", as_of=AS_OF)
    assert outcome.report.accepted == 2
    assert notes(outcome) == ["1 row of the sheet is hidden; it was read as well."]


def test_a_merged_cell_holds_for_its_rows_and_totals_and_notes_are_left_out(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "r.xlsx") as made:
        sheet = made.add_worksheet("ข้อมูล")
        sheet.merge_range("B1:G1", "รายงานศูนย์ดิจิทัลชุมชน")
        sheet.write_row("B2", ("ที่", "จังหวัด", "อำเภอ", "ชื่อศูนย์", "สถานะ", "วันที่เปิด"))
        centres = (("แม่ริม", "ก"), (None, "ข"), ("ฝาง", "ค"), ("เมืองลำพูน", "ง"), ("ป่าซาง", "จ"))
        for at, (district, name) in enumerate(centres, start=2):
            sheet.write_row(at, 1, (at - 1, None, district, f"ศูนย์ {name}", "เปิดให้บริการ", "2021-02-10"))
        sheet.merge_range("C3:C5", "เชียงใหม่")
        sheet.merge_range("C6:C7", "ลำพูน")
        sheet.merge_range("D3:D4", "แม่ริม")
        sheet.write_row("B8", ("รวม", None, None, "5 ศูนย์"))
        sheet.write("B9", "หมายเหตุ: ข้อมูล ณ วันที่ 30 มิ.ย. 2564")
    outcome = ingest.run(tmp_path / "r.xlsx", as_of=AS_OF)
    assert values(outcome, "province_code", "district_code") == [
        ("50", "5007"), ("50", "5007"), ("50", "5009"), ("51", "5101"), ("51", "5106"),
    ]  # fmt: skip
    assert (outcome.report.read, outcome.report.rejected) == (5, 0)
    assert [(e.row, e.code) for e in outcome.report.entries if e.severity == "warning"] == [(8, "aside"), (9, "aside")]
    assert notes(outcome) == ["The value of a merged cell applies to each of its rows: 4 cells were filled."]


def test_of_tables_side_by_side_the_first_is_read_and_the_other_named(tmp_path):
    left, right = ("ก", "50", "แม่ริม", "open"), ("ข", "51", "ป่าซาง", "open")
    rows = [(*HEADER, None, *HEADER), (*left, None, *right)]
    outcome = ingest.run(book(tmp_path / "r.xlsx", ("a", rows)), as_of=AS_OF)
    assert values(outcome, "name_th") == [("ก",)]
    assert notes(outcome)[0].startswith("The sheet has more than one table side by side; only the first was read.")


def test_headers_that_come_again_are_no_rows(run):
    outcome = run(",".join(HEADER), "ก,50,,open", ",".join(HEADER), "ข,51,,open")
    assert (outcome.report.accepted, codes(outcome, "error")) == (2, [])
    assert [(e.row, e.code) for e in outcome.report.entries if e.code == "aside"] == [(3, "aside")]


def test_of_two_tables_one_below_the_other_the_rows_of_both_are_read(run):
    header = "ชื่อศูนย์,จังหวัด,สถานะ"
    outcome = run("ตารางที่ 1", header, "ก,50,open", "รวม,,1 ศูนย์", "ตารางที่ 2", header, "ข,51,open", 'รวมทั้งสิ้น,"1,000",2')
    assert (outcome.report.accepted, codes(outcome, "error")) == (2, [])
    assert [e.row for e in outcome.report.entries if e.code == "aside"] == [4, 5, 6, 8]


def test_a_centre_whose_name_begins_like_a_total_stays(run):
    assert run(",".join(HEADER), "รวมใจ,50,แม่ริม,open", "รวม,50,แม่ริม,open").report.accepted == 2


def test_text_in_a_column_without_a_header_is_reported(tmp_path):
    rows = [HEADER, ("ก", "50", "", "open", "หมายเหตุ")]
    outcome = ingest.run(book(tmp_path / "r.xlsx", ("a", rows)), as_of=AS_OF)
    assert notes(outcome) == ["1 row has text in columns without a header, which is not used: (5)"]


# Text


def test_a_text_beyond_the_headers_is_reported_wherever_it_is(run):
    outcome = run("ชื่อศูนย์,จังหวัด,สถานะ", "ก,เชียงใหม่,open,,,", "ข,เชียงใหม่,open,,หมายเหตุเพิ่ม", 'ค,เชียงใหม่,open,,,,"a, b"')
    assert [(e.row, e.value) for e in outcome.report.entries if e.code == "cells"] == [(3, "หมายเหตุเพิ่ม"), (4, "a, b")]
    assert outcome.report.accepted == 1


def test_a_file_without_headers_is_said_to_have_none_and_can_be_mapped(write):
    path = write("ศูนย์ ก,เชียงใหม่,แม่ริม,open", "ศูนย์ ข,เชียงใหม่,ฝาง,open", "ศูนย์ ค,เชียงใหม่,ฝาง,open")
    with pytest.raises(Problem, match="no header row: its first row contains values") as error:
        ingest.run(path, as_of=AS_OF)
    assert "(1), (2), (3), (4)" in str(error.value)
    mapping = Mapping(REGISTER, {"name_th": "(1)", "province": "(2)", "district": "(3)", "status": "(4)"})
    outcome = ingest.run(path, mapping, AS_OF)
    assert values(outcome, "name_th", "district_code") == [("ศูนย์ ก", "5007"), ("ศูนย์ ข", "5009"), ("ศูนย์ ค", "5009")]
    assert outcome.mapping.reading.header == 0


def test_dashes_and_the_like_are_blank(run):
    outcome = run(
        "ชื่อศูนย์,จังหวัด,อำเภอ,สถานะ,วันที่เปิด,พิกัด",
        "ก,เชียงใหม่,แม่ริม,open,-,-",
        "ข,ลำพูน,-,กำลังดำเนินการ,-,N/A",
        "ค,ลำพูน,ไม่มี,กำลังดำเนินการ,N/A,",
        "ง,ลำพูน,ป่าซาง,-,0000-00-00,",
    )
    assert codes(outcome, "error") == []
    assert codes(outcome, "warning") == ["no_district", "no_district", "no_status"]
    assert statuses(outcome) == {"ก": "open", "ข": "in_progress", "ค": "in_progress", "ง": None}


def test_codes_that_a_program_wrote_as_fractions_are_read_and_reported(run):
    outcome = run("name,province,district,status", "ก,50.0,5007.0,open")
    assert values(outcome, "province_code", "district_code") == [("50", "5007")]
    told = [(e.value, e.expected) for e in outcome.report.entries if e.code == "read"]
    assert told == [("50.0", "50"), ("5007.0", "5007")]


def test_an_apostrophe_before_a_number_is_no_part_of_it(run):
    outcome = run("centre_id,name,province,status", "'06810110,ก,50,open", "1234.0,ข,50,open")
    assert values(outcome, "centre_id") == [("06810110",), ("1234",)]
    assert codes(outcome, "change") == ["tidied", "tidied"]


def test_a_telephone_number_that_lost_its_zero_has_it_again(run, monkeypatch):
    from ocod_dash.config import settings

    monkeypatch.setattr(settings(), "personal_data", True)
    outcome = run("name,province,status,telephone", "ก,50,open,812345678", "ข,50,open,053-111222")
    assert sorted(outcome.tables["contacts"]["telephone"]) == ["053-111222", "0812345678"]
    assert [e.expected for e in outcome.report.entries if e.code == "tidied"] == ["0812345678"]


# Dates


def test_clear_cells_settle_the_order_of_a_column(run):
    dates = ("01/05/2021", "01/12/2021", "01/13/2021", "01/28/2021", "02/03/2021")
    outcome = run(
        "name,province,open_on", *(f"n{i},50,{text}" for i, text in enumerate(dates)), as_of=date(2021, 12, 31)
    )
    assert sorted(outcome.tables["milestones"]["on"]) == [
        date(2021, 1, 5), date(2021, 1, 12), date(2021, 1, 13), date(2021, 1, 28), date(2021, 2, 3),
    ]  # fmt: skip
    assert notes(outcome) == ["open_on: dates were read with the month before the day, as “01/13/2021” shows."]


def test_a_clear_cell_anywhere_in_a_large_file_settles_it(tmp_path, monkeypatch):
    from ocod_dash.ingest.files import delimited, encoding

    monkeypatch.setattr(delimited, "BATCH", 500)
    monkeypatch.setattr(encoding, "BLOCK", 300)
    rows = [*(f"n{i},50,02/03/2021" for i in range(200)), "n,50,02/13/2021"]
    (tmp_path / "r.csv").write_text("\n".join(("name,province,open_on", *rows)), "utf-8")
    outcome = ingest.run(tmp_path / "r.csv", as_of=AS_OF)
    assert set(outcome.tables["milestones"]["on"]) == {date(2021, 2, 3), date(2021, 2, 13)}


def test_a_column_with_both_orders_warns_of_each_date_that_could_be_either(run):
    outcome = run("name,province,open_on", "a,50,13/01/2021", "b,50,01/13/2021", "c,50,02/03/2021", "d,50,03/03/2021")
    assert [(e.row, e.expected) for e in outcome.report.entries if e.code == "date_unsure"] == [(4, "2021-03-02")]
    assert "such as “02/03/2021” were read with the day first and should be reviewed" in notes(outcome)[0]


def test_where_nothing_is_clear_the_order_can_be_given(run):
    lines = ("name,province,open_on", "a,50,02/03/2021")
    assert "could have the day or the month first" in notes(run(*lines))[0]
    given = run(*lines, mapping=Mapping(REGISTER, reading=Reading(dates="month_first")))
    assert (given.tables["milestones"]["on"][0], notes(given)) == (date(2021, 2, 3), [])


def test_thai_years_need_no_word(run):
    outcome = run("name,province,open_on", "a,50,02/03/2564")
    assert (outcome.tables["milestones"]["on"][0], notes(outcome)) == (date(2021, 3, 2), [])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-02-09T18:30:00Z", date(2021, 2, 10)),
        ("2021-02-10T18:30:00+07:00", date(2021, 2, 10)),
        ("2021-02-10T01:00:00+09:00", date(2021, 2, 9)),
        ("1612915200", date(2021, 2, 10)),
        ("1612915200000", date(2021, 2, 10)),
        ("44237", date(2021, 2, 10)),
        ("44237.0", date(2021, 2, 10)),
        # 10 February 2564 as a spreadsheet counts days.
        ("242563", date(2021, 2, 10)),
    ],
)
def test_times_and_numbers_of_days_are_of_the_day_in_bangkok(run, text, day):
    assert run("name,province,open_on", f"a,50,{text}").tables["milestones"]["on"].to_list() == [day]


# Status words


@pytest.mark.parametrize(
    ("status", "words"),
    {
        "planned": "ยังไม่เปิดให้บริการ ไม่เปิด รอเปิด ยังไม่เปิด รอดำเนินการ ยังไม่ดำเนินการ เตรียมการ ยังไม่ได้เปิด",
        "in_progress": "กำลังดำเนินการ อยู่ระหว่างดำเนินการ อยู่ระหว่างติดตั้ง กำลังก่อสร้าง อยู่ระหว่างการก่อสร้าง ระหว่างดำเนินการ",
        "open": "เปิดบริการ ให้บริการ พร้อมให้บริการ กำลังใช้งาน เปิดดำเนินการ เปิดใช้งาน เปิดทำการ ใช้งานได้ ปกติ เสร็จสิ้น ดำเนินการแล้ว Active",
        "suspended": "ปิดชั่วคราว ปิดปรับปรุง หยุดให้บริการชั่วคราว ระงับชั่วคราว งดให้บริการชั่วคราว",
        "closed": "ปิด ปิดบริการ ปิดให้บริการแล้ว ยกเลิก ยุติการให้บริการ เลิกให้บริการ ปิดศูนย์ terminated",
    }.items(),
)
def test_common_words_for_a_status_are_read(run, status, words):
    outcome = run("name,province,status", *(f"{word},50,{word}" for word in words.split()))
    assert set(statuses(outcome).values()) == {status}
    assert outcome.report.rejected == 0


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("opne", "open"),
        ("เปิดให้บรการ", "open"),
        ("ยังไม่เปิดให้บรการ", "planned"),
        ("ไม่ทราบ", None),
        ("ไม่พร้อม", None),
        ("หยุด", None),
    ],
)
def test_a_hint_is_given_only_when_it_is_sure(run, text, likely):
    entries = run("name,province,status", f"ก,50,{text}").report.entries
    expected = next(entry.expected for entry in entries if entry.code == "status")
    assert expected == (likely or "planned, in_progress, open, suspended, closed")


def test_a_mapping_says_what_a_value_means_for_all_of_its_rows(run):
    mapping = Mapping.parse(
        '[values.status]\n"หยุด" = "suspended"\n[values.province]\n"ชม" = "50"\n', "m.toml", REGISTER
    )
    assert Mapping.parse(mapping.toml(), "m.toml", REGISTER) == mapping
    outcome = run("name,province,status", "ก,ชม, หยุด", "ข,50,หยุด", mapping=mapping)
    assert statuses(outcome) == {"ก": "suspended", "ข": "suspended"}
    told = [(e.row, e.value, e.expected) for e in outcome.report.entries if e.code == "mapped"]
    assert sorted(told) == [(2, "ชม", "50"), (2, "หยุด", "suspended"), (3, "หยุด", "suspended")]


def test_the_report_has_each_repeated_value_once_and_what_is_written_beside_it_holds_for_all_rows(run, tmp_path):
    lines = ("name,province,status", "ก,50,หยุด", "ข,50,หยุด", "ค,เชียงไหม่,หยุด", "ง,50,open")
    corrections.write(run(*lines), Words("en"), tmp_path / "report.xlsx", "xlsx")
    made = openpyxl.load_workbook(tmp_path / "report.xlsx")
    sheet = made["ocod-values"]
    assert list(sheet.values) == [
        ("field", "value in the file", "rows", "use instead"),
        ("status", "หยุด", 3, None),
        ("province", "เชียงไหม่", 1, None),
    ]
    sheet["D2"], sheet["D3"] = "suspended", "เชียงใหม่"
    made.save(tmp_path / "corrected.xlsx")
    outcome = ingest.run(tmp_path / "corrected.xlsx", as_of=AS_OF)
    assert statuses(outcome) == {"ก": "suspended", "ข": "suspended", "ค": "suspended", "ง": "open"}
    assert outcome.mapping.values == {"status": {"หยุด": "suspended"}, "province": {"เชียงไหม่": "เชียงใหม่"}}


# JSON and HTML


@pytest.mark.parametrize("code", ["tis-620", "cp874", "utf-16", "utf-16-le", "utf-8-sig"])
def test_json_is_read_in_the_encodings_that_text_is(tmp_path, code):
    text = json.dumps([{"ชื่อ": "ศูนย์ ก", "จังหวัด": "เชียงใหม่", "สถานะ": "open"}], ensure_ascii=False)
    (tmp_path / "r.json").write_bytes(text.encode(code))
    assert values(ingest.run(tmp_path / "r.json", as_of=AS_OF), "name_th", "province_code") == [("ศูนย์ ก", "50")]


RECORDS = [{"name": f"ศ{i}", "province": "50", "status": "open"} for i in range(3)]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(map(json.dumps, RECORDS)),
        f"var data = {json.dumps(RECORDS)};",
        f"callback({json.dumps(RECORDS)});",
        json.dumps({"success": True, "result": {"fields": [{"type": "text", "id": "name"}] * 5, "records": RECORDS}}),
        json.dumps({"columns": list(RECORDS[0]), "data": [list(each.values()) for each in RECORDS]}),
        json.dumps(
            {"result": {"fields": [{"id": n} for n in RECORDS[0]], "records": [list(r.values()) for r in RECORDS]}}
        ),
        json.dumps([list(RECORDS[0]), *(list(each.values()) for each in RECORDS)]),
        json.dumps({str(i): each for i, each in enumerate(RECORDS)}),
    ],
)
def test_records_are_found_wherever_they_are(tmp_path, text):
    (tmp_path / "r.json").write_text(text, "utf-8")
    assert values(ingest.run(tmp_path / "r.json", as_of=AS_OF), "name_th") == [("ศ0",), ("ศ1",), ("ศ2",)]


@pytest.mark.parametrize(
    "text", ['{"a":' * 950 + '[{"name": "ก"}]' + "}" * 950, "[" * 100_000, '[{"a":' * 950 + "1" + "}]" * 950]
)
def test_json_nested_too_deep_is_refused_in_a_sentence(tmp_path, text):
    (tmp_path / "r.json").write_text(text, "utf-8")
    with pytest.raises(Problem, match=r"r\.json: the JSON is nested more than 60 levels deep"):
        read(tmp_path / "r.json")


def test_an_html_table_named_xls_is_read(tmp_path):
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
        for row in (HEADER, ("ก", "เชียงใหม่", "แม่ริม", "เปิดให้บริการ"))
    )
    merged = "<tr><td>ข<td rowspan=2>ลำพูน<td>ป่าซาง<td>ปิด</tr><tr><td>ค<td>บ้านโฮ่ง<td>open</tr>"
    page = '<html><head><meta charset="windows-874"></head><body><table><tr><td>menu</table>'
    page += f"<table border=1>{rows}{merged}</table>"
    (tmp_path / "r.xls").write_bytes(page.encode("cp874"))
    outcome = ingest.run(tmp_path / "r.xls", as_of=AS_OF)
    assert values(outcome, "name_th", "district_code") == [("ก", "5007"), ("ข", "5106"), ("ค", "5103")]


def test_a_page_without_a_table_is_no_register(tmp_path):
    (tmp_path / "r.xls").write_text("<!doctype html><p>Please sign in", "utf-8")
    with pytest.raises(Problem, match="this is a HTML file"):
        read(tmp_path / "r.xls")


def test_a_shape_gives_a_point_inside_it_and_what_is_none_gives_none(tmp_path):
    hook = [[[99, 18], [101, 18], [101, 20], [100.9, 20], [100.9, 18.1], [99, 18.1], [99, 18]]]
    shapes = [
        {"type": "Polygon", "coordinates": hook},
        {"type": "MultiPoint", "coordinates": [[99.5, 18.5], [99.6, 18.6]]},
        {"type": "Polygon", "coordinates": [[["x", "y"]]]},
        {"type": "GeometryCollection", "coordinates": []},
    ]
    features = [
        {"type": "Feature", "properties": {"name": f"ศ{i}", "province": "50", "status": "open"}, "geometry": shape}
        for i, shape in enumerate(shapes)
    ]
    (tmp_path / "r.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    outcome = ingest.run(tmp_path / "r.geojson", as_of=AS_OF)
    (x, y), second, third, fourth = values(outcome, "longitude", "latitude")
    # Inside the hook, which its middle is not.
    assert 18 < y < 18.1 or 100.9 < x < 101
    assert second == (99.5, 18.5)
    assert third == fourth == (None, None)
    assert notes(outcome) == ["2 centres are given as shapes, not points; a point inside each shape is used."]


# What no file may do


def test_a_pipe_and_a_device_are_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "zero.csv").symlink_to("/dev/zero")
    for name in ("pipe.csv", "zero.csv"):
        with pytest.raises(Problem, match="this is a device or a pipe, not a file"):
            read(tmp_path / name)


@pytest.mark.parametrize("quoted", ["", '"'])
def test_a_cell_of_ten_million_letters_is_cut_and_reported(tmp_path, quoted):
    (tmp_path / "r.csv").write_text(
        f"name,province,status\n{quoted}{'ก' * 10_000_000}{quoted},50,open\nข,50,open\n", "utf-8"
    )
    outcome = ingest.run(tmp_path / "r.csv", as_of=AS_OF)
    assert sorted(len(name) for (name,) in values(outcome, "name_th")) == [1, 32_767]
    told = [e for e in outcome.report.entries if e.code == "cut"]
    assert (len(told), told[0].expected, len(told[0].value)) == (1, "32767", 501)


def test_letters_that_no_workbook_may_hold_are_left_out(run, tmp_path):
    outcome = run("name,province,status,a\ufffeb", "ก\ufffe\uffff\ufdd0ข,50,open,\ufffe")
    assert values(outcome, "name_th") == [("กข",)]
    assert codes(outcome, "change") == ["tidied"]
    for ending in ("xlsx", "csv"):
        corrections.write(outcome, Words("en"), tmp_path / f"report.{ending}", ending)
    sheet = openpyxl.load_workbook(tmp_path / "report.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]][2:] == ["name", "province", "status", "ab"]


def test_more_columns_than_a_spreadsheet_has_are_refused(tmp_path):
    (tmp_path / "r.csv").write_text(",".join(f"c{i}" for i in range(20_000)) + "\n1\n", "utf-8")
    with pytest.raises(Problem, match="has 20,000 columns, over the limit of 16,384"):
        read(tmp_path / "r.csv")


@pytest.mark.parametrize("name", ["base64", "zlib", "hex", "no\0", ""])
def test_an_encoding_that_gives_no_letters_is_none(write, name):
    if name:
        with pytest.raises(Problem, match="Unrecognised encoding"):
            read(write("name,province", "a,50"), Reading(encoding=name))


def test_a_file_in_memory_is_read_like_one_on_the_disk(write):
    path = write("name,province,status", "ก,50,open")
    one, other = ingest.run(path, as_of=AS_OF), ingest.run(File("register.csv", path.read_bytes()), as_of=AS_OF)
    assert one.tables["centres"].equals(other.tables["centres"])
    assert one.source.sha256 == other.source.sha256
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book_made:
        sheet = book_made.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ("ก", "50", "", "open"))
    assert ingest.run(File("r.xlsx", made.getvalue()), as_of=AS_OF).report.accepted == 1
