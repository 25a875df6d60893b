"""From the country to a district and back up, by pointer and by keyboard; places side by side."""

import re

from playwright.sync_api import Locator, Page, expect

# Counted in data/sample/centres.csv: open / in the plan. North 245/275, Khon Kaen (40) 59/66, Chiang Mai (50) 59/67, which
# has the most centres overdue of the north.


def crumbs(page: Page) -> Locator:
    return page.locator(".st-key-breadcrumb")


def click_bar(page: Page, number: int) -> None:
    """Click the first part of a bar of the ranking, counted from the top: a link lies over it."""
    bars = page.locator(".st-key-card_ranking .trace").first.locator(".point path")
    bar = bars.nth(bars.count() - 1 - number)
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_bar_leads_down_to_its_place_and_the_breadcrumb_back_up(visitor):
    reader = visitor()
    page = reader.open("/regions")
    expect(crumbs(page)).to_have_text("Thailand")
    click_bar(page, 3)  # Northeast, Central, South, North, East, West
    reader.comes_to("/regions?region=north")
    expect(page.locator("h1")).to_have_text(
        "Sample data: in the North, from 85.7% to 93.8% of centres open across the 9 provinces"
    )
    click_bar(page, 0)
    reader.comes_to("/regions?region=north&province=50")
    expect(crumbs(page)).to_contain_text("Chiang Mai")
    click_bar(page, 0)
    page.wait_for_url("**&district=50*")
    reader.ready()
    expect(page.locator(".st-key-filter_provinces")).to_contain_text("Chiang Mai")
    expect(page.locator(".st-key-filter_district select")).not_to_have_value("")

    crumbs(page).get_by_role("link", name="Chiang Mai").click()
    reader.comes_to("/regions?region=north&province=50")
    crumbs(page).get_by_role("link", name="North").click()
    reader.comes_to("/regions?region=north")
    crumbs(page).get_by_role("link", name="Thailand").click()
    reader.comes_to("/regions")
    expect(crumbs(page)).to_have_text("Thailand")


def test_a_province_of_the_small_map_leads_to_its_page_by_click(visitor):
    reader = visitor()
    page = reader.open("/")
    page.get_by_role("link", name="Chiang Mai: 11.9%").click()
    reader.comes_to("/regions?region=north&province=50")
    expect(page.locator("h1")).to_contain_text("Sample data: in Chiang Mai, ")
    page.go_back()
    reader.comes_to("/")
    expect(crumbs(page)).to_have_text("Thailand")


def test_the_filters_and_the_provinces_of_the_small_map_are_reached_by_the_tab_key(visitor):
    reader = visitor()
    page = reader.open("/")
    reached = []
    for _ in range(70):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("(({activeElement: e}) => e.ariaLabel ?? e.labels?.[0]?.innerText ?? e.innerText)(document)")
        )
        if page.evaluate("document.activeElement.matches('svg a')"):
            break
    filters = ("North", "Province", "As of")
    assert sorted(filters, key=reached.index) == list(filters)
    expect(page.locator("svg :focus")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/regions?region=*&province=*")
    reader.ready()
    expect(crumbs(page)).to_contain_text(name.split(":")[0])


def test_places_stand_side_by_side_and_the_address_carries_them(visitor):
    reader = visitor()
    page = reader.open("/regions?region=north,northeast")
    reader.choose("compare_places", "Chiang Mai")
    reader.choose("compare_places", "Khon Kaen")
    reader.comes_to("/regions?region=north,northeast&compare=50,40")
    table = page.locator(".st-key-compare_table")
    for row in ("In the plan 67 66", "Open 59 59", "Percent complete 88.1% 89.4%"):
        expect(table.get_by_role("row", name=row)).to_be_visible()
    expect(page.locator(".st-key-card_compare h2")).to_have_text(
        "Sample data: from 88.1% to 89.4% of centres open across the 2 provinces"
    )
    page.reload()
    reader.comes_to("/regions?region=north,northeast&compare=50,40")
    expect(table.get_by_role("row", name="Open 59 59")).to_be_visible()
    expect(page.locator(".st-key-card_compare .js-plotly-plot")).to_be_visible()


def test_the_bars_of_the_overview_are_links_for_pointer_keyboard_and_touch(visitor):
    reader = visitor()
    page = reader.open("/?province=50")
    for key in ("overdue", "still_to_do"):
        links = page.locator(f".st-key-card_{key} .ocod-chart-links a")
        expect(links.first).to_have_attribute("href", re.compile("/regions\\?region=north&province=50&district=50"))
    links.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/regions?region=north&province=50&district=50*")


def test_one_click_ranks_all_provinces(visitor):
    reader = visitor()
    page = reader.open("/")
    page.get_by_role("link", name="All provinces, ranked").click()
    reader.comes_to("/regions?level=province")
    expect(page.locator("h1")).to_have_text("Sample data: from 85% to 100% of centres open across the 77 provinces")
    page.locator(".st-key-filter_level").get_by_role("link", name="Regions").click()
    reader.comes_to("/regions")
