"""The address is the state: what is chosen goes there, and from there it comes back."""

import re

import pytest
from playwright.sync_api import Page, expect

# Counted in data/sample/centres.csv: Khon Kaen (40) has 66 centres in the plan, 59 of them open, so 7 are not (89.4%);
# the Northeast 815 and 730, so 85 not yet open; the country 2,394 and 2,144, so 250.
NORTHEAST = "Sample data: in the Northeast, 89.6% of the centres in the plan are open; 85 not yet open"
KHON_KAEN = "Sample data: in Khon Kaen, 89.4% of the centres in the plan are open; 7 not yet open"
COUNTRY = "Sample data: 89.6% of the centres in the plan are open; 250 not yet open"


def title(page: Page):
    return page.locator("h1")


def chosen(page: Page):
    """The line that always shows what is chosen."""
    return page.locator(".st-key-breadcrumb")


def test_what_is_chosen_goes_into_the_address_and_back_takes_it_out_step_by_step(visitor):
    reader = visitor()
    page = reader.open("/")
    expect(title(page)).to_have_text(COUNTRY)
    reader.choose("filter_regions", "Northeast")
    reader.comes_to("/?region=northeast")
    expect(title(page)).to_have_text(NORTHEAST)
    reader.choose("filter_provinces", "Khon Kaen")
    reader.comes_to("/?region=northeast&province=40")
    page.get_by_role("link", name="Map", exact=True).click()
    reader.comes_to("/map?region=northeast&province=40")
    reader.choose("filter_statuses", "Open")
    reader.comes_to("/map?region=northeast&province=40&status=open")
    expect(chosen(page)).to_contain_text("Khon Kaen · centres shown: Open")

    page.go_back()
    reader.comes_to("/map?region=northeast&province=40")
    for before, shown in (
        ("/?region=northeast&province=40", KHON_KAEN),
        ("/?region=northeast", NORTHEAST),
        ("/", COUNTRY),
    ):
        page.go_back()
        reader.comes_to(before)
        expect(title(page)).to_have_text(shown)
    page.go_forward()
    reader.comes_to("/?region=northeast")
    expect(title(page)).to_have_text(NORTHEAST)


def test_what_is_chosen_survives_a_change_of_page_a_reload_and_the_way_to_someone_else(visitor):
    reader = visitor()
    page = reader.open("/?region=northeast&province=40&status=open")
    expect(page.get_by_text("The status filter in the link (open) has no effect on this page")).to_be_visible()
    reader.choose("filter_district", "Phon")
    reader.comes_to("/?region=northeast&province=40&district=4012&status=open")
    reader.type_day("filter_as_of", "31/12/2563")
    address = "?region=northeast&province=40&district=4012&status=open&as_of=2020-12-31"
    reader.comes_to("/" + address)
    page.get_by_role("link", name="Map", exact=True).click()
    reader.comes_to("/map" + address)
    page.reload()
    reader.comes_to("/map" + address)
    expect(chosen(page)).to_contain_text("Phon · as of 31 Dec 2020 · centres shown: Open")

    other = visitor("th")
    page = other.open(reader.address)
    assert other.address == "/map" + address
    expect(chosen(page)).to_contain_text("พล · ณ 31 ธ.ค. 2563")
    expect(chosen(page)).to_contain_text("เปิดให้บริการ")
    for key, name in (("regions", "ตะวันออกเฉียงเหนือ"), ("provinces", "ขอนแก่น"), ("statuses", "เปิดให้บริการ")):
        expect(page.locator(f".st-key-filter_{key}")).to_contain_text(name)
    expect(page.locator(".st-key-filter_district option:checked")).to_have_text("พล")
    expect(page.locator("#field-filter_as_of")).to_have_value("31/12/2563")


def test_taking_a_filter_back_takes_it_out_of_the_address(visitor):
    reader = visitor()
    page = reader.open("/regions?region=northeast&province=40&status=open&as_of=2020-12-31")
    page.get_by_role("button", name="Clear filters").click()
    reader.comes_to("/regions")
    expect(chosen(page)).to_have_text("Thailand")


def test_taking_the_province_of_a_district_back_takes_the_district_too(visitor):
    reader = visitor()
    page = reader.open("/regions?district=4012")
    reader.comes_to("/regions?province=40&district=4012")
    page.locator(".st-key-filter_provinces").get_by_role("button", name="Khon Kaen").click()
    reader.comes_to("/regions")
    expect(chosen(page)).to_have_text("Thailand")


def test_a_link_carries_the_order_of_a_table(visitor):
    reader = visitor()
    page = reader.open("/regions?region=north&compare=50,57")
    page.locator(".st-key-card_places").get_by_role("button", name="In the plan").click()
    assert reader.address == "/regions?region=north&compare=50,57&sorted=card_places.in_plan.descending"
    other = visitor("th")
    there = other.open(reader.address)
    first = there.locator(".st-key-card_places tbody tr").first
    expect(first).to_contain_text("เชียงใหม่")
    expect(there.locator(".st-key-card_places th[aria-sort=descending]")).to_have_count(1)
    there.locator(".st-key-breadcrumb").get_by_role("link", name="ประเทศไทย").click()  # the same page of another place
    other.comes_to("/regions?compare=50,57&sorted=card_places.in_plan.descending")
    expect(there.locator(".st-key-card_places tbody tr").first).to_contain_text("ภาคตะวันออกเฉียงเหนือ")


def test_a_link_carries_the_table_that_is_unfolded(visitor):
    reader = visitor()
    page = reader.open("/?region=north")
    page.locator(".st-key-card_s_curve").get_by_role("button", name="Table").click()
    expect(page.locator(".ocod-unfolded")).to_be_visible()
    assert reader.address == "/?region=north&unfolded=card_s_curve"
    there = visitor("th").open(reader.address)
    expect(there.locator(".st-key-card_s_curve .ocod-unfolded")).to_be_visible()
    there.keyboard.press("Escape")
    expect(there.locator(".ocod-unfolded")).to_have_count(0)
    expect(there).to_have_url(re.compile(r"/\?region=north$"))


@pytest.mark.parametrize(
    "value", ["card_places.nothing.ascending", "card_places.open.sideways", '"]x.<b>.y', "nowhere"]
)
def test_an_order_or_a_table_that_there_is_not_changes_nothing(visitor, value):
    page = visitor().open(f"/regions?sorted={value}&unfolded={value}")
    expect(page.locator(".st-key-card_places th[aria-sort]")).to_have_count(0)
    expect(page.locator(".ocod-unfolded")).to_have_count(0)


def test_the_keyboard_stays_where_a_filter_was_chosen(visitor):
    reader = visitor()
    page = reader.open("/")
    region = page.locator(".st-key-filter_regions").get_by_role("button", name="Northeast", exact=True)
    region.focus()
    page.keyboard.press("Enter")
    reader.comes_to("/?region=northeast")
    expect(region).to_be_focused()

    provinces = page.locator(".st-key-filter_provinces select")
    provinces.focus()
    page.keyboard.press("ArrowDown")  # opens the list, and chooses nothing yet
    expect(page.locator("select:open")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    reader.comes_to("/?region=northeast&province=37")  # Amnat Charoen is the first by name
    expect(provinces).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    reader.comes_to("/?region=northeast")
    expect(provinces).to_be_focused()  # what was taken away cannot be


def test_a_province_outside_a_newly_chosen_region_is_left_out_and_said_so(visitor):
    reader = visitor()
    page = reader.open("/?region=northeast&province=40")
    reader.choose("filter_regions", "South")
    reader.comes_to("/?region=northeast,south&province=40")
    page.locator(".st-key-filter_regions").get_by_role("button", name="Northeast", exact=True).click()
    reader.comes_to("/?region=south")
    expect(page.get_by_role("alert")).to_have_text(re.compile("Khon Kaen in the link was ignored: it is not in"))
    page.go_back()
    reader.comes_to("/?region=northeast,south&province=40")
    page.go_back()
    reader.comes_to("/?region=northeast&province=40")


@pytest.mark.parametrize(
    ("asked", "left", "told"),
    [
        (
            "/map?region=nroth&province=50,50,99&province=50&status=opne&as_of=2021-02-31&measure=money&layers=roads",
            "/map?province=50",
            ("“nroth”", "Did you mean “north”?", "“99”", "“opne”", "“2021-02-31”", "“money”", "“roads”"),
        ),
        ("/regions?region=south&province=50&compare=90,moon&lang=xx", "/regions?region=south&compare=90",
         ("Chiang Mai in the link was ignored: it is not in the selected region", "“moon”", "“xx”")),
        ("/?district=4012&as_of=2999-01-01&province=<img src=x onerror=alert(1)>&utm=a", "/?province=40&district=4012&utm=a",
         ("“2999-01-01”", "“<img src=x onerror=alert(1)>”")),
    ],
)  # fmt: skip
def test_what_an_address_says_wrongly_is_left_out_and_said_so(visitor, asked, left, told):
    reader = visitor()
    page = reader.open(asked)
    reader.comes_to(left)
    for words in told:
        expect(page.get_by_role("alert").filter(has_text=words).first).to_be_visible()
    expect(page.locator("[data-testid=stException]")).to_have_count(0)


def test_what_looks_like_an_address_in_a_wrong_value_is_text_and_no_link(visitor):
    elsewhere = "region=https://elsewhere.example/a&province=WWW.elsewhere.example&status=someone@elsewhere.example"
    alert = visitor().open(f"/?{elsewhere}").get_by_role("alert")
    expect(alert.get_by_text("elsewhere.example")).to_have_count(3)
    expect(alert.get_by_role("link")).to_have_count(0)


def test_back_from_a_place_is_the_country_again(visitor):
    reader = visitor()
    page = reader.open("/")
    page.get_by_role("link", name="Chiang Mai: 11.9%").click()
    reader.comes_to("/regions?region=north&province=50")
    page.go_back()
    reader.comes_to("/")
    expect(title(page)).to_have_text(COUNTRY)


@pytest.mark.parametrize("page_name", ["regions", "map"])
def test_a_page_can_be_the_first_thing_that_a_new_server_is_asked_for(new_server, visitor, page_name):
    page = visitor(url=new_server.url).open(f"/{page_name}?province=40")
    expect(title(page)).to_contain_text("Sample data: in Khon Kaen, ")
    expect(page.locator(".st-key-badges")).to_contain_text("Sample data")
    expect(page.locator(".st-key-filter_provinces")).to_contain_text("Khon Kaen")
    expect(page.get_by_role("link", name="Overview")).to_be_visible()
