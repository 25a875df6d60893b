"""The app's hands and parts in a real browser: language, theme, ways by pointer and keyboard, answers, text as text."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .small_app import written


@pytest.fixture(scope="module")
def url(serve, tmp_path_factory):
    page = Path(__file__).with_name("hands_app.py").read_text("utf-8")
    return serve(written(tmp_path_factory.mktemp("hands"), page)).url


def file(page: Page) -> str:
    with page.expect_download() as download:
        page.locator("[data-ask=file]").click()
    assert download.value.suggested_filename == "answer.txt"
    return download.value.path().read_text()


def test_the_page_says_which_language_it_is_in(visitor, url):
    someone = visitor("th", url=url)
    expect(someone.open("/?lang=th").locator("html")).to_have_attribute("lang", "th")
    expect(someone.open("/?lang=en").locator("html")).to_have_attribute("lang", "en")


def test_an_answer_is_given_once_for_each_time_it_is_asked_for(visitor, url):
    someone = visitor(url=url)
    page = someone.open()
    saved: list[str] = []
    page.on("download", lambda download: saved.append(download.suggested_filename))
    assert file(page) == "1"
    page.get_by_role("button", name="run").click()
    someone.ready()
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_text("drawn for dark")).to_be_visible()
    someone.ready()
    assert saved == ["answer.txt"]
    assert file(page) == "2"


def test_a_table_is_unfolded_read_and_folded_by_keyboard(visitor, url):
    page = visitor(url=url).open()
    page.locator("[data-ask=table]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ocod-unfolded").get_by_role("cell")).to_have_text("1")
    page.keyboard.press("Escape")
    expect(page.locator(".ocod-unfolded")).to_have_count(0)


def test_what_a_part_is_given_is_text(visitor, url):
    page = visitor(url=url).open()
    expect(page.get_by_role("heading", name="<img src=x onerror=alert(1)>")).to_be_visible()
    expect(page.locator(".ocod-source")).to_have_text("<b>ที่มา</b>")
    page.locator("[data-ask=table]").click()
    expect(page.locator(".ocod-unfolded th")).to_have_text("<i>a</i>")


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


def test_a_province_that_is_clicked_is_asked_for_on_the_day_and_in_the_language_of_now(visitor, url):
    someone = visitor("th", url=url)
    page = someone.open("/?lang=en&as_of=2020-12-31&province=10&measure=open")
    page.locator("[data-province='50']").click()
    expect(page.get_by_text("asked: 50")).to_be_visible()
    assert someone.address == "/?region=north&province=50&lang=en&as_of=2020-12-31"
    page.go_back()
    expect(page.get_by_text("asked: 10")).to_be_visible()


def test_a_province_is_chosen_by_keyboard_in_the_order_of_names(visitor, url):
    page = visitor("th", url=url).open()
    page.locator("svg[data-picture=map] [tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_text("asked: 90")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_text("asked: 10")).to_be_visible()
    expect(page.locator("svg[data-picture=map] [tabindex='0']")).to_have_count(1)


def test_a_map_and_its_provinces_have_names_for_who_does_not_see_them(visitor, url):
    page = visitor(url=url).open()
    map_ = page.get_by_role("group", name="สามจังหวัด")
    expect(map_.get_by_role("link", name="กรุงเทพมหานคร")).to_be_visible()


def test_values_pressed_one_after_the_other_are_all_chosen_though_a_run_is_late_to_show_them(visitor, url):
    someone = visitor("en", url=url)
    page = someone.open()
    letter = {name: page.get_by_role("button", name=name, exact=True) for name in "ABCD"}
    page.evaluate(
        """() => {
            const pill = (letter) => document.querySelector(`[data-value=${letter}]`);
            pill("c").click();
            pill("b").click();
            pill("b").ariaPressed = "false"; // as the run of before draws it
            pill("d").click();
        }"""
    )
    someone.comes_to("/?letters=a,b,c,d")
    letter["A"].click()
    someone.comes_to("/?letters=b,c,d")
    for name in "BCD":
        letter[name].click()
    someone.comes_to("/?letters=none")
    letter["C"].click()
    someone.comes_to("/?letters=c")
    expect(letter["C"]).to_have_attribute("aria-pressed", "true")


def test_a_table_is_sorted_by_figures_texts_and_days(visitor, url):
    page = visitor("th", url=url).open()
    table = page.locator(".st-key-sorts table")

    def by(name: str) -> list[str]:
        table.get_by_role("button", name=name).click()
        return table.locator("tbody td:first-child").all_inner_texts()

    assert by("figure") == ["ก9", "ข2", "ก10"]
    expect(table.locator("th", has_text="figure")).to_have_attribute("aria-sort", "descending")
    assert by("figure") == ["ก10", "ข2", "ก9"]
    assert by("name") == ["ก9", "ก10", "ข2"]
    expect(table.locator("[aria-sort]")).to_have_count(1)
    assert by("name") == ["ข2", "ก10", "ก9"]
    assert by("day") == ["ก10", "ข2", "ก9"]
    assert by("day") == ["ก9", "ข2", "ก10"]
