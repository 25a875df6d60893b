"""The programmes' status from their events, their indicators and their tags."""

from datetime import date

import narwhals as nw
import pandas as pd
import pytest

from ocod_dash.i18n import Words
from ocod_dash.metrics import claims, programmes
from ocod_dash.store.product import shipped as published
from ocod_dash.view import View


@pytest.fixture(scope="module")
def ledger(tables) -> dict:
    return tables("a 50") | published()


def status(rows, ledger, programme: str, day: date) -> str | None:
    found = rows(programmes.cards, ledger, View(as_of=day), "programme_id", "status")
    return dict(found)[programme]


@pytest.mark.parametrize(
    ("programme", "day", "expected"),
    [
        ("morchana", date(2020, 4, 9), None),
        ("morchana", date(2020, 4, 10), "running"),
        ("morchana", date(2022, 5, 31), "running"),
        ("morchana", date(2022, 6, 1), "closed"),
        ("thailand_plus", date(2020, 12, 1), "announced"),
        ("gdcc", date(2026, 1, 1), "approved"),
        ("gbdi", date(2023, 6, 1), "transformed"),
        ("ocod", date(2026, 3, 1), "under_review"),
        ("national_strategy", date(2026, 1, 1), "in_force"),
        ("wsis_prize_2021", date(2021, 4, 1), "running"),
        ("wsis_prize_2021", date(2021, 5, 19), "done"),
        ("digital_entrepreneurs", date(2026, 1, 1), None),
    ],
)
def test_the_latest_event_decides_the_status(rows, ledger, programme, day, expected):
    assert status(rows, ledger, programme, day) == expected


@pytest.mark.parametrize(
    ("programme", "day", "since"),
    [
        ("morchana", date(2020, 4, 20), date(2020, 4, 10)),
        ("morchana", date(2021, 1, 1), date(2020, 4, 10)),  # a second launch that is told makes it no later
        ("wsis_prize_2021", date(2021, 5, 19), date(2021, 5, 18)),
        ("ocod", date(2026, 3, 1), date(2025, 11, 10)),
        ("gbdi", date(2023, 6, 1), date(2023, 6, 1)),
    ],
)
def test_a_status_is_since_the_first_event_in_a_row_that_made_it(rows, ledger, programme, day, since):
    found = dict(rows(programmes.cards, ledger, View(as_of=day), "programme_id", "since"))
    assert pd.Timestamp(found[programme]).date() == since


def test_the_headline_counts_each_programme_once(ledger):
    frames = {name: nw.from_native(frame.lazy()) for name, frame in ledger.items()}
    cards = programmes.cards(frames, View(as_of=date(2026, 11, 28))).collect().to_pandas()
    assert Words("en")(programmes.headline(cards).key, **programmes.headline(cards).figures) == (
        "10 programmes: 3 running or in force, 3 approved or under review, 3 completed or closed and 1 without a known status"
    )
    assert Words("th")("finding.programmes", **programmes.headline(cards[cards.status == "closed"]).figures) == (
        "1 โครงการ: เสร็จสิ้นหรือยุติแล้ว 1"
    )


def test_every_status_is_summed_up_in_the_headline():
    assert sorted(status for of in programmes.STATUS_GROUPS.values() for status in of) == sorted(programmes.STATUSES)


def test_every_kind_of_event_that_comes_with_the_product_is_a_term(ledger):
    named = set(ledger["terms"].filter(kind="event_kind")["code"])
    assert set(ledger["events"]["kind"]) <= named
    assert set(programmes.STATUS_OF) <= named


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
    assert found["gdcc-2024-capacity"] == ([25_000, 40_000], [200_000, 800_000])
    assert found["funding-2020-budget"][0] == [90_000_000, 80_000_000, 48_000_000]
    latest = programmes.latest(known, "gdcc").set_index("measure").value
    assert latest["vm_capacity"] == 40_000
