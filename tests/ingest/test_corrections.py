"""The file with its report: corrected and sent back, it goes in."""

import fastexcel
import pytest

from ocod_dash import ingest
from ocod_dash.i18n import Words
from ocod_dash.ingest.forms import corrections
from tests.ingest.conftest import AS_OF

HEADER = "ลำดับ,centre_id,name_th,province,status,center_Tel"


@pytest.fixture
def outcome(run):
    return run("ทะเบียน,,,,,", HEADER, "1,a,ศูนย์ ก,เชียงไหม่,open,081", "2,b,=ศูนย์,50,open,082")


def test_every_row_is_there_with_what_was_found_in_it_and_no_telephone(outcome, tmp_path):
    path = tmp_path / "report.csv"
    corrections.write(outcome, Words("en"), path, "csv")
    header, first, second = path.read_text("utf-8-sig").splitlines()
    assert header == "ocod: row,ocod: report,ลำดับ,centre_id,name_th,province,status"
    assert first.startswith('3,"Row 3, province: “เชียงไหม่” is not a recognised province')
    assert second.endswith(",2,b,'=ศูนย์,50,open")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_corrected_and_sent_back_it_goes_in(outcome, tmp_path, ending):
    path = tmp_path / f"report.{ending}"
    corrections.write(outcome, Words("th"), path, ending)
    if ending == "csv":
        path.write_text(path.read_text("utf-8-sig").replace(",เชียงไหม่,", ",เชียงใหม่,"), "utf-8")
        back = ingest.run(path, as_of=AS_OF)
        assert back.report.errors == 0
        assert back.tables["centres"]["name_th"].to_list() == ["ศูนย์ ก", "=ศูนย์"]
    else:
        assert fastexcel.read_excel(path).load_sheet(0).height == 2
        assert [e.code for e in ingest.run(path, as_of=AS_OF).report.entries if e.severity == "error"] == ["province"]


def test_a_file_that_comes_back_with_errors_left_is_reported_on_again_in_either_language(outcome, tmp_path):
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    corrections.write(outcome, Words("th"), first, "csv")
    corrections.write(ingest.run(first, as_of=AS_OF), Words("en"), second, "csv")
    header, row, _ = second.read_text("utf-8-sig").splitlines()
    assert header == "ocod: row,ocod: report,ลำดับ,centre_id,name_th,province,status"
    assert row.startswith('2,"Row 2, province: “เชียงไหม่” is not a recognised province')
