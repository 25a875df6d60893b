"""Row by row: what is accepted, changed and rejected, and the reason for each, worked out by hand."""

from collections import Counter

import pytest

from ocod_dash.i18n import LANGUAGES, Words
from ocod_dash.ingest.forms.report import MOST_LISTED, Entry
from ocod_dash.ingest.register.centre_rules import rules
from ocod_dash.problem import Problem
from tests.ingest.conftest import AS_OF

HEADER = "centre_id,name_th,province,district,lat,lon,status,open_on,due_on"


def found(outcome) -> list[tuple]:
    """Return the findings but those about districts."""
    return [(e.row, e.column, e.value, e.code, e.severity) for e in outcome.report.entries if e.code != "no_district"]


def centre(outcome, column: str) -> list:
    return outcome.tables["centres"][column].to_list()


def test_a_good_row_is_accepted_as_it_is(run):
    outcome = run(HEADER, "a,ศูนย์ ก,เชียงใหม่,สันทราย,18.85,99.04,open,2020-03-01,2020-06-30")
    report = outcome.report
    assert (report.read, report.accepted, report.changed, report.rejected, report.errors) == (1, 1, 0, 0, 0)
    assert list(report.entries) == []
    (row,) = outcome.tables["centres"].rows(named=True)
    assert (row["province_code"], row["district_code"], row["location_precision"]) == ("50", "5014", "surveyed")
    assert (row["latitude"], row["longitude"], str(row["due_on"]), row["sample"]) == (18.85, 99.04, "2020-06-30", False)


def test_every_row_is_either_accepted_or_rejected_and_each_reason_is_told(run):
    outcome = run(
        HEADER,
        "a,ศูนย์ ก,เชียงใหม่,สันทราย,18.85,99.04,open,2020-03-01,",  # row 2: good
        "b,,เชียงใหม่,สันทราย,,,open,,",  # 3: no name
        "c,ศูนย์ ค,,,,,open,,",  # 4: no province
        "d,ศูนย์ ง,จ.เชียงไหม่,,,,open,,",  # 5: no such province
        "e,ศูนย์ จ,เชียงใหม่,สันทราย,,,ไม่ทราบ,,",  # 6: no such status
        "f,ศูนย์ ฉ,เชียงใหม่,สันทราย,,,open,19/15/64,",  # 7: no date that can be read
        "g,ศูนย์ ช,เชียงใหม่,สันทราย,,,open,,3165-01-31",  # 8: a year that is none of these programmes
        "h,ศูนย์ ซ,เชียงใหม่,สันทราย,,,open,2021-05-20,",  # 9: a day after the file's own
        "a,ศูนย์ ฌ,เชียงใหม่,สันทราย,,,open,,",  # 10: the id of row 2
        "j,ศูนย์ ญ,เชียงใหม่,สันทราย,,,open,,,x",  # 11: a cell too many
        "k,,เชียงใหม่,สันทราย,,,?,,",  # 12: two errors
    )
    report = outcome.report
    assert (report.read, report.accepted, report.changed, report.rejected, report.errors) == (11, 1, 0, 10, 11)
    assert found(outcome) == [
        (3, "name_th", "", "no_name", "error"),
        (4, "province", "", "no_province", "error"),
        (5, "province", "จ.เชียงไหม่", "province", "error"),
        (6, "status", "ไม่ทราบ", "status", "error"),
        (7, "open_on", "19/15/64", "date", "error"),
        (8, "due_on", "3165-01-31", "date", "error"),
        (9, "open_on", "2021-05-20", "after_as_of", "error"),
        (10, "centre_id", "a", "duplicate_id", "error"),
        (11, "name_th", "x", "cells", "error"),
        (12, "name_th", "", "no_name", "error"),
        (12, "status", "?", "status", "error"),
    ]
    assert [e.expected for e in outcome.report.entries if e.code == "duplicate_id"] == ["2"]
    assert centre(outcome, "centre_id") == ["a"]


def test_an_error_names_the_row_the_value_and_the_nearest_right_answer_in_both_languages(run):
    outcome = run(HEADER, "d,ศูนย์ ง,จ.เชียงไหม่,,,,open,,")
    english = outcome.report.frame(Words("en"))["message"][0]
    thai = outcome.report.frame(Words("th"))["message"][0]
    assert english.startswith(
        "Row 2, province: “จ.เชียงไหม่” is not a recognised province; nearest: เชียงใหม่ / Chiang Mai (50)"
    )
    assert thai.startswith("แถวที่ 2 province: ไม่มีจังหวัดชื่อ “จ.เชียงไหม่” ใกล้เคียงที่สุด: เชียงใหม่ / Chiang Mai (50)")


@pytest.mark.parametrize(
    ("lat", "lon", "code", "expected"),
    [
        ("103.0662", "103.0662", "point", "5–21 °N, 97–106 °E"),
        ("16.1", "", "point", "5–21 °N, 97–106 °E"),
        ("0", "0", "point", "5–21 °N, 97–106 °E"),
        ("12.9734", "199.8877", "point", "5–21 °N, 97–106 °E"),
        ("north", "99.0", "point", "5–21 °N, 97–106 °E"),
        ("nan", "99.0", "point", "5–21 °N, 97–106 °E"),
    ],
)
def test_an_impossible_point_is_left_out_with_a_warning(run, lat, lon, code, expected):
    outcome = run(HEADER, f"a,ศูนย์ ก,50,สันทราย,{lat},{lon},open,,")
    (entry,) = outcome.report.entries
    assert (entry.code, entry.severity, entry.value) == (code, "warning", f"{lat}, {lon or '-'}")
    assert entry.expected == expected
    assert (outcome.report.accepted, outcome.report.changed) == (1, 1)
    assert [centre(outcome, c) for c in ("latitude", "longitude", "location_precision")] == [[None], [None], [None]]


def test_a_point_outside_its_province_is_kept_with_a_warning(run):
    # The middle of Bangkok, 580 km from Chiang Mai.
    outcome = run(HEADER, "a,ศูนย์ ก,50,สันทราย,13.75,100.50,open,,", "b,ศูนย์ ข,10,พระนคร,13.75,100.51,open,,")
    assert found(outcome) == [(2, "lat", "13.75, 100.50", "point_outside", "warning")]
    assert outcome.report.changed == 0
    assert centre(outcome, "latitude") == [13.75, 13.75]


def test_a_centre_may_lack_its_district(run):
    outcome = run(HEADER, "a,ศูนย์ ก,50,,,,open,,")
    assert outcome.report.counts == {("warning", "no_district"): 1}
    assert (outcome.report.accepted, outcome.report.changed) == (1, 0)


def test_a_district_of_another_province_is_left_out_with_the_place_it_could_be(run):
    outcome = run(HEADER, "a,ศูนย์ ก,เชียงใหม่,ธาตุพนม,,,open,,", "b,ศูนย์ ข,เชียงใหม่,4806,,,open,,")
    assert [(e.code, e.value) for e in outcome.report.entries] == [("district", "ธาตุพนม"), ("district", "4806")]
    assert "ธาตุพนม / That Phanom (4805)" in next(outcome.report.entries).expected
    assert centre(outcome, "district_code") == [None, None]
    assert outcome.report.changed == 2


def test_a_district_of_another_province_than_that_of_a_code_is_an_error(run):
    outcome = run(HEADER, "a,ศูนย์ ก,50,ธาตุพนม,,,open,,", "b,ศูนย์ ข,50,4806,,,open,,")
    assert [(e.row, e.value, e.expected) for e in outcome.report.entries if e.code == "code_conflict"] == [
        (2, "50", "ธาตุพนม / That Phanom (4805)"),
        (3, "50", "เรณูนคร / Renu Nakhon (4806)"),
    ]
    assert outcome.report.rejected == 2


def test_a_subdistrict_tells_the_district_that_is_not_said(run):
    outcome = run("name_th,province,subdistrict,status", "ศูนย์ ก,50,501401,open", "ศูนย์ ข,เชียงใหม่,หนองหาร,open")
    assert outcome.report.counts == {}
    assert centre(outcome, "district_code") == ["5014", "5014"]
    assert centre(outcome, "subdistrict_code")[0] == "501401"


def test_a_file_of_codes_needs_no_names(run):
    outcome = run("name_th,province_code,district_code,subdistrict_code,status", "ศูนย์ ก,50,5014,501401,open")
    assert outcome.report.counts == {}
    places = outcome.tables["centres"].select("province_code", "district_code", "subdistrict_code").row(0)
    assert places == ("50", "5014", "501401")


def test_status_words_are_known_in_thai_and_english(run):
    thai = ("เปิดให้บริการ", "อยู่ระหว่างดำเนินการ", "ยังไม่เริ่มดำเนินการ", "หยุดให้บริการชั่วคราว", "ปิดให้บริการ")
    said = (*thai, "กำลังดำเนินการ", "In Progress", "Open")
    outcome = run("centre_id,name_th,province,status", *(f"{i},ศูนย์,50,{word}" for i, word in enumerate(said)))
    statuses = dict(outcome.tables["milestones"].select("centre_id", "status").iter_rows())
    meant = ("open", "in_progress", "planned", "suspended", "closed", "in_progress", "in_progress", "open")
    assert [statuses[str(i)] for i in range(8)] == list(meant)


def test_spaces_and_invisible_letters_are_taken_out_of_a_name_and_told(run):
    outcome = run(HEADER, "a,  ศูนย์\u200b  ดิจิทัล ,50,สันทราย,,,open,,")
    assert [(e.code, e.severity, e.expected) for e in outcome.report.entries] == [("tidied", "change", "ศูนย์ ดิจิทัล")]
    assert centre(outcome, "name_th") == ["ศูนย์ ดิจิทัล"]
    assert outcome.report.changed == 1


def test_a_name_typed_in_two_ways_that_look_the_same_is_one_name(run):
    # é as one letter, and as e with an accent.
    outcome = run(HEADER, "a,Caf\u00e9,50,สันทราย,,,open,,", "b,Cafe\u0301,50,สันทราย,,,open,,")
    assert centre(outcome, "name_th") == ["Caf\u00e9", "Caf\u00e9"]


def test_a_row_without_status_and_dates_is_accepted_with_a_warning_and_no_milestone(run):
    outcome = run(HEADER, "a,ศูนย์ ก,50,สันทราย,,,,,")
    assert outcome.report.counts == {("warning", "no_status"): 1}
    assert outcome.tables["milestones"].height == 0


def test_a_sample_centre_in_a_file_of_real_ones_is_an_error(run):
    rows = ("a,ศูนย์ ก,50,open,", "b,ศูนย์ ข,50,open,true", "c,ศูนย์ ค,50,open,perhaps")
    outcome = run("centre_id,name_th,province,status,sample", *rows)
    assert found(outcome) == [
        (3, "sample", "true", "sample_mixed", "error"),
        (4, "sample", "perhaps", "sample", "error"),
    ]


def test_a_precision_that_is_stated_stays_and_one_that_is_none_is_told(run):
    rows = ("a,ศูนย์ ก,50,18.85,99.04,district", "b,ศูนย์ ข,50,18.85,99.04,roughly", "c,ศูนย์ ค,50,,,district")
    outcome = run("centre_id,name_th,province,lat,lon,location_precision,status", *(f"{row},open" for row in rows))
    assert found(outcome) == [(3, "location_precision", "roughly", "precision", "warning")]
    assert centre(outcome, "location_precision") == ["district", "surveyed", None]


def test_findings_are_all_counted_when_there_are_too_many_to_list(run):
    rows = MOST_LISTED["warning"] + 50
    outcome = run("centre_id,name_th,province,status", *(f"{i},ศูนย์ {i},50,open" for i in range(rows)))
    assert outcome.report.counts == {("warning", "no_district"): rows}
    assert outcome.report.listed.height == MOST_LISTED["warning"]
    assert outcome.report.figures()["findings"] == [{"severity": "warning", "code": "no_district", "rows": rows}]


def test_a_column_full_of_texts_that_are_no_places_is_told_to_be_the_wrong_one(run):
    rows = (f"ศูนย์,50,address {i},open" for i in range(1100))
    with pytest.raises(
        Problem, match="more than 1,000 different values that are not recognised places, such as “address"
    ):
        run("name_th,province,district,status", *rows)


def test_every_reason_has_its_words_in_both_languages():
    codes = Counter(rule.code for rule in rules(AS_OF))
    assert [
        (code, language) for code in codes for language in LANGUAGES if not Words(language).has(f"report.{code}")
    ] == []


def test_what_would_be_right_is_told_in_the_words_and_the_era_of_the_language(run):
    outcome = run(
        "name_th,province,status,open_on",
        "ก,เชียงใหม่,opne,",
        "ข,เชียงใหม่,แล้วเสร็จ,๑ พ.ค. ๒๕๖๔",
        "ค,เชียงใหม่,open,2030-01-01",
    )
    said = {entry.code: (entry.tell(Words("th")), entry.tell(Words("en"))) for entry in outcome.report.entries}
    assert said["status"] == (
        "แถวที่ 2 status: “opne” ไม่ใช่สถานะ ตัวอย่างที่ใช้ได้: เปิดให้บริการ (open)",
        "Row 2, status: “opne” is not a recognised status; accepted, for example: Open (open)",
    )
    assert said["status_read"][0] == "แถวที่ 3 status: อ่าน “แล้วเสร็จ” เป็น เปิดให้บริการ (open)"
    assert said["date_read"] == (
        "แถวที่ 3 open_on: อ่าน “๑ พ.ค. ๒๕๖๔” เป็น 1 พ.ค. 2564",
        "Row 3, open_on: “๑ พ.ค. ๒๕๖๔” was read as 1 May 2021",
    )
    assert said["after_as_of"][0].endswith("ต้องไม่เกิน 19 พ.ค. 2564")


def test_a_finding_that_an_earlier_version_wrote_is_still_told():
    entry = Entry(2, "open_on", "2030-01-01", "after_as_of", "error", "≤ 2021-05-19")
    assert entry.tell(Words("en")).endswith("expected ≤ 2021-05-19 at the latest")
