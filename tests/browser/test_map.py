"""The map: clicks, layers, measures, and the rollout month by month."""

import re
from collections.abc import Callable
from math import log, pi, radians, tan

from playwright.sync_api import Locator, Page, expect

# Counted in data/sample/centres.csv: Chiang Mai (50) has 67 centres in the plan, 59 open and 8 in progress (88.1%), in
# 25 districts, 8 of which have some to open; the East 165 and 145. 29 of the country's 2,144 opened in May 2021, so
# 2,115 of 2,394 (88.3%) were open on 30 April 2021.
CHIANG_MAI = (98.8, 18.8)
COUNTRY = (101.0, 13.1, 4.75)  # the map's window: longitude, latitude, zoom


def legend(page: Page) -> Locator:
    return page.locator(".ocod-legend")


def where(page: Page, longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a point stands on the screen while the map shows the whole country (web Mercator, 512 pixels)."""
    east, north, zoom = COUNTRY
    world = 512 * 2**zoom

    def height(degrees: float) -> float:
        return log(tan(pi / 4 + radians(degrees) / 2))

    box = page.locator(".ocod-map-ground").bounding_box()  # in a narrow window the legend is below it
    x = box["x"] + box["width"] / 2 + (longitude - east) * world / 360
    return x, box["y"] + box["height"] / 2 - (height(latitude) - height(north)) * world / (2 * pi)


def test_a_click_on_a_province_looks_at_it_everywhere_and_another_click_goes_back(visitor):
    reader = visitor()
    page = reader.open("/map")
    x, y = where(page, *CHIANG_MAI)
    page.mouse.move(x, y)
    expect(page.locator(".ocod-map-tip")).to_contain_text("Chiang Mai")
    expect(page.locator(".ocod-map-tip")).to_contain_text("59 of 67 open")
    page.mouse.click(x, y)
    reader.comes_to("/map?region=north&province=50")
    expect(page.locator("h1")).to_have_text(
        "Sample data: in Chiang Mai, 88.1% of the centres in the plan are open; 8 not yet open"
    )
    expect(page.locator(".st-key-filter_provinces")).to_contain_text("Chiang Mai")
    expect(page.locator(".st-key-panel_numbers")).to_contain_text("88.1%")
    expect(page.locator(".st-key-card_panel h2")).to_have_text(
        "Sample data: 8 of the 25 districts have centres not yet open"
    )
    expect(page.locator(".st-key-card_centres .ocod-quiet >> nth=0")).to_contain_text("67 centres")

    box = page.locator(".ocod-map").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)  # the province in view is in the middle
    reader.comes_to("/map")
    expect(page.locator(".st-key-breadcrumb")).to_have_text("Thailand")


def test_what_is_dragged_is_not_clicked_and_the_map_stays_the_same_map_from_place_to_place(visitor):
    reader = visitor()
    page = reader.open("/map?region=north&measure=in_plan&layers=provinces,centres")
    page.locator(".ocod-map canvas").first.evaluate("canvas => canvas.drawnFirst = true")
    box = page.locator(".ocod-map").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 60, middle[1] + 40, steps=5)
    page.mouse.up()
    page.wait_for_timeout(500)
    assert reader.address.startswith("/map?region=north&measure=in_plan&layers=provinces,centres&position=")
    reader.choose("filter_provinces", "Lamphun")
    reader.comes_to("/map?region=north&province=51&measure=in_plan&layers=provinces,centres")
    assert page.locator(".ocod-map canvas").first.evaluate("canvas => canvas.drawnFirst")


def test_a_finger_that_taps_a_province_looks_at_it(visitor):
    reader = visitor(width=390, height=844, touch=True)
    page = reader.open("/map")
    x, y = where(page, *CHIANG_MAI)
    page.touchscreen.tap(x, y)
    reader.comes_to("/map?region=north&province=50")


def touching(page: Page) -> Callable[..., object]:
    """Return what puts fingers on the screen, moves or lifts them: ``touch("touchStart", (x, y))``."""
    session = page.context.new_cdp_session(page)  # it knows which fingers are on the screen

    def touch(kind: str, *fingers: tuple[float, float]) -> object:
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(fingers)]
        return session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    return touch


def test_two_fingers_bring_the_map_closer_and_not_the_page(visitor):
    reader = visitor(width=390, height=844, touch=True)
    page = reader.open("/map?region=north&province=50")
    ground = page.locator(".ocod-map-ground")
    ground.scroll_into_view_if_needed()
    box, names = ground.bounding_box(), page.locator(".ocod-map-names")
    before, (x, y) = names.inner_html(), (box["x"] + box["width"] / 2, min(box["y"] + box["height"] / 2, 600))
    touch = touching(page)
    touch("touchStart", (x - 20, y), (x + 20, y))
    for apart in range(30, 110, 10):
        touch("touchMove", (x - apart, y), (x + apart, y))
    touch("touchEnd")
    page.wait_for_timeout(500)
    assert "" != before != names.inner_html()
    assert page.evaluate("visualViewport.scale") == 1
    assert reader.address.startswith("/map?region=north&province=50&position=")


def test_one_finger_on_the_map_scrolls_the_page(visitor):
    page = visitor(width=390, height=844, touch=True).open("/map?region=north&province=50")
    ground = page.locator(".ocod-map-ground")
    box, names = ground.bounding_box(), page.locator(".ocod-map-names")
    before, (x, y) = names.inner_html(), (box["x"] + box["width"] / 2, min(box["y"] + box["height"] / 2, 600))
    touch = touching(page)
    touch("touchStart", (x, y))
    for up in range(20, 320, 20):
        touch("touchMove", (x, y - up))
    touch("touchEnd")
    page.wait_for_timeout(500)
    assert ground.bounding_box()["y"] < box["y"] - 200
    assert names.inner_html() == before


def test_layers_are_switched_on_and_off_and_the_address_says_which(visitor):
    reader = visitor()
    page = reader.open("/map")
    layers = page.locator(".st-key-map_layers")
    expect(legend(page)).to_contain_text("Percent not yet open")
    expect(legend(page)).not_to_contain_text("Open centres, grouped by location")
    layers.get_by_role("button", name="Centres").click()
    reader.comes_to("/map?layers=provinces,centres")
    expect(legend(page)).to_contain_text("Open centres, grouped by location")
    layers.get_by_role("button", name="Provinces").click()
    reader.comes_to("/map?layers=centres")
    expect(legend(page)).not_to_contain_text("Percent not yet open")
    layers.get_by_role("button", name="Centres").click()
    reader.comes_to("/map?layers=none")
    page.reload()
    reader.comes_to("/map?layers=none")
    expect(legend(page)).to_have_text("")
    layers.get_by_role("button", name="Provinces").click()
    reader.comes_to("/map")


def test_the_centres_of_a_region_are_points_with_their_status(visitor):
    page = visitor().open("/map?region=east&layers=provinces,centres")
    for status in ("Open", "In progress"):
        expect(legend(page).get_by_text(status, exact=True)).to_be_visible()
    expect(legend(page)).not_to_contain_text("grouped by location")
    expect(page.locator(".st-key-card_centres .ocod-quiet >> nth=0")).to_contain_text("165 centres")


def test_another_measure_colours_the_map_and_goes_into_the_address(visitor):
    reader = visitor()
    page = reader.open("/map")
    reader.choose("map_measure", "In the plan")
    reader.comes_to("/map?measure=in_plan")
    # Counted: Samut Songkhram (75) has the fewest, 8, and Bangkok (10) the most, 150.
    expect(page.locator(".st-key-card_map h2")).to_have_text(
        "Sample data: centres in the plan: from 8 to 150 across the 77 provinces"
    )
    expect(legend(page)).to_contain_text("In the plan")
    expect(legend(page)).to_contain_text("–150")


def test_the_slider_goes_back_a_month_and_the_address_says_so(visitor):
    reader = visitor()
    page = reader.open("/map")
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowLeft")
    reader.comes_to("/map?as_of=2021-04-30")
    for figure in ("88.3%", "279"):
        expect(page.locator(".st-key-panel_numbers").get_by_text(figure, exact=True)).to_be_visible()
    page.keyboard.press("ArrowRight")
    reader.comes_to("/map")


# Every text that the timeline has shown since: a month stays for a moment only.
REMEMBER = """() => {
    window.timelines = [];
    const note = () => window.timelines.push(document.querySelector(".st-key-map_days")?.innerText ?? "");
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


def test_play_goes_on_month_by_month_and_stops_at_the_end(visitor):
    reader = visitor()
    page = reader.open("/map?as_of=2021-02-28")
    page.evaluate(REMEMBER)
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    reader.comes_to("/map")
    shown = " ".join(page.evaluate("window.timelines"))
    assert shown.index("31 Mar 2021") < shown.index("30 Apr 2021")
    for figure in ("89.6%", "250"):
        expect(page.locator(".st-key-panel_numbers").get_by_text(figure, exact=True)).to_be_visible()


# What names the day at each moment of playing once the map has come to it: slider, line above the page, date field.
DAYS = """() => {
    window.days = [];
    const look = () => {
        const text = (selector) => document.querySelector(selector)?.textContent ?? "";
        const field = document.querySelector("#field-filter_as_of")?.value;
        window.days.push([text(".ocod-player output"), text(".ocod-crumbs"), field, location.search]);
    };
    window.looking = setInterval(look, 100);
}"""


def test_while_months_play_every_month_comes_to_be_named_everywhere(visitor):
    reader = visitor()
    page = reader.open("/map?as_of=2020-10-31&region=north")
    page.evaluate(DAYS)
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.get_by_role("button", name="Play")).to_be_visible(timeout=60_000)
    seen = page.evaluate("window.days")
    months = ("30 Nov 2020", "31 Dec 2020", "31 Jan 2021", "28 Feb 2021", "31 Mar 2021", "30 Apr 2021")
    for month in months:
        assert any(month == named and month in above and month == field for named, above, field, _ in seen), month
    reader.comes_to("/map?region=north")


def test_a_reload_while_months_play_stays_at_the_month_in_the_address(visitor):
    reader = visitor()
    page = reader.open("/map?as_of=2019-06-30")
    page.get_by_role("button", name="Play").click()
    page.wait_for_url(lambda url: url.rpartition("as_of=")[2] > "2019-07-31")
    page.reload()
    reader.ready()
    month = page.locator(".ocod-player output").inner_text()
    expect(page.locator(".st-key-breadcrumb")).to_contain_text(month)
    expect(page.locator("#field-filter_as_of")).to_have_value(month)
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_a_dialog_that_opens_while_months_play_stops_them_and_stays(visitor):
    reader = visitor()
    page = reader.open("/map?as_of=2019-06-30")
    page.get_by_role("button", name="Play").click()
    page.locator("[data-action=download]").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.wait_for_timeout(2_000)  # two months, were they still playing
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_with_reduced_motion_the_months_are_stepped_one_by_one(visitor):
    reader = visitor(alone=True)
    reader.page.emulate_media(reduced_motion="reduce")
    page = reader.open("/map?as_of=2021-02-28")
    page.get_by_role("button", name="Next month").click()
    reader.comes_to("/map?as_of=2021-03-31")
    page.wait_for_timeout(1_500)  # more than a month lasts while playing
    reader.comes_to("/map?as_of=2021-03-31")
    page.get_by_role("button", name="Next month").click()
    reader.comes_to("/map?as_of=2021-04-30")


def test_pause_stays_at_the_month_that_play_had_come_to(visitor):
    reader = visitor()
    page = reader.open("/map?as_of=2019-06-30")
    page.get_by_role("button", name="Play").click()
    expect(page.locator(".st-key-map_days")).to_contain_text(re.compile("(Jul|Aug|Sep|Oct|Nov|Dec) 2019"))
    page.get_by_role("button", name="Pause").click()
    page.wait_for_url(lambda url: url.rpartition("as_of=")[2] > "2019-06-30")
    reader.ready()
    month = reader.address
    page.wait_for_timeout(2_000)  # two months, were it still playing
    assert reader.address == month
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_leaving_the_map_ends_play(visitor):
    reader = visitor()
    page = reader.open("/map?as_of=2019-01-31")
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.locator(".st-key-bar").get_by_role("link", name="Overview").click()
    page.wait_for_url("**/?as_of=2019-*")
    page.locator(".st-key-bar").get_by_role("link", name="Map").click()
    page.wait_for_url("**/map?as_of=2019-*")
    reader.ready()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
