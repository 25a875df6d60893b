"""Contracts, costs, survey answers, decisions and rules: how files of them are read, and what is found wrong with them."""

from datetime import date

import pytest

from ocod_dash import ingest, schema
from ocod_dash.ingest import Mapping, Published
from ocod_dash.ingest.review import CONTRACTS, COSTS, DECISIONS, REVIEW_FORMS, RULES, SURVEY
from tests.conftest import tables_of

AS_OF = date(2021, 5, 19)
REGISTER = """
    A 5001 planned 2019-01-01 open 2020-01-10
    B 5001 planned 2019-01-01 open 2021-04-20
    C 5001 planned 2019-01-01
"""


@pytest.fixture
def run(write):
    """Import lines as a kind of file, beside a register and what is published."""

    def running(form, *lines, **published):
        return ingest.run(write(*lines), Mapping(form), AS_OF, tables_of(REGISTER) | published)

    return running


def found(outcome, severity="error"):
    return [(e.row, e.column, e.value, e.code, e.expected) for e in outcome.report.entries if e.severity == severity]


def pairs(outcome):
    return sorted(outcome.tables["contract_centres"].select("contract_id", "centre_id").rows())


HEAD = "contract_id,contractor,value_baht,starts_on,ends_on,centre_id"


def test_a_contract_has_its_centres_in_rows_in_one_cell_or_all(run):
    outcome = run(
        CONTRACTS,
        HEAD,
        "1,X,100,2019-01-01,2023-12-31,A",
        "1,,,,,B",
        "2,Y,50,1/1/2562,31/12/2564,A; B",
        "3,Z,7,2019-01-01,2019-12-31,ทั้งหมด",
    )
    assert found(outcome) == []
    assert outcome.tables["contracts"].select("contract_id", "value_baht", "starts_on").rows() == [
        ("1", 100.0, date(2019, 1, 1)), ("2", 50.0, date(2019, 1, 1)), ("3", 7.0, date(2019, 1, 1)),
    ]  # fmt: skip
    assert pairs(outcome) == [("1", "A"), ("1", "B"), ("2", "A"), ("2", "B"), ("3", "A"), ("3", "B"), ("3", "C")]
    for name in ("contracts", "contract_centres"):
        schema.check(name, outcome.tables[name])


def test_each_fault_of_a_contract_is_named_and_the_whole_contract_rejected(run):
    outcome = run(
        CONTRACTS, HEAD,
        "1,X,100,2019-01-01,2018-12-31,A",
        "2,X,100,2019-01-01,2020-12-31,",
        "3,X,100,2019-01-01,2020-12-31,A",
        "3,X,101,,,B",
        "4,X,100,2019-01-01,2020-12-31,A;Q",
        "5,X,100,2019-01-01,2020-12-31,A",
        "5,,,,,A",
        "6,X,,2019-01-01,2020-12-31,A",
        "7,X,-1,2019-01-01,2020-12-31,C",
        "8,X,5,2019-01-01,2020-12-31,C",
    )  # fmt: skip
    assert found(outcome) == [
        (2, "ends_on", "2018-12-31", "ends_first", "2019-01-01"),
        (3, "centre_id", "2", "contract.no_centres", ""),
        (5, "value_baht", "101", "contract.differs", "100.0"),
        (6, "centre_id", "Q", "centre", ""),
        (8, "centre_id", "A", "contract.again", "5"),
        (9, "value_baht", "", "missing", ""),
        (10, "value_baht", "-1", "range", "0–10,000,000,000,000"),
    ]
    assert outcome.tables["contracts"]["contract_id"].to_list() == ["8"]
    assert pairs(outcome) == [("8", "C")]


def test_terms_of_one_contractor_that_overlap_at_a_centre_are_a_warning(run):
    outcome = run(
        CONTRACTS, HEAD,
        "1,X,100,2019-01-01,2020-12-31,A;B",
        "2,X,100,2020-12-31,2021-12-31,B;C",
        "3,Y,100,2020-12-31,2021-12-31,B",
        "4,X,100,2022-01-01,2022-12-31,B",
    )  # fmt: skip
    assert found(outcome, "warning") == [
        (2, "starts_on", "2", "contract.overlaps", "1"), (3, "starts_on", "1", "contract.overlaps", "1"),
    ]  # fmt: skip


def test_other_centres_of_a_contract_are_a_correction_and_the_difference_names_them(run):
    first = run(CONTRACTS, HEAD, "1,X,100,2019-01-01,2020-12-31,A;B", "2,Y,7,2019-01-01,2020-12-31,A").tables
    known = tables_of(REGISTER) | first
    second = run(CONTRACTS, "contract_id,centre_id,value_baht", "1,B;C,", "2,,8", **first)
    assert found(second) == []
    plan = CONTRACTS.compose(second, Published(known, known, AS_OF), None)
    assert plan.counts == {"added": 0, "corrected": 2, "withdrawn": 0, "unchanged": 0}
    assert plan.changes.fields() == [("1", "centres", "2 (- A)", "2 (+ C)"), ("2", "value_baht", 7.0, 8.0)]
    rows = plan.tables["contract_centres"].select("contract_id", "centre_id").rows()
    assert rows == [("1", "B"), ("1", "C"), ("2", "A")]
    same = run(CONTRACTS, HEAD, "1,X,100,2019-01-01,2020-12-31,A;B", **first)
    assert CONTRACTS.compose(same, Published(known, known, AS_OF), None).counts["unchanged"] == 1


def test_what_is_published_of_contracts_can_begin_the_next_file(run, write):
    first = run(CONTRACTS, HEAD, "1,X,100,2019-01-01,2020-12-31,A;B").tables
    template = CONTRACTS.template(tables_of(REGISTER) | first)
    assert template.select("contract_id", "value_baht", "centre_id").rows() == [("1", 100.0, "A"), ("1", None, "B")]


def test_a_cost_is_of_days_of_a_year_or_of_a_fiscal_year(run):
    outcome = run(
        COSTS,
        "centre_id,starts_on,ends_on,ปี,ปีงบประมาณ,ประเภท,จำนวนเงิน",
        "A,2020-03-01,2020-03-31,,,ค่าไฟฟ้า,100",
        'A,,,2563,,ค่าเช่า,"1,200.50"',
        "B,,,2563,,rent,1.2 ล้านบาท",
        "B,,,,2564,internet,5",
    )
    assert found(outcome) == []
    assert outcome.tables["costs"].select("starts_on", "ends_on", "kind", "baht").rows() == [
        (date(2020, 3, 1), date(2020, 3, 31), "electricity", 100.0),
        (date(2020, 1, 1), date(2020, 12, 31), "rent", 1200.5),
        (date(2020, 1, 1), date(2020, 12, 31), "rent", 1_200_000.0),
        (date(2020, 10, 1), date(2021, 9, 30), "internet", 5.0),
    ]


def test_faults_of_costs_are_named(run):
    outcome = run(
        COSTS,
        "centre_id,starts_on,ends_on,year,kind,baht",
        "A,2020-03-01,,,rent,1",
        "A,2020-03-01,2020-02-01,,rent,1",
        "A,2020-03-01,2020-03-31,2020,rent,1",
        "Q,,,2020,rent,1",
        "A,,,2020,tea,-1",
        "A,,,99,rent,1",
    )
    assert [(row, code) for row, _, _, code, _ in found(outcome)] == [
        (2, "missing"), (3, "ends_first"), (4, "two_periods"), (5, "centre"), (6, "unread"), (6, "range"),
        (7, "missing"), (7, "unread"),
    ]  # fmt: skip


ASKED = "centre_id,surveyed_on,office,in_use,hours_kept,condition,other_internet,still_wanted,would_take_over,remarks"


def test_answers_are_read_in_thai_and_english_and_a_blank_one_is_missing(run):
    outcome = run(
        SURVEY,
        ASKED,
        "A,19/5/2564,สสจ.,ใช้,ไม่ใช่,พอใช้,ไม่มี,ต้องการบางส่วน,รับโอน,ดี",
        "B,2021-05-01,,Yes,no,Broken,มี,NO,ไม่ทราบ,",
    )
    assert found(outcome) == []
    columns = ("in_use", "hours_kept", "condition", "other_internet", "still_wanted", "would_take_over")
    assert outcome.tables["surveys"].select(columns).rows() == [
        (True, False, "worn", False, "partly", "yes"),
        (True, False, "broken", True, "no", None),
    ]


def test_faults_of_answers_are_named_and_a_centre_that_has_none_yet_is_no_row(run):
    outcome = run(
        SURVEY, ASKED,
        "A,2021-05-20,,yes,,,,,,",
        "B,2021-04-01,,yes,,,,,,",
        "C,2021-05-01,,,,,,,,",
        "A,2021-05-01,,maybe,,,,,,",
        "A,,,yes,,,,,,",
        "C,,office,,,,,,,",
    )  # fmt: skip
    assert found(outcome) == [
        (2, "surveyed_on", "2021-05-20", "later", "2021-05-19"),
        (5, "in_use", "maybe", "unread", "yes (ใช่), no (ไม่ใช่)"),
        (6, "surveyed_on", "", "missing", ""),
    ]
    assert [(row, code, expected) for row, _, _, code, expected in found(outcome, "warning")] == [
        (3, "not_open", "2021-04-20"), (4, "not_open", ""), (4, "nothing_answered", ""), (7, "not_answered", ""),
    ]  # fmt: skip
    assert outcome.report.read == 5


def test_decisions_are_read_and_judged(run):
    outcome = run(
        DECISIONS,
        "รหัสศูนย์,วันที่มีมติ,มติ,หน่วยงาน,เหตุผล",
        "A,1 พ.ค. 2564,ถ่ายโอน,อบต.,มีผู้รับ",
        "B,2021-05-20,ปิด,อบต.,",
        "B,2021-05-01,ระเบิด,,",
    )
    assert outcome.tables["decisions"].select("option", "decided_on").rows() == [("hand_over", date(2021, 5, 1))]
    assert [(row, code) for row, _, _, code, _ in found(outcome)] == [(3, "later"), (4, "missing"), (4, "unread")]


def test_rules_are_read_and_their_conditions_are_texts(run):
    outcome = run(
        RULES, "ลำดับ,ทางเลือก,เงื่อนไข,text_th,text_en", "1,ปิด,visits < 2,น้อย,few", "0,keep,x,ก,a", "2,keep,,ก,a"
    )
    assert outcome.tables["review_rules"].rows() == [(1, "close", "visits < 2", "น้อย", "few")]
    assert [(row, code) for row, _, _, code, _ in found(outcome)] == [(3, "range"), (4, "missing")]


@pytest.mark.parametrize("form", REVIEW_FORMS, ids=lambda form: form.name)
def test_no_two_fields_share_a_header(form):
    keys = [ingest.files.header_key(name) for own, others in form.aliases.items() for name in (own, *others)]
    twice = {key for key in keys if keys.count(key) > 1}
    assert all(sum(key in {ingest.files.header_key(n) for n in (own, *others)} for own, others in form.aliases.items()) == 1
               for key in twice)  # fmt: skip
