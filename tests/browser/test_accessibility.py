"""What axe-core finds on the pages, in both languages and themes, on a desk and on a phone: nothing, of any impact."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

CENTRE = "SAMPLE-01356"  # open, in Chiang Mai
# Every page, and those that show something else by what is chosen.
PAGES = (
    "/",
    "/?province=50&district=5001&status=open",
    "/regions?compare=north,northeast",
    "/map",
    "/map?province=50&layers=provinces,centres",
    "/review",
    "/review?province=50&limits=few_visits:3",
    f"/centre?id={CENTRE}",
    "/next?province=50&new=10",
    "/programmes",
    "/forum",
    "/ledger?claim=ocod-2021-done",
    "/data",
    "/data?part=bring",
    "/data?part=history",
    "/data?part=dictionary",
    "/data?part=sources",
    "/method",
    "/about",
    "/present",
)
VIOLATIONS = """(options) => axe.run(document, { resultTypes: ["violations"], ...options })
    .then(({ violations }) => violations.flatMap(({ id, impact, nodes }) =>
        nodes.map(({ target, html }) => `${id} (${impact}) ${target}: ${html.slice(0, 160)}`)))"""
EVERY_RULE = {"rules": {"target-size": {"enabled": True}}}  # axe leaves it out by itself
CONTRAST = {"runOnly": ["color-contrast"]}  # all that a theme changes
IS_DARK = "() => getComputedStyle(document.querySelector('.stApp')).backgroundColor === 'rgb(14, 17, 23)'"


DESK, PHONE = {"width": 1440, "height": 1000}, {"width": 390, "height": 844}


@pytest.mark.parametrize("language", ["th", "en"])
def test_axe_finds_nothing_on_any_page_in_either_theme_on_a_desk_or_a_phone(visitor, language):
    reader = visitor(language)
    found = {}
    for path in PAGES:
        reader.page.emulate_media(color_scheme="light")
        reader.page.set_viewport_size(DESK)
        page = reader.open(path)
        page.evaluate(AXE_SCRIPT)
        violations = page.evaluate(VIOLATIONS, EVERY_RULE)
        page.set_viewport_size(PHONE)
        reader.ready()
        violations += page.evaluate(VIOLATIONS, EVERY_RULE)
        page.emulate_media(color_scheme="dark")
        page.wait_for_function(IS_DARK)
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            reader.ready()
            violations += page.evaluate(VIOLATIONS, CONTRAST)
        if violations:
            found[path] = violations
    assert found == {}


def test_axe_finds_nothing_in_the_filters_of_a_phone(visitor):
    reader = visitor("th", **PHONE)
    page = reader.open("/?region=north")
    page.locator("[data-filters]").click()
    expect(page.locator(".st-key-filter_regions")).to_be_in_viewport()
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate(VIOLATIONS, EVERY_RULE) == []
