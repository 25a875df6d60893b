"""Published figures from a file: what is read, corrected, new or rejected, and why, worked out by hand."""

import io
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocod_dash import ingest, schema
from ocod_dash.i18n import LANGUAGES, Words
from ocod_dash.ingest import CLAIMS, Mapping
from ocod_dash.ingest.claims import claim_values
from ocod_dash.ingest.claims.claim_rules import rules
from ocod_dash.problem import Problem
from ocod_dash.store.product import shipped as published

TODAY = date(2026, 11, 25)
HEADER = "claim_id,subject,measure,basis,value,unit,qualifier,as_of,source_id"
THAI = "รหัสตัวเลข,โครงการ,ตัวชี้วัด,ฐาน,ค่า,หน่วย,ความแน่นอน,ณ วันที่,แหล่งที่มา"
KNOWN = published() | {"former_claims": schema.empty("former_claims")}


@pytest.fixture
def bring(write):
    """Import lines as published figures, beside those that come with the product."""

    def bringing(*lines: str, mapping=None, name="claims.csv", without=()):
        return ingest.run(write(*lines, name=name), mapping or Mapping(CLAIMS), TODAY, KNOWN, without=without)

    return bringing


def found(outcome) -> list[tuple]:
    return [(e.row, e.column, e.value, e.code, e.severity) for e in outcome.report.entries]


def claims(outcome, *columns: str) -> list[tuple]:
    return outcome.tables["claims"].select(columns).rows()


def test_a_row_with_a_known_id_corrects_that_figure_and_what_it_leaves_blank_stays(bring):
    outcome = bring("claim_id,value", "gdcc-2025-capacity,42000")
    assert found(outcome) == []
    before = KNOWN["claims"].row(by_predicate=pl.col("claim_id") == "gdcc-2025-capacity", named=True)
    (now,) = outcome.tables["claims"].to_dicts()
    assert {name for name in now if now[name] != before[name]} == {"value"}
    assert (before["value"], now["value"]) == (40_000, 42_000)


def test_thai_headers_words_digits_and_years_are_read_and_each_reading_is_told(bring):
    outcome = bring(
        THAI,
        ',ระบบคลาวด์กลางภาครัฐ,ขีดความสามารถเป็นเครื่องเสมือน,ยอดรวม,"๔๕,๐๐๐",เครื่องเสมือน,กว่า,มี.ค. 2569,bangkokpost_2025_cloud',
    )
    row = ("gdcc-2026-vm_capacity", "gdcc", "vm_capacity", "total", 45_000, "VM", "over", date(2026, 3, 1), "month")
    columns = ("claim_id", "subject", "measure", "basis", "value", "unit", "qualifier", "as_of", "as_of_precision")
    assert claims(outcome, *columns) == [row]
    assert {(column, code) for _, column, _, code, _ in found(outcome)} == {
        (column, "claim.read") for column in ("โครงการ", "ตัวชี้วัด", "ฐาน", "ค่า", "หน่วย", "ความแน่นอน", "ณ วันที่")
    }
    assert (outcome.report.accepted, outcome.report.changed) == (1, 1)


def test_a_row_is_rejected_with_its_column_its_value_and_the_nearest_that_is_known(bring):
    outcome = bring(
        HEADER,
        ",gdc,vm_capacity,total,1,VM,exactly,2026-01-01,bangkokpost_2025_cloud",  # 2
        ",gdcc,vm_capacty,total,1,VM,exactly,2026-01-01,bangkokpost_2025_cloud",  # 3
        ",gdcc,vm_capacity,totl,1,VM,exactly,2026-01-01,bangkokpost_2025_cloud",  # 4
        ",gdcc,vm_capacity,total,1,centre,exactly,2026-01-01,bangkokpost_2025_cloud",  # 5
        ",gdcc,vm_capacity,total,1,VM,perhaps,2026-01-01,bangkokpost_2025_cloud",  # 6
        ",gdcc,vm_capacity,total,many,VM,exactly,2026-01-01,bangkokpost_2025_cloud",  # 7
        ",gdcc,vm_capacity,total,1,VM,exactly,31/31/2569,bangkokpost_2025_cloud",  # 8
        ",gdcc,vm_capacity,total,1,VM,exactly,2026-11-26,bangkokpost_2025_cloud",  # 9: tomorrow
        ",gdcc,vm_capacity,total,1,VM,exactly,2026-01-01,bangkokpost_2025_clod",  # 10
        ",gdcc,,total,,VM,exactly,2026-01-01,",  # 11
        "<script>,gdcc,vm_capacity,total,1,VM,exactly,2026-01-01,bangkokpost_2025_cloud",  # 12
        ",gdcc,vm_capacity,total,-5,VM,exactly,2026-01-01,bangkokpost_2025_cloud",  # 13
    )
    errors = [entry for entry in outcome.report.entries if entry.severity == "error"]
    assert [(e.row, e.column, e.value, e.code) for e in errors] == [
        (2, "subject", "gdc", "claim.programme"),
        (3, "measure", "vm_capacty", "claim.term"),
        (4, "basis", "totl", "claim.unknown"),
        (5, "unit", "centre", "claim.term"),
        (6, "qualifier", "perhaps", "claim.word"),
        (7, "value", "many", "claim.number"),
        (8, "as_of", "31/31/2569", "claim.date"),
        (9, "as_of", "2026-11-26", "claim.later"),
        (10, "source_id", "bangkokpost_2025_clod", "claim.source"),
        (11, "measure", "", "claim.missing"),
        (11, "value", "", "claim.missing"),
        (11, "source_id", "", "claim.missing"),
        (12, "claim_id", "<script>", "claim.id"),
        (13, "value", "-5", "claim.number"),
    ]
    expected = {entry.row: entry.expected for entry in errors}
    assert expected[2] == "ระบบคลาวด์กลางภาครัฐ / Government Data Center and Cloud service (gdcc)"
    assert expected[3] == "ขีดความสามารถเป็นเครื่องเสมือน / Capacity in virtual machines (vm_capacity)"
    assert expected[4].endswith("(total)")
    assert expected[5] == "ศูนย์ (centres)"
    assert expected[6] == "exactly, about, over"
    assert expected[9] == "≤ 2026-11-25"
    assert expected[10] == "bangkokpost_2025_cloud"
    assert expected[12] == "script"
    assert (outcome.report.read, outcome.report.accepted, outcome.report.rejected) == (12, 0, 12)
    assert "the programme “gdc” is not recognised; nearest: ระบบคลาวด์กลางภาครัฐ" in errors[0].tell(Words("en"))


NAMING = "subject,measure,measure_th,measure_en,unit,unit_th,unit_en,value,as_of,source_id"
VISITS = "gdcc,portal_visits,จำนวนการเข้าใช้เว็บไซต์,Visits to the portal,visits,ครั้ง,visits"


def test_a_new_measure_and_unit_come_with_their_names_which_one_row_is_enough_to_give(bring):
    outcome = bring(
        NAMING,
        f"{VISITS},12000,2025,thaiger_cloud",
        "gdcc,จำนวนการเข้าใช้เว็บไซต์,,,visits,,,15000,2026,thaiger_cloud",
    )
    assert outcome.report.errors == 0
    assert outcome.tables["terms"].rows() == [
        ("measure", "portal_visits", "Visits to the portal", "จำนวนการเข้าใช้เว็บไซต์"),
        ("unit", "visits", "visits", "ครั้ง"),
    ]
    assert claims(outcome, "measure", "unit", "value") == [
        ("portal_visits", "visits", 12_000),
        ("portal_visits", "visits", 15_000),
    ]


def test_a_new_measure_without_both_names_or_with_the_name_of_another_is_rejected(bring):
    known = KNOWN["terms"].row(
        by_predicate=(pl.col("kind") == "measure") & (pl.col("code") == "vm_capacity"), named=True
    )
    outcome = bring(
        NAMING,
        "gdcc,portal_visits,จำนวนการเข้าใช้เว็บไซต์,,people,,,1,2025,thaiger_cloud",
        f"gdcc,portal_hits,{known['name_th']},Hits,people,,,1,2025,thaiger_cloud",
        "gdcc,การเข้าใช้,การเข้าใช้,Visits,people,,,1,2025,thaiger_cloud",
        "gdcc,vm_capacity,ชื่ออื่น,,VM,,,1,2026-01-01,thaiger_cloud",
    )
    told = [
        (e.row, e.column, e.code)
        for e in outcome.report.entries
        if e.code in ("claim.term", "claim.named", "claim.kept")
    ]
    assert told == [
        (2, "measure", "claim.term"),
        (3, "measure_th", "claim.named"),
        (4, "measure", "claim.term"),
        (5, "measure_th", "claim.kept"),
    ]
    assert (outcome.tables["terms"].height, claims(outcome, "measure")) == (0, [("vm_capacity",)])


def test_a_correction_of_an_id_that_no_figure_has_is_told_with_the_nearest_figure(bring):
    outcome = bring("claim_id,value", "gdcc-2025-capacty,42000")
    first = next(iter(outcome.report.entries))
    assert (first.row, first.column, first.code, first.value) == (2, "claim_id", "claim.unknown", "gdcc-2025-capacty")
    assert first.expected == "gdcc-2025-capacity"
    assert claims(outcome, "claim_id") == []


def test_a_figure_is_withdrawn_by_saying_so_beside_its_id_in_thai_or_english(bring):
    before = KNOWN["claims"].filter(pl.col("claim_id") == "gdcc-2025-capacity")
    for header, word in (("withdrawn", "yes"), ("withdrawn", "TRUE"), ("ถอน", "ใช่")):
        outcome = bring(f"claim_id,{header}", f"gdcc-2025-capacity,{word}", "gdcc-2024-capacity,")
        assert found(outcome) == [], word
        assert outcome.tables["withdrawn"].equals(before), word
        assert claims(outcome, "claim_id") == [("gdcc-2024-capacity",)], word


def test_what_cannot_be_withdrawn_is_told_with_the_nearest_figure(bring):
    outcome = bring(
        "claim_id,withdrawn", "gdcc-2025-capacty,yes", "gdcc-2024-capacity,perhaps", "gdcc-2025-capacity,no"
    )
    told = [(e.row, e.column, e.value, e.code, e.expected) for e in outcome.report.entries]
    assert told == [
        (2, "claim_id", "gdcc-2025-capacty", "claim.withdrawn", "gdcc-2025-capacity"),
        (3, "withdrawn", "perhaps", "claim.word", "yes, no"),
    ]
    assert (outcome.tables["withdrawn"].height, claims(outcome, "claim_id")) == (0, [("gdcc-2025-capacity",)])


def test_a_new_figure_gets_no_id_that_a_withdrawn_one_had(write):
    row = "gdcc,agencies_using,900,agencies,2026-01-01,thaiger_cloud"
    gone = (
        KNOWN["claims"]
        .head(1)
        .with_columns(
            claim_id=pl.lit("gdcc-2026-agencies_using"), superseded_on=pl.lit(TODAY), superseded_by=pl.lit("malee")
        )
    )
    path = write("subject,measure,value,unit,as_of,source_id", row, name="claims.csv")
    outcome = ingest.run(path, Mapping(CLAIMS), TODAY, KNOWN | {"former_claims": gone})
    assert claims(outcome, "claim_id") == [("gdcc-2026-agencies_using-2",)]


def test_what_a_new_figure_leaves_unsaid_is_assumed_and_told(bring):
    outcome = bring(
        "subject,measure,value,unit,as_of,source_id", "gdcc,vm_capacity,45000,VM,2569,bangkokpost_2025_cloud"
    )
    assert claims(outcome, "basis", "qualifier", "as_of", "as_of_precision") == [
        ("total", "exactly", date(2026, 1, 1), "year")
    ]
    assumed = [(column, code) for _, column, _, code, _ in found(outcome) if code == "claim.assumed"]
    assert assumed == [("basis", "claim.assumed"), ("qualifier", "claim.assumed")]


def test_a_new_source_comes_with_its_own_columns_which_one_row_is_enough_to_give(bring):
    outcome = bring(
        f"{HEADER},publisher_th,published_on,address",
        ",gdcc,agencies_using,total,900,agencies,over,2026-01-01,mdes_2026,กระทรวงดิจิทัลฯ,1 เม.ย. 2569,https://example.org/a",
        ",gdcc,systems_hosted,total,4000,systems,over,2026-01-01,mdes_2026,,,",
    )
    assert outcome.report.errors == 0
    assert outcome.tables["sources"].to_dicts() == [
        {
            "source_id": "mdes_2026",
            "publisher": "กระทรวงดิจิทัลฯ",
            "publisher_th": "กระทรวงดิจิทัลฯ",
            "published_on": date(2026, 4, 1),
            "published_precision": "day",
            "address": "https://example.org/a",
        }
    ]


def test_a_source_that_only_a_rejected_row_brings_is_not_known(bring):
    outcome = bring(
        f"{HEADER},publisher",
        ",gdcc,agencies_using,total,many,agencies,over,2026-01-01,mdes_2026,The ministry",
        ",gdcc,systems_hosted,total,4000,systems,over,2026-01-01,mdes_2026,",
    )
    assert [(row, code) for row, _, _, code, severity in found(outcome) if severity == "error"] == [
        (2, "claim.number"),
        (3, "claim.source"),
    ]
    assert outcome.tables["sources"].is_empty()


def test_a_known_source_stays_as_it_is_and_that_is_told(bring):
    outcome = bring("claim_id,value,publisher", "gdcc-2025-capacity,42000,Somebody else")
    assert found(outcome) == [(2, "publisher", "Somebody else", "claim.kept", "warning")]
    assert [entry.expected for entry in outcome.report.entries] == ["Bangkok Post"]
    assert outcome.tables["sources"].is_empty()


def test_an_address_that_a_browser_should_not_follow_is_rejected(bring):
    for wrong in (
        "javascript:alert(1)",
        "data:text/html,x",
        "http://",
        "https://a b",
        "https://[",
        "file:///etc/passwd",
    ):
        outcome = bring("claim_id,address", f'gdcc-2025-capacity,"{wrong}"')
        assert [code for *_, code, severity in found(outcome) if severity == "error"] == ["claim.address"], wrong
    good = bring("claim_id,address", "gdcc-2025-capacity,The printed paper of 5 May")
    assert good.report.errors == 0


def test_one_figure_on_two_rows_is_told_and_not_merged(bring):
    lines = [
        "gdcc-2025-capacity,,,,42000,,,,",
        "gdcc-2025-capacity,,,,43000,,,,",
        ",gdcc,users,total,1,people,exactly,2026-01-01,thaiger_cloud",
        ",gdcc,users,total,2,people,exactly,2026-01-01,thaiger_cloud",
    ]
    outcome = bring(HEADER, *lines)
    told = [(e.row, e.code, e.expected) for e in outcome.report.entries if e.severity == "error"]
    assert told == [(3, "claim.duplicate", "2"), (5, "claim.duplicate", "4")]
    left = bring(HEADER, *lines, without=(3, 5))
    assert (left.report.faulty, left.report.accepted) == (0, 2)


def test_a_row_without_an_id_that_says_what_is_known_is_that_figure(bring):
    same = "gdcc,vm_capacity,total,41000,VM,exactly,2025,bangkokpost_2025_cloud"
    assert claims(bring(HEADER, f",{same}"), "claim_id", "value") == [("gdcc-2025-capacity", 41_000)]
    outcome = bring(HEADER, f"another-id,{same}")
    assert claims(outcome, "claim_id") == [("another-id",)]
    assert [(e.code, e.expected) for e in outcome.report.entries if e.severity == "warning"] == [
        ("claim.twin", "gdcc-2025-capacity")
    ]


def test_another_unit_than_a_measure_has_had_and_a_new_part_are_told_but_accepted(bring):
    outcome = bring(
        f"{HEADER},part",
        ",gdcc,vm_capacity,total,5,people,exactly,2026-01-01,thaiger_cloud,",
        ",digital_entrepreneurs,fund_budget,budget,5,baht,exactly,2026-01-01,thaiger_cloud,Angel Found",
    )
    told = [(e.row, e.code, e.expected) for e in outcome.report.entries if e.severity == "warning"]
    assert told == [(2, "claim.unit", "VM"), (3, "claim.part", "กองทุน Angel Fund (Angel Fund)")]
    assert outcome.report.accepted == 2


def test_every_figure_that_is_known_can_be_brought_back_and_changes_nothing(tmp_path):
    path = tmp_path / "claims.csv"
    KNOWN["claims"].join(KNOWN["sources"], on="source_id").write_csv(path)
    outcome = ingest.run(path, Mapping(CLAIMS), TODAY, KNOWN)
    assert found(outcome) == []
    same = [name for name in outcome.tables["claims"].columns if name not in schema.ENTERED]
    assert outcome.tables["claims"].select(same).sort("claim_id").equals(KNOWN["claims"].select(same).sort("claim_id"))


def test_the_same_figures_are_read_from_a_workbook_and_from_json(tmp_path):
    rows = pl.DataFrame({"claim_id": ["gdcc-2025-capacity"], "value": [42_000], "as_of": [date(2025, 6, 30)]})
    rows.write_excel(tmp_path / "claims.xlsx")
    (tmp_path / "claims.json").write_text(rows.with_columns(pl.col("as_of").cast(pl.String)).write_json(), "utf-8")
    for name in ("claims.xlsx", "claims.json"):
        outcome = ingest.run(tmp_path / name, Mapping(CLAIMS), TODAY, KNOWN)
        assert claims(outcome, "value", "as_of") == [(42_000, date(2025, 6, 30))], name
        assert outcome.report.errors == 0


def test_a_mapping_says_which_column_is_which_and_a_file_without_figures_is_refused(bring):
    mapping = Mapping.parse('[columns]\nclaim_id = "no"\nvalue = "n"\n', "m.toml", CLAIMS)
    assert claims(bring("no,n", "gdcc-2025-capacity,42000", mapping=mapping), "value") == [(42_000,)]
    with pytest.raises(Problem, match=r"a required field: Programme of a new figure .subject."):
        bring("name_th,province,status", "ศูนย์,50,open")
    with pytest.raises(Problem, match="did you mean measure"):
        Mapping.parse('[columns]\nmeasur = "no"\n', "m.toml", CLAIMS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_told_in_a_sentence(language):
    for rule in rules(TODAY):
        sentence = Words(language)(f"report.{rule.code}", row="2", column="c", value="v", expected="e")
        assert "{" not in sentence, rule.code


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1270", 1270),
        ("1,270", 1270),
        ("๑,๒๗๐", 1270),
        ("1.3 ล้าน", 1_300_000),
        ("1.3ล้าน", 1_300_000),
        ("2 Million", 2_000_000),
        ("12.5", 12.5),
        ("25000.0", 25_000),
        ("12,345,678,901", 12_345_678_901),
        ("1,27", None),
        ("1.270,00", None),
        ("-1", None),
        ("1e400", None),
        ("nan", None),
        ("over 5", None),
        ("9" * 20, None),
    ],
)
def test_a_number_is_read_as_people_write_it(text, meant):
    assert claim_values.number(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2021-05-19", ("2021-05-19", "day")),
        ("๑๙ พ.ค. ๒๕๖๔", ("2021-05-19", "day")),
        ("May 19, 2021", ("2021-05-19", "day")),
        ("2564", ("2021-01-01", "year")),
        ("พ.ศ. 2564", ("2021-01-01", "year")),
        ("2021-05", ("2021-05-01", "month")),
        ("05/2564", ("2021-05-01", "month")),
        ("พฤษภาคม 2564", ("2021-05-01", "month")),
        ("May 2021", ("2021-05-01", "month")),
        ("2021-13", None),
        ("3165", None),
        ("soon", None),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(text, meant):
    found = claim_values.dated(text)
    assert (found and (found[0].isoformat(), found[1])) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [("2021", "2021"), ("๒๕๖๓–๒๕๖๕", "2020-2022"), ("2020 - 2022", "2020-2022"), ("2022-2020", None), ("21", None)],
)
def test_a_span_of_years_is_written_in_the_common_era(text, meant):
    assert claim_values.period(text) == meant


CELLS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=12)
LIKELY = st.sampled_from(
    [
        "gdcc",
        "gdcc-2025-capacity",
        "vm_capacity",
        "total",
        "VM",
        "over",
        "2569",
        "๑๒",
        "1.5 ล้าน",
        "yes",
        "thaiger_cloud",
        "=1+1",
        "",
    ]
)


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS | LIKELY, min_size=11, max_size=11), min_size=1, max_size=6))
def test_whatever_a_file_says_each_row_is_accepted_whole_or_rejected_with_a_reason(tmp_path, rows):
    header = [*HEADER.split(","), "publisher", "withdrawn"]
    text = io.BytesIO()
    pl.DataFrame([["gdcc-2025-capacity", *[""] * 10], *rows], schema=header, orient="row").write_csv(text)
    path = tmp_path / "claims.csv"
    path.write_bytes(text.getvalue())
    outcome = ingest.run(path, Mapping(CLAIMS), TODAY, KNOWN)
    report = outcome.report
    assert report.read == report.accepted + report.rejected
    assert outcome.tables["claims"].height + outcome.tables["withdrawn"].height == report.accepted
    for name in ("claims", "sources"):
        assert schema.check(name, outcome.tables[name]).schema == schema.empty(name).schema
    told = {entry.row for entry in report.entries if entry.severity == "error"}
    assert len(told) == report.rejected
    known = {*KNOWN["sources"]["source_id"], *outcome.tables["sources"]["source_id"]}
    assert set(outcome.tables["claims"]["source_id"]) <= known
