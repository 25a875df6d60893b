"""A page, or one chart of it, inside another website."""

import re

import pytest
from playwright.sync_api import expect

MARGIN = 16  # pixels at each side of an embedded page
SAMPLE = {"en": "Sample data", "th": "ข้อมูลตัวอย่าง"}


@pytest.mark.parametrize("path", ["/", "/regions", "/map", "/programmes"])
def test_an_embedded_page_leads_nowhere_else_and_still_says_what_it_shows(visitor, path):
    page = visitor().open(f"{path}?embed=true")
    expect(page.locator("h1")).to_be_visible()
    for gone in (".st-key-bar", ".st-key-foot", "[data-testid=stSidebar]", "[data-testid=stMainMenu]"):
        expect(page.locator(gone)).to_have_count(0)
    if path != "/programmes":
        expect(page.locator(".st-key-badges")).to_contain_text(SAMPLE["en"])
        expect(page.locator(".ocod-row").first).to_contain_text("sample register, release 1")
    else:
        expect(page.get_by_text("published figures, not register counts")).to_be_visible()


def test_a_link_in_an_embedded_page_stays_embedded(visitor):
    reader = visitor()
    page = reader.open("/?embed=true&lang=en")
    page.get_by_role("link", name="Chiang Mai: 11.9%").click()
    reader.comes_to("/regions?region=north&province=50&lang=en&embed=true")
    expect(page.locator(".st-key-bar")).to_have_count(0)


@pytest.mark.parametrize(
    ("address", "key"),
    [("/", "still_to_do"), ("/regions?region=north", "ranking"), ("/", "provinces"), ("/map", "map")],
)
def test_one_chart_alone_has_its_row_and_the_samples_mark_and_nothing_else(visitor, address, key):
    page = visitor("th").open(f"{address}{'&' if '?' in address else '?'}embed=true&chart={key}")
    expect(page.locator(f".st-key-card_{key}")).to_be_visible()
    expect(page.locator(f".st-key-card_{key} .ocod-row")).to_contain_text("ทะเบียนตัวอย่าง ชุดข้อมูลที่ 1")
    whole = page.get_by_test_id("stMainBlockContainer").bounding_box()["width"]
    assert page.locator(f".st-key-card_{key}").bounding_box()["width"] == whole - 2 * MARGIN
    expect(page.locator(".st-key-badges")).to_contain_text(SAMPLE["th"])
    for frame in page.locator("[class*=st-key-card_]").all():
        assert frame.is_visible() == (f"st-key-card_{key}" in (frame.get_attribute("class") or ""))
    for other in ("h1", ".ocod-card", ".st-key-breadcrumb", ".st-key-bar", ".st-key-claims"):
        expect(page.locator(f"{other}:visible")).to_have_count(0)


def test_a_chart_that_is_not_there_is_told_with_those_that_are(visitor):
    page = visitor().open("/?embed=true&chart=stil_to_do&region=nroth")
    told = page.get_by_role("alert")
    expect(
        told.filter(has_text="available on this page: s_curve, forecast, overdue, still_to_do and provinces")
    ).to_be_visible()
    expect(told.filter(has_text="Did you mean “still_to_do”?")).to_be_visible()
    expect(told.filter(has_text="Did you mean “north”?")).to_be_visible()


def test_a_page_without_charts_says_so(visitor):
    page = visitor().open("/data?embed=true&chart=ranking")
    expect(page.get_by_role("alert").filter(has_text="“ranking”")).to_contain_text("available on this page: no data")
    expect(page.locator("[data-action=embed]")).to_have_count(0)


def test_what_the_address_calls_a_chart_is_only_ever_text(visitor):
    page = visitor().open("/?embed=true&chart=%3C/style%3E%3Cimg%20src=x%20onerror=alert(1)%3E")
    expect(page.get_by_role("alert")).to_contain_text("<img src=x onerror=alert(1)>")


def test_the_snippet_shows_in_another_website_what_was_chosen(visitor):
    reader = visitor("th")
    page = reader.open("/regions?region=north&as_of=2020-12-31")
    page.locator("[data-action=embed]").click()
    page.locator(".st-key-embed_what input").click()
    page.locator("[data-testid=stSelectboxVirtualDropdown] [role=option]").nth(1).click()
    code = page.get_by_test_id("stCode")
    expect(code).to_contain_text("chart=ranking")
    snippet = code.inner_text()
    assert re.search(
        r'src="[^"]*/regions\?region=north&amp;as_of=2020-12-31&amp;lang=th&amp;embed=true&amp;chart=', snippet
    )

    # A reader of another language sees what was chosen; in a new tab, for Chromium lets no page that was emptied show one of
    # this machine.
    report = visitor("en", alone=True)
    report.page.set_content(f"<h1>A report</h1>{snippet}")
    inside = report.page.frame_locator("iframe")
    expect(inside.locator(".st-key-card_ranking .ocod-row")).to_contain_text("31 ธ.ค. 2563", timeout=60_000)
    expect(inside.locator(".st-key-badges")).to_contain_text(SAMPLE["th"])
    expect(inside.locator(".st-key-card_curves")).to_have_count(0)
    expect(inside.locator(".main-svg").first).to_be_visible()
