"""A whole file of somebody else's making: offices in every district, under foreign column names."""

import csv
from dataclasses import replace

import pytest

from ocod_dash import geography, ingest, schema
from ocod_dash.i18n import Words
from ocod_dash.ingest import REGISTER, Mapping
from tests.ingest.conftest import AS_OF

HEADER = ("office_type", "geocode", "name_th", "amphoe_th", "province_th", "province_code", "lat", "lon", "postcode")
IMPOSSIBLE = {10: ("103.0662", "103.0662"), 20: ("16.1270", "16.1270"), 30: ("12.9734", "199.8877")}
MAPPING = """
[columns]
name_th = "name_th"
province = "province_code"
district = "amphoe_th"
latitude = "lat"
longitude = "lon"
host_type = "office_type"

[constants]
status = "planned"
"""


def offices() -> list[tuple[str, ...]]:
    """Return an office in each district, then a town of the same name that does not say its district."""
    points = {row["code"]: row for row in geography.places().iter_rows(named=True)}
    rows = []
    for province in geography.provinces():
        for district in geography.districts(province.code):
            point = (f"{points[district.code]['latitude']:.4f}", f"{points[district.code]['longitude']:.4f}")
            where = (province.name_th, province.code, *point, "")
            rows.append(("DistrictOffice", district.code, district.name_th, district.name_th, *where))
        rows.append(("MunicipalityOffice", province.code, province.name_th, "", *where))
    for place, point in IMPOSSIBLE.items():
        rows[place] = (*rows[place][:6], *point, "")
    return rows


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    folder = tmp_path_factory.mktemp("offices")
    with (folder / "offices.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *offices()])
    (folder / "offices.toml").write_text(MAPPING, "utf-8")
    return ingest.run(folder / "offices.csv", Mapping.load(folder / "offices.toml", REGISTER), AS_OF)


def test_every_office_is_accepted_and_what_it_lacks_is_told(outcome):
    # 928 districts and 77 towns, each with the point of its province's last district; three points are impossible.
    report = outcome.report
    assert (report.read, report.accepted, report.changed, report.rejected) == (1005, 1005, 3, 0)
    assert report.counts == {("warning", "no_district"): 77, ("warning", "point"): 3, ("warning", "twin_point"): 84}
    assert [entry.row for entry in report.entries if entry.code == "point"] == [12, 22, 32]


def test_ids_that_come_twice_are_errors_that_tell_the_ways_out_and_leaving_their_column_out_is_one(write):
    rows = [",".join(row) for row in (HEADER, *offices())]
    # The town that stands after the districts has its province's code; here the province's own office has it too.
    rows[1:1] = ["ProvinceOffice,10,กรุงเทพมหานคร,,กรุงเทพมหานคร,10,,,"]
    path, mapping = write(*rows, name="twice.csv"), Mapping.parse(MAPPING, "offices.toml", REGISTER)
    with_ids = replace(mapping, columns={**mapping.columns, "centre_id": "geocode"})
    report = ingest.run(path, with_ids, AS_OF).report
    assert (report.read, report.accepted, report.rejected) == (1006, 1005, 1)
    error = next(report.entries)
    # Bangkok has 50 districts, on rows 3 to 52.
    assert (error.row, error.column, error.value, error.code, error.expected) == (
        53,
        "geocode",
        "10",
        "duplicate_id",
        "2",
    )
    for words, way_out in ((Words("en"), "map no column to centre_id"), (Words("th"), "ไม่จับคู่คอลัมน์ใดกับ centre_id")):
        assert way_out in error.tell(words)
    without_ids = ingest.run(path, mapping, AS_OF)
    assert (without_ids.report.accepted, without_ids.report.errors) == (1006, 0)
    assert without_ids.tables["centres"]["centre_id"].n_unique() == 1006


def test_every_office_is_in_its_right_province_and_district(outcome):
    told = {(row[2], row[5], row[1] if row[3] else None) for row in offices()}
    found = set(outcome.tables["centres"].select("name_th", "province_code", "district_code").iter_rows())
    assert found == told


def test_every_office_is_planned_since_the_day_of_the_file(outcome):
    assert set(outcome.tables["milestones"].select("status", "on").iter_rows()) == {("planned", AS_OF)}
    assert outcome.tables["milestones"].height == 1005
    assert not outcome.tables["centres"]["sample"].any()


def test_the_tables_keep_to_the_schema(outcome):
    for name, table in outcome.tables.items():
        assert schema.check(name, table).schema == schema.empty(name).schema


def test_a_caller_is_told_of_every_stage(write):
    stages = []
    ingest.run(write("name_th,province,status", "ศูนย์,50,open"), as_of=AS_OF, on_stage=stages.append)
    assert tuple(stages) == ingest.STAGES
