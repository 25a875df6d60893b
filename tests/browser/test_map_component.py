"""The map as the browser draws it: pointer, keyboard, without WebGL, with a lost context, translated, resized."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from .test_map import CHIANG_MAI, where

# Counted in data/sample/centres.csv: 59 of Chiang Mai's 67 centres are open, so 11.9% are not.
TOLD = ("Chiang Mai", "Percent not yet open: 11.9%", "59 of 67 open")
LOEI = (101.7, 17.4)
WITHOUT_WEBGL = """
    const get = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
        return kind.startsWith("webgl") ? null : get.call(this, kind, ...more);
    };
"""
# As Chrome's translation does: each text goes into two <font>.
TRANSLATE = """() => {
    const texts = document.createTreeWalker(document.querySelector(".stApp"), NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) found.push(texts.currentNode);
    for (const text of found.filter((each) => each.data.trim())) {
        const font = document.createElement("font");
        text.replaceWith(font);
        font.append(document.createElement("font"));
        font.firstChild.append(text);
    }
}"""
LOSE = """() => {
    const canvas = document.querySelector(".ocod-map canvas");
    window.context = canvas.getContext("webgl2").getExtension("WEBGL_lose_context");
    window.context.loseContext();
}"""


@pytest.fixture
def still(visitor, browser):
    """Return a visitor whose browser has no WebGL."""
    reader = visitor(alone=True)
    reader.page.add_init_script(WITHOUT_WEBGL)
    return reader


def told(page: Page):
    return page.locator(".ocod-map-tip")


def drawn(page: Page, by: str) -> None:
    expect(page.locator(f".ocod-map[data-drawn={by}]")).to_be_visible()


def tells(page: Page, *texts: str) -> None:
    for text in texts:
        expect(told(page)).to_contain_text(text)


def middle(mark) -> tuple[float, float]:
    """Return the middle of a mark in the picture; the box of its element is that of all the icons."""
    return tuple(
        mark.evaluate(
            "use => ['x', 'y'].map((at, n) => use[at].baseVal.value + use[['width', 'height'][n]].baseVal.value / 2)"
        )
    )


def link(page: Page, name: str):
    return page.locator(".ocod-map-links a").filter(has_text=name)


def test_what_is_told_beside_the_pointer_stays_inside_the_map(visitor):
    page = visitor(height=1400).open("/map")
    page.mouse.move(*where(page, *CHIANG_MAI))
    tells(page, *TOLD)
    page.mouse.move(*where(page, 101.7, 6.1))  # at the lower edge of the map
    tells(page, "Narathiwat")
    inside, tip = page.locator(".ocod-map").bounding_box(), told(page).bounding_box()
    assert tip["y"] + tip["height"] <= inside["y"] + inside["height"] + 1
    page.mouse.move(5, 5)
    expect(told(page)).to_be_hidden()


def test_the_keyboard_reaches_each_province_which_is_shown_told_and_followed(visitor):
    reader = visitor()
    page = reader.open("/map")
    expect(page.locator(".ocod-map-links a")).to_have_count(77)
    expect(page.locator(".ocod-map-links a[tabindex='0']")).to_have_count(1)
    first = page.locator(".ocod-map-links a").first
    first.focus()
    tells(page, "Amnat Charoen")
    page.keyboard.press("ArrowLeft")  # from the first to the last
    expect(link(page, "Yasothon")).to_be_focused()
    tells(page, "Yasothon")
    page.keyboard.press("Escape")
    expect(told(page)).to_be_hidden()
    link(page, "Chiang Mai").focus()
    tells(page, *TOLD)
    page.keyboard.press("Enter")
    reader.comes_to("/map?region=north&province=50")
    expect(link(page, "Chiang Mai")).to_be_focused()
    page.keyboard.press("Enter")  # the one in view leads back
    reader.comes_to("/map")


def test_a_province_opens_in_a_new_tab_as_any_link(visitor):
    reader = visitor(alone=True)
    page = reader.open("/map?measure=in_plan")
    x, y = where(page, *CHIANG_MAI)
    page.mouse.move(x, y)
    tells(page, "Chiang Mai")
    for press in (lambda: page.mouse.click(x, y, button="middle"), lambda: control_click(page, x, y)):
        with page.context.expect_page() as opened:
            press()
        assert opened.value.url.endswith("/map?region=north&province=50&measure=in_plan")
        opened.value.close()
    assert reader.address == "/map?measure=in_plan"


def control_click(page: Page, x: float, y: float) -> None:
    page.keyboard.down("Control")
    page.mouse.click(x, y)
    page.keyboard.up("Control")


def test_without_webgl_the_same_map_stands_still_and_says_so(still):
    page = still.open("/map")
    drawn(page, "svg")
    expect(page.locator(".ocod-map-still")).to_have_text(
        "Panning and zooming are not available in this browser; all other functions of the map are"
    )
    expect(page.locator(".ocod-map-ground svg path:not([fill=none])")).to_have_count(77)
    x, y = where(page, *CHIANG_MAI)
    page.mouse.move(x, y)
    tells(page, *TOLD)
    page.mouse.click(x, y)
    still.comes_to("/map?region=north&province=50")
    box = page.locator(".ocod-map").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    still.comes_to("/map")
    link(page, "Chiang Mai").focus()
    tells(page, *TOLD)
    expect(page.locator(".ocod-map-ground svg path")).to_have_count(79)  # its outline is drawn over the others


def test_without_webgl_points_have_their_shape_and_are_told(still):
    page = still.open("/map?region=east&layers=provinces,centres")
    marks = page.locator(".ocod-map-ground svg use")
    expect(marks).to_have_count(165)
    expect(page.locator(".ocod-map-ground svg use[href$=in_progress]")).to_have_count(20)
    box = marks.last.bounding_box()
    page.mouse.move(box["x"] + 6.5, box["y"] + 6.5)  # a shape is 13 pixels wide
    tells(page, "since")


def test_a_centre_on_the_map_of_the_review_leads_to_its_page_with_webgl_and_without(visitor, still):
    page = still.open("/review?province=50")
    drawn(page, "svg")
    across, down = middle(page.locator(".ocod-map-ground svg use").last)
    for reader in (still, visitor(alone=True)):
        page = reader.open("/review?province=50")
        page.locator(".ocod-map-ground").scroll_into_view_if_needed()
        area = page.locator(".ocod-map-ground").bounding_box()
        x, y = area["x"] + across, area["y"] + down
        page.mouse.move(x, y)
        tells(page, "Sample centre ")
        name = told(page).locator("b").inner_text()
        with page.context.expect_page() as opened:
            page.mouse.click(x, y, button="middle")
        assert "/centre?" in opened.value.url
        opened.value.close()
        page.mouse.click(x, y)
        expect(page.locator("h1")).to_contain_text(name)
        assert reader.address.startswith("/centre?province=50&id=SAMPLE-")


def test_of_the_whole_country_a_centre_is_told_by_its_id_and_option_and_the_keyboard_has_the_provinces(still):
    page = still.open("/review")
    expect(page.locator(".ocod-map-ground svg use").first).to_be_visible()
    expect(page.locator(".ocod-map-mark-links")).to_be_hidden()
    expect(page.locator(".ocod-map-links:not([hidden]) a")).to_have_count(77)
    page.locator(".ocod-map-ground").scroll_into_view_if_needed()
    area, (across, down) = (
        page.locator(".ocod-map-ground").bounding_box(),
        middle(page.locator(".ocod-map-ground svg use").last),
    )
    page.mouse.move(area["x"] + across, area["y"] + down)
    expect(told(page)).to_have_text(
        re.compile(r"^SAMPLE-\d{5}(Keep|Improve|Move|Hand over|Close|More information needed)$")
    )
    link(page, "Chiang Mai").focus()
    tells(page, "Chiang Mai", "59 open centres")


def test_without_webgl_clusters_are_discs(still):
    page = still.open("/map?layers=centres")
    expect(page.locator(".ocod-map-ground svg circle").first).to_be_visible()


def test_a_lost_context_leaves_the_map_in_place_and_a_restored_one_moves_it_again(visitor):
    reader = visitor(alone=True)
    page = reader.open("/map")
    drawn(page, "webgl")
    page.evaluate(LOSE)
    drawn(page, "svg")
    x, y = where(page, *CHIANG_MAI)
    page.mouse.move(x, y)
    tells(page, *TOLD)
    page.evaluate("window.context.restoreContext()")
    drawn(page, "webgl")
    expect(page.locator(".ocod-map-ground svg")).to_have_count(0)
    expect(page.locator(".ocod-map canvas")).to_have_count(1)
    page.mouse.click(x, y)
    reader.comes_to("/map?region=north&province=50")


def test_a_page_that_the_browser_translates_goes_on(visitor):
    reader = visitor(alone=True)
    page = reader.open("/map")
    page.mouse.move(*where(page, *CHIANG_MAI))
    tells(page, *TOLD)
    page.evaluate(TRANSLATE)
    reader.choose("map_measure", "In the plan")
    reader.comes_to("/map?measure=in_plan")
    expect(page.locator(".ocod-legend")).to_contain_text("In the plan")
    expect(link(page, "Chiang Mai")).to_contain_text("In the plan: 67")
    page.mouse.move(*where(page, 100.5, 13.75))
    tells(page, "Bangkok", "In the plan: 150")


def test_the_map_fits_a_window_that_changes(visitor):
    reader = visitor()
    page = reader.open("/map")
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 1000})
        page.wait_for_function(
            """width => {
                const ground = document.querySelector(".ocod-map-ground")
                const [outer, inner] = [ground, ground.querySelector("canvas")].map(each => each.getBoundingClientRect())
                const same = ["x", "y", "width", "height"].every(side => Math.abs(outer[side] - inner[side]) <= 1)
                return innerWidth === width && outer.width < width && same
            }""",
            arg=width,
        )
    page.mouse.move(*where(page, *CHIANG_MAI))
    tells(page, *TOLD)


def test_what_a_reader_moved_stays_while_only_colours_change(visitor):
    reader = visitor()
    page = reader.open("/map")
    x, y = where(page, *CHIANG_MAI)
    page.mouse.move(x + 120, y + 60)  # more than three degrees to the east
    tells(page, "Loei")
    page.mouse.move(x, y)
    tells(page, "Chiang Mai")
    page.keyboard.down("Control")
    for _ in range(3):
        page.mouse.wheel(0, -600)
    page.keyboard.up("Control")
    page.mouse.move(x + 120, y + 60)
    expect(told(page)).not_to_contain_text("Loei")
    expect(told(page)).to_be_visible()
    before = told(page).locator("b").inner_text()
    reader.choose("map_measure", "In the plan")
    page.wait_for_url("**measure=in_plan")
    reader.ready()
    page.mouse.move(x + 119, y + 60)
    tells(page, before, "In the plan")


def test_a_link_shows_another_visitor_the_map_where_its_sender_moved_it(visitor):
    reader = visitor()
    page = reader.open("/map?measure=in_plan")
    drawn(page, "webgl")
    at = where(page, *LOEI)
    page.get_by_role("button", name="Zoom in").click()
    reader.comes_to("/map?measure=in_plan&position=13.100,101.000,5.75")
    page.mouse.move(*at)
    name = told(page).locator("b").inner_text()
    assert name != "Loei"
    other = visitor(alone=True)
    there = other.open(reader.address)
    drawn(there, "webgl")
    sees(there, at, name)
    assert other.address == reader.address
    reader.choose("map_measure", "Centres overdue")  # it stays while colours change, and not for another place
    reader.comes_to("/map?measure=overdue&position=13.100,101.000,5.75")
    page.locator("[data-param=region][data-value=north]").click()
    reader.comes_to("/map?region=north&measure=overdue")
    page.go_back()
    reader.comes_to("/map?measure=overdue&position=13.100,101.000,5.75")
    sees(page, where(page, *LOEI), name)
    page.get_by_role("button", name="Reset view").click()
    reader.comes_to("/map?measure=overdue")


def test_buttons_bring_the_map_closer_and_back_by_mouse_and_by_keyboard(visitor):
    page = visitor().open("/map")
    drawn(page, "webgl")
    names = ("Zoom in", "Zoom out", "Reset view")
    closer, further, reset = (page.get_by_role("button", name=name) for name in names)
    for button in (closer, further, reset):
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 24
    east = where(page, *LOEI)
    sees(page, east, "Loei")
    closer.click()
    sees_another(page, east, "Loei")
    further.click()
    sees(page, east, "Loei")
    closer.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    sees_another(page, east, "Loei")
    reset.focus()
    page.keyboard.press("Space")
    sees(page, east, "Loei")


def test_the_wheel_scrolls_the_page_until_the_map_is_clicked(visitor):
    page = visitor(height=600).open("/map")
    drawn(page, "webgl")
    page.locator(".ocod-map").scroll_into_view_if_needed()
    hint = page.locator(".ocod-map-wheel")
    expect(hint).to_be_hidden()
    at_sea = page.locator(".ocod-map-ground").bounding_box()
    page.mouse.move(at_sea["x"] + 40, at_sea["y"] + 120)
    before = at_sea["y"]
    page.mouse.wheel(0, 60)
    expect(hint).to_have_text("Click the map or hold Ctrl to zoom with the wheel")
    page.wait_for_function(
        "y => document.querySelector('.ocod-map-ground').getBoundingClientRect().y < y - 30", arg=before
    )
    expect(hint).to_be_hidden()

    page.mouse.click(at_sea["x"] + 40, at_sea["y"] + 120)
    east = where(page, *LOEI)
    after = page.locator(".ocod-map-ground").bounding_box()["y"]
    page.mouse.move(east[0], east[1])
    page.mouse.wheel(0, -600)
    sees_another(page, where(page, 100.5, 13.75), "Bangkok")
    assert page.locator(".ocod-map-ground").bounding_box()["y"] == after
    expect(hint).to_be_hidden()


def sees(page: Page, at: tuple[float, float], name: str) -> None:
    page.mouse.move(at[0] + 1, at[1])
    page.mouse.move(*at)
    tells(page, name)


def sees_another(page: Page, at: tuple[float, float], name: str) -> None:
    page.mouse.move(at[0] + 1, at[1])
    page.mouse.move(*at)
    expect(told(page)).not_to_contain_text(name)


def test_the_outlines_come_once_and_the_context_stays_while_months_play(visitor):
    reader = visitor(alone=True)
    page = reader.open("/map?as_of=2021-02-28")
    page.locator(".ocod-map canvas").evaluate("canvas => canvas.drawnFirst = true")
    page.get_by_role("button", name="Play").click()
    reader.comes_to("/map")
    assert page.locator(".ocod-map canvas").evaluate("canvas => canvas.drawnFirst")
    assert len({url for url in reader.requests if "outlines" in url}) == 1
    assert sum("deckgl" in url for url in reader.requests) <= 2  # asked for ahead, and used


STYLE = {
    "version": 8,
    "sources": {},
    "layers": [{"id": "sea", "type": "background", "paint": {"background-color": "#00f"}}],
}


def test_a_style_that_the_setting_names_is_drawn_under_the_map_wherever_the_app_is_served(serve, visitor):
    server = serve(OCOD_MAP_STYLE="https://maps.example/style.json", STREAMLIT_SERVER_BASE_URL_PATH="centres")
    reader = visitor(alone=True, url=server.url, trusts="https://maps.example")
    page = reader.page
    page.route("https://maps.example/style.json", lambda route: route.fulfill(body=json.dumps(STYLE)))
    reader.open("/map")
    expect(page.locator(".ocod-map-under canvas")).to_be_visible()
    assert any("maplibre-gl-worker" in url or "maplibre-gl.mjs" in url for url in reader.requests)
    x, y = where(page, *CHIANG_MAI)
    page.mouse.move(x, y)
    tells(page, *TOLD)
    page.mouse.click(x, y)
    reader.comes_to("/map?region=north&province=50")
