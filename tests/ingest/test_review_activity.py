"""Months of use: how they are read, in rows and in columns, and what is found wrong with them."""

from datetime import date

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocod_dash import ingest, schema
from ocod_dash.dates import month_start
from ocod_dash.i18n import Words
from ocod_dash.ingest import Mapping, Published, Reading
from ocod_dash.ingest.forms import corrections
from ocod_dash.ingest.review import ACTIVITY
from ocod_dash.problem import Problem
from tests.conftest import tables_of

MAY = date(2021, 5, 1)
AS_OF = date(2021, 5, 19)
CENTRES = """
    C-1 5001 planned 2019-01-01 open 2020-01-10
    C-2 5001 planned 2019-01-01 open 2021-04-20
    0101 5001 planned 2019-01-01 open 2020-01-10
"""


@pytest.fixture
def run(write):
    """Import lines as activity, beside a register and what is published."""

    def running(*lines, mapping=None, published=()):
        tables = tables_of(CENTRES)
        rows = [dict.fromkeys(schema.TABLES["activity"].columns) | row for row in published]
        if rows:
            tables["activity"] = tables["activity"].vstack(type(tables["activity"])(rows, tables["activity"].schema))
        path = lines[0] if len(lines) == 1 and not isinstance(lines[0], str) else write(*lines)
        return ingest.run(path, mapping or Mapping(ACTIVITY), AS_OF, tables)

    return running


def found(outcome, *severities):
    kinds = severities or ("error", "warning")
    return [(e.row, e.column, e.value, e.code, e.expected) for e in outcome.report.entries if e.severity in kinds]


def visits(outcome):
    return outcome.tables["activity"].select("centre_id", "month", "visits").sort("centre_id", "month").rows()


@pytest.mark.parametrize(
    "text",
    ["2021-05", "2564-05", "05/2021", "5/2564", "พ.ค. 64", "พ.ค.64", "พ.ค. 2564",
     "พฤษภาคม 2564", "พฤษภาคม พ.ศ. 2564", "พฤษภาคม ๒๕๖๔",
     "ประจำเดือน พฤษภาคม 2564", "พ.ค. ปี 2564", "เดือนพฤษภาคม 2564", "May 2021", "May-21", "2021 May", "2021-05-19",
     "19/05/2564", "202105", "256405", "05/64"],
)  # fmt: skip
def test_a_month_is_read_as_people_write_it(text):
    assert month_start(text) == MAY


@pytest.mark.parametrize("text", ["05", "พ.ค.", "2564", "13/2564", "05/21", "x 2564", "ไตรมาส 1", ""])
def test_what_may_be_no_month_or_of_no_year_is_none(text):
    assert month_start(text) is None


def test_rows_of_a_month_are_read_with_thai_headers_and_what_is_not_reported_is_missing_and_not_0(run):
    outcome = run("รหัสศูนย์,เดือน,จำนวนครั้งที่ใช้บริการ,ผู้เรียน,จำนวนวันที่เปิด", "C-1,พ.ค. 63,๑๒๐,-,20", "C-1,2020-06,0,,")
    assert found(outcome) == []
    assert outcome.tables["activity"].select("month", "visits", "learners", "open_days").rows() == [
        (date(2020, 5, 1), 120, None, 20),
        (date(2020, 6, 1), 0, None, None),
    ]
    assert ("blank", "-") in [(e.code, e.value) for e in outcome.report.entries]


def test_a_column_a_month_becomes_rows_and_a_blank_cell_none(run):
    outcome = run("รหัสศูนย์,ชื่อศูนย์,ม.ค. 64,ก.พ. 2564,2021-03,รวม", "C-1,บ้านสวน,10,,30,40", "0101,ท่าน้ำ,11,21,0,32")
    assert found(outcome) == []
    assert visits(outcome) == [
        ("0101", date(2021, 1, 1), 11),
        ("0101", date(2021, 2, 1), 21),
        ("0101", date(2021, 3, 1), 0),
        ("C-1", date(2021, 1, 1), 10),
        ("C-1", date(2021, 3, 1), 30),
    ]


def test_a_column_of_a_month_may_name_its_field_and_a_fault_names_the_column(run):
    outcome = run("centre_id,visits 2021-01,learners 2021-01,ผู้เรียน ก.พ. 64", "C-1,10,4,x", "0101,-3,,5")
    assert found(outcome) == [(2, "2021-02", "x", "unread", "0–9"), (3, "2021-01", "-3", "range", "0–1,000,000,000")]
    rows = outcome.tables["activity"].select("centre_id", "month", "visits", "learners").rows()
    assert rows == [("C-1", date(2021, 1, 1), 10, 4), ("0101", date(2021, 2, 1), None, 5)]


def test_months_without_a_year_take_that_of_a_column_or_of_every_row(run):
    assert visits(run("centre_id,ปี,ม.ค.,ก.พ.", "C-1,2564,1,2")) == [
        ("C-1", date(2021, 1, 1), 1),
        ("C-1", date(2021, 2, 1), 2),
    ]
    mapping = Mapping(ACTIVITY, constants={"year": "2564"})
    assert visits(run("centre_id,ม.ค.,ก.พ.", "C-1,1,2", mapping=mapping))[1] == ("C-1", date(2021, 2, 1), 2)
    without = run("centre_id,ม.ค.,ก.พ.", "C-1,1,2")
    assert [each[3] for each in found(without)] == ["unread", "unread"]


def test_months_below_a_year_in_a_second_row_of_headers_are_found(run, tmp_path):
    path = tmp_path / "two.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "จำนวนครั้งที่ใช้บริการ")
        sheet.write_row(1, 0, ("รหัสศูนย์", "ชื่อศูนย์"))
        sheet.merge_range(1, 2, 1, 4, "พ.ศ. 2564")
        sheet.write_row(2, 2, ("ม.ค.", "ก.พ.", "มี.ค."))
        sheet.write_row(3, 0, ("C-1", "บ้านสวน", "10", "20", "30"))
    assert visits(run(path)) == [("C-1", date(2021, month, 1), 10 * month) for month in (1, 2, 3)]


def test_the_rows_above_the_months_say_what_is_counted_and_of_which_year(run, write):
    lines = (
        "สรุปการใช้ศูนย์,,,,",
        ",ผู้เข้าอบรม,,จำนวนครั้ง,",
        ",ประจำปี 2564,,ปี 2564,",
        "รหัสศูนย์,ม.ค.,ก.พ.,ม.ค.,ก.พ.",
        "C-1,1,2,10,20",
    )
    outcome = run(*lines)
    assert found(outcome) == []
    assert outcome.tables["activity"].select("month", "visits", "learners").rows() == [
        (date(2021, 1, 1), 10, 1),
        (date(2021, 2, 1), 20, 2),
    ]
    # A fiscal year has two calendar years: nothing is guessed.
    fiscal = run("รหัสศูนย์,ชื่อศูนย์,ปีงบประมาณ 2564,", ",,ต.ค.,ม.ค.", "C-1,บ้านสวน,1,2")
    assert [each[3] for each in found(fiscal)] == ["unread", "unread"]


def test_a_row_a_measure_makes_one_row_a_month(run):
    outcome = run(
        "centre_id,ตัวชี้วัด,ม.ค. 64,ก.พ. 64", "C-1,visits,10,20", "C-1,ผู้เรียน,3,", "0101,visits,5,6", "0101,ค่าไฟ,9,9"
    )
    assert outcome.tables["activity"].select("centre_id", "month", "visits", "learners").rows() == [
        ("C-1", date(2021, 1, 1), 10, 3),
        ("C-1", date(2021, 2, 1), 20, None),
        ("0101", date(2021, 1, 1), 5, None),
        ("0101", date(2021, 2, 1), 6, None),
    ]
    assert {(row, value, code) for row, _, value, code, _ in found(outcome)} == {
        (5, "ค่าไฟ", "unread"), (5, "", "nothing_reported"),
    }  # fmt: skip
    twice = run("centre_id,month,measure,visits", "C-1,2021-01,visits,10", "C-1,2021-01,visits,11")
    assert [each[3] for each in found(twice)] == ["duplicate_row"]


def test_two_columns_of_one_month_are_an_error_and_no_row_is_lost_unsaid(run):
    outcome = run("centre_id,ม.ค. 64,2021-01", "C-1,10,11")
    assert [(row, code, expected) for row, _, _, code, expected in found(outcome)] == [(2, "duplicate_row", "2")]


def test_ditto_marks_repeat_the_cell_above_in_rows_and_in_columns_of_months(run, tmp_path):
    path = tmp_path / "ditto.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(
            [("centre_id", "month", "visits"), ("C-1", "ม.ค. 64", "10"), ('"', "ก.พ. 64", "〃"), (",,", "มี.ค. 64", "5")]
        ):
            sheet.write_row(at, 0, row)
    outcome = run(path)
    assert visits(outcome) == [
        ("C-1", date(2021, 1, 1), 10),
        ("C-1", date(2021, 2, 1), 10),
        ("C-1", date(2021, 3, 1), 5),
    ]
    assert [(e.row, e.value) for e in outcome.report.entries if e.code == "ditto"] == [
        (3, "centre_id, visits"),
        (4, "centre_id"),
    ]
    wide = run("centre_id,ม.ค. 64,ก.พ. 64", "C-1,10,20", "0101,ditto,21")
    assert visits(wide)[0] == ("0101", date(2021, 1, 1), 10)
    nothing_above = run("centre_id,month,visits", "C-1,2021-01,ditto")
    assert [each[3] for each in found(nothing_above, "error")] == ["unread"]


def test_each_fault_is_named_by_row_with_what_is_right(run):
    outcome = run(
        "centre_id,month,visits,visitors,open_days,open_hours,downtime_hours",
        "C-1,2021-02,10,11,,,",
        "C-9,2021-02,10,,,,",
        "C-1,2021-02,-5,,,,",
        "C-1,2021-02,1,,29,,",
        "C-1,2021-02,1,,10,241,",
        "C-1,2021-02,1,,,673,",
        "C-1,2021-02,1,,,,673",
        "C-1,2021-06,1,,,,",
        "C-1,2021-03,7,,,,",
        "C-1,2021-03,8,,,,",
        "C-2,2021-03,4,,,,",
        ",2021-03,4,,,,",
    )
    assert found(outcome, "error") == [
        (2, "visitors", "11", "more_visitors", "10"),
        (3, "centre_id", "C-9", "centre", "C-1, C-2"),
        (4, "visits", "-5", "range", "0–1,000,000,000"),
        (5, "open_days", "29", "more_days", "28"),
        (6, "open_hours", "241.0", "more_hours", "240"),
        (7, "open_hours", "673.0", "more_hours", "672"),
        (8, "downtime_hours", "673.0", "more_hours", "672"),
        (9, "month", "2021-06", "month_later", "2021-05"),
        (11, "centre_id", "C-1 · 2021-03-01", "duplicate_row", "10"),
        (13, "centre_id", "", "missing", ""),
    ]
    assert found(outcome, "warning") == [(12, "month", "2021-03", "not_open", "2021-04-20")]
    assert visits(outcome) == [("C-1", date(2021, 3, 1), 7), ("C-2", date(2021, 3, 1), 4)]
    assert (outcome.report.read, outcome.report.accepted, outcome.report.rejected) == (12, 2, 10)


def test_an_id_that_a_spreadsheet_changed_is_the_registers(run):
    outcome = run("centre_id,month,visits", "101,2021-03,7", "c-1,2021-03,8")
    assert [each[0] for each in visits(outcome)] == ["0101", "C-1"]
    assert [(e.code, e.value, e.expected) for e in outcome.report.entries if e.code == "id_read"] == [
        ("id_read", "101", "0101"), ("id_read", "c-1", "C-1"),
    ]  # fmt: skip


def test_a_month_of_two_files_is_a_correction_of_what_the_later_one_gives(run):
    published = [{"centre_id": "C-1", "month": date(2021, 3, 1), "visits": 10, "visitors": 4}]
    outcome = run("centre_id,month,visits", "C-1,2021-03,12", "C-1,2021-02,9", published=published)
    assert outcome.tables["activity"].select("month", "visits", "visitors").rows() == [
        (date(2021, 3, 1), 12, 4), (date(2021, 2, 1), 9, None),
    ]  # fmt: skip
    # More visitors than visits, where one of them is published and the other is in the file.
    fewer = run("centre_id,month,visits", "C-1,2021-03,3", published=published)
    assert found(fewer, "error") == [(2, "visitors", "4", "more_visitors", "3")]


def test_the_report_of_a_file_with_a_column_a_month_can_be_corrected_and_sent_back(run, tmp_path):
    first = run("centre_id,ชื่อศูนย์,ม.ค. 64,ก.พ. 64", "C-1,บ้านสวน,10,x", "0101,ท่าน้ำ,ditto,21")
    path = tmp_path / "report.csv"
    corrections.write(first, Words("th"), path, "csv")
    again = run(path)
    assert (again.report.read, again.report.errors) == (4, 1)
    path.write_text(path.read_text("utf-8-sig").replace(",x", ",20"), "utf-8-sig")
    assert visits(run(path)) == [
        ("0101", date(2021, 1, 1), 10),
        ("0101", date(2021, 2, 1), 21),
        ("C-1", date(2021, 1, 1), 10),
        ("C-1", date(2021, 2, 1), 20),
    ]


def test_rows_can_be_left_out_by_decision(write):
    lines = ("centre_id,month,visits", "C-1,2021-01,1", "C-1,2021-01,2")
    outcome = ingest.run(write(*lines), Mapping(ACTIVITY), AS_OF, tables_of(CENTRES), without=(3,))
    assert visits(outcome) == [("C-1", date(2021, 1, 1), 1)]
    assert (outcome.report.read, outcome.report.rejected, outcome.report.faulty) == (2, 1, 0)


MONTHS = st.dictionaries(
    st.tuples(st.sampled_from(["C-1", "0101"]), st.integers(1, 12)),
    st.tuples(*[st.none() | st.integers(0, 99)] * 2),
    min_size=1,
)


@settings(max_examples=30)
@given(MONTHS, st.randoms(use_true_random=False), st.integers(0, 24))
def test_the_order_of_rows_and_their_split_over_files_change_nothing(tmp_path, months, random, cut):
    rows = [
        f"{centre},2020-{month:02},{','.join('' if n is None else str(n) for n in counts)}"
        for (centre, month), counts in months.items()
    ]
    tables = tables_of(CENTRES)
    whole = published_from(tmp_path, rows, tables)
    random.shuffle(rows)
    tables["activity"] = published_from(tmp_path, rows[:cut], tables)
    assert published_from(tmp_path, rows[cut:], tables).equals(whole)


def published_from(folder, rows, tables):
    """Return what is published after a file of rows; no rows, no file."""
    if not rows:
        return tables["activity"]
    path = folder / "months.csv"
    path.write_text("\n".join(("centre_id,month,visits,learners", *rows)), "utf-8")
    outcome = ingest.run(path, Mapping(ACTIVITY), AS_OF, tables)
    assert outcome.report.errors == 0
    return ACTIVITY.compose(outcome, Published(tables, tables, AS_OF), None).tables["activity"]


# A sheet a month


@pytest.fixture
def workbook(tmp_path):
    """Return a function that writes a workbook of sheets, each a list of rows."""

    def writing(**sheets):
        path = tmp_path / "by-month.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                for at, row in enumerate(rows):
                    sheet.write_row(at, 0, row)
        return path

    return writing


def test_a_sheet_a_month_is_read_as_one_file_with_the_month_of_the_sheets_name(run, workbook):
    heads = ("รหัสศูนย์", "จำนวนครั้ง", "ผู้เรียน")
    turned = ("จำนวนครั้ง", "รหัสศูนย์", "ผู้เรียน")
    path = workbook(
        **{
            "พ.ค. 2563": [heads, ("C-1", 10, 1), ("0101", 20, "-")],
            "2020-06": [("รายงานประจำเดือน",), turned, (11, "C-1", ""), (5, "X-9", "")],
            "สรุป": [("จังหวัด", "รวม"), ("เชียงใหม่", 41)],
        }
    )
    outcome = run(path)
    may, june = date(2020, 5, 1), date(2020, 6, 1)
    assert visits(outcome) == [("0101", may, 20), ("C-1", may, 10), ("C-1", june, 11)]
    # The fourth row of the second sheet comes after the three of the first.
    assert [(row, value) for row, _, value, *_ in found(outcome, "error")] == [(7, "X-9")]
    told = "\n".join(note.tell(Words("en")) for note in outcome.notes)
    assert "พ.ค. 2563 1–3, 2020-06 4–7" in told
    assert "not read" not in told


def test_the_name_of_a_sheet_that_is_chosen_or_alone_is_the_month_of_its_rows(run, workbook):
    sheets = {f"2020-0{n}": [("centre_id", "visits"), ("C-1", n)] for n in (5, 6)}
    reading = Mapping(ACTIVITY, reading=Reading(sheet="2020-06"))
    assert visits(run(workbook(**sheets), mapping=reading)) == [("C-1", date(2020, 6, 1), 6)]
    alone = {"มิ.ย. 63": sheets["2020-06"]}
    assert visits(run(workbook(**alone))) == [("C-1", date(2020, 6, 1), 6)]


def test_a_month_alone_names_a_sheet_where_a_column_has_the_year(run, workbook):
    rows = [("centre_id", "ปี พ.ศ.", "visits"), ("C-1", 2563, 7)]
    assert visits(run(workbook(**{"ม.ค.": rows, "ก.พ.": rows}))) == [
        ("C-1", date(2020, 1, 1), 7),
        ("C-1", date(2020, 2, 1), 7),
    ]


@pytest.mark.parametrize("names", [("2020-05", "Sheet2"), ("2020-05", "พ.ค. 2563"), ("2020-05", "มิ.ย.")])
def test_sheets_whose_months_are_not_certain_are_refused_with_what_to_do(run, workbook, names):
    rows = [("centre_id", "visits"), ("C-1", 7)]
    with pytest.raises(Problem) as error:
        run(workbook(**dict.fromkeys(names, rows)))
    told = error.value.tell(Words("en"))
    assert all(name in told for name in names)
    assert "Name each after its month with the year, such as 2026-01" in told


def test_a_month_in_the_rows_counts_and_not_the_name_of_the_sheet(run, workbook):
    rows = [("centre_id", "month", "visits"), ("C-1", "2020-03", 7)]
    assert visits(run(workbook(**{"2020-05": rows}))) == [("C-1", date(2020, 3, 1), 7)]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.tuples(st.integers(1, 12), st.sampled_from(["C-1", "0101"])), st.integers(0, 99), min_size=1))
def test_rows_say_the_same_in_one_sheet_and_in_a_sheet_a_month(run, workbook, counts):
    head = ("centre_id", "visits")
    rows = [(centre, f"2020-{month:02}", n) for (month, centre), n in counts.items()]
    one = visits(run(workbook(all=[("centre_id", "month", "visits"), *rows])))
    sheets: dict[str, list] = {}
    for centre, month, n in rows:
        sheets.setdefault(month, [head]).append((centre, n))
    assert visits(run(workbook(**sheets))) == one
