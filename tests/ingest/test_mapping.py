"""Which column is taken for which field, and what is said when that is not clear."""

import pytest

from ocod_dash.i18n import Words
from ocod_dash.ingest import REGISTER, Mapping
from ocod_dash.ingest.files import read
from ocod_dash.problem import Problem


def mapped(write, header: str, mapping: Mapping | None = None) -> dict[str, str]:
    return dict(
        (mapping or Mapping(REGISTER))
        .for_file(read(write(header, "x" + "," * header.count(",")), None, REGISTER.headers))
        .columns
    )


def toml(write, *lines: str) -> Mapping:
    return Mapping.load(write(*lines, name="m.toml"), REGISTER)


def test_a_file_with_the_own_names_of_the_fields_needs_no_mapping(write):
    found = mapped(write, "centre_id,name_th,province_code,district_code,status,due_on")
    assert found == {
        "centre_id": "centre_id", "name_th": "name_th", "province": "province_code", "district": "district_code",
        "status": "status", "due_on": "due_on",
    }  # fmt: skip


def test_thai_headers_are_known(write):
    found = mapped(write, "ชื่อศูนย์,จังหวัด,อำเภอ,ตำบล,ละติจูด,ลองจิจูด,วันที่เปิด")
    assert found == {
        "name_th": "ชื่อศูนย์", "province": "จังหวัด", "district": "อำเภอ", "subdistrict": "ตำบล", "latitude": "ละติจูด",
        "longitude": "ลองจิจูด", "open_on": "วันที่เปิด",
    }  # fmt: skip


def test_spaces_and_capitals_in_headers_do_not_matter_and_a_code_goes_before_a_name(write):
    found = mapped(write, "Name TH,province,Province Code,Status")
    assert found == {"name_th": "Name TH", "province": "Province Code", "status": "Status"}


def test_a_mapping_file_goes_before_what_is_known_and_the_rest_is_still_found(write):
    mapping = toml(write, "[columns]", 'name_th = "title"', 'phase = ""', "[constants]", 'status = "planned"')
    found = mapped(write, "name_th,title,province,phase", mapping)
    assert found == {"name_th": "title", "province": "province"}
    assert mapping.constants == {"status": "planned"}


def test_a_constant_may_be_a_truth_or_a_date_as_toml_writes_them(write):
    mapping = toml(write, "[constants]", "sample = true", "due_on = 2022-01-31")
    assert mapping.constants == {"sample": "true", "due_on": "2022-01-31"}


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("[columns]", 'name_th = "nam"'), "the column “nam”, which is not in the file; did you mean “name”"),
        (("[columns]", 'nmae_th = "name"'), "unrecognised field “nmae_th”; did you mean name_th"),
        (("[column]", 'name_th = "name"'), "no section “column”; expected columns, constants"),
        (("columns = 1",), "no section “columns”"),
        (
            ("[columns]", 'province = "name"', 'province_code = "name"'),
            "more than one origin for Province .province.",
        ),
        (
            ("[columns]", 'status = "name"', "[constants]", 'status = "open"'),
            "more than one origin for Status .status.",
        ),
        (("[columns", 'name_th = "name"'), "not a valid TOML file; see line 1"),
        (("[columns]", 'name_th = "on"'), "more than one column “on”; Name in Thai .name_th. needs exactly one"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_told_in_a_sentence(write, lines, sentence):
    with pytest.raises(Problem, match=sentence):
        toml(write, *lines).for_file(read(write("name,province,on,on", "a,50,x,y")))


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("centre,province,status", r"a required field: Name in Thai \(name_th\)\. Match"),
        ("name,provins,status", r"Province \(province\) \(perhaps the column “provins”\)"),
        ("name,province,phase", r"Status \(status\), or a date such as open_on.*the columns are name, province, phase"),
    ],
)
def test_a_field_that_is_needed_and_not_found_is_named_with_the_nearest_column(write, header, sentence):
    with pytest.raises(Problem, match=sentence):
        mapped(write, header)


def test_all_fields_that_are_needed_are_named_at_once_and_a_column_is_a_hint_for_one_field_only(write):
    with pytest.raises(Problem) as error:
        mapped(write, "ชื่อหน่วย,พื้นที่,สภานะ")
    sentence = error.value.tell(Words("en"))
    assert sentence.startswith("No columns were recognised for 3 required fields: Name in Thai (name_th)")
    assert "Province (province);" in sentence
    assert "or one status for every row (perhaps the column “สภานะ”)" in sentence
    assert sentence.count("“สภานะ”") == 1


def test_a_missing_mapping_file_is_told_in_a_sentence(tmp_path):
    with pytest.raises(Problem, match="file not found"):
        Mapping.load(tmp_path / "none.toml", REGISTER)
