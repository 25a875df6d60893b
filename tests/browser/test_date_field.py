"""Date fields in a real browser: typed in either era, chosen from the calendar, and nothing lost by a wrong entry."""

import pytest
from playwright.sync_api import Page, expect

FIELDS = [("/", "filter_as_of", "as_of"), ("/ledger", "published_on", "on"), ("/ledger", "ledger_count_on", "count_on")]


def line(page: Page, key: str = "filter_as_of"):
    return page.locator(f"#field-{key}")


def alert(page: Page, key: str = "filter_as_of"):
    return page.locator(f"#wrong-{key}")


@pytest.mark.parametrize(("path", "key", "param"), FIELDS)
def test_a_thai_reader_types_the_buddhist_era_with_the_keyboard_alone(visitor, path, key, param):
    reader = visitor("th")
    page = reader.open(path)
    line(page, key).focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("18/05/2564")
    assert reader.address == path  # half of it may be a date too
    page.keyboard.press("Enter")
    reader.comes_to(f"{path}?{param}=2021-05-18")
    expect(line(page, key)).to_have_value("18/05/2564")
    expect(line(page, key)).to_be_focused()
    expect(page.locator(f"#below-{key}")).to_have_text("18 พ.ค. 2564")


def test_the_month_is_a_word_in_english_and_either_era_is_understood(visitor):
    reader = visitor("en")
    page = reader.open("/?as_of=2020-12-31")
    expect(line(page)).to_have_value("31 Dec 2020")
    reader.type_day("filter_as_of", "18/05/2564")
    reader.comes_to("/?as_of=2021-05-18")
    expect(line(page)).to_have_value("18 May 2021")
    line(page).fill("17 May 2021")
    line(page).blur()
    reader.comes_to("/?as_of=2021-05-17")


@pytest.mark.parametrize(
    ("language", "typed", "expected", "nearest"),
    [
        ("th", "29/02/2564", "โปรดระบุวัน เดือน และปี พ.ศ.", "28/02/2564"),
        ("en", "05/18/2021", "Enter day, month and year", "18 May 2021"),
    ],
)
def test_a_wrong_entry_stays_with_what_was_expected_and_the_view_is_not_lost(
    visitor, language, typed, expected, nearest
):
    reader = visitor(language)
    page = reader.open("/?region=north&as_of=2020-12-31")
    reader.type_day("filter_as_of", typed)
    expect(alert(page)).to_contain_text(expected)
    expect(alert(page)).to_contain_text(f"“{nearest}”")
    expect(line(page)).to_have_value(typed)
    expect(line(page)).to_have_attribute("aria-invalid", "true")
    expect(line(page)).to_be_focused()
    assert reader.address == "/?region=north&as_of=2020-12-31"
    reader.type_day("filter_as_of", nearest)
    expect(alert(page)).to_have_text("")
    expect(line(page)).not_to_have_attribute("aria-invalid", "true")
    reader.comes_to(f"/?region=north&as_of={'2021-02-28' if language == 'th' else '2021-05-18'}")


def test_the_calendar_is_opened_and_used_with_the_keyboard(visitor):
    reader = visitor("th")
    page = reader.open("/?as_of=2021-05-18")
    line(page).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="ณ วันที่: เลือกจากปฏิทิน")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("input[type=date]:open")).to_have_count(1)
    page.keyboard.press("ArrowLeft")
    assert reader.address == "/?as_of=2021-05-18"  # a day that is passed on the way
    page.keyboard.press("Enter")
    reader.comes_to("/?as_of=2021-05-17")
    expect(line(page)).to_have_value("17/05/2564")
    expect(page.locator("#pick-filter_as_of")).to_be_focused()


def test_an_emptied_field_is_the_registers_own_day_again(visitor):
    reader = visitor("th")
    page = reader.open("/?as_of=2021-05-18")
    reader.type_day("filter_as_of", "")
    reader.comes_to("/")
    expect(line(page)).to_have_value("19/05/2564")


def test_without_the_servers_reading_the_address_is_read(visitor):
    reader = visitor("th")
    page = reader.open("/")
    page.route("**/answers/day*", lambda route: route.fulfill(body="not read"))
    reader.type_day("filter_as_of", "2564-05-18")
    reader.comes_to("/?as_of=2021-05-18")
    expect(line(page)).to_have_value("18/05/2564")


@pytest.mark.parametrize(
    ("language", "told"),
    [("th", "อ่าน “18/05/2564” เป็นวันที่ 18 พ.ค. 2564"), ("en", "“18/05/2564” was read as 18 May 2021.")],
)
def test_an_address_of_the_buddhist_era_is_corrected_and_its_reading_told(visitor, language, told):
    reader = visitor(language)
    page = reader.open("/?as_of=18/05/2564")
    reader.comes_to("/?as_of=2021-05-18")
    expect(page.get_by_role("alert").filter(has_text=told)).to_be_visible()


def test_on_a_phone_the_digits_alone_are_enough_and_nothing_is_wider_than_the_screen(visitor):
    reader = visitor("th")
    page = reader.open("/ledger")
    size = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 844})
    try:
        field = line(page, "ledger_count_on")
        expect(field).to_have_attribute("inputmode", "numeric")
        field.fill("18052564")
        field.blur()
        reader.comes_to("/ledger?count_on=2021-05-18")
        expect(field).to_have_value("18/05/2564")
        box = page.locator("#pick-ledger_count_on").bounding_box()
        assert box["width"] >= 36
        assert box["height"] >= 36
        assert box["x"] + box["width"] <= 390
    finally:
        page.set_viewport_size(size)
