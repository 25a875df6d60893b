"""The API in the running app: its figures are those on the page, and nothing but itself answers below /api."""

from urllib.parse import urlsplit

import httpx2 as httpx
import pytest
from playwright.sync_api import expect

from ocod_dash.api.resources import RESOURCES
from ocod_dash.i18n import Words
from ocod_dash.metrics import MEASURES

# The measures of the overview's cards, in their order.
CARDS = ("in_plan", "open", "in_progress", "percent_complete", "provinces_served")


@pytest.mark.parametrize("query", ["", "region=northeast&as_of=2020-12-31", "province=50&district=5001"])
@pytest.mark.parametrize("language", ["en", "th"])
def test_the_summary_says_what_the_overview_says(server, visitor, language, query):
    (row,) = httpx.get(f"{server.url}/api/v1/summary?{query}").json()["rows"]
    page = visitor(language).open(f"/?{query}")
    shown = [measure for measure in CARDS if not ("province=" in query and measure == "provinces_served")]
    written = [MEASURES[measure].write(row[measure], Words(language)) for measure in shown]
    expect(page.locator(".ocod-number")).to_have_text(written)


def test_the_provinces_say_what_the_regions_page_says(server, visitor, tmp_path):
    page = visitor().open("/regions?region=west")
    with page.expect_download() as coming:
        page.locator(".st-key-card_places [data-ask=csv]").click()
    coming.value.save_as(tmp_path / "places.csv")
    shown = [line.split(",")[:4] for line in (tmp_path / "places.csv").read_text("utf-8-sig").splitlines()[1:]]
    rows = httpx.get(f"{server.url}/api/v1/provinces?region=west").json()["rows"]
    assert shown == [[row["code"], row["name_en"], str(row["in_plan"]), str(row["open"])] for row in rows]


def test_the_running_app_answers_below_api_in_json_and_is_well(server):
    with httpx.Client(base_url=server.url) as client:
        for path in ("/api", "/api/v2/summary", "/api/v1/nothing", "/api/v1/a/b"):
            answer = client.get(path)
            assert (answer.status_code, answer.headers["content-type"]) == (404, "application/json"), path
        assert client.post("/api/v1/summary").status_code == 405
        assert client.get("/healthz").json()["release"] == 1
        first = client.get("/api/v1/regions")
        again = client.get("/api/v1/regions", headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        head = client.head("/api/v1/centres?format=csv")
        assert (head.status_code, head.content) == (200, b"")
        figures = client.get("/metrics").text
    assert "ocod_release_number 1.0" in figures
    assert 'ocod_http_requests_total{method="GET",route="/api/v1/regions",status="304"}' in figures


def test_an_app_below_a_path_has_its_doors_there(serve):
    running = serve(STREAMLIT_SERVER_BASE_URL_PATH="ocod")
    with httpx.Client() as client:
        first = client.get(f"{running.url}/api/v1/centres?limit=1")
        assert urlsplit(first.json()["next"]).path == "/ocod/api/v1/centres"
        second = client.get(first.url.join(first.json()["next"]))
        assert second.json()["rows"][0]["centre_id"] > first.json()["rows"][0]["centre_id"]
        assert client.get(f"{running.url}/healthz").status_code == 200
        assert client.get(f"{running.url}/api/nothing").headers["content-type"] == "application/json"


@pytest.mark.parametrize(("language", "dark", "width"), [("th", False, 1440), ("en", True, 390)])
def test_the_description_is_read_without_anyone_elses_help(visitor, language, dark, width):
    reader = visitor(language, dark=dark, width=width)
    page = reader.page
    page.goto(f"{reader.url}/api/v1/docs?lang={language}")
    page.evaluate("document.fonts.ready")
    expect(page.locator("section")).to_have_count(len(RESOURCES))
    assert page.evaluate("document.fonts.check('1rem Sarabun')")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than its window"
    page.get_by_role("link", name="json", exact=True).first.click()
    expect(page.locator("body")).to_contain_text('"in_plan":2394')
