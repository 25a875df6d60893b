import base64
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ocod_dash.ui import browser

WHITE, INK, SAMPLE = (255, 255, 255), (20, 33, 61), (180, 83, 9)
NIGHT, INK_AT_NIGHT, SAMPLE_AT_NIGHT = (14, 17, 23), (232, 236, 242), (248, 196, 113)
OPEN = (52, 133, 218)
PALEST, MIDDLE, DARKEST = (220, 235, 245), (169, 205, 230), (107, 169, 211)
# A saved picture as the browser reads it: its size, the colour of its corner, and how far each colour reaches across.
READ = """async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const across = new Map();
    for (let i = 0; i < data.length; i += 4) {
        const colour = data[i] * 65536 + data[i + 1] * 256 + data[i + 2], x = (i / 4) % image.width;
        const [left, right] = across.get(colour) ?? [x, x];
        across.set(colour, [Math.min(left, x), Math.max(right, x)]);
    }
    const rgb = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];
    return { width: image.width, height: image.height, corner: [...data.slice(0, 3)],
             colours: [...across].map(([colour, [left, right]]) => [rgb(colour), right - left + 1]) };
}"""


@pytest.fixture(scope="module")
def url(serve, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hands")
    shutil.copytree(Path(browser.__file__).with_name("static"), folder / "static")
    return serve(shutil.copy(Path(__file__).with_name("hands_app.py"), folder)).url


def saved(page: Page, key: str) -> dict:
    with page.expect_download() as download:
        page.locator(f".st-key-png_{key} button").click()
    assert download.value.suggested_filename == f"{key}.png"
    content = base64.b64encode(download.value.path().read_bytes()).decode()
    picture = page.evaluate(READ, f"data:image/png;base64,{content}")
    colours = {tuple(colour): across for colour, across in picture["colours"]}
    return picture | {"corner": tuple(picture["corner"]), "colours": colours}


def test_the_page_says_which_language_it_is_in(visitor, url):
    someone = visitor("th", url=url)
    expect(someone.open("/?lang=th").locator("html")).to_have_attribute("lang", "th")
    expect(someone.open("/?lang=en").locator("html")).to_have_attribute("lang", "en")


def test_a_chart_is_saved_with_its_title_and_the_sample_mark_at_twice_its_size(visitor, url):
    page = visitor("th", url=url).open()
    box = page.locator(".st-key-frame_chart .js-plotly-plot").bounding_box()
    picture = saved(page, "chart")
    assert picture["corner"] == WHITE
    assert {OPEN, INK, SAMPLE} <= picture["colours"].keys()
    assert picture["width"] == 2 * (box["width"] + 2 * 24)
    assert picture["height"] > 2 * (box["height"] + 2 * 24)


def test_a_chart_is_saved_on_the_ground_of_the_dark_theme(visitor, url):
    picture = saved(visitor(dark=True, url=url).open(), "chart")
    assert picture["corner"] == NIGHT
    assert {OPEN, INK_AT_NIGHT, SAMPLE_AT_NIGHT} <= picture["colours"].keys()


def test_a_map_is_saved_and_its_long_thai_title_takes_more_lines_on_a_phone(visitor, url):
    wide, narrow = (saved(visitor("th", url=url, width=width).open(), "map") for width in (1440, 390))
    assert {PALEST, MIDDLE, DARKEST, SAMPLE} <= wide["colours"].keys()
    assert wide["colours"][MIDDLE] == 2 * 100  # a square of 100, not stretched to the frame
    assert narrow["width"] < wide["width"]
    assert narrow["height"] > wide["height"]


def test_a_picture_kept_only_for_saving_is_saved_but_not_seen(visitor, url):
    page = visitor(url=url).open()
    expect(page.locator("svg[data-picture=kept]")).to_be_hidden()
    assert {PALEST, MIDDLE, DARKEST} <= saved(page, "kept")["colours"].keys()


def test_saving_a_picture_asks_the_server_nothing(visitor, url):
    page = visitor(url=url).open()
    page.locator("[data-province='50']").first.click()
    expect(page.get_by_text("clicked: 50")).to_be_visible()
    saved(page, "map")
    page.wait_for_timeout(500)
    expect(page.get_by_text("clicked: 50")).to_be_visible()


def test_a_frame_without_a_picture_says_that_it_could_not_be_saved(visitor, url):
    someone = visitor(url=url)
    someone.open().locator(".st-key-png_empty button").click()
    expect(someone.page.get_by_test_id("stToast")).to_contain_text("could not be saved")


def test_choosing_the_other_theme_draws_the_page_for_it(visitor, url):
    page = visitor(url=url).open()
    expect(page.get_by_text("drawn for light")).to_be_visible()
    page.get_by_test_id("stMainMenuButton").click()
    page.get_by_test_id("stMainMenuItem-theme-Dark").click()
    expect(page.get_by_text("drawn for dark")).to_be_visible()


def test_the_system_going_dark_draws_the_page_for_it(visitor, url):
    page = visitor(url=url).open()
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_text("drawn for dark")).to_be_visible()


def test_a_province_is_chosen_by_keyboard_in_the_order_of_names(visitor, url):
    page = visitor("th", url=url).open()
    page.locator("svg[data-picture=map] [tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_text("clicked: 90")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_text("clicked: 10")).to_be_visible()
    expect(page.locator("svg[data-picture=map] [tabindex='0']")).to_have_count(1)


def test_a_map_and_its_provinces_have_names_for_who_does_not_see_them(visitor, url):
    page = visitor(url=url).open()
    map_ = page.get_by_role("group", name="สามจังหวัด")
    expect(map_.get_by_role("link", name="กรุงเทพมหานคร")).to_be_visible()
