"""/healthz and /metrics, as those who look after the server meet them."""

import re
from datetime import UTC, datetime

import pytest
from prometheus_client.parser import text_string_to_metric_families

from ocod_dash import loader
from ocod_dash.config import ROOT

ONE = "a 5001 open 2021-02-10\nb 5001"


def figures(client) -> dict[tuple, float]:
    """Return the samples of /metrics by name and labels."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {(s.name, *sorted(s.labels.items())): s.value for family in families for s in family.samples}


def counted(client, route: str, status: int, method: str = "GET") -> float:
    labels = (("method", method), ("route", route), ("status", str(status)))
    return figures(client).get(("ocod_http_requests_total", *labels), 0)


def test_a_store_with_a_release_is_well(of_register):
    answer = of_register(ONE).get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "release": 1, "as_of": "2021-05-19", "sample": False}
    assert answer.headers["cache-control"] == "no-store"


def test_an_empty_store_is_not_well_and_says_why(store, client):
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert "no release yet" in answer.json()["message"]["en"]
    assert "ยังไม่มีชุดข้อมูล" in answer.json()["message"]["th"]


@pytest.mark.parametrize("table", ["releases", "centres"])
def test_a_store_that_cannot_be_read_is_not_well_and_shows_no_traceback(of_register, store, table):
    client = of_register(ONE)
    assert client.get("/healthz").status_code == 200
    for file in (store.folder / table / "_delta_log").glob("*.json"):
        file.write_text("{ not json")
    loader._fault.cache_clear()  # some seconds later
    loader._unlisted.clear()
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert "its log cannot be read" in answer.json()["message"]["en"]
    assert "ocod doctor" in answer.json()["message"]["th"]
    assert str(store.folder) not in answer.text
    assert "Traceback" not in answer.text


def test_the_figures_tell_of_the_release(of_register):
    client = of_register(ONE)
    of_register(ONE)
    found = figures(client)
    assert found["ocod_store_readable",] == 1
    assert found["ocod_release_number",] == 2
    assert found["ocod_centres",] == 2
    assert found["ocod_release_sample",] == 0
    assert 0 <= found["ocod_release_age_seconds",] < 600
    days = found["ocod_register_age_seconds",] / 86_400
    assert days == pytest.approx((datetime.now(UTC) - datetime(2021, 5, 19, tzinfo=UTC)).days, abs=1.1)
    assert found["process_resident_memory_bytes",] > 0


def test_without_a_release_the_figures_say_so_and_go_on(store, client):
    found = figures(client)
    assert found["ocod_store_readable",] == 0
    assert ("ocod_release_number",) not in found


def test_requests_are_counted_by_route_and_status(api):
    before = counted(api, "/api/v1/regions", 200), counted(api, "/api/v1/regions", 422)
    api.get("/api/v1/regions?region=north")
    api.get("/api/v1/regions")
    api.get("/api/v1/regions?x=1")
    assert (counted(api, "/api/v1/regions", 200), counted(api, "/api/v1/regions", 422)) == (
        before[0] + 2,
        before[1] + 1,
    )
    took = figures(api)["ocod_http_request_seconds_count", ("route", "/api/v1/regions")]
    assert took >= before[0] + before[1] + 3


def test_what_nobody_has_heard_of_is_counted_under_few_names(api):
    before = counted(api, "/api", 404), counted(api, "page", 404)
    for number in range(3):
        api.get(f"/api/v1/unknown{number}")
        api.get(f"/unknown{number}")
    assert (counted(api, "/api", 404), counted(api, "page", 404)) == (before[0] + 3, before[1] + 3)


def test_every_figure_is_documented_and_no_other(api):
    told = set(re.findall(r"^# HELP (ocod_\w+)", api.get("/metrics").text, re.M))
    assert told == set(re.findall(r"`(ocod_\w+)`", (ROOT / "docs" / "operations.md").read_text("utf-8")))
