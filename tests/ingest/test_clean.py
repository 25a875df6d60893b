"""What is put right in a row, and told."""

import re
import unicodedata

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocod_dash.config import settings
from ocod_dash.ingest.forms.degrees import point as one_by_one
from ocod_dash.ingest.forms.texts import tidied
from ocod_dash.ingest.register.centre_values import VALUES


def changes(outcome) -> list[tuple]:
    return [(e.row, e.code, e.value, e.expected) for e in outcome.report.entries if e.severity == "change"]


def point(outcome) -> tuple:
    return outcome.tables["centres"].select("latitude", "longitude", "location_precision").row(0)


def test_a_date_that_had_to_be_read_is_told(run):
    outcome = run(
        "centre_id,name_th,province,open_on", "a,ก,50,๑๙ เม.ย. ๒๕๖๔", "b,ข,50,2021-04-19", "c,ค,50,2021-04-19 00:00:00"
    )
    assert changes(outcome) == [(2, "date_read", "๑๙ เม.ย. ๒๕๖๔", "2021-04-19")]
    assert (outcome.report.changed, outcome.report.accepted) == (1, 3)


def test_places_and_statuses_that_had_to_be_read_are_told(run):
    outcome = run(
        "name_th,province,district,status",
        "ก,จ.เชียงใหม่,อ.ฝาง,แล้วเสร็จ",
        "ข,กทม.,เขตพระนคร,open",
        "ค,Lamphun,,เปิดให้บริการ",
    )
    assert changes(outcome) == [
        (2, "place_read", "จ.เชียงใหม่", "เชียงใหม่ / Chiang Mai (50)"),
        (2, "place_read", "อ.ฝาง", "ฝาง / Fang (5009)"),
        (2, "status_read", "แล้วเสร็จ", "open"),
        (3, "place_read", "กทม.", "กรุงเทพมหานคร / Bangkok (10)"),
        (3, "place_read", "เขตพระนคร", "พระนคร / Phra Nakhon (1001)"),
    ]
    assert outcome.tables["centres"]["district_code"].to_list() == ["5009", "1001", None]


def test_swapped_coordinates_are_put_right(run):
    outcome = run("name_th,province,lat,lon,status", "ก,50,99.04,18.85,open")
    assert changes(outcome) == [(2, "point_swapped", "99.04, 18.85", "18.85, 99.04")]
    assert point(outcome) == (18.85, 99.04, "surveyed")


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Site_latLong", '"18.85, 99.04"'),
        ("พิกัด", "18-85-99-04"),
        ("lat,lon", '"18.85,99.04",'),
        ("lat,lon", '18°51\'00""N,99°02\'24""E'),
        ("lat,lon", "๑๘.๘๕,๙๙.๐๔"),
        ("พิกัด", '"๑๘.๘๕, ๙๙.๐๔"'),
        ("พิกัด", "๑๘-๘๕-๙๙-๐๔"),
        ("พิกัด", "18.850/99.0400"),
    ],
)
def test_packed_and_sexagesimal_coordinates_are_read(run, header, cells):
    quoted = cells if cells.startswith('"') or '"' not in cells else ",".join(f'"{each}"' for each in cells.split(","))
    outcome = run(f"name_th,province,status,{header}", f"ก,50,open,{quoted}")
    assert point(outcome) == (18.85, 99.04, "surveyed")
    assert [code for _, code, _, _ in changes(outcome)] == ["point_read"]


@pytest.mark.parametrize(
    "address",
    ["99 หมู่ 1 ต.ริมใต้ อ.แม่ริม จ.เชียงใหม่ 50180", "ตำบลริมใต้ อำเภอแม่ริม จังหวัดเชียงใหม่", "ต.ริมใต้ อ.แม่ริม เชียงใหม่ 50180"],
)
def test_an_address_tells_the_places_that_no_column_tells(run, address):
    outcome = run("name_th,center_Add,status", f"ก,{address},open")
    assert outcome.tables["centres"].select("province_code", "district_code", "subdistrict_code").row(0) == (
        "50",
        "5007",
        "500701",
    )
    assert changes(outcome) == [(2, "from_address", address, "เชียงใหม่ / Chiang Mai (50)")]


def test_an_address_without_a_province_is_an_error_that_names_the_address(run):
    outcome = run("name_th,center_Add,status", "ก,ข้างวัด,open", "ข,ต.ริมใต้ จ.เชียงไหม่,open")
    errors = [(e.row, e.column, e.code, e.value) for e in outcome.report.entries if e.severity == "error"]
    assert errors == [(2, "center_Add", "address", "ข้างวัด"), (3, "center_Add", "province", "เชียงไหม่")]


def test_what_is_found_of_a_point_names_the_column_that_holds_it(run):
    points = ("name_th,province,status,พิกัด", 'ก,เชียงใหม่,open,"98.95, 18.91"')
    assert [e.column for e in run(*points).report.entries if e.code == "point_swapped"] == ["พิกัด"]


def test_a_slip_of_a_status_is_told_with_the_status_that_was_likely_meant(run):
    outcome = run("name_th,province,status", "ก,เชียงใหม่,อยู่ระหวางดำเนินการ", "ข,เชียงใหม่,opne", "ค,เชียงใหม่,ดีมาก")
    expected = [entry.expected for entry in outcome.report.entries if entry.code == "status"]
    assert expected == ["in_progress", "open", "planned, in_progress, open, suspended, closed"]


def test_likely_duplicates_are_shown_and_never_merged(run):
    header = "centre_id,name_th,province,district,lat,lon,status"
    rows = (
        "a,ศูนย์ ก,50,ฝาง,19.9,99.2,open",
        "b,ศูนย์ ก.,50,ฝาง,19.8,99.1,open",
        "c,ศูนย์ ค,50,ฝาง,19.9,99.2,open",
        "d,ศูนย์ ก,50,,,,open",
    )
    outcome = run(header, *rows)
    twins = [(e.row, e.code, e.expected) for e in outcome.report.entries if e.code.startswith("twin")]
    assert twins == [(3, "twin_name", "2"), (4, "twin_point", "2")]
    assert outcome.report.accepted == 4


def test_a_row_that_one_decides_to_leave_out_is_left_out_and_told(write):
    from ocod_dash import ingest

    path = write("centre_id,name_th,province,status", "a,ก,50,open", "a,ก,50,open", "c,,50,open")
    outcome = ingest.run(path, without=(3, 4))
    assert (outcome.report.accepted, outcome.report.rejected, outcome.report.faulty, outcome.report.errors) == (
        1,
        2,
        0,
        0,
    )
    assert outcome.report.counts == {("warning", "left_out"): 2, ("warning", "no_district"): 1}


def test_data_about_persons_are_not_kept_unless_a_setting_says_so(run, monkeypatch):
    lines = ("centre_id,name_th,province,status,center_Tel,ผู้ประสานงาน", "a,ก,50,open,081 111,สมชาย", "b,ข,50,open,,")
    outcome = run(*lines)
    assert set(outcome.tables) == {"centres", "milestones"}
    assert outcome.personal == ("ผู้ประสานงาน", "center_Tel")
    monkeypatch.setenv("OCOD_PERSONAL_DATA", "true")
    settings.cache_clear()
    outcome = run(*lines)
    settings.cache_clear()
    assert outcome.tables["contacts"].rows() == [("a", "สมชาย", "081 111")]
    assert outcome.personal == ()


def tidy(text: str | None) -> str | None:
    """Do what ``tidied`` is for, in plain Python."""
    spaced = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text or ""))
    seen = "".join(letter for letter in spaced if unicodedata.category(letter) not in ("Cc", "Cf"))
    return re.sub(r"^'([=+\-@＝＋－＠])", r"\1", seen.strip()) or None


THAI_AND_ODD = st.text(st.sampled_from("กนทบำิีุู่้๊์ฺ๑ Aaé\u0301\u00a0\u00ad\u200b\u200f\t\n'=+-@“＝"), max_size=8)


@given(st.lists(st.none() | THAI_AND_ODD, max_size=6))
def test_texts_that_look_tidy_are_and_the_others_are_made_so(texts):
    assert tidied(pl.Series(texts, dtype=pl.String)).to_list() == [tidy(text) for text in texts]


DEGREES = st.decimals(0, 190, places=3).map(str) | st.integers(0, 190).map(str)
BETWEEN = st.sampled_from([",", ", ", " ; ", "/", "-", " ", "", ",,"])


@given(st.builds("{}{}{}".format, DEGREES, BETWEEN, DEGREES) | st.from_regex(r"[0-9-]{4,20}", fullmatch=True))
def test_points_read_many_at_once_are_those_read_one_by_one(text):
    both = (
        pl.DataFrame({"text": [text]}, schema={"text": pl.String}).select(VALUES["coordinates"](pl.col("text"))).item()
    )
    found = tuple(float(half) for half in both.split()) if both else None
    assert found == one_by_one(text)
