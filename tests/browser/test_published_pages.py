"""Programmes, forum and ledger in a real browser: both languages, the address, the phone, the way to a claim's row."""

import re

import pytest
from playwright.sync_api import expect

TITLES = {
    ("programmes", "en"): "3 programmes in service",
    ("programmes", "th"): "มีผลบังคับใช้",
    ("forum", "en"): "Of 1,270 projects",
    ("forum", "th"): "จาก 1,270 โครงการ",
    ("ledger", "en"): "59 figures",
    ("ledger", "th"): "ตัวเลขที่เผยแพร่ 59 รายการ",
}


@pytest.mark.parametrize(("page", "language"), TITLES)
def test_a_page_speaks_both_languages_and_fits_a_phone(visitor, page, language):
    phone = visitor(language, width=390, dark=language == "th").open(f"/{page}?on=2026-06-01")
    expect(phone.locator("h1")).to_contain_text(TITLES[page, language])
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_filters_live_in_the_address_and_the_registers_do_not_follow(visitor):
    guest = visitor("en")
    page = guest.open("/programmes?kind=app&on=2022-06-01&as_of=2021-01-01&province=50")
    expect(page.locator("h1")).to_contain_text("2 programmes")
    expect(page.get_by_text("Closed 1 Jun 2022")).to_be_visible()
    assert "as_of" not in page.url
    assert "province" not in page.url
    page.reload()
    guest.ready()
    expect(page.locator("h1")).to_contain_text("2 programmes")
    page.get_by_role("button", name="Clear filters").click()
    guest.ready()
    expect(page.locator("h1")).to_contain_text("3 programmes in service")
    assert "kind" not in page.url


def test_a_cell_of_the_matrix_leads_to_its_programmes(visitor):
    guest = visitor("en")
    page = guest.open("/programmes?on=2026-06-01&sdg=3")
    address = "/programmes?on=2026-06-01&line=C7+e-health&sdg=3"
    cell = page.locator(".st-key-card_matrix [data-key='C7 e-health 3']")
    expect(cell).to_have_attribute(
        "aria-label",
        re.compile("^C7 ICT applications: e-health · SDG 3 Good health and well-being: MorChana, Thailand Plus$"),
    )
    expect(cell).to_have_attribute("href", address)
    cell.click()
    guest.comes_to(address)
    expect(page.locator("h1")).to_contain_text("2 programmes")


@pytest.mark.parametrize(("width", "most"), [(1440, 2800), (390, 5500)])
def test_the_programmes_are_no_wall_and_the_rest_of_each_unfolds(visitor, width, most):
    guest = visitor("en", width=width)
    page = guest.open("/programmes?on=2026-06-01")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") < most
    row = page.locator("#programme-ocod")
    summary = row.get_by_text("Centres in communities where people learn digital skills")
    expect(summary).to_be_hidden()
    row.get_by_text("See details").click()
    expect(summary).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_matrix_names_its_action_lines_and_goals_on_a_phone_too(visitor):
    page = visitor("en", width=390).open("/programmes?on=2026-06-01")
    matrix = page.locator(".st-key-card_matrix")
    expect(matrix.get_by_text("Ethical dimensions of the information society")).to_be_visible()
    expect(matrix.locator(".ocod-key").get_by_text("Industry, innovation and infrastructure")).to_be_visible()
    size = matrix.locator("[data-key='C10 9']").locator("..").bounding_box()
    assert min(size["width"], size["height"]) >= 24


def test_a_number_on_the_overview_leads_to_its_row_in_the_ledger(visitor):
    guest = visitor("en")
    page = guest.open("/?province=50")
    page.locator(".st-key-claims").get_by_role("link", name=re.compile("2,144")).click()
    page.wait_for_url("**/ledger?*claim=ocod-2021-done*")
    guest.ready()
    expect(page.locator(".st-key-claim")).to_contain_text("2,144 centres")
    expect(page.locator(".st-key-claim")).to_contain_text("Matichon")
    page.locator(".st-key-bar").get_by_role("link", name="Overview").click()
    guest.ready()
    assert "province=50" in page.url


def test_a_chart_has_its_table_its_words_and_its_files(visitor):
    page = visitor("en").open("/forum")
    frame = page.locator(".st-key-card_funnel")
    expect(frame.locator(".js-plotly-plot")).to_be_visible()
    with page.expect_download() as saved:
        frame.get_by_role("button", name="CSV").click()
    text = saved.value.path().read_text("utf-8-sig")
    assert "Source: published figures" in text
    assert "1270" in text


def test_figures_are_sorted_by_the_day_on_which_they_were_published(visitor):
    page = visitor().open("/ledger")
    frame = page.locator(".st-key-card_ledger")
    heading = frame.get_by_role("columnheader", name="Published on")
    heading.get_by_role("button").click()
    at = heading.evaluate("e => e.cellIndex + 1")
    days = frame.locator(f"tbody td:nth-child({at})").evaluate_all("all => all.map(e => e.dataset.by ?? '')")
    assert days == sorted(days)
    assert len(set(days)) > 1
