"""Downloading: the dialog on two pages, the files it makes, read back; and nobody waits for another's."""

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation
from pypdf import PdfReader

from ocod_dash.i18n import Words


def downloaded(page: Page, kind: str, everything: bool = False) -> tuple[str, str]:
    """Have a file made in the dialog; return its name and where it is."""
    page.locator("[data-action=download]").click()
    dialog = page.get_by_role("dialog")
    if everything:
        dialog.locator(".st-key-download_what button").nth(1).click()
    dialog.get_by_text(kind, exact=True).click()
    dialog.locator(".st-key-download_make button").click()
    ready = dialog.locator(".st-key-download_save button")
    expect(ready).to_be_visible(timeout=120_000)  # it is made in a process of its own, behind all others
    with page.expect_download() as download:
        ready.click()
    return download.value.suggested_filename, str(download.value.path())


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_overview_as_slides_and_the_regions_as_a_workbook(visitor, language):
    words, one = Words(language), visitor(language)
    page = one.open("/")
    shown = page.locator(".ocod-number").all_inner_texts()[:5]
    title = page.locator("h1").inner_text()

    name, path = downloaded(page, words("download.kind.pptx"))
    assert name == f"ocod_overview_sample_2021-05-19_{language}.pptx"
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(words("badge.sample"))
    expect(dialog).to_contain_text(words("country"))
    with open(path, "rb") as file:
        slides = Presentation(file).slides
        texts = [shape.text_frame.text for shape in slides[1].shapes if shape.has_text_frame]
        assert set(shown) <= set(texts)
        assert slides[0].shapes.title.text_frame.text.split() == title.split()  # in lines of its own

    page = one.open("/regions?region=north&status=open")
    counted = page.locator(".st-key-card_ranking .js-plotly-plot").first.text_content()
    name, path = downloaded(page, words("download.kind.xlsx"))
    assert name == f"ocod_regions_sample_north_2021-05-19_{language}.xlsx"
    with open(path, "rb") as file:
        book = openpyxl.load_workbook(file)
    places = {row[0]: row[2:4] for row in book.worksheets[1].iter_rows(min_row=6, values_only=True)}
    assert places["50"] == (67, 59)
    assert "59 / 67" in counted
    assert book[words("export.register")].max_row == 5 + 275  # no status is chosen where no centre is shown


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_overview_as_a_report_an_offline_page_and_the_maps_data(visitor, language):
    words, one = Words(language), visitor(language)
    page = one.open("/?region=north")
    shown = page.locator(".ocod-number").all_inner_texts()
    assert "275" in shown

    name, path = downloaded(page, words("download.kind.pdf"))
    assert name == f"ocod_overview_sample_north_2021-05-19_{language}.pdf"
    report = PdfReader(path)
    text = "".join(sheet.extract_text() for sheet in report.pages)
    assert all(number in text for number in shown)
    assert report.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert report.trailer["/Root"]["/Lang"].startswith(language)

    name, path = downloaded(one.open("/?region=north"), words("download.kind.html"))
    assert name == f"ocod_overview_sample_north_2021-05-19_{language}.html"
    offline = Path(path).read_text("utf-8")
    assert all(f"<b>{number}</b>" in offline for number in shown)
    assert words("badge.sample") in offline

    name, path = downloaded(one.open("/?region=north"), words("download.kind.geojson"))
    assert name == f"ocod_overview_sample_north_2021-05-19_{language}.geojson"
    found = json.loads(Path(path).read_text("utf-8"))
    provinces = [each["properties"] for each in found["features"] if each["properties"]["layer"] == "areas"]
    assert sum(province["in_plan"] for province in provinces) == 275
    assert (found["sample"], found["view"]) == (True, {"region": "north"})


@pytest.mark.skipif(sys.platform != "linux", reason="the process that makes the file is found in /proc")
def test_while_a_file_is_being_made_the_page_of_another_visitor_answers(visitor, server):
    one, other = visitor("en"), visitor("th")
    page = one.open("/")
    page.locator("[data-action=download]").click()
    dialog = page.get_by_role("dialog")
    dialog.locator(".st-key-download_make button").click()
    expect(dialog.locator(".st-key-download_stop button")).to_be_visible()
    with held(server.store):
        other.open("/regions?region=south")
        expect(other.page.locator("h1")).to_contain_text("ภาคใต้")
        other.choose("filter_regions", "ภาคเหนือ")
        expect(other.page.locator("h1")).to_contain_text("23 จังหวัด")  # 14 of the South, 9 of the North
        expect(dialog.locator(".st-key-download_stop button")).to_be_visible()
        expect(dialog.locator(".st-key-download_save")).to_have_count(0)
    expect(dialog.locator(".st-key-download_save button")).to_be_visible(timeout=120_000)


@contextmanager
def held(store: Path) -> Iterator[None]:
    """Hold the process that makes a file of a store, so that it lasts as long as the test looks elsewhere."""
    makers = [folder for folder in Path("/proc").glob("[0-9]*") if makes(folder, store)]
    assert len(makers) == 1
    number = int(makers[0].name)
    os.kill(number, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(number, signal.SIGCONT)


def makes(process: Path, store: Path) -> bool:
    try:
        command, place = (process / "cmdline").read_bytes(), (process / "environ").read_bytes()
    except OSError:  # it has ended, or is another user's
        return False
    return b"ocod_dash.exports.worker" in command and f"OCOD_STORE={store}".encode() in place.split(b"\0")
