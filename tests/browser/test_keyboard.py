"""The four questions of an executive, answered with the keyboard alone, and what a screen reader is told on the way."""

import re

import pytest
from playwright.sync_api import Page, expect

MOST_STOPS = 120  # of the Tab key, from the beginning of a page to its end
# The name of the element that has the keyboard, about as a screen reader finds it.
NAME = """() => {
    const element = document.activeElement;
    return element.getAttribute("aria-label") ?? element.labels?.[0]?.innerText ?? element.innerText ?? "";
}"""


def tab_to(page: Page, name: str) -> str:
    """Press the Tab key until what has the keyboard has a name that begins so, and return the whole name."""
    passed = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        passed.append(page.evaluate(NAME).strip())
        if passed[-1].startswith(name):
            return passed[-1]
    raise AssertionError(f"{name!r} is not reached; reached were {passed}")


def announced(page: Page, text: str) -> None:
    expect(page.locator("[role=status].ocod-heard")).to_have_text(text)


def test_are_we_on_plan_is_a_title_after_the_skip_link_and_a_table_away(visitor):
    page = visitor().open("/")
    tab_to(page, "Skip to the page’s title")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    name = tab_to(page, "Table of “Sample data: behind plan since ")
    page.keyboard.press("Enter")
    table = page.locator(".ocod-unfolded")
    expect(table).to_be_focused()
    expect(table.locator("caption")).to_have_text(name.removeprefix("Table of “").removesuffix("”"))
    page.keyboard.press("Escape")
    expect(table).to_have_count(0)
    assert page.evaluate(NAME) == name


def test_what_changed_is_announced_when_another_day_is_typed(visitor):
    reader = visitor()
    page = reader.open("/?region=north")
    tab_to(page, "As of")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("19 April 2021")
    page.keyboard.press("Enter")
    reader.comes_to("/?region=north&as_of=2021-04-19")
    announced(page, "275 centres, North · as of 19 Apr 2021")


def test_who_is_behind_is_a_table_that_sorts_and_leads_to_its_places(visitor):
    reader = visitor()
    page = reader.open("/regions")
    tab_to(page, "Skip to the page’s title")
    page.keyboard.press("Enter")
    tab_to(page, "Overdue")
    page.keyboard.press("Enter")
    place = tab_to(page, "Northeast")  # 34 of its centres are overdue, the most of any region
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-breadcrumb")).to_contain_text(place)
    reader.ready()
    assert re.search(r"region=northeast(&|$)", reader.address)


def test_when_it_is_done_comes_into_sight_beside_the_curve(visitor):
    page = visitor(height=900).open("/")
    tab_to(page, "CSV of “Sample data: behind plan since ")
    expect(page.locator(".ocod-highlights").get_by_text("the 80% range is")).to_be_in_viewport()


def test_a_filter_announces_how_many_there_are_now_and_a_page_its_title(visitor):
    reader = visitor()
    page = reader.open("/")
    tab_to(page, "North")
    page.keyboard.press("Enter")
    reader.comes_to("/?region=north")
    announced(page, "2,394 → 275 centres, North")
    page.get_by_role("link", name="Regions", exact=True).press("Enter")
    reader.comes_to("/regions?region=north")
    announced(page, "Regions · Community digital centres")


def test_a_threshold_is_changed_and_centres_are_opened_from_the_map_and_from_their_neighbours(visitor):
    reader = visitor()
    page = reader.open("/review?province=50")
    tab_to(page, "Thresholds")
    page.keyboard.press("Enter")
    tab_to(page, "5")  # visits a day, of which 2 are the usual threshold
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-review_thresholds summary")).to_contain_text("1 changed")
    reader.ready()
    assert "limits=few_visits%3A5" in reader.address
    tab_to(page, "Bangkok, ")  # one stop for the provinces on the map, and after it one for the centres
    tab_to(page, "Sample centre ")
    page.keyboard.press("ArrowRight")
    name = page.evaluate(NAME).split(",")[0]
    expect(page.locator(".ocod-map-tip")).to_contain_text(name)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(name)
    assert "limits=few_visits%3A5" in reader.address
    neighbour = tab_to(page, "Sample centre ")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(neighbour)
    assert "limits=few_visits%3A5" in reader.address


@pytest.mark.parametrize(
    ("path", "link", "seen_at"),
    [
        ("/", ".st-key-card_still_to_do a[data-go]", ""),  # a bar
        ("/", "svg[data-picture] a[data-go][tabindex='0']", "svg[data-picture]"),
        ("/regions", ".st-key-card_places td a", ""),
        ("/map", ".ocod-map-links a[tabindex='0']", ".ocod-map-ground"),
        ("/review?province=50", ".ocod-map-mark-links a[tabindex='0']", ".ocod-map"),  # a centre
        ("/programmes", ".ocod-matrix a", ""),  # a cell
        ("/programmes", "details[data-opened] > summary", ""),
    ],
)
def test_what_the_keyboard_is_at_is_seen(visitor, path, link, seen_at):
    page = visitor().open(path)
    at = page.locator(link).first
    tab_to(page, "Skip to the page’s title")  # from now on the keyboard is in use
    page.locator(seen_at or link).first.scroll_into_view_if_needed()
    box = page.locator(seen_at or link).first.bounding_box()
    clip = {"x": box["x"] - 6, "y": box["y"] - 6, "width": box["width"] + 12, "height": box["height"] + 12}
    before = page.screenshot(clip=clip, animations="disabled")
    at.focus()
    expect(at).to_be_focused()
    page.wait_for_timeout(300)  # the map is drawn again
    assert page.screenshot(clip=clip, animations="disabled") != before
