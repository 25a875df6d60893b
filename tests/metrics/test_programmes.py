"""The programmes: how many stand how, their indicators and their tags."""

from datetime import date

import narwhals as nw
import pandas as pd
import pytest

from ocod_dash.i18n import Words
from ocod_dash.metrics import claims, programme_status, programmes
from ocod_dash.store.product import shipped as published
from ocod_dash.view import View


@pytest.fixture(scope="module")
def ledger(tables) -> dict:
    return tables("a 50") | published()


def standing(ledger, day: date) -> pd.DataFrame:
    """Return the programmes with their status on a day."""
    frames = {name: nw.from_native(frame.lazy()) for name, frame in ledger.items()}
    return programmes.on_the_day(lambda metric: metric(frames, View(as_of=day)).collect().to_pandas(), day)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            "3 programmes in service or in force\u00a0· 2 programmes with no recent report of service\u00a0· "
            "1 programme announced or approved\u00a0· 3 programmes ended or continued elsewhere",
        ),
        (
            "th",
            "ดำเนินการอยู่หรือมีผลบังคับใช้ 3 โครงการ\u00a0· ไม่มีรายงานการให้บริการระยะหลัง 2 โครงการ\u00a0· "
            "ประกาศหรือเห็นชอบแล้ว 1 โครงการ\u00a0· สิ้นสุดหรือโอนภารกิจแล้ว 3 โครงการ",
        ),
    ],
)
def test_the_headline_counts_each_programme_once_and_each_number_has_its_noun(ledger, language, expected):
    """On 29 November 2026, with the statuses of tests/metrics/test_programme_status.py.

    In service or in force: the centres, Net Pracharat, the National Strategy; no report: GDCC, the funding; approved:
    the digital plan; over: GBDi, MorChana, Thailand Plus. The forum and the prize are no programmes.
    """
    finding = programmes.headline(standing(ledger, date(2026, 11, 29)))
    assert finding.say(Words(language), sample=False) == expected


def test_a_page_has_the_first_count_as_its_title_and_the_others_below(ledger):
    rows = standing(ledger, date(2026, 11, 29))
    first, others = programmes.headline_in_two(rows)
    assert first.say(Words("en"), sample=False) == "3 programmes in service or in force"
    assert others.say(Words("en"), sample=False).startswith("2 programmes with no recent report of service\u00a0· 1")
    assert programmes.headline_in_two(rows[rows.programme_id == "morchana"])[1] is None


def test_the_forum_and_the_prize_are_not_counted(ledger):
    rows = standing(ledger, date(2026, 11, 29))
    assert set(rows.programme_id) - set(programmes.only(rows).programme_id) == {"wsis_forum_2021", "wsis_prize_2021"}
    assert programmes.headline(rows[rows.kind == "prize"]).say(Words("en"), False) == "None of these is a programme"


def test_every_status_is_summed_up_in_the_headline():
    grouped = sorted(status for of in programmes.STATUS_GROUPS.values() for status in of)
    assert grouped == sorted(programme_status.STATUSES)


def test_every_kind_of_event_that_comes_with_the_product_is_a_term(ledger):
    assert set(ledger["events"]["kind"]) <= set(ledger["terms"].filter(kind="event_kind")["code"])


def test_a_programme_has_the_abbreviation_that_it_is_known_by_beside_its_name_in_every_language(ledger):
    rows = standing(ledger, date(2021, 5, 19)).set_index("programme_id")
    assert programmes.title(Words("th"), rows.loc["gdcc"]) == "ระบบคลาวด์กลางภาครัฐ (GDCC)"
    assert programmes.title(Words("en"), rows.loc["gbdi"]) == "Government Big Data Institute (GBDi, BDI)"
    assert programmes.title(Words("en"), rows.loc["morchana"]) == "MorChana"


def test_other_programs_get_the_status_its_evidence_and_what_stands_beside_it_in_both_languages(ledger):
    frames = {name: nw.from_native(frame.lazy()) for name, frame in ledger.items()}
    day = date(2026, 11, 29)
    rows = programmes.described(lambda metric: metric(frames, View(as_of=day)).collect().to_pandas(), day)
    ocod = rows.set_index("programme_id").loc["ocod"]
    assert (ocod.status, ocod.status_th) == ("in_service", "ให้บริการอยู่ (รายงานล่าสุด 24 ก.พ. 2569)")
    assert (ocod.evidence_id, ocod.evidence_en) == ("ocod-2026-02-developed", "Existing centres: 2,222 centres")
    assert ocod.notes_en == (
        "Further expansion paused 10 Nov 2025 (MGR Online); Use under review since 23 Feb 2026 (MGR Online)"
    )


def test_people_and_sources_that_the_published_tables_name_are_there(ledger):
    sources, events = set(ledger["sources"]["source_id"]), set(ledger["events"]["event_id"])
    assert set(ledger["people"]["source_id"]) | set(ledger["claims"]["source_id"]) <= sources
    assert set(ledger["people"]["event_id"]) <= events
    assert all(name.startswith(("นาย", "นาง")) for name in ledger["people"]["name_th"])
    named = {one for column in ("named_in", "lead_agency_sources") for text in ledger["programmes"][column].drop_nulls()
             for one in programmes.listed(text)}  # fmt: skip
    assert named <= sources


def test_every_event_and_figure_has_a_link_to_its_source(ledger):
    links = dict(ledger["sources"].select("source_id", "address").iter_rows())
    cited = {*ledger["events"]["source_id"], *ledger["claims"]["source_id"], *ledger["people"]["source_id"]}
    assert {source for source in cited if not str(links[source]).startswith("http")} == set()


def test_every_word_of_the_published_tables_has_its_name_in_both_languages(ledger):
    terms = set(ledger["terms"].select("kind", "code").iter_rows())
    for column, kind in (("measure", "measure"), ("unit", "unit"), ("basis", "basis"), ("part", "part")):
        assert {(kind, code) for code in ledger["claims"][column].drop_nulls()} <= terms
    for column, kind in (
        ("kind", "programme_kind"),
        ("action_lines", "action_line"),
        ("sdgs", "sdg"),
        ("agencies", "agency"),
    ):
        tags = {tag for tags in ledger["programmes"][column].drop_nulls() for tag in tags.split(";")}
        assert {(kind, tag) for tag in tags} <= terms
    assert ledger["claims"]["scope_th"].null_count() == ledger["sources"]["publisher_th"].null_count() == 0


def test_tags_filter_and_meet_in_a_matrix():
    rows = pd.DataFrame(
        {
            "programme_id": ["a", "b"],
            "kind": ["app", "plan"],
            "action_lines": ["C1;C7 e-health", "C1"],
            "sdgs": ["3;10", "10"],
            "agencies": ["x", None],
        }
    )
    assert list(programmes.tagged(rows, line=("C1",)).programme_id) == ["a", "b"]
    assert list(programmes.tagged(rows, line=("C1",), sdg=("3",)).programme_id) == ["a"]
    assert list(programmes.tagged(rows, agency=("x",), kind=("plan",)).programme_id) == []
    pairs = programmes.matrix(rows).groupby(["line", "sdg"]).programme_id.apply(list).to_dict()
    assert pairs == {
        ("C1", "3"): ["a"],
        ("C1", "10"): ["a", "b"],
        ("C7 e-health", "3"): ["a"],
        ("C7 e-health", "10"): ["a"],
    }


def test_indicators_with_several_claims_are_drawn_with_what_is_aimed_at(ledger):
    frames = {name: nw.from_native(frame.lazy()) for name, frame in ledger.items()}
    known = claims.known(frames, View(as_of=date(2026, 1, 1))).collect().to_pandas()
    found = {
        rows.claim_id.iloc[0]: (list(rows.value), sorted(aims.value)) for rows, aims in programmes.over_time(known)
    }
    assert found["gdcc-2024-capacity"] == ([25_000, 40_000], [35_000, 200_000, 800_000])
    assert found["funding-2020-budget"][0] == [90_000_000, 80_000_000, 48_000_000]
    assert not {"ocod-2020-intended", "ocod-2021-more", "ocod-2023-contract-value"} & set(found)  # batches, contracts
    latest = programmes.latest(known, "gdcc").set_index("measure").value
    assert latest["vm_capacity"] == 40_000
