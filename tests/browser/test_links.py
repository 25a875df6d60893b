"""A link shows another visitor what its sender saw: all that was chosen, sorted and unfolded on the page."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

# Every parameter of each page, none with its default.
ADDRESSES = [
    "/?region=north&province=50&district=5001&as_of=2021-03-31&since=2021-01-01",
    "/regions?level=province&as_of=2021-03-31&since=2021-01-01&compare=40,50&by=region&top=in_plan&top_order=lowest",
    "/regions?region=north&province=50",
    "/map?region=north&province=50&status=open&as_of=2021-02-28&measure=in_plan&layers=provinces,centres",
    "/programmes?on=2023-06-30&kind=app",
    "/programmes?on=2023-06-30&line=C2&sdg=9",
    "/forum?on=2021-03-31",
    "/ledger?on=2022-12-31&search=centres&sort=largest&count_on=2021-03-31",
    "/data?region=north&province=50",
    "/data?part=history&release=1",
    "/data?part=bring&file=claims",
    "/method",
    "/present?region=north&slide=3&slides=headline,by_month,ranking,map&pace=10&notes=1",
]
# What a reader sees of what is chosen.
SHOWN = """() => {
    const all = (selector, about) => [...document.querySelectorAll(selector)].map(about);
    const part = (element) => element.closest("[data-part]")?.dataset.part;
    return {
        titles: all("h1", (e) => e.textContent),
        above: all(".st-key-breadcrumb", (e) => e.textContent),
        chosen: all("[aria-pressed=true], [aria-current]", (e) => e.textContent.trim()),
        fields: all("select[data-param], input", (e) => [e.id, e.type === "checkbox" ? e.checked : e.value]),
        sorted: all("th[aria-sort]", (e) => [part(e), e.textContent, e.ariaSort]),
        rows: all(".ocod-sortable tbody tr:first-child", (e) => [part(e), e.textContent.trim()]),
        opened: all("details[open] > summary", (e) => [part(e), e.parentElement.dataset.opened]),
    };
}"""


def sort_and_unfold(page: Page) -> None:
    """Sort each table of the page by its last column, and unfold the first of the rows that unfold."""
    for table in page.locator(".ocod-sortable:has([data-sorts])").all():
        table.locator("[data-sorts]").last.click()
    rows = page.locator("details[data-opened] > summary")
    if rows.count():
        rows.first.click()
        expect(page.locator("details[open]")).to_have_count(1)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_link_shows_another_visitor_all_that_its_sender_chose(visitor, address):
    sender = visitor()
    page = sender.open(address)
    assert sender.address == address
    sort_and_unfold(page)
    seen: dict[str, Any] = page.evaluate(SHOWN)
    other = visitor(alone=True)
    there = other.open(sender.address)
    assert other.address == sender.address
    assert there.evaluate(SHOWN) == seen


def test_two_tables_stay_sorted_when_another_day_is_chosen(visitor):
    reader = visitor()
    page = reader.open("/regions")
    for card in ("card_places", "card_top"):
        page.locator(f".st-key-{card} [data-column=in_plan]").first.click()
    sorted_as = page.locator(".ocod-sortable th[aria-sort]")
    expect(sorted_as).to_have_count(2)
    before = page.evaluate("new URLSearchParams(location.search).get('sorted')")
    assert re.fullmatch(r"card_places\.\w+\.\w+,card_top\.\w+\.\w+", before)
    reader.type_day("filter_as_of", "31 March 2021")
    page.wait_for_url("**as_of=2021-03-31**")
    reader.ready()
    expect(sorted_as).to_have_count(2)
    assert page.evaluate("new URLSearchParams(location.search).get('sorted')") == before


def test_the_snippet_for_another_website_shows_the_tables_as_they_are_sorted(visitor):
    page = visitor().open("/regions")
    page.locator(".st-key-card_places [data-sorts]").first.click()
    page.locator("[data-action=embed]").click()
    expect(page.get_by_role("dialog").get_by_test_id("stCode")).to_contain_text("sorted=card_places.")


@pytest.mark.parametrize("path", ["/", "/regions", "/map"])
def test_a_page_stays_where_it_was_scrolled_when_a_dialog_closes(visitor, path):
    page = visitor(width=1024, height=700).open(path)
    button = page.locator("[data-action=embed]")
    button.scroll_into_view_if_needed()
    place = page.locator(".st-key-foot").bounding_box()
    assert place is not None
    button.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.wait_for_timeout(1_000)  # a late run
    assert page.locator(".st-key-foot").bounding_box() == place
