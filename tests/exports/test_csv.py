"""A table that is taken away says where it is from, and no spreadsheet runs it."""

import csv as reader
import re
from datetime import date
from io import BytesIO, StringIO

import pandas as pd
import pytest

from ocod_dash.exports import contents
from ocod_dash.exports.csv import csv, of_exhibit

SOURCE = "Source: sample register, release 1, 19 May 2021"


def lines(frame: pd.DataFrame, source: str = SOURCE) -> list[list[str]]:
    return list(reader.reader(StringIO(csv(frame, source).decode("utf-8-sig"), newline="")))


def test_every_row_ends_with_the_source():
    frame = pd.DataFrame({"Place": ["North", "South"], "Open": [9, 14]})
    assert lines(frame) == [["Place", "Open", "source"], ["North", "9", SOURCE], ["South", "14", SOURCE]]


def test_a_table_without_rows_keeps_its_headings():
    assert lines(pd.DataFrame({"Place": [], "Open": []})) == [["Place", "Open", "source"]]


def test_excel_reads_the_thai_rightly():
    written = csv(pd.DataFrame({"พื้นที่": ["เชียงใหม่"]}), "ที่มา")
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.decode("utf-8-sig").splitlines() == ["พื้นที่,source", "เชียงใหม่,ที่มา"]


@pytest.mark.parametrize(
    "name",
    ['=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＠SUM(A1)", "@@=alert(1)"],
)
def test_no_text_is_taken_for_a_formula(name):
    for kind in (object, "string"):
        frame = pd.DataFrame({"Centre": pd.Series([name, "a=b"], dtype=kind)})
        assert [row[0] for row in lines(frame)] == ["Centre", f"'{name}", "a=b"]
    assert lines(pd.DataFrame({"Open": [1]}), source=name)[1] == ["1", f"'{name}"]


@pytest.mark.parametrize(
    "name", ["<img src=x onerror=alert(1)>", "a,b", 'say "hi"', "two\nlines", "cell\r=1", "\u200b", "ก" * 5_000]
)
def test_any_other_name_stays_as_it_is(name):
    assert lines(pd.DataFrame({"Centre": [name]}))[1] == [name, SOURCE]


def test_a_negative_number_stays_a_number():
    assert lines(pd.DataFrame({"Points": [-1.5], "Centres": [-2]}))[1][:2] == ["-1.5", "-2"]


def test_numbers_keep_their_digits_and_what_is_unknown_stays_empty():
    frame = pd.DataFrame({"Baht": [12_345_678_901.0, None], "Percent": [100 / 3, 0.1 + 0.2], "Name": [None, "a"]})
    assert [row[:3] for row in lines(frame)[1:]] == [["12345678901", "33.3333333333333", ""], ["", "0.3", "a"]]


def test_dates_are_written_so_that_any_program_can_read_them():
    frame = pd.DataFrame({"Since": pd.to_datetime(["2021-05-19"]), "Due": [date(2021, 6, 30)]})
    assert lines(frame)[1][:2] == ["2021-05-19", "2021-06-30"]


def test_the_table_itself_is_left_alone():
    frame = pd.DataFrame({"Centre": ["=1"]})
    csv(frame, SOURCE)
    assert frame.to_dict("list") == {"Centre": ["=1"]}


def test_every_date_of_every_table_is_in_iso_form_in_thai_too(sample, export_request):
    request, days = export_request(sample, "th", on=date(2026, 11, 29)), set()
    for exhibit in contents.exhibits(request).values():
        frame = pd.read_csv(BytesIO(of_exhibit(exhibit)), dtype=str)
        frame.columns = [*exhibit.table().frame, "source"]
        for name in {"by", "as_of", "other_as_of", "published", "when", "since", "superseded_on"} & set(frame):
            days |= set(frame[name].dropna())
    assert {len(day) for day in days} == {4, 7, 10}  # some are known to the month or the year alone
    assert not [day for day in days if not re.fullmatch(r"20[12]\d(-\d\d(-\d\d)?)?", day)]


def test_a_figure_is_in_full(sample, export_request):
    table = of_exhibit(contents.exhibit(export_request(sample), "still_to_do")).decode("utf-8-sig")
    assert "northeast,Northeast,815,730,85,10.4294478527607," in table  # 85 of 815
