"""Every chart, map and table: its words, its figures, its files."""

import csv
import io
import re
import struct

import pytest
from lxml import etree
from playwright.sync_api import Page, expect

# Pictures of each page, and a row of each one's figures, counted in data/sample/centres.csv.
NAME = re.compile(r"([a-z_]+?)_sample_(?:[a-z0-9-]+_)*2021-05-19_(?:en|th)\.(csv|png|svg)")
PER_100K = "3.29154007254777"  # 59 open centres of 1,792,474 people
PICTURES = {
    "/": {
        "s_curve": ("2021-05-19", "2144", "0", "2192"),
        "still_to_do": ("northeast", "Northeast", "815", "730", "85", "10.4294478527607"),
        "provinces": ("50", "Chiang Mai", "67", "59", "11.9402985074627"),
    },
    "/regions?compare=north,south": {
        "ranking": ("northeast", "Northeast", "815", "730", "85", "0", "0", "0", "34"),
        "curves": ("northeast", "Northeast", "2021-05-19", "730", "0", "742"),
        "compare": (
            "north",
            "North",
            "275",
            "245",
            "89.0909090909091",
            "10",
            "3.63636363636364",
            "50",
            "12",
            "135",
            "2",
            "3.88467678934159",
        ),
    },
    "/map": {
        "map": (
            "50",
            "Chiang Mai",
            "67",
            "59",
            "8",
            "4",
            "3",
            "11.9402985074627",
            "88.0597014925373",
            PER_100K,
            "4.47761194029851",
        )
    },
}
TABLES = {"/regions": ("places",), "/map?province=50": ("panel", "centres")}
ON_PAGE = {
    "2021-05-19": "19 May 2021",
    "2022-01-31": "31 Jan 2022",
    "open": "Open",
}  # a file has days for programs, a page for readers
SOURCE = "Source: sample register, release 1, 19 May 2021"


def rows(page: Page, key: str) -> list[list[str]]:
    """Download a frame's CSV and read it."""
    with page.expect_download() as download:
        page.locator(f".st-key-card_{key} [data-ask=csv]").click()
    assert NAME.fullmatch(download.value.suggested_filename)[1] == key
    content = download.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf"), "without the mark, Excel takes Thai for something else"
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def saved(page: Page, key: str, kind: str) -> bytes:
    """Save a frame's picture."""
    with page.expect_download() as download:
        page.locator(f".st-key-card_{key} [data-ask={kind}]").click()
    assert NAME.fullmatch(download.value.suggested_filename).group(1, 2) == (key, kind)
    return download.value.path().read_bytes()


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize("path", PICTURES)
def test_every_picture_has_a_text_its_table_a_csv_and_a_png(visitor, path):
    page = visitor().open(path)
    shown = page.locator("[class*='st-key-card_']:has([data-ask=png])").evaluate_all(
        "all => all.map(e => /st-key-card_(\\w+)/.exec(e.className)[1])"
    )
    assert set(shown) >= set(PICTURES[path])
    for key in shown:
        frame = page.locator(f".st-key-card_{key}")
        title = frame.get_by_role("heading").inner_text()
        alternative = frame.locator("[role=figure], svg[role=group]").first
        expect(alternative).to_have_attribute("aria-label", _beginning(title))

        header, *table = rows(page, key)
        assert header[-1] == "source"
        assert {line[-1][: len(SOURCE)] for line in table} == {SOURCE}
        row = list(PICTURES[path].get(key, table[-1][:-1]))
        assert row in [line[:-1] for line in table]

        frame.locator("[data-ask=table]").click()
        opened = page.locator(".ocod-unfolded")
        expect(opened.get_by_role("row").filter(has_text=ON_PAGE.get(row[0], row[0])).first).to_be_visible()
        assert opened.get_by_role("row").count() == len(table) + 1
        page.keyboard.press("Escape")
        expect(opened).to_have_count(0)

        png = saved(page, key, "png")
        width, height = size(png)
        assert width == pytest.approx(20 / 2.54 * 200, abs=1), "20 cm at 200 points an inch"
        assert height > 500
        assert len(png) > 20_000, "a picture without anything on it is smaller"

        drawn = etree.fromstring(saved(page, key, "svg"))
        assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
        assert len(list(drawn.iter("{http://www.w3.org/2000/svg}path"))) > 20


@pytest.mark.parametrize("path", TABLES)
def test_every_table_can_be_taken_away_with_its_source(visitor, path):
    page = visitor().open(path)
    for key in TABLES[path]:
        header, *table = rows(page, key)
        assert header[-1] == "source"
        assert {line[-1] for line in table} == {SOURCE}
        assert len(table) == {"places": 6, "panel": 25, "centres": 67}[key]


def test_a_file_is_in_the_language_of_its_page(visitor):
    page = visitor("th").open("/")
    header, *table = rows(page, "still_to_do")
    assert header[:2] == ["รหัส", "พื้นที่"]
    assert ["northeast", "ภาคตะวันออกเฉียงเหนือ", "815", "730", "85", "10.4294478527607"] in [line[:-1] for line in table]
    assert "ทะเบียนตัวอย่าง" in table[0][-1]
    assert "19 พ.ค. 2564" in table[0][-1]


@pytest.mark.parametrize(("measure", "words"), [("in_plan", "Every centre of the register"), ("open", "latest status")])
def test_a_headline_number_says_what_it_is_and_where_it_is_from(visitor, measure, words):
    page = visitor().open("/")
    name = {"in_plan": "In the plan", "open": "Open"}[measure]
    page.get_by_role("button", name=f"Definition of “{name}”", exact=True).click()
    told = page.locator("[popover]:popover-open")
    expect(told).to_contain_text(words)
    expect(told).to_contain_text("sample register, release 1")
    page.keyboard.press("Escape")
    expect(told).to_have_count(0)


def _beginning(title: str) -> re.Pattern[str]:
    return re.compile("^" + re.escape(title))


def test_on_paper_a_table_stands_whole_and_what_is_pressed_is_left_out(visitor):
    page = visitor().open("/regions?region=north&province=50")
    table = page.locator(".st-key-card_places .ocod-scrolled")
    hidden = "e => e.scrollHeight - e.clientHeight"
    assert table.evaluate(hidden) > 0
    page.emulate_media(media="print")
    assert table.evaluate(hidden) == 0
    for gone in (".ocod-field", ".ocod-row button", ".ocod-download", "[data-action=embed]", ".ocod-bar nav"):
        expect(page.locator(f"{gone}:visible")).to_have_count(0)
    page.emulate_media(media="screen")
