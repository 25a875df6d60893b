"""The stage in a real browser: keys, address, language, autoplay, the presenter's window, a release, no network."""

import os
import re
import subprocess
import sys
from base64 import b64decode
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from ocod_dash.i18n import Words

MISFITS = Path(__file__).with_name("misfits.js").read_text("utf-8")
SLIDES = 15
TITLES = {
    "en": (
        "Sample data: 89.6% of the centres in the plan are open; 250 not yet open",
        "Sample data: behind plan",
    ),
    "th": ("ข้อมูลตัวอย่าง: เปิดให้บริการแล้ว 89.6% ของแผน คงเหลือ 250 ศูนย์", "ล่าช้ากว่าแผนตั้งแต่"),
}
CHARTS, MAP, PUBLISHED = (2, 3, 4, 5, 8, 9, 10, 11, 12, 13), 6, (7, 8, 14)


def title(page: Page):
    return page.locator(".stage h1")


def source(page: Page):
    return page.locator(".stage footer")


def covered(page: Page) -> bool:
    """Say whether the controls lie over the source."""
    ours, theirs = source(page).locator(".source").bounding_box(), page.locator(".stage .controls").bounding_box()
    assert ours
    assert theirs
    beside = ours["x"] + ours["width"] <= theirs["x"] + 1
    return not beside and ours["y"] + ours["height"] > theirs["y"] + 1


def at(page: Page, number: int) -> None:
    """Expect the slide with a number, in the address too, and its picture."""
    query = f"slide={number}" if number > 1 else ""
    expect(page).to_have_url(
        re.compile(rf"\?(.*&)?{query}(&|$)|/present$" if query else r"/present(\?(?!.*slide=).*)?$")
    )
    expect(page.locator(".stage .controls span")).to_have_text(f"{number} / {SLIDES}")
    if number in CHARTS:
        expect(page.locator(".stage .chart .main-svg").first).to_be_visible()


def test_keys_a_clicker_and_clicks_move_the_slides_and_the_address_follows(visitor):
    page = visitor().open("/present?region=north")
    at(page, 1)
    expect(title(page)).to_have_text(
        "Sample data: in the North, 89.1% of the centres in the plan are open; 30 not yet open"
    )
    before = page.evaluate("history.length")
    for key, number in (
        ("ArrowRight", 2), ("PageDown", 3), ("Space", 4), ("ArrowDown", 5), ("ArrowLeft", 4), ("PageUp", 3),
        ("Shift+Space", 2), ("ArrowUp", 1), ("ArrowLeft", 1), ("End", SLIDES), ("ArrowRight", SLIDES), ("Home", 1),
    ):  # fmt: skip
        page.keyboard.press(key)
        at(page, number)
    page.mouse.click(1200, 200)
    at(page, 2)
    page.mouse.click(200, 200)
    at(page, 1)
    assert "region=north" in page.url
    assert page.evaluate("history.length") == before  # a slide is no step back


def test_nothing_but_the_slides_is_on_the_screen(visitor):
    page = visitor(width=1280, height=720).open("/present")
    stage = page.locator(".stage").bounding_box()
    assert stage == {"x": 0, "y": 0, "width": 1280, "height": 720}
    for x, y in ((10, 10), (1270, 10), (640, 15), (10, 360)):
        assert page.evaluate("([x, y]) => Boolean(document.elementFromPoint(x, y).closest('.stage'))", [x, y])
    expect(page.locator(".st-key-bar, [data-testid=stSidebar]")).to_have_count(0)


@pytest.mark.parametrize("language", ["th", "en"])
def test_an_address_leads_to_its_slide_place_and_language_as_the_first_request(new_server, visitor, language):
    page = visitor(url=new_server.url).open(f"/present?region=north&lang={language}&slide=4")
    at(page, 4)
    words = Words(language)
    expect(page.locator(".stage .measured")).to_contain_text("North" if language == "en" else "ภาคเหนือ")
    expect(source(page)).to_contain_text(words("badge.sample"))
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_the_language_changes_with_one_key_on_the_slide_that_is_shown_and_stays_when_it_is_left(visitor):
    guest = visitor("en")
    page = guest.open("/regions?region=north&compare=50,51")
    page.get_by_role("link", name="Present").click()
    guest.comes_to("/present?region=north")
    page.keyboard.press("ArrowRight")
    expect(title(page)).to_contain_text("245 of 275 centres opened")
    page.keyboard.press("l")
    expect(title(page)).to_contain_text("เปิดแล้ว 245 จาก 275 ศูนย์")
    expect(page.locator("html")).to_have_attribute("lang", "th")
    assert "lang=th" in page.url
    page.keyboard.press("Escape")
    guest.comes_to("/regions?region=north&lang=th&compare=50,51")
    expect(page.locator("h1")).to_contain_text("ภาคเหนือ")
    expect(page.locator(".stage")).to_have_count(0)


def test_it_plays_by_itself_at_the_pace_of_the_address_and_pauses(visitor):
    page = visitor().open(f"/present?pace=5&slide={SLIDES - 1}")
    at(page, SLIDES)
    at(page, 1)  # and over again
    page.keyboard.press("p")
    assert "pace" not in page.url
    expect(page.locator(".stage .progress")).not_to_have_class(re.compile("playing"))
    page.keyboard.press("-")
    page.keyboard.press("p")
    assert "pace=10" in page.url
    expect(page.locator(".stage .controls select")).to_have_value("10")


def test_keys_typed_into_a_control_do_not_move_the_slides_and_a_press_on_it_is_no_click_on_the_slide(visitor):
    page = visitor().open(f"/present?slide={MAP}")
    slider = page.get_by_role("slider")
    slider.wait_for()
    page.keyboard.press("m")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    slider.focus()
    page.keyboard.press("Home")
    at(page, MAP)
    expect(page.locator(".stage .day")).to_have_text("31 Dec 2018")
    expect(page.locator(".stage .figure")).to_have_text("0.0%")


def test_the_maps_months_play_up_to_the_day_and_pause(visitor):
    page = visitor().open(f"/present?slide={MAP - 1}")
    palest = "[...document.querySelectorAll('.stage svg path[fill=\"#DCEBF5\"]')].length"
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    assert page.evaluate(palest) >= 77
    page.wait_for_function(f"() => {palest} < 77")
    page.keyboard.press("m")
    day = page.locator(".stage .day").text_content()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator(".stage .day")).not_to_have_text(day)
    at(page, MAP)
    expect(page.locator(".stage .day")).to_have_text("19 May 2021")
    expect(page.locator(".stage .figure")).to_have_text("89.6%")
    page.mouse.click(1000, 300)  # on a province: the slides go on, and the page stays
    at(page, MAP + 1)


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_slide_of_the_sample_says_so_and_names_its_source(visitor, language):
    page, words = visitor(language).open("/present"), Words(language)
    for number in range(1, SLIDES + 1):
        at(page, number)
        marked = page.locator(".stage .sample").filter(has_text=words("badge.sample"))
        expect(marked).to_have_count(0 if number in PUBLISHED else 1)
        expect(page.locator(".stage .source")).to_contain_text("ที่มา" if language == "th" else "Source")
        page.keyboard.press("ArrowRight")


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1440, 900), (1024, 768), (640, 360), (390, 844)])
def test_nothing_is_cut_off_on_any_slide(visitor, language, width, height):
    page = visitor(language, width=width, height=height, dark=language == "th").open("/present?region=northeast")
    page.evaluate("document.fonts.ready")
    for number in range(1, SLIDES + 1):
        at(page, number)
        assert page.evaluate(MISFITS) == [], number
        assert not covered(page), number
        page.keyboard.press("ArrowRight")


def test_the_presenters_window_moves_with_the_stage_in_both_directions(visitor):
    page = visitor().open("/present?region=north&slide=2")
    with page.expect_popup() as opened:
        page.keyboard.press("n")
    notes = opened.value
    expect(notes.locator(".desk section h1")).to_have_text(
        "Sample data: 245 of 275 centres opened, 255 due by the plan"
    )
    expect(notes.get_by_text("The solid line is what has opened")).to_be_visible()
    expect(notes.get_by_text("Randomly generated centres")).to_be_visible()
    expect(notes.locator(".clockwork")).to_contain_text(f"2 / {SLIDES}")
    expect(notes.locator(".desk aside .slide h1")).to_contain_text("centres opened in 90 days")
    page.keyboard.press("ArrowRight")
    expect(notes.locator(".clockwork")).to_contain_text(f"3 / {SLIDES}")
    notes.keyboard.press("PageDown")
    at(page, 4)
    notes.keyboard.press("l")
    expect(page.locator("html")).to_have_attribute("lang", "th")
    expect(notes.get_by_text("ประเด็นที่ควรกล่าว")).to_be_visible()
    page.keyboard.press("End")
    expect(notes.get_by_text("นี่คือสไลด์สุดท้าย")).to_be_visible()
    with notes.expect_event("close"):
        notes.evaluate("setTimeout(() => document.dispatchEvent(new KeyboardEvent('keydown', { code: 'Escape' })))")


def test_the_keys_are_told_and_the_screen_goes_black(visitor):
    page = visitor().open("/present")
    page.keyboard.press("?")
    expect(page.get_by_text("Presenter view")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("Presenter view")).to_be_hidden()
    with page.expect_popup() as opened:
        page.keyboard.press("n")
    notes = opened.value
    expect(notes.locator(".desk section h1")).to_be_visible()
    page.keyboard.press("b")
    expect(title(page)).to_be_hidden()
    expect(notes.locator(".desk section h1")).to_be_visible()  # the presenter reads on
    expect(notes.get_by_text("The screen is black")).to_be_visible()
    notes.close()
    page.keyboard.press("ArrowRight")
    expect(title(page)).to_contain_text("behind plan")


def test_the_slides_move_when_the_network_is_gone_and_ask_for_nothing_but_the_app(visitor):
    guest = visitor(alone=True)
    ours, lines = urlsplit(guest.url).netloc, []
    guest.page.route("**/*", lambda one: one.continue_() if urlsplit(one.request.url).netloc == ours else one.abort())
    guest.page.route_web_socket("**/_stcore/stream*", lambda line: (lines.append(line), line.connect_to_server()))
    page = guest.open("/present")
    page.wait_for_function("() => window.Plotly && document.fonts.status === 'loaded'")
    page.context.set_offline(True)
    try:
        lines[0].close()
        expect(page.locator(".stApp")).not_to_have_attribute("data-test-connection-state", "CONNECTED")
        for number in range(1, SLIDES + 1):
            at(page, number)
            page.keyboard.press("ArrowRight")
        page.keyboard.press("l")
        expect(title(page)).to_contain_text("ตัวเลขที่เผยแพร่ 59 รายการ จาก 30 แหล่ง")
        expect(title(page)).to_be_in_viewport()
    finally:
        page.context.set_offline(False)
    expect(page.locator(".stApp")).to_have_attribute("data-test-connection-state", "CONNECTED")
    lost = re.compile(r"WebSocket|when disconnected from server|ERR_INTERNET_DISCONNECTED.*_stcore|/_stcore/")
    guest.complaints[:] = [told for told in guest.complaints if not lost.search(told)]


def test_what_an_address_asks_for_wrongly_is_told_once(visitor):
    page = visitor().open("/present?region=nort&slide=400")
    told = page.locator(".stage .notice")
    expect(told).to_contain_text("nort")
    expect(told).to_contain_text("400")
    page.keyboard.press("ArrowRight")
    expect(told).to_be_hidden()


def test_a_release_published_meanwhile_is_shown_on_the_slide_that_is_shown(serve, visitor, tmp_path):
    own = serve(OCOD_WATCH_SECONDS="1")
    page = visitor(url=own.url).open(f"/present?slide={MAP - 1}&lang=en")
    page.keyboard.press("ArrowRight")
    at(page, MAP)
    expect(source(page)).to_contain_text("sample register, release 1")
    file = tmp_path / "centres.csv"
    names = "".join(f"ศูนย์ {code},{code},open,2021-03-01\n" for code in (50, 51)) + "ศูนย์ ก,52,planned,2021-01-31\n"
    file.write_text("name_th,province,status,open_on\n" + names, "utf-8")
    command = [sys.executable, "-m", "ocod_dash", "--lang", "en", "publish", str(file), "--as-of", "2021-05-31"]
    ours = os.environ | {"OCOD_STORE": str(own.store)}
    subprocess.run([*command, "--scope", "all", "--yes"], env=ours, check=True, capture_output=True)
    expect(source(page)).to_contain_text("register, release 2, 31 May 2021", timeout=20_000)
    expect(page.locator(".stage .sample")).to_have_count(0)
    expect(page.locator(".stage .figure")).to_have_text("66.7%")
    assert (
        f"slide={MAP - 2}" in page.url
    )  # three centres have no forecast, and one region no ranking: the map is two slides earlier


def test_a_number_and_enter_lead_to_a_slide(visitor):
    page = visitor().open("/present")
    page.keyboard.type("10")
    expect(page.locator(".stage .number")).to_have_text("10 ↵")
    page.keyboard.press("Enter")
    at(page, 10)
    page.keyboard.type("3")
    page.keyboard.press("Escape")  # forgets it
    expect(page.locator(".stage .number")).to_be_hidden()
    page.keyboard.press("Enter")
    at(page, 10)
    page.keyboard.type("99")
    page.keyboard.press("Enter")
    at(page, SLIDES)  # the last there is


def test_the_overview_leads_to_a_slide_by_keyboard_and_mouse(visitor):
    page = visitor().open("/present")
    overview = page.locator(".stage .overview")
    page.keyboard.press("g")
    expect(overview.locator(".go")).to_have_count(SLIDES)
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
    expect(overview).to_be_hidden()
    at(page, 2)
    page.keyboard.press("o")
    page.keyboard.press("Escape")
    expect(overview).to_be_hidden()
    at(page, 2)
    page.keyboard.press("o")
    overview.locator(".go").nth(MAP - 1).click()
    at(page, MAP)


def test_slides_are_ordered_and_hidden_and_the_link_remembers_it(visitor):
    page = visitor().open("/present?slides=sources,headline,map")
    count = page.locator(".stage .controls span")
    expect(count).to_have_text("1 / 3")
    expect(title(page)).to_contain_text("59 figures from 30 sources")
    page.keyboard.press("g")
    page.get_by_role("button", name="Move later: 59 figures").click()
    expect(page).to_have_url(re.compile("slides=headline,sources,map"))
    page.get_by_role("button", name="Hide: Sample data: centres are open").click()
    expect(page).to_have_url(re.compile("slides=headline,sources(&|$)"))
    page.get_by_role("button", name="Show: Sample data: behind plan").click()
    expect(page).to_have_url(re.compile("slides=headline,sources,s_curve(&|$)"))
    page.get_by_role("button", name="Show all in the original order").click()
    expect(count).to_have_text(f"{SLIDES} / {SLIDES}")  # still at the sources
    assert "slides=" not in page.url


def test_the_presenters_window_works_without_a_network_once_it_is_open(visitor):
    page = visitor().open("/present")
    with page.expect_popup() as opened:
        page.keyboard.press("n")
    notes = opened.value
    notes.wait_for_function("() => window.Plotly && document.fonts.status === 'loaded'")
    notes.context.set_offline(True)
    try:
        for number in range(2, SLIDES + 1):
            notes.keyboard.press("ArrowRight")
            expect(notes.locator(".clockwork")).to_contain_text(f"{number} / {SLIDES}")
            if number in CHARTS:
                expect(notes.locator(".desk > .small .main-svg").first).to_be_visible()
        at(page, SLIDES)
    finally:
        notes.context.set_offline(False)
    notes.close()


def test_where_the_presenters_window_cannot_be_opened_the_slide_says_so(visitor):
    guest = visitor()
    page = guest.open("/present?lang=en")
    page.wait_for_function("() => window.Plotly && document.fonts.status === 'loaded'")
    page.context.set_offline(True)
    try:
        page.keyboard.press("n")
        expect(page.locator(".stage .notice")).to_contain_text("server cannot be reached")
        assert page.context.pages == [page]
        page.keyboard.press("ArrowRight")
        at(page, 2)
    finally:
        page.context.set_offline(False)
    guest.complaints[:] = [told for told in guest.complaints if "ERR_INTERNET_DISCONNECTED" not in told]


def test_printed_each_slide_that_is_shown_is_a_sheet_and_the_screen_is_as_before(visitor):
    page = visitor().open("/present?slides=headline,ranking,sources&slide=2")
    page.wait_for_function("() => window.Plotly")
    session = page.context.new_cdp_session(page)
    printed = session.send("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    sheets = [sheet.extract_text() for sheet in PdfReader(BytesIO(b64decode(printed["data"]))).pages]
    assert len(sheets) == 3
    for sheet, text in zip(sheets, ("2,394", "Northeast", "MGR Online"), strict=True):
        assert text in sheet
        assert "Source: " in sheet  # to the foot
    expect(page.locator(".sheets")).to_have_count(0)
    expect(page.locator(".stage .controls span")).to_have_text("2 / 3")
