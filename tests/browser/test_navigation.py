"""Navigation and parts in a real browser: language, theme, links by pointer and keyboard, answers, days that play."""

import re
from pathlib import Path
from time import sleep

import pytest
from playwright.sync_api import Locator, Page, expect

APP = Path(__file__).with_name("navigation_app.py")


@pytest.fixture(scope="module")
def url(serve):
    return serve(APP).url


@pytest.fixture(scope="module")
def url_below(serve):
    """The app under a path of its server."""
    return serve(APP, STREAMLIT_SERVER_BASE_URL_PATH="below/here").url


def file(page: Page, name: str = "file") -> str:
    with page.expect_download() as download:
        page.locator(f"[data-ask={name}]").click()
    return download.value.path().read_text()


def runs(page: Page) -> int:
    return int(re.search(r"run (\d+)", page.get_by_text("drawn for").inner_text())[1])


def test_the_page_says_which_language_it_is_in(visitor, url):
    someone = visitor("th", url=url)
    expect(someone.open("/?lang=th").locator("html")).to_have_attribute("lang", "th")
    expect(someone.open("/?lang=en").locator("html")).to_have_attribute("lang", "en")


# Answers


def test_an_answer_is_given_once_for_each_press_and_makes_no_run(visitor, url):
    someone = visitor(url=url)
    page = someone.open()
    saved: list[str] = []
    page.on("download", lambda download: saved.append(download.suggested_filename))
    before, number = runs(page), int(file(page))
    assert runs(page) == before
    page.get_by_role("button", name="run").click()
    expect(page.get_by_text(f"run {before + 1}.")).to_be_visible()
    someone.ready()
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_text("drawn for dark")).to_be_visible()
    someone.ready()
    assert saved == ["คำตอบ 1.txt"]
    assert int(file(page)) == number + 1


def test_two_answers_at_once_both_come_and_each_button_waits_for_its_own(visitor, url):
    page = visitor(url=url).open()
    saved: list[str] = []
    page.on("download", lambda download: saved.append(download.suggested_filename))
    slow, quick = page.locator("[data-ask=slow]"), page.locator("[data-ask=file]")
    slow.click()
    expect(slow).to_have_attribute("aria-busy", "true")
    quick.click()
    slow.click()  # busy: not another one
    expect(quick).not_to_have_attribute("aria-busy", "true")
    assert slow.get_attribute("aria-busy") == "true"
    expect(slow).not_to_have_attribute("aria-busy", "true")
    page.wait_for_timeout(300)
    assert saved == ["คำตอบ 1.txt", "slow.txt"]


@pytest.mark.parametrize("failure", ["no such answer", "server", "network"])
def test_an_answer_that_cannot_be_given_says_so_in_its_place_and_the_page_stays(visitor, url, failure):
    someone = visitor("en", url=url)
    page = someone.open("/?lang=en")
    name = "missing" if failure == "no such answer" else "file"
    if failure == "server":
        page.route("**/answers/**", lambda route: route.fulfill(status=500))
    elif failure == "network":
        page.route("**/answers/**", lambda route: route.abort())
    button = page.locator(f"[data-ask={name}]")
    button.click()
    expect(page.locator(".st-key-answers").get_by_role("alert")).to_have_text("It failed")
    expect(button).not_to_have_attribute("aria-busy", "true")
    expect(page.locator(".st-key-sorts table")).to_be_visible()
    page.unroute_all()
    file(page)
    expect(page.get_by_role("alert")).to_have_count(0)
    assert all("/answers/" in told for told in someone.complaints)
    someone.complaints.clear()


def test_a_table_is_unfolded_read_and_folded_by_keyboard(visitor, url):
    page = visitor(url=url).open()
    page.locator("[data-ask=table]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ocod-unfolded").get_by_role("cell")).to_have_text("1")
    page.keyboard.press("Escape")
    expect(page.locator(".ocod-unfolded")).to_have_count(0)


def test_an_action_runs_on_the_server(visitor, url):
    page = visitor(url=url).open()
    page.get_by_role("button", name="Greet").click()
    expect(page.get_by_text("Hello")).to_be_visible()


def test_what_a_part_gets_is_text(visitor, url):
    page = visitor(url=url).open()
    expect(page.get_by_role("heading", name="<img src=x onerror=alert(1)>")).to_be_visible()
    expect(page.locator(".ocod-source")).to_have_text("<b>ที่มา</b>")
    page.locator("[data-ask=table]").click()
    expect(page.locator(".ocod-unfolded th")).to_have_text("<i>a</i>")


def test_a_run_that_changes_nothing_leaves_the_page_alone(visitor, url):
    someone = visitor(url=url)
    page = someone.open()
    page.evaluate(
        """() => {
            window.changes = [];
            const options = { subtree: true, childList: true, attributes: true, characterData: true };
            new MutationObserver((all) => window.changes.push(...all.map(({ target }) => target.outerHTML?.slice(0, 80))))
                .observe(document.querySelector(".ocod-sheet"), options);
        }"""
    )
    before = runs(page)
    page.get_by_role("button", name="run").click()
    expect(page.get_by_text(f"run {before + 1}.")).to_be_visible()
    someone.ready()
    assert page.evaluate("window.changes") == []


# Theme


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


# Links


def test_an_area_of_a_picture_is_a_link_and_one_that_leads_nowhere_is_none(visitor, url):
    someone = visitor("th", url=url)
    page = someone.open("/?area=10")
    picture = page.get_by_role("group", name="สามพื้นที่")
    expect(picture.get_by_role("link")).to_have_count(3)
    picture.locator("[data-area='0']").click()
    assert someone.address == "/?area=10"
    picture.get_by_role("link", name="เชียงใหม่").click()
    someone.comes_to("/?area=50&lang=th")
    expect(page.get_by_text("area: 50")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("area: 10")).to_be_visible()


def test_areas_are_one_stop_of_the_tab_key_and_are_stepped_through_by_name(visitor, url):
    page = visitor("th", url=url).open()
    stops = page.locator("svg[data-picture=map] [tabindex='0']")
    stops.focus()
    for code in ("90", "10"):  # after เชียงใหม่ comes สงขลา, and after the last the first
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        expect(page.get_by_text(f"area: {code}")).to_be_visible()
    expect(stops).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.locator("svg[data-picture=map] :focus")).to_have_count(0)


def row(page: Page, number: int) -> Locator:
    return page.locator(f".ocod-chart-links [data-key=r{number}]")


# The box round all bars of a row, as Plotly drew them.
DRAWN = """(row) => {
    const traces = [...document.querySelectorAll(".st-key-chart .trace")];
    const all = traces.map((trace) => trace.querySelectorAll(".point path")[row]);
    const boxes = all.map((one) => one.getBoundingClientRect()).filter(({ width }) => width);
    const [left, right] = [Math.min(...boxes.map((b) => b.left)), Math.max(...boxes.map((b) => b.right))];
    return { left, right, middle: (boxes[0].top + boxes[0].bottom) / 2 };
}"""


def drawn(page: Page, row: int) -> dict[str, float]:
    return page.evaluate(DRAWN, row)


def lies_over_its_bars(page: Page, number: int) -> None:
    page.wait_for_function(
        f"(row) => {{ const {{ left, right, middle }} = ({DRAWN})(row);"
        " const b = document.querySelector(`.ocod-chart-links [data-key=r${row}]`).getBoundingClientRect();"
        " return Math.abs(b.left - left) < 1 && Math.abs(b.right - right) < 1"
        " && Math.abs((b.top + b.bottom) / 2 - middle) < 1 && b.height > 23.9 }",
        arg=number,
    )


def test_a_row_of_bars_is_a_link_that_lies_over_them_whatever_happens_to_the_page(visitor, url):
    someone = visitor("en", url=url)
    page = someone.open("/?rows=5&lang=en")
    expect(page.locator(".ocod-chart-links a")).to_have_count(4)  # the first row leads nowhere
    lies_over_its_bars(page, 2)
    page.set_viewport_size({"width": 700, "height": 900})
    someone.ready()
    lies_over_its_bars(page, 2)
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_text("drawn for dark")).to_be_visible()
    someone.ready()
    lies_over_its_bars(page, 2)
    box = drawn(page, 2)
    page.mouse.click(box["left"] + 5, box["middle"])
    someone.comes_to("/?rows=4&row=r2")
    expect(page.get_by_text("row: r2")).to_be_visible()
    expect(page.locator(".ocod-chart-links a")).to_have_count(3)
    lies_over_its_bars(page, 2)


def test_a_row_says_its_name_and_its_figures(visitor, url):
    page = visitor(url=url).open("/?rows=3&lang=en")
    # Its bars are (1 + 1) % 4, (1 + 2) % 4 and (1 + 3) % 4 times 500: the last is none.
    expect(row(page, 1)).to_have_attribute("aria-label", "Row <1> & ก: 1,000 done, 1,500 begun")


def test_the_keyboard_reaches_a_chart_once_steps_through_its_rows_and_follows_one(visitor, url):
    someone = visitor("en", url=url)
    page = someone.open("/?rows=4&lang=en")
    page.locator("svg[data-picture=map] [tabindex='0']").focus()
    page.keyboard.press("Tab")
    expect(row(page, 3)).to_be_focused()  # the topmost
    assert row(page, 3).evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("ArrowDown")
    expect(row(page, 2)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Greet")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(row(page, 2)).to_be_focused()
    page.keyboard.press("Enter")
    someone.comes_to("/?rows=3&row=r2")
    expect(row(page, 2)).to_be_focused()  # it is there still
    page.keyboard.press("Enter")
    someone.comes_to("/?rows=2&row=r2")
    expect(row(page, 1)).to_be_focused()  # it is gone: the first one
    page.keyboard.press("Enter")
    someone.comes_to("/?rows=1&row=r1")
    expect(page.locator(".ocod-chart-links a")).to_have_count(0)
    assert page.evaluate("document.querySelector('.ocod-sheet').contains(document.activeElement)")


def test_a_row_and_another_language_open_in_a_new_tab(visitor, url):
    page = visitor("en", url=url, alone=True).open("/?rows=4&lang=en")
    for link, address in (
        (row(page, 2), "/?rows=3&row=r2"),
        (page.get_by_role("link", name="Second"), "/?rows=4&lang=en&view=second"),
    ):
        for way in ({"modifiers": ["Control"]}, {"button": "middle"}):
            with page.context.expect_page() as opened:
                link.click(**way)
            expect(opened.value).to_have_url(url + address)
            opened.value.close()
    assert page.url == f"{url}/?rows=4&lang=en"


def test_the_tooltip_of_the_bar_under_the_pointer_shows_over_a_link(visitor, url):
    page = visitor("en", url=url).open("/?rows=4&lang=en")
    box = drawn(page, 2)  # 1,500 done, 0 begun, 500 later
    tooltip = page.locator(".st-key-chart .hoverlayer .hovertext")
    page.mouse.move(box["left"] + 20, box["middle"])
    expect(tooltip).to_contain_text("1,500 done")
    page.mouse.move(box["right"] - 10, box["middle"])
    expect(tooltip).to_contain_text("500 <later>")
    page.mouse.move(box["right"] + 30, box["middle"] + 200)
    expect(tooltip).to_have_count(0)


def test_a_chart_is_measured_in_its_own_typeface_though_that_comes_late(visitor, url):
    guest = visitor("th", url=url, alone=True)
    guest.page.route("**/assets/sarabun-*", lambda route: (sleep(0.3), route.continue_()))
    page = guest.open("/?rows=4")
    names = page.locator(".st-key-chart .annotation-text")
    expect(names).to_have_count(4)
    plot = page.locator(".st-key-chart .bglayer").evaluate("e => e.ownerSVGElement.getBoundingClientRect().right")
    for name in names.all():  # they end where the chart does
        box = name.bounding_box()
        assert box["x"] + box["width"] == pytest.approx(plot, abs=1)


def test_tabs_are_links_of_which_the_current_one_is_marked(visitor, url):
    someone = visitor("en", url=url)
    page = someone.open("/?letters=a,b&lang=en")
    page.get_by_role("link", name="Second").click()
    someone.comes_to("/?letters=a,b&lang=en&view=second")
    expect(page.get_by_role("link", name="Second")).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="First").click()
    someone.comes_to("/?letters=a,b&lang=en")


def test_a_page_knows_from_which_it_was_opened_after_a_reload_too(visitor, url):
    someone = visitor("en", url=url)
    page = someone.open("/?letters=a,b")
    page.get_by_role("link", name="Other").click()
    expect(page.get_by_text("another page")).to_be_visible()
    page.reload()
    expect(page.get_by_text("another page")).to_be_visible()
    style = page.locator("link[rel=stylesheet][href$='/style.css']")
    script = style.evaluate("e => e.href.replace('style.css', 'navigation.js')")
    came_from = f"import('{script}').then(({{ previousPage }}) => previousPage())"
    assert page.evaluate(came_from) == f"{url}/?letters=a,b"


def test_all_of_it_works_under_a_path_of_the_server(visitor, url_below):
    someone = visitor("en", url=url_below)
    page = someone.open("/?rows=4")
    assert file(page, "slow") == "slow"
    row(page, 2).click()
    someone.comes_to("/?rows=3&row=r2")
    page.get_by_role("link", name="เชียงใหม่").click()
    someone.comes_to("/?area=50&lang=th")


# Fields and tables


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


# Days that play: the 28th of January to June 2021


def day(page: Page) -> Locator:
    return page.locator(".ocod-player output")


def test_the_slider_writes_the_day_and_the_last_one_is_left_out(visitor, url):
    someone = visitor("en", url=url)
    page = someone.open("/?lang=en")
    slider = page.get_by_role("slider")
    expect(day(page)).to_have_text("28 Jun 2021")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    someone.comes_to("/?lang=en&day=2021-05-28")
    expect(page.get_by_text("day: 2021-05-28")).to_be_visible()
    expect(slider).to_be_focused()
    expect(slider).to_have_attribute("aria-valuetext", "28 May 2021")
    page.keyboard.press("Home")
    someone.comes_to("/?lang=en&day=2021-01-28")
    page.keyboard.press("End")
    someone.comes_to("/?lang=en")
    page.go_back()
    someone.comes_to("/?lang=en&day=2021-01-28")
    expect(day(page)).to_have_text("28 Jan 2021")
    page.reload()
    someone.ready()
    expect(day(page)).to_have_text("28 Jan 2021")


def test_play_goes_day_by_day_to_the_end_without_steps_of_the_history(visitor, url):
    someone = visitor("en", url=url)
    page = someone.open("/?lang=en&day=2021-03-28")
    before = page.evaluate("history.length")
    page.evaluate(
        """() => {
            window.seen = [];
            const note = () => window.seen.push(/day: (\\S+)\\./.exec(document.body.innerText)?.[1]);
            new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
        }"""
    )
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    someone.comes_to("/?lang=en")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    assert page.evaluate("history.length") == before
    seen = [each for each in dict.fromkeys(page.evaluate("window.seen")) if each]
    assert seen[-3:] == ["2021-04-28", "2021-05-28", "2021-06-28"]
    page.get_by_role("button", name="Play").click()  # from the first day again
    someone.page.wait_for_url("**day=2021-01-28")
    page.get_by_role("button", name="Pause").click()


def test_play_waits_for_the_page_to_show_each_day_and_the_slider_does_not_go_back(visitor, url):
    someone = visitor("en", url=url)
    page = someone.open("/?lang=en&slow=1.2&day=2021-01-28")
    page.evaluate(
        """() => {
            window.values = [];
            setInterval(() => window.values.push([
                Number(document.querySelector(".ocod-player input").value),
                Number(/day: 2021-(\\d+)/.exec(document.body.innerText)?.[1] ?? 0) - 1,
            ]), 20);
        }"""
    )
    page.get_by_role("button", name="Play").click()
    page.wait_for_url("**day=2021-04-28", timeout=15_000)
    page.get_by_role("button", name="Pause").click()
    values = page.evaluate("window.values")
    thumbs = [thumb for thumb, _ in values]
    assert thumbs == sorted(thumbs)
    assert all(thumb - shown <= 1 for thumb, shown in values if shown >= 0)


@pytest.mark.parametrize("choice", ["pause", "field", "slider", "back", "leave"])
def test_play_ends_when_the_visitor_does_anything_else(visitor, url, choice):
    someone = visitor("en", url=url)
    page = someone.open("/?lang=en")
    page.get_by_role("button", name="B", exact=True).click()
    someone.comes_to("/?lang=en&letters=a,b")
    page.get_by_role("slider").focus()
    page.get_by_role("button", name="Play").click()
    page.wait_for_url("**day=2021-02-28")
    if choice == "pause":
        page.get_by_role("button", name="Pause").click()
    elif choice == "field":
        page.get_by_role("button", name="C", exact=True).click()
    elif choice == "slider":
        page.get_by_role("slider").press("ArrowRight")
    elif choice == "back":
        page.go_back()
    else:
        page.get_by_role("link", name="Other").click()
        expect(page.get_by_text("another page")).to_be_visible()
    page.wait_for_timeout(400)
    address = page.url
    page.wait_for_timeout(1_800)  # two days, were it still playing
    assert page.url == address
    if choice != "leave":
        expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_the_day_under_the_thumb_shows_while_it_is_dragged_and_a_late_run_does_not_move_it(visitor, url):
    someone = visitor("en", url=url)
    page = someone.open("/?lang=en&slow=0.8")
    slider = page.get_by_role("slider")
    box = slider.bounding_box()
    y = box["y"] + box["height"] / 2

    def x(at: int) -> float:
        return box["x"] + 8 + (box["width"] - 16) * at / 5

    slider.focus()
    page.keyboard.press("ArrowLeft")  # a run for May begins
    page.mouse.move(x(4), y)
    page.mouse.down()
    page.mouse.move(x(1), y, steps=4)
    expect(day(page)).to_have_text("28 Feb 2021")
    expect(page.get_by_text("day: 2021-05-28")).to_be_visible()  # it is there
    page.wait_for_timeout(200)
    expect(day(page)).to_have_text("28 Feb 2021")
    assert "day=2021-05-28" in page.url
    page.mouse.up()
    someone.comes_to("/?lang=en&slow=0.8&day=2021-02-28")
    expect(page.get_by_text("day: 2021-02-28")).to_be_visible()
    expect(day(page)).to_have_text("28 Feb 2021")


def test_who_wants_no_motion_steps_instead_of_playing(visitor, url):
    guest = visitor("en", url=url, alone=True)
    guest.page.emulate_media(reduced_motion="reduce")
    page = guest.open("/?lang=en")
    expect(page.get_by_role("slider")).to_be_visible()
    expect(page.get_by_role("button", name="Play")).to_be_hidden()
    expect(page.get_by_role("button", name="Next month")).to_be_visible()
