"""Files as they come: what is read, on which line it stands, and what cannot be read at all."""

import hashlib

import polars as pl
import pytest

from ocod_dash.ingest import REGISTER, Reading
from ocod_dash.ingest.files import EXTRA, ROW, delimited, encoding
from ocod_dash.ingest.files import read as read_file
from ocod_dash.problem import Problem


def read(path, reading=None, names=()):
    """Read a file whose headers are a register's."""
    return read_file(path, reading, (*REGISTER.headers, *names))


def cells(source, *columns: str) -> list[tuple]:
    return source.rows.select(*columns).rows()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(write, delimiter):
    source = read(write(delimiter.join(("ชื่อ", "จังหวัด")), delimiter.join(("ศูนย์ ก", "50"))))
    assert source.columns == ("ชื่อ", "จังหวัด")
    assert cells(source, "ชื่อ", "จังหวัด") == [("ศูนย์ ก", "50")]


def test_a_comma_inside_a_quoted_cell_does_not_part_it(write):
    source = read(write("name;place", '"a, b";50', '"c, d";51'))
    assert cells(source, "name", "place") == [("a, b", "50"), ("c, d", "51")]


def test_a_byte_order_mark_is_no_part_of_the_first_header(write):
    assert read(write("name,province", "a,50", encoding="utf-8-sig")).columns == ("name", "province")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_of_every_system_are_read(write, end):
    assert cells(read(write("name,province", "a,50", "b,51", end=end)), "name", ROW) == [("a", 2), ("b", 3)]


def test_every_cell_stays_the_text_it_is(write):
    source = read(write("code,on,n", "0050,2021-05-19,1e3", "NA,null,"))
    assert cells(source, "code", "on", "n") == [("0050", "2021-05-19", "1e3"), ("NA", "null", None)]


def test_a_row_is_known_by_the_line_that_it_begins_on(write):
    # Line 1 is blank, 2 the header, 3 and 4 one row, 5 blank, 6 spaces only, 7 a row.
    source = read(write("", "name,province", '"a', 'b",50', "", " , ", "c,51"))
    assert cells(source, "name", ROW) == [("a\nb", 3), ("c", 7)]


def test_a_cell_beyond_the_headers_is_kept_and_a_missing_one_is_empty(write):
    source = read(write("name,province", "a,50", "b,51,x,y", "c"))
    assert cells(source, "name", "province", EXTRA) == [("a", "50", None), ("b", "51", "x"), ("c", None, None)]


def test_headers_without_a_name_or_with_the_same_one_are_told_apart(write):
    source = read(write("date,,date", "a,b,c"))
    assert source.columns == ("date", "(2)", "date (3)")
    assert source.repeated == {"date"}


def test_a_file_is_known_by_the_digest_of_its_bytes(write):
    path = write("name,province", "a,50")
    assert (read(path).name, read(path).sha256) == ("register.csv", hashlib.sha256(path.read_bytes()).hexdigest())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n \n", "is empty"),
        (b"name,province\n", "no rows"),
        (b"name,province\n\n , \n", "no rows"),
        (b"PK\x03\x04rest of a workbook", "damaged or incomplete"),
        (b"\xd0\xcf\x11\xe0rest of an old workbook", "name ends in .csv, but the content is XLS"),
        (b"%PDF-1.7", "this is a PDF file"),
        (b"<html><table>", "this is a HTML file"),
        (bytes(range(256)) * 20, "not a text file"),
        ("name,province\nศูนย์,50\n".encode() + b"\xe0\xb8,51\n", "row 3: the text is not encoded in UTF-8"),
        (b'name,province\na,50\n"b,51\nc,52\n', "row 3: a quoted cell is not closed"),
        (b'name,province\na,50\n"b"c,51\n', "row 3: a quoted cell is not closed"),
    ],
)
def test_a_file_that_is_no_csv_is_told_in_a_sentence(tmp_path, content, sentence):
    path = tmp_path / "register.csv"
    path.write_bytes(content)
    with pytest.raises(Problem, match=sentence):
        read(path)


def test_a_letter_cut_by_the_end_of_what_is_looked_at_first_is_no_fault(tmp_path):
    path = tmp_path / "register.csv"
    for shift in range(3):
        path.write_text("name,province\n" + "x" * shift + "ก" * 40_000 + ",50\n", "utf-8")
        assert read(path).rows.height == 1


def test_a_missing_file_and_a_folder_are_told_in_a_sentence(tmp_path):
    with pytest.raises(Problem, match="file not found"):
        read(tmp_path / "none.csv")
    with pytest.raises(Problem, match="this is a folder"):
        read(tmp_path)


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp874", "tis-620", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_is_found(write, code):
    source = read(write("ชื่อศูนย์,จังหวัด", "ศูนย์บ้านสวน,เชียงใหม่", "ศูนย์ท่าน้ำ,ลำพูน", encoding=code))
    assert source.columns == ("ชื่อศูนย์", "จังหวัด")
    assert cells(source, "ชื่อศูนย์", ROW) == [("ศูนย์บ้านสวน", 2), ("ศูนย์ท่าน้ำ", 3)]


def test_thai_letters_that_come_late_in_a_file_are_read_too(tmp_path):
    path = tmp_path / "register.csv"
    path.write_bytes(b"name,province\n" + b"b,50\n" * 20_000 + "ศูนย์,50\n".encode("cp874"))
    source = read(path)
    assert (source.reading.encoding, source.rows["name"][-1], source.rows[ROW][-1]) == ("cp874", "ศูนย์", 20_002)


def test_an_encoding_that_is_said_is_used_and_a_wrong_one_is_told(write):
    path = write("name,province", "ศูนย์,50", encoding="cp874")
    assert cells(read(path, Reading(encoding="cp874")), "name") == [("ศูนย์",)]
    with pytest.raises(Problem, match="row 2: the text is not encoded in UTF-8"):
        read(path, Reading(encoding="utf-8"))
    with pytest.raises(Problem, match="Unrecognised encoding “thai9”"):
        read(path, Reading(encoding="thai9"))


def test_titles_above_the_headers_are_passed_over(write):
    source = read(write("ทะเบียนศูนย์ดิจิทัลชุมชน", "ข้อมูล ณ 19 พ.ค. 2564", "", "ลำดับ,ชื่อศูนย์,จังหวัด", "1,ก,50"))
    assert (source.columns, source.reading.header) == (("ลำดับ", "ชื่อศูนย์", "จังหวัด"), 4)
    assert cells(source, "ชื่อศูนย์", ROW) == [("ก", 5)]


def test_headers_over_two_rows_are_put_together(write):
    source = read(write("รายงาน,,,", "ชื่อศูนย์,ที่ตั้ง,,สถานะ", ",จังหวัด,อำเภอ,", "ก,เชียงใหม่,ฝาง,open"))
    assert source.columns == ("ชื่อศูนย์", "จังหวัด", "อำเภอ", "สถานะ")
    assert cells(source, "ชื่อศูนย์", "อำเภอ", ROW) == [("ก", "ฝาง", 4)]


def test_headers_stand_where_one_says(write):
    path = write("name,province", "ชื่อ,ที่", "a,50")
    assert read(path, Reading(header=2)).columns == ("ชื่อ", "ที่")
    with pytest.raises(Problem, match="row 9 has no headers"):
        read(path, Reading(header=9))


def test_a_long_file_is_read_in_parts_and_no_row_is_lost_or_moved(tmp_path, monkeypatch):
    monkeypatch.setattr(delimited, "BATCH", 500)
    monkeypatch.setattr(encoding, "BLOCK", 300)
    path = tmp_path / "register.csv"
    names = [f'"a\n""{i}"", b"' if i % 7 == 0 else f"c{i}" for i in range(1000)]
    path.write_text("name,province\n" + "".join(f"{name},50\n" for name in names), "utf-8")
    source = read(path)
    batches = list(source.batches())
    assert len(batches) > 10
    rows = pl.concat(batches)
    assert rows["name"].to_list() == [f'a\n"{i}", b' if i % 7 == 0 else f"c{i}" for i in range(1000)]
    expected, line = [], 2
    for i in range(1000):
        expected.append(line)
        line += 2 if i % 7 == 0 else 1
    assert rows[ROW].to_list() == expected


def test_a_stray_quotation_mark_does_not_upset_the_parts(tmp_path, monkeypatch):
    monkeypatch.setattr(delimited, "BATCH", 200)
    monkeypatch.setattr(encoding, "BLOCK", 100)
    path = tmp_path / "register.csv"
    path.write_text("name,province\n" + "".join(f'a 5" {i},50\n' for i in range(101)), "utf-8")
    assert read(path).rows["name"].to_list() == [f'a 5" {i}' for i in range(101)]


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])
def test_no_sign_within_a_cell_ends_its_row_where_a_quotation_mark_strays(write, sign):
    # The stray quotation mark on line 2 has the rows read one by one.
    source = read(write("name,province", 'a "b,50', f"d{sign}e,51", "f,52"))
    assert cells(source, "name", "province", ROW) == [('a "b', "50", 2), (f"d{sign}e", "51", 3), ("f", "52", 4)]
    assert cells(read(write("name,province", f"d{sign}e,51", "f,52")), "name", ROW) == [(f"d{sign}e", 2), ("f", 3)]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_each_line_end_ends_a_row_where_a_quotation_mark_strays(write, end):
    source = read(write("name,province", 'a "b,50', '"d', 'e",51', "f,52", end=end))
    assert cells(source, "name", "province", ROW) == [('a "b', "50", 2), ("d\ne", "51", 3), ("f", "52", 5)]
