"""What every page owes its reader on any screen: nothing cut off, an order of headings, names for what can be used."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

MISFITS = Path(__file__).with_name("misfits.js").read_text("utf-8")
PAGES = (
    "/?region=north",
    "/regions?compare=north,northeast",
    "/map?province=50&layers=provinces,centres",
    "/data?province=50",
    "/data?part=bring",
    "/data?part=history&release=1",
    "/data?part=dictionary",
    "/data?part=sources",
    "/programmes?on=2026-06-01",
    "/forum?on=2026-06-01",
    "/ledger?on=2026-06-01&claim=ocod-2021-done",
    "/method",
    "/about",
)
BROKEN = Path(__file__).with_name("broken.js").read_text("utf-8")
# What is used must have a name, and what is seen must have a text.
NAMELESS = """() => {
    const named = (e) => e.getAttribute("aria-label") || e.getAttribute("aria-labelledby") || e.innerText?.trim()
        || e.title || e.labels?.length || e.querySelector("[aria-label], img[alt]");
    const usable = document.querySelectorAll("main button, main a, main input, section button, section input, [role=slider]");
    const pictures = [...document.querySelectorAll("img")].filter((e) => !e.hasAttribute("alt"));
    return [...[...usable].filter((e) => e.checkVisibility() && !named(e) && !e.closest("[aria-hidden=true]")), ...pictures]
        .map((e) => e.outerHTML.slice(0, 200));
}"""


def misfits(page: Page) -> list[str]:
    """Return what cannot be read, once charts have taken the width of their place."""
    found: list[str] = []
    for _ in range(20):
        if not (found := page.evaluate(MISFITS)):
            break
        page.wait_for_timeout(250)
    return found


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone_and_a_desk_and_all_that_can_be_used_has_a_name(visitor, path, language):
    reader = visitor(language, width=390, height=844)
    page = reader.open(path)
    assert misfits(page) == []
    assert page.evaluate(BROKEN) == []
    for width in (1024, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        reader.ready()
        assert misfits(page) == []
        assert page.evaluate(BROKEN) == []
    headings = page.get_by_role("heading").evaluate_all("all => all.map(e => [e.tagName, e.innerText.trim()])")
    assert [tag for tag, _ in headings].count("H1") == 1
    assert headings[0][0] == "H1"
    assert all(text for _, text in headings)
    assert page.evaluate(NAMELESS) == []


@pytest.mark.parametrize(
    ("address", "width", "rows"),
    [("/", 1440, [5]), ("/", 1024, [3, 2]), ("/?embed=true", 800, [3, 2]), ("/", 390, [1, 2, 2])],
)
def test_the_headline_numbers_fill_their_rows(visitor, address, width, rows):
    page = visitor(width=width).open(address)
    boxes = [card.bounding_box() for card in page.locator(".st-key-cards .ocod-card").all()]
    tops = [round(box["y"]) for box in boxes]
    assert [tops.count(top) for top in sorted(set(tops))] == rows
    ends = {top: max(box["x"] + box["width"] for box, at in zip(boxes, tops, strict=True) if at == top) for top in tops}
    assert max(ends.values()) - min(ends.values()) < 2


@pytest.mark.parametrize(
    ("language", "name", "set_now"), [("en", "Filters", "1 is set"), ("th", "ตัวกรอง", "ใช้อยู่ 1 รายการ")]
)
def test_filters_and_slides_are_in_reach_on_a_phone(visitor, language, name, set_now):
    reader = visitor(language, width=390, height=844)
    page = reader.open("/")
    button = page.get_by_role("button", name=name)
    expect(button).to_have_text(name)
    button.click()
    expect(page.locator(".st-key-filter_regions")).to_be_in_viewport()
    page.locator("[data-param=region]").first.click()
    reader.ready()
    expect(page.locator("[data-filters]")).to_contain_text(set_now)
    for path in ("/about", "/data?part=history"):  # without filters
        reader.open(path)
        expect(page.locator("[data-filters]")).to_have_count(0)
        expect(page.locator(".ocod-to-present")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["/", "/regions"])
def test_charts_and_maps_are_drawn_anew_when_the_system_goes_dark(visitor, path):
    reader = visitor()
    page = reader.open(path)
    inks = "() => [...document.querySelectorAll('.js-plotly-plot .annotation-text')].map(e => e.style.fill)"
    assert "rgb(20, 33, 61)" in page.evaluate(inks)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"() => ({inks})().includes('rgb(232, 236, 242)')")
    reader.ready()
    assert "rgb(20, 33, 61)" not in page.evaluate(inks)
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(14, 17, 23)"
    for picture in page.locator("svg[data-picture]").all():
        assert "#16324A" in picture.inner_html()  # the palest class of the dark scale
