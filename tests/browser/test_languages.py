"""Thai and English are equals."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize(
    ("language", "headline", "data_of"),
    [
        ("th", "ข้อมูลตัวอย่าง: ", "19 พ.ค. 2564"),
        ("en", "Sample data: 89.6% of the centres in the plan are open; 250 not yet open", "19 May 2021"),
    ],
)
def test_a_first_visit_is_in_the_language_of_the_browser(visitor, language, headline, data_of):
    page = visitor(language).open("/")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1")).to_contain_text(headline)
    expect(page.locator(".st-key-badges")).to_contain_text(data_of)
    for figure in ("2,394", "2,144", "250", "89.6%", "77"):
        expect(page.locator(".ocod-number").get_by_text(figure, exact=True)).to_be_visible()


def test_the_switch_keeps_the_page_and_the_filters_and_stays(visitor):
    reader = visitor("en")
    page = reader.open("/regions?region=north&status=open&as_of=2020-12-31")
    page.get_by_role("link", name="ไทย", exact=True).click()
    reader.comes_to("/regions?region=north&status=open&as_of=2020-12-31&lang=th")
    expect(page.locator("html")).to_have_attribute("lang", "th")
    expect(page.locator(".st-key-breadcrumb")).to_contain_text("ภาคเหนือ")
    expect(page.locator(".st-key-breadcrumb")).to_contain_text("31 ธ.ค. 2563")
    reader.choose("filter_provinces", "เชียงใหม่")
    reader.comes_to("/regions?region=north&province=50&status=open&as_of=2020-12-31&lang=th")
    page.reload()
    reader.comes_to("/regions?region=north&province=50&status=open&as_of=2020-12-31&lang=th")
    expect(page.get_by_role("link", name="ไทย", exact=True)).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="แผนที่", exact=True).click()
    reader.comes_to("/map?region=north&province=50&status=open&as_of=2020-12-31&lang=th")
    expect(page.locator("html")).to_have_attribute("lang", "th")


def test_the_language_of_an_address_is_stronger_than_the_browsers(visitor):
    page = visitor("th").open("/?lang=en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("h1")).to_contain_text("Sample data: ")
