"""What a visitor sees on a slow line: first what is loading, by the page's own bytes alone, then charts in the right type."""

import pytest
from playwright.sync_api import expect

LOADING = {"th": ("ภูมิภาค", "กำลังโหลด…"), "en": ("Regions", "Loading…")}
MOST_BYTES = 12_000  # a quarter of a second at 400 kbit/s
PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length === 1"


@pytest.mark.parametrize("language", LOADING)
def test_a_page_shows_what_is_loading_before_any_file_of_it_arrives(visitor, language):
    reader = visitor(language, alone=True)
    page = reader.page
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    arrived = []
    session.on("Network.loadingFinished", lambda event: arrived.append(event["encodedDataLength"]))
    page.route("**/*", lambda route: route.continue_() if route.request.is_navigation_request() else None)
    page.goto(f"{reader.url}/regions", wait_until="commit")
    page.wait_for_function(PAINTED)
    for text in LOADING[language]:
        expect(page.locator(".ocod-loading").get_by_text(text, exact=True)).to_be_visible()
    assert sum(arrived) < MOST_BYTES
    page.unroute_all(behavior="ignoreErrors")
    reader.open("/regions")
    expect(page.locator(".ocod-loading")).to_be_hidden()


PLACES = """() => [...document.querySelectorAll(".js-plotly-plot text, .js-plotly-plot .bg")].map((e) => {
    const { left, top, width } = e.getBoundingClientRect();
    return [e.textContent, Math.round(left), Math.round(top), Math.round(width)];
})"""


def test_the_first_thai_visit_draws_its_charts_in_the_type_of_every_later_one(visitor):
    reader = visitor("th", alone=True)
    page, held, released = reader.page, [], []
    # Later than a chart waits for its typeface.
    page.route("**/*.woff2", lambda route: route.continue_() if released else held.append(route))
    page.goto(f"{reader.url}/regions", wait_until="commit")
    page.wait_for_function("() => document.querySelector('.ocod-chart .main-svg')")
    page.wait_for_timeout(500)
    released.append(True)
    for route in held:
        route.continue_()
    reader.ready()
    page.wait_for_timeout(500)
    first = page.evaluate(PLACES)
    page.reload()
    reader.ready()
    assert first == page.evaluate(PLACES)
