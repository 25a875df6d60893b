"""Publishing figures of others: what stands afterwards, what becomes a former figure, and what a later publish keeps."""

from datetime import date

import polars as pl
import pytest

from ocod_dash.clock import today
from ocod_dash.config import settings
from ocod_dash.ingest import CLAIMS, Mapping
from ocod_dash.problem import Problem
from ocod_dash.store import Outdated, between, compose, examine, product, publish_draft
from ocod_dash.store.sample import publish_when_empty

CAPACITY = "gdcc-2025-capacity"
NEW = ",gdcc,agencies_using,900,agencies,over,2026-01-01,mdes_2026,The ministry"
HEADER = "claim_id,subject,measure,value,unit,qualifier,as_of,source_id,publisher"


@pytest.fixture
def stewards():
    """Return a function that says who the stewards are, for one test."""
    with pytest.MonkeyPatch.context() as patch:

        def are(text: str) -> None:
            patch.setenv("OCOD_STEWARDS", text)
            settings.cache_clear()

        yield are
    settings.cache_clear()


@pytest.fixture
def full(store):
    """A store with the sample register and the product's claims: 42 of them, capacity 40,000."""
    publish_when_empty(store)
    return store


@pytest.fixture
def draft(full, tmp_path):
    """Return a function that checks lines as published figures."""

    def drafting(*lines: str, most_faulty: int = 0):
        path = tmp_path / "claims.csv"
        path.write_text("\n".join(lines), "utf-8")
        outcome, base = examine(full, path, Mapping(CLAIMS))
        return compose(full, outcome, base, most_faulty=most_faulty)

    return drafting


@pytest.fixture
def correct(full, draft):
    """Publish figures of lines in the name of Malee."""
    return lambda *lines: publish_draft(full, draft(*lines), "malee@example.org")


@pytest.fixture
def register(full, tmp_path):
    """Publish a small register."""

    def publishing():
        path = tmp_path / "register.csv"
        path.write_text("centre_id,name_th,province,status\na,ศูนย์,50,open", "utf-8")
        outcome, base = examine(full, path, as_of=date(2021, 5, 19))
        return publish_draft(full, compose(full, outcome, base), "somchai")

    return publishing


def claim(store, release, claim_id: str = CAPACITY) -> dict:
    return store.table(release, "claims").collect().row(by_predicate=pl.col("claim_id") == claim_id, named=True)


def former(store, release) -> list[tuple]:
    rows = store.table(release, "former_claims").collect()
    return rows.select("claim_id", "value", "superseded_by", "superseded_on").rows()


def test_a_corrected_figure_stands_and_the_old_one_is_kept_with_who_corrected_it_and_when(full, correct):
    release = correct("claim_id,value", f"{CAPACITY},42000")
    now = claim(full, release)
    assert (now["value"], now["entered_by"], now["entered_on"]) == (42_000, "steward", today())
    assert former(full, release) == [(CAPACITY, 40_000, "steward", today())]
    assert (release.number, release.action, release.who, release.file) == (
        2,
        "claims",
        "malee@example.org",
        "claims.csv",
    )
    assert release.counts["claims"] == full.release(1).counts["claims"]


def test_the_public_sees_the_name_that_a_steward_has_in_the_settings_and_the_release_keeps_the_address(
    full, correct, stewards
):
    stewards("somchai@example.org, สำนักงานเศรษฐกิจดิจิทัล <Malee@Example.org>")
    release = correct("claim_id,value", f"{CAPACITY},42000")
    assert release.who == "malee@example.org"
    assert claim(full, release)["entered_by"] == "สำนักงานเศรษฐกิจดิจิทัล"
    assert former(full, release) == [(CAPACITY, 40_000, "สำนักงานเศรษฐกิจดิจิทัล", today())]


def test_the_register_of_the_release_stays_as_it_is(full, correct):
    first, release = full.release(1), correct("claim_id,value", f"{CAPACITY},42000")
    assert (release.as_of, release.sample) == (first.as_of, first.sample)
    for name in ("centres", "milestones", "programmes", "terms", "events"):
        assert release.versions[name] == first.versions[name]


def test_a_draft_tells_what_is_new_what_is_corrected_from_what_and_what_is_known(draft):
    found = draft(HEADER, f"{CAPACITY},,,42000,,,,,", "gdcc-2024-capacity,,,25000,,,,,", NEW)
    assert found.figures() == {"added": 1, "corrected": 1, "withdrawn": 0, "unchanged": 1, "sources": 1, "terms": 0}
    assert found.changes.fields() == [(CAPACITY, "value", 40_000, 42_000)]
    assert found.changes.added["claim_id"].to_list() == ["gdcc-2026-agencies_using"]


def test_a_new_figure_comes_with_its_source(full, correct):
    release = correct(HEADER, NEW)
    assert claim(full, release, "gdcc-2026-agencies_using")["source_id"] == "mdes_2026"
    sources = full.table(release, "sources").collect()
    assert sources.filter(pl.col("source_id") == "mdes_2026")["publisher"].to_list() == ["The ministry"]


def test_a_figure_corrected_twice_leaves_both_former_values(full, correct):
    correct("claim_id,value", f"{CAPACITY},42000")
    release = correct("claim_id,value", f"{CAPACITY},43000")
    assert [(value, by) for _, value, by, _ in former(full, release)] == [
        (40_000, "steward"),
        (42_000, "steward"),
    ]
    assert claim(full, release)["value"] == 43_000


def test_a_new_measure_comes_with_a_figure_and_stays_with_later_registers(full, draft, correct, register):
    lines = (
        "subject,measure,measure_th,measure_en,value,unit,as_of,source_id",
        "gdcc,portal_visits,การเข้าใช้เว็บไซต์,Visits to the portal,12000,people,2025,thaiger_cloud",
    )
    assert draft(*lines).figures()["terms"] == 1
    new = ("measure", "portal_visits", "Visits to the portal", "การเข้าใช้เว็บไซต์")
    before = full.table(full.release(1), "terms").collect().rows()
    for release in (correct(*lines), register()):
        assert sorted(full.table(release, "terms").collect().rows()) == sorted([*before, new])


def test_a_withdrawn_figure_is_kept_as_it_was_with_who_withdrew_it_and_when(full, draft, correct):
    found = draft("claim_id,withdrawn", f"{CAPACITY},yes")
    assert found.changes.counts() == {"added": 0, "corrected": 0, "withdrawn": 1}
    assert found.changes.figures()["withdrawals"] == [CAPACITY]
    release = correct("claim_id,withdrawn", f"{CAPACITY},yes")
    assert release.counts["claims"] == full.release(1).counts["claims"] - 1
    assert CAPACITY not in full.table(release, "claims").collect()["claim_id"]
    assert former(full, release) == [(CAPACITY, 40_000, "steward", today())]
    assert between(full, full.release(1), release, CLAIMS).withdrawn["value"].to_list() == [40_000]


def test_a_withdrawn_figure_does_not_come_back_with_a_later_register_or_product(full, correct, register, ships):
    correct("claim_id,withdrawn", f"{CAPACITY},yes")
    ships(valued(CAPACITY, 41_000.0))
    release = register()
    assert CAPACITY not in full.table(release, "claims").collect()["claim_id"]
    assert [value for _, value, *_ in former(full, release)] == [40_000]


def test_a_withdrawn_figure_comes_back_when_a_steward_brings_it_in_whole(full, draft, correct):
    correct("claim_id,withdrawn", f"{CAPACITY},yes")
    with pytest.raises(Problem, match="has 6 errors"):  # the id is not known any more, nor what, unit, day, source
        draft("claim_id,value", f"{CAPACITY},39000")
    release = correct(HEADER, f"{CAPACITY},gdcc,vm_capacity,39000,VM,exactly,2025,bangkokpost_2025_cloud,")
    assert claim(full, release)["value"] == 39_000
    assert [value for _, value, *_ in former(full, release)] == [40_000]


def test_going_back_brings_the_old_figure_back_as_a_release_of_its_own(full, correct):
    correct("claim_id,value", f"{CAPACITY},42000")
    back = full.rollback(1, "somchai")
    assert (back.number, back.restores, claim(full, back)["value"], former(full, back)) == (3, 1, 40_000, [])
    assert claim(full, full.release(2))["value"] == 42_000


def test_a_later_register_keeps_what_a_steward_published(full, correct, register):
    correct(HEADER, f"{CAPACITY},,,42000,,,,,", NEW)
    release = register()
    assert (release.number, release.sample, release.counts["centres"]) == (3, False, 1)
    assert claim(full, release)["value"] == 42_000
    assert claim(full, release, "gdcc-2026-agencies_using")["entered_by"] == "steward"
    assert [value for _, value, *_ in former(full, release)] == [40_000]
    assert "mdes_2026" in full.table(release, "sources").collect()["source_id"]


@pytest.fixture
def ships(monkeypatch):
    """Let a later product ship other claims."""
    shipped = product.shipped()

    def shipping(change):
        tables = shipped | {"claims": change(shipped["claims"])}
        monkeypatch.setattr(product, "shipped", lambda folder=None: tables)

    return shipping


def valued(claim_id: str, value: float):
    """Return a change of one claim's value."""
    other = pl.when(pl.col("claim_id") == claim_id).then(pl.lit(value)).otherwise("value")
    return lambda claims: claims.with_columns(other.alias("value"))


def test_what_a_later_product_ships_comes_in_and_the_value_before_is_kept(full, register, ships):
    ships(valued(CAPACITY, 41_000.0))
    release = register()
    assert (claim(full, release)["value"], claim(full, release)["entered_by"]) == (41_000, None)
    assert former(full, release) == [(CAPACITY, 40_000, "ocod-dash", today())]
    assert former(full, register()) == former(full, release)  # and once is enough


def test_what_a_steward_corrected_stands_against_a_later_product(full, correct, register, ships):
    correct("claim_id,value", f"{CAPACITY},42000")
    ships(valued(CAPACITY, 41_000.0))
    release = register()
    assert claim(full, release)["value"] == 42_000
    assert [value for _, value, *_ in former(full, release)] == [40_000]


def test_what_a_later_product_does_not_ship_any_more_is_not_dropped(full, correct, register, ships):
    correct("claim_id,value", f"{CAPACITY},42000")
    ships(lambda claims: claims.filter(~pl.col("claim_id").is_in([CAPACITY, "staff", "gbdi-2022-staff"])))
    release = register()
    assert claim(full, release)["value"] == 42_000
    assert claim(full, release, "gbdi-2022-staff")["value"] == 50


def test_the_news_of_a_later_product_are_shown_before_figures_are_published(draft, ships):
    ships(valued("gdcc-2024-capacity", 26_000.0))
    assert draft("claim_id,value", f"{CAPACITY},42000").changes.fields() == [
        ("gdcc-2024-capacity", "value", 25_000, 26_000),
        (CAPACITY, "value", 40_000, 42_000),
    ]


def test_a_file_with_errors_or_without_news_publishes_nothing(full, draft):
    with pytest.raises(Problem, match="has an error; nothing was published"):
        draft("claim_id,value", f"{CAPACITY},many")
    with pytest.raises(Problem, match="contains nothing new"):
        publish_draft(full, draft("claim_id,value", f"{CAPACITY},40000"), "malee")
    assert full.current().number == 1


def test_rows_with_errors_can_be_left_out(draft):
    found = draft("claim_id,value", f"{CAPACITY},many", "gdcc-2024-capacity,26000", most_faulty=1)
    assert found.changes.fields() == [("gdcc-2024-capacity", "value", 25_000, 26_000)]


def test_a_draft_made_before_another_publish_is_refused(full, draft, correct):
    late = draft("claim_id,value", f"{CAPACITY},42000")
    correct("claim_id,value", f"{CAPACITY},43000")
    with pytest.raises(Outdated):
        publish_draft(full, late, "malee")


def test_figures_need_a_release_to_stand_in(store, tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text(f"claim_id,value\n{CAPACITY},1", "utf-8")
    with pytest.raises(Problem, match="no release yet"):
        examine(store, path, Mapping(CLAIMS))


def test_what_changed_among_the_claims_is_told_between_any_two_releases(full, correct):
    second = correct(HEADER, f"{CAPACITY},,,42000,,,,,", NEW)
    assert between(full, full.release(1), second, CLAIMS).counts() == {"added": 1, "corrected": 1, "withdrawn": 0}
    assert between(full, second, second, CLAIMS).counts() == {"added": 0, "corrected": 0, "withdrawn": 0}


def test_an_address_that_an_earlier_version_wrote_is_read_as_the_name_that_the_public_may_see(
    full, correct, stewards, monkeypatch
):
    monkeypatch.setattr("ocod_dash.store.draft.public_name", lambda who: who)
    earlier = correct("claim_id,value", f"{CAPACITY},42000")
    written = pl.read_delta(full.uri("claims"), version=earlier.versions["claims"])
    assert "malee@example.org" in written["entered_by"].to_list()
    assert (claim(full, earlier)["entered_by"], former(full, earlier)[0][2]) == ("steward", "steward")
    stewards("สำนักงานเศรษฐกิจดิจิทัล <Malee@Example.org>")
    names = claim(full, earlier)["entered_by"], former(full, earlier)[0][2]
    assert names == ("สำนักงานเศรษฐกิจดิจิทัล", "สำนักงานเศรษฐกิจดิจิทัล")
