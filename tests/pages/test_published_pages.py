"""The pages of what others published, run as Streamlit runs them."""

import re
import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from ocod_dash import schema
from ocod_dash.ingest import CLAIMS, Mapping
from ocod_dash.store import Store, compose, examine, publish_draft
from ocod_dash.store.product import shipped as published
from ocod_dash.ui import request
from tests.pages.conftest import clear, forget, parts, says, table, title

PAGES = ("programmes", "forum", "ledger")


@pytest.fixture
def context(open_page):
    """Visit one of the pages, as a browser would."""
    return open_page


@pytest.fixture
def store(sample, open_page, tmp_path, monkeypatch):
    """A copy of the store, for tests that publish: the others go on with the first release."""
    own = Path(shutil.copytree(sample, tmp_path / "copied" / "store"))
    monkeypatch.setenv("OCOD_STORE", str(own))
    forget()
    return Store(str(own))


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("on", ["", "2015-06-01", "2021-03-20", "2099-12-31"])
def test_a_page_stands_on_any_date_in_both_languages(context, page, language, on):
    app = context(page, lang=language, **({"on": on} if on else {}))
    assert title(app)


def test_the_date_is_the_pages_own(context, monkeypatch):
    monkeypatch.setattr(request, "today", lambda: date(2026, 11, 22))
    assert "Status today, 22 Nov 2026" in says(context("programmes", lang="en", as_of="2021-01-01"))
    assert "สถานะ ณ 31 พ.ค. 2565" in says(context("programmes", lang="th", on="2022-05-31"))


def test_morchana_is_closed_from_1_june_2022(context):
    assert "Closed 1 Jun 2022" not in says(context("programmes", lang="en", on="2022-05-31"))
    assert "Closed 1 Jun 2022" in says(context("programmes", lang="en", on="2022-06-01"))


def test_a_status_says_how_it_is_known_and_what_stands_beside_it_with_links_to_the_sources(context):
    app = context("programmes", lang="en", on="2026-11-29")
    shown, drawn = says(app), parts(app)["card_statuses"]["head"]
    for told in (
        "One Community One Digital Center (OCOD) In service (last reported 24 Feb 2026)",
        "Existing centres: 2,222 centres · Bangkok Post, by Magzter",
        "Further expansion paused 10 Nov 2025 MGR Online Use under review since 23 Feb 2026 MGR Online",
        "Lead agency according to: MGR Online",
        "Superseded 1 Nov 2021 The Certificate of Entry that required it is replaced by Thailand Pass",
        "no source found",
    ):
        assert told in shown
    assert 'href="https://mgronline.com/cyberbiz/detail/9680000107110"' in drawn
    assert 'href="https://www.thephuketnews.com/' in drawn


def test_the_matrix_names_what_its_codes_are(context):
    found = table(context("programmes", lang="en", on="2026-11-29"), "matrix")
    assert list(found.columns) == ["WSIS Action Line", *(f"SDG {goal}" for goal in (1, 3, 4, 8, 9, 10, 16, 17))]
    row = found.set_index("WSIS Action Line").loc["C2 Information and communication infrastructure"]
    assert row.to_dict()["SDG 9"] == "3"
    assert row.to_dict()["SDG 1"] == ""


def test_an_event_with_two_dates_is_a_row_with_both_dates_and_both_sources(context):
    app = context("ledger", lang="en", on="2026-11-29")
    (part,) = [part for part in parts(app).values() if "MorChana: one event" in part["head"]]
    assert "chart" not in part
    for told in ("10 Apr 2020", "29 Apr 2020", "Thailand government contact centre", "The Thaiger"):
        assert told in part["head"]
    assert part["head"].count('rel="noopener noreferrer"') == 2


def test_what_is_no_programme_is_on_the_page_of_the_forum_alone(context):
    assert "WSIS Prize 2021" not in says(context("programmes", lang="en", on="2026-11-29"))
    shown = says(context("forum", lang="en", on="2026-11-29"))
    for told in ("WSIS Prize 2021 Took place 18 May 2021", "WSIS Forum 2021 statement Took place 23 Mar 2021"):
        assert told in shown


def test_what_no_source_gives_is_said_to_be_unknown(context):
    shown = says(context("programmes", lang="en", kind="app"))
    assert shown.count("Users: no published figure found") == 2
    assert "Government Data Center" not in shown


def test_filters_that_fit_nothing_say_so_and_offer_the_way_out(context):
    app = context("programmes", lang="en", kind="app", agency="nt")
    assert "No programme matches all filters" in says(app)
    clear(app, "empty")
    assert "3 programmes in service or in force" in says(app)


def test_an_address_that_names_what_is_not_there_is_told_with_the_nearest(context):
    app = context("programmes", lang="en", agency="onda", on="2021-13-45")
    told = " ".join(warning.value for warning in app.warning).replace("\\", "")
    assert "“onda”" in told
    assert "“onde”" in told
    assert "2021-13-45" in told


def test_the_forum_counts_down_and_then_back(context):
    assert "Prize ceremony 18 May 2021 in 8 days · ITU" in says(context("forum", lang="en", on="2021-05-10"))
    assert "Prize ceremony 18 May 2021 today" in says(context("forum", lang="en", on="2021-05-18"))
    assert "Prize ceremony 18 May 2021 5 years ago" in says(context("forum", lang="en", on="2026-05-18"))
    assert "พิธีมอบรางวัล 18 พ.ค. 2564 4 ปีที่แล้ว" in says(context("forum", lang="th", on="2026-05-17"))


def test_the_forum_sets_both_counts_of_the_projects_side_by_side_and_checks_the_arithmetic(context):
    shown = says(context("forum", lang="en"))
    for told in ("Of 1,270 projects", "about 1,300", "18 × 20 = 360, it adds up", "18 × 5 = 90, it adds up"):
        assert told in shown


def test_the_forum_tells_no_more_than_was_known_on_its_date(context):
    before = says(context("forum", lang="en", on="2021-03-25"))
    assert "From 1,270 submissions to 360 selected projects" in before
    assert "Other published figures" not in before
    for later in ("won its category", "Mr Chaiwut"):
        assert later not in before
    after = says(context("forum", lang="en", on="2021-05-19"))
    assert "From 1,270 submissions to category winner" in after
    for told in (
        "The ceremony was on 18 May 2021. Matichon reported on 19 May that the project had won its category",
        "the ITU counts 18 categories, each with one winner",
        "made for Thailand by Mr Newin Chochaiyathip, Assistant Minister, Ministry of Digital Economy and Society",
        "Mr Chaiwut Thanakamanusorn, Minister of Digital Economy and Society and Mrs Wannaporn Thephasdin na Ayutthaya",
        "From 1 Nov 2020, when submissions opened, to the ceremony on 18 May 2021",
        "Centres planned: 2,394",
        "Centres in progress: 250",
    ):
        assert told in after


def test_what_thailand_proposed_faces_the_centres_of_the_provinces(context):
    app = context("forum", lang="en")
    shown = says(app)
    for told in (
        "Lowest-income provinces (income quintile 1) 3.6",
        "Highest-income provinces (income quintile 5) 2.6",
        "Sample data: open centres per 100,000 people: from 1.4 to 6.4 across the 77 provinces",
    ):
        assert told in shown
    assert "Every province on the Regions page" in parts(app)["proposed"]["head"]


def test_the_whole_ledger_is_there_with_the_ways_to_its_sources(context):
    drawn = parts(context("ledger", lang="th"))["card_ledger"]["head"]
    assert drawn.count("<tr>") == 60
    assert 'href="https://mgronline.com/uptodate/detail/9680000090735"' in drawn


def test_a_claim_that_a_link_led_to_stands_first(context):
    app = context("ledger", lang="th", claim="ocod-2021-done")
    assert "2,144 ศูนย์" in says(app)
    shown = table(app, "ledger")
    assert (len(shown), shown.iloc[0]["ตัวเลข"]) == (59, "2,144")


def test_the_ledger_is_searched_in_both_languages(context):
    for language, search in (("en", "มติชน"), ("th", "matichon"), ("en", "2,144"), ("th", "ระยะที่ 1 completed")):
        found = table(context("ledger", lang=language, search=search), "ledger")
        assert 1 <= len(found) <= 4, search
        assert "2,144" in set(found.iloc[:, 1])
    for language, search in (("th", "๑,๗๒๒"), ("en", "completed ก.ย. 2568"), ("th", "completed sep 2025")):
        assert "1,722" in set(table(context("ledger", lang=language, search=search), "ledger").iloc[:, 1]), search
    assert table(context("ledger", lang="en", search="no such thing"), "ledger").empty


def test_the_ledger_says_that_the_count_is_a_samples(context):
    shown = says(context("ledger", lang="en"))
    assert "Sample data: the sample register was generated to have the totals published for 19 May 2021" in shown
    shown = says(context("ledger", lang="en", count_on="2025-09-22"))
    assert "Sample data: the register count is of generated data; it neither confirms nor contradicts" in shown
    assert "no figure was published close enough to 22 Sep 2025 to compare" in shown


def test_completed_is_not_open_and_the_pages_say_so(context):
    for page in ("ledger", "overview"):
        drawn = says(context(page, lang="en"))
        assert "“Completed” is the publisher's word and “open” the register's" in drawn
        assert "“แล้วเสร็จ” เป็นคำของผู้เผยแพร่ ส่วน “เปิดให้บริการ” เป็นคำของทะเบียน" in says(context(page, lang="th"))
    found = table(context("ledger", lang="en"), "against").set_index("Published as")
    assert found.loc["Centres completed", ["In the register", "Consistent with source"]].to_list() == ["Open", "yes"]
    assert found["Consistent with source"]["Provinces covered"] == "dates too far apart to compare (1,555 days)"


def test_what_does_not_fit_together_is_said_with_its_claims_and_both_readings(context):
    app = context("ledger", lang="en")
    assert title(app).endswith("4 inconsistencies, 1 later figure lower and 1 event with different dates")
    drawn = parts(app)["card_inconsistencies"]["head"]
    for said in (
        "the same 1,722 centres were published as an addition (20 Apr 2023) and as the whole (22 Sep 2025 and 23 Feb 2026)",
        "1,722 (22 Sep 2025), over 2,000 (10 Nov 2025) and 2,222 (10 Nov 2025)",
        "about 1,722 (23 Feb 2026) and 2,222 (24 Feb 2026)",
        "over 592,000 (Feb 2023, calculated), about 533,000 (23 May 2024, calculated) and about 400,000 (Nov 2025)",
        "Calculated by this dashboard: over 5,100 million baht ÷ 1,722 centres ÷ 5 years gives over 592,000",
        "Calculated by this dashboard: about 800 million baht ÷ 500 centres ÷ 3 years gives about 533,000",
        "later figure is lower: 2,144 (19 May 2021) and 1,722 (22 Sep 2025)",
        "centres were closed or merged, or what is counted has changed",
    ):
        assert said in drawn, said
    assert len(table(app, "inconsistency_pairs")) == 9  # 2 + 2 + 1 + 3 + 1
    for claim in ("ocod-2024-lease-years", "ocod-2025-11-cost", "ocod-2026-02-developed", "ocod-2021-done"):
        assert f"claim={claim}" in drawn, claim
    assert "กว่า 5,100 ล้านบาท ÷ 1,722 ศูนย์ ÷ 5 ปี" in parts(context("ledger", lang="th"))["card_inconsistencies"]["head"]


def test_before_any_total_was_published_nothing_is_said_to_fit(context):
    app = context("ledger", lang="en", on="2021-05-01")
    shown = says(app)
    assert "No total of the centres had been published by 1 May 2021" in shown
    assert "is consistent with figures published" not in shown
    assert title(app).endswith("sources: 1 event with different dates")
    assert "card_inconsistencies" not in parts(app)


def test_a_programme_an_indicator_and_an_event_are_added_as_rows(store, context):
    old = published()

    def more(name: str, **row: object) -> pl.DataFrame:
        empty = dict.fromkeys(schema.empty(name).columns)
        return pl.concat([old[name], pl.DataFrame([empty | row], schema=schema.empty(name).schema)])

    tables = {
        "programmes": more("programmes", programme_id="new", name_en="New thing", name_th="ของใหม่", kind="app"),
        "claims": more(
            "claims", claim_id="new-users", subject="new", measure="new_users", basis="total", value=12345.0, unit="people",
            qualifier="over", as_of=date(2026, 1, 5), as_of_precision="day", source_id="matichon_2021",
        ),
        "events": more(
            "events", event_id="new-open", subject="new", kind="launched", date=date(2026, 1, 2), date_precision="day",
            title_en="It opens", title_th="เปิดตัว", source_id="matichon_2021",
        ),
    }  # fmt: skip
    release = store.current()
    facts = {"as_of": release.as_of, "sample": True, "file": "claims.csv", "sha256": "0" * 64, "who": "tests"}
    store.publish(tables, based_on=release.number, **facts)
    try:
        shown = says(context("programmes", lang="en", on="2026-02-01"))
        for told in (
            "3 programmes in service or in force",
            "New thing",
            "In service since 2 Jan 2026",
            "new users over 12,345 people",
        ):
            assert told in shown
        found = table(context("ledger", lang="th", search="new_users ของใหม่"), "ledger")
        assert found["ตัวเลข"].to_list() == ["12,345"]
    finally:
        store.rollback(release.number, "tests")


@pytest.fixture
def corrected(store, tmp_path):
    """Publish a correction of the GDCC's capacity, 42,000, and a figure without a scope; go back afterwards."""
    path, before = tmp_path / "claims.csv", store.current()
    path.write_text(
        "claim_id,subject,measure,value,unit,as_of,source_id,publisher\n"
        "gdcc-2025-capacity,,,42000,,,,\n"
        'more,gdcc,vm_capacity,50000,VM,2026-01-02,x_2026,"**bold** [x](https://example.org) <script>"\n',
        "utf-8",
    )
    outcome, base = examine(store, path, Mapping(CLAIMS))
    publish_draft(store, compose(store, outcome, base), "malee@example.org")
    yield
    store.rollback(before.number, "tests")


def test_a_corrected_figure_is_shown_with_what_it_was_who_corrected_it_and_when(context, corrected):
    app = context("ledger", lang="en", claim="gdcc-2025-capacity")
    shown = says(app)
    assert "42,000 VM" in shown
    assert "Superseded: 40,000 VM, corrected on" in shown
    assert "by a data steward" in shown
    assert "malee" not in shown
    former = table(app, "former")
    assert former[["Figure", "Current figure", "Changed by"]].to_numpy().tolist() == [
        ["40,000 VM", "42,000 VM", "a data steward"]
    ]
    assert re.search(r"25,000\s+2024\s.*50,000\s+2 Jan 2026", shown, re.S)
    elsewhere = [drawn for key, drawn in parts(app).items() if key not in ("claim", "card_former")]
    assert not any("40,000 " in drawn["head"] + drawn["foot"] for drawn in elsewhere)


def test_a_measure_that_came_with_a_figure_has_its_name_on_the_page_of_its_programme(context, store, tmp_path):
    path, before = tmp_path / "claims.csv", store.current()
    path.write_text(
        "subject,measure,measure_th,measure_en,value,unit,as_of,source_id\n"
        "gdcc,portal_visits,การเข้าใช้เว็บไซต์,Visits to the portal,12000,people,2025,thaiger_cloud\n",
        "utf-8",
    )
    outcome, base = examine(store, path, Mapping(CLAIMS))
    publish_draft(store, compose(store, outcome, base), "malee")
    try:
        assert "Visits to the portal" in says(context("programmes", lang="en"))
        assert "การเข้าใช้เว็บไซต์" in says(context("programmes", lang="th"))
    finally:
        store.rollback(before.number, "tests")


def test_a_withdrawn_figure_says_so_where_a_link_leads_to_it_and_takes_part_in_nothing(context, store, tmp_path):
    path, before = tmp_path / "claims.csv", store.current()
    path.write_text("claim_id,withdrawn\ngdcc-2025-capacity,yes\n", "utf-8")
    outcome, base = examine(store, path, Mapping(CLAIMS))
    publish_draft(store, compose(store, outcome, base), "malee")
    try:
        app = context("ledger", lang="en", claim="gdcc-2025-capacity")
        assert "Withdrawn" in parts(app)["claim"]["head"]
        assert "Superseded: 40,000 VM, until" in says(app)
        assert table(app, "former")[["Figure", "Current figure"]].to_numpy().tolist() == [["40,000 VM", "Withdrawn"]]
        assert "40,000 VM" not in says(context("programmes", lang="en"))
    finally:
        store.rollback(before.number, "tests")


def test_who_published_is_a_steward_to_the_public_and_an_address_to_nobody_but_stewards(context, corrected):
    history = table(context("data", lang="en", part="history"), "history")
    assert history["Published by"].to_list()[0] == "a data steward"
    assert "example.org" not in history.to_string()


def test_what_a_file_of_figures_says_is_shown_letter_for_letter_on_every_page(context, corrected):
    for page in PAGES:
        for language in ("th", "en"):
            context(page, lang=language)
    app = context("ledger", lang="th", claim="more")
    assert "**bold** [x](https://example.org) <script>" in says(app)
    assert "<script>" not in parts(app)["claim"]["head"]


def test_without_a_correction_nothing_is_said_of_any_and_the_way_to_add_figures_is_there(context):
    app = context("ledger", lang="en")
    assert "Superseded" not in says(app)
    assert "card_former" not in parts(app)


def test_each_figure_over_time_has_the_way_to_its_row(context):
    app = context("programmes", lang="en", kind="infrastructure")
    drawn = "".join(each["head"] for each in parts(app).values())
    for claim in ("gdcc-2024-capacity", "gdcc-2025-capacity", "gdcc-2025-target", "gdcc-2023-demand"):
        assert f"claim={claim}" in drawn, claim


def test_the_headline_of_the_published_figures_follows_the_search(context):
    assert says(context("ledger", lang="en", search="gbdi")).count(" of 59 published figures, from ") == 1
    assert "None of the 59 published figures matches" in says(context("ledger", lang="en", search="nosuchword"))


def test_the_search_and_its_table_are_first(context):
    order = list(parts(context("ledger", lang="en")))
    assert order.index("filter_search") < order.index("card_ledger") < order.index("card_inconsistencies")
