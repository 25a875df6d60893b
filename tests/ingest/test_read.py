"""Files as they come: what is read, on which line it stands, and what cannot be read at all."""

import hashlib

import pytest

from ocod_dash.ingest import Problem
from ocod_dash.ingest.read import EXTRA, ROW, read


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
        (b"PK\x03\x04rest of a workbook", "is a workbook"),
        (b"\xd0\xcf\x11\xe0rest of an old workbook", "is a workbook"),
        ("name,province\na,50\n".encode("utf-16"), "not a text file in UTF-8"),
        ("name,province\nb,50\nศูนย์,50\n".encode("cp874"), "row 3: the text is not in UTF-8"),
        (b"name,province\n" + b"b,50\n" * 20_000 + "ศูนย์,50\n".encode("cp874"), "row 20002: the text is not in UTF-8"),
        (b'name,province\na,50\n"b,51\nc,52\n', "row 3: a cell that begins with a quotation mark"),
        (b'name,province\na,50\n"b"c,51\n', "row 3: a cell that begins with a quotation mark"),
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
    with pytest.raises(Problem, match="there is no such file"):
        read(tmp_path / "none.csv")
    with pytest.raises(Problem, match="this is a folder"):
        read(tmp_path)
