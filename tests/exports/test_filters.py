"""Files hold what the page shows: for several choices of places, statuses and day, each kind of file has the same totals.

The totals are counted here from the register's own rows, then read from the page, the API, and every kind of file.
"""

import csv
import json
from datetime import date
from importlib import import_module

import openpyxl
import polars as pl
import pytest
from lxml import html
from pptx import Presentation
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ocod_dash import geography, loader
from ocod_dash.api import routes
from ocod_dash.config import settings
from ocod_dash.exports import contents, files
from ocod_dash.page_registry import PAGES
from ocod_dash.ui.page_context import PageContext
from ocod_dash.view import View
from ocod_dash.web.parts import flat

TODAY = date(2026, 11, 29)
REGISTER = ("overview", "regions", "map")
VIEWS = {
    "a region": View(regions=("north",)),
    "a province": View(regions=("north",), provinces=("50",)),
    "a district": View(regions=("north",), provinces=("50",), district="5001"),
    "a status in a region": View(regions=("south",), statuses=("in_progress",)),
    "a day before": View(regions=("northeast",), as_of=date(2020, 6, 30)),
    "two provinces compared": View(provinces=("40", "30")),
    "two statuses in a district on a day before": View(
        regions=("north",), provinces=("50",), district="5001", statuses=("open", "planned"), as_of=date(2020, 12, 31)
    ),
}


@pytest.fixture(params=VIEWS)
def view(request) -> View:
    return VIEWS[request.param]


@pytest.fixture
def counted(sample, view) -> dict[str, int]:
    """In the plan and open of the places in view, and the centres of the statuses chosen, counted from the rows."""
    centres, milestones = (sample.store.table(sample.release, name).collect() for name in ("centres", "milestones"))
    day = view.as_of or sample.release.as_of
    provinces = view.provinces or tuple(p.code for p in geography.provinces() if p.parent in view.regions)
    own = centres.filter(pl.col("province_code").is_in(provinces))
    if view.district:
        own = own.filter(pl.col("district_code") == view.district)
    past = milestones.filter(pl.col("on") <= day).sort("on").group_by("centre_id").last()
    status = own.join(past, on="centre_id", how="left").get_column("status").fill_null("planned").to_list()
    chosen = [each for each in status if not view.statuses or each in view.statuses]
    return {"in_plan": len(status), "open": status.count("open"), "centres": len(chosen)}


@pytest.fixture
def made(sample, export_request, view, tmp_path):
    """Return a function that makes a file of the view and returns its path."""
    request = export_request(sample, "en", view, pages=REGISTER)

    def make(kind: str, chart: str = ""):
        files.make(kind, request, tmp_path / f"a.{kind}", chart=chart)
        return tmp_path / f"a.{kind}"

    return make


@pytest.fixture
def written(sample, export_request, view, counted) -> dict[str, str]:
    """The headline numbers as the page writes them; those counted here are among them."""
    numbers = contents.chapters(export_request(sample, "en", view, pages=("overview",)))[0].numbers
    found = {number.name: number.written for number in numbers}
    assert (found["In the plan"], found["Open"]) == (f"{counted['in_plan']:,}", f"{counted['open']:,}")
    return found


def test_the_page(sample, export_request, view, written):
    request = export_request(sample, "en", view)
    page = PageContext(request.context, request.published_on, page=PAGES["overview"], today=TODAY)
    parts = {part.key: part for part in flat(import_module("ocod_dash.ui.views.overview").build(page)) if part}
    text = html.fromstring(f"<div>{parts['cards'].head}</div>").text_content()
    assert all(number in text for number in written.values())


def test_the_api(sample, view, counted, monkeypatch):
    monkeypatch.setenv("OCOD_STORE", sample.store.url)
    for cached in (settings, loader._answers, loader._tables):
        cached.cache_clear()
    api, query = TestClient(Starlette(routes=routes())), view.to_query()
    (row,) = api.get("/api/v1/summary", params=query).json()["rows"]
    assert (row["in_plan"], row["open"]) == (counted["in_plan"], counted["open"])
    assert len(api.get("/api/v1/centres", params=query | {"limit": "10000"}).json()["rows"]) == counted["centres"]
    settings.cache_clear()


def test_csv(made, counted):
    for chart in ("ranking", "places"):
        with made("csv", chart).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        found = {name: sum(int(row[name]) for row in rows) for name in ("In the plan", "Open")}
        assert found == {"In the plan": counted["in_plan"], "Open": counted["open"]}, chart


def test_csv_of_the_map(made, view, counted):
    with made("csv", "map").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    if view.district:  # its centres
        assert len(rows) == counted["centres"]
    else:
        assert sum(int(row["Open"]) for row in rows) == counted["open"]


def test_xlsx(made, counted, written):
    book = openpyxl.load_workbook(made("xlsx"), read_only=True)
    title = {row[0]: str(row[1]) for row in book.worksheets[0].iter_rows(values_only=True) if row[0] and row[1]}
    for name, number in written.items():
        assert title[name].split(" · ")[0] == number
    rows = list(book["Register"].iter_rows(values_only=True))
    head = next(at for at, row in enumerate(rows) if row[0] == "centre_id")
    assert len([row for row in rows[head + 1 :] if row[0]]) == counted["centres"]


def test_pptx(made, written):
    _, numbers, *_ = Presentation(made("pptx")).slides
    texts = [shape.text_frame.text for shape in numbers.shapes if shape.has_text_frame]
    for name, number in written.items():
        assert {name, number} <= set(texts)


def test_pdf(made, written):
    text = "\n".join(page.extract_text() for page in PdfReader(made("pdf")).pages[:3])
    for name, number in written.items():
        assert any(number in after[:60] for after in text.split(name)[1:]), name


def test_html(made, written):
    (own,) = html.parse(made("html")).xpath("//main[@lang='en' or contains(@class, 'en')]")
    shown = {each.text: each.find("b").text for each in own.xpath(".//div[@class='numbers']/div")}
    assert shown == written


def test_geojson(made, view, counted):
    collection = json.loads(made("geojson").read_text("utf-8"))
    areas, centres = (
        [each["properties"] for each in collection["features"] if each["properties"]["layer"] == layer]
        for layer in ("areas", "centres")
    )
    assert sum(area["in_plan"] for area in areas) == counted["in_plan"]
    assert sum(area["open"] for area in areas) == counted["open"]
    assert len(centres) == counted["centres"]
    if view.district:
        assert [area["code"] for area in areas] == [view.district]
