"""The usual views are built before anyone asks for them."""

from threading import Event

import pytest

from ocod_dash.loader import open_release
from ocod_dash.ui import build_ahead, shell
from ocod_dash.ui.build_ahead import BuildAhead
from ocod_dash.web import sheet


@pytest.fixture(autouse=True)
def any_machine(monkeypatch):
    """Let a slow machine build all views too."""
    monkeypatch.setattr(build_ahead, "MOST_SECONDS", float("inf"))


def once(seconds: float) -> bool:
    """Wait for nothing, and go on."""
    return False


USUAL = (
    ("overview", {}),
    ("regions", {"region": "north"}),
    ("map", {"region": "south"}),
    ("regions", {"region": "west"}),
)


def test_a_run_finds_all_of_a_usual_view_built_and_of_an_unusual_one_not(open_page):
    for page in ("overview", "regions", "map"):
        open_page(page)  # so that Streamlit knows the components
    build_ahead.build(open_release(), once)
    for page, query in USUAL:
        before = sheet.built.cache_info()
        open_page(page, **query)
        after = sheet.built.cache_info()
        assert after.misses == before.misses, (page, query)
        assert after.hits >= before.hits + 4  # the page, the filters, the bar, the badges
    open_page(province="50")
    assert sheet.built.cache_info().misses > after.misses


def test_every_page_of_the_country_and_of_each_region_is_usual_in_both_languages(open_page):
    open_page()
    assert len(list(build_ahead.usual(open_release()))) == 3 * 7 * 2


def test_it_ends_when_it_is_told_to(open_page, monkeypatch):
    open_page()
    built = []
    monkeypatch.setattr(shell, "build", lambda view, page: built.append(page.page.name))
    build_ahead.build(open_release(), lambda seconds: len(built) == 2)
    assert built == ["overview", "regions"]


def test_a_view_that_cannot_be_built_stops_nothing_else(open_page, monkeypatch, caplog):
    def fails(view, page):
        raise ValueError("no such figure")

    open_page()
    monkeypatch.setattr(shell, "build", fails)
    build_ahead.build(open_release(), once)
    assert "overview could not be built ahead" in caplog.text


def test_each_release_is_built_once(open_page, monkeypatch):
    open_page()
    began, told = [], Event()
    monkeypatch.setattr(build_ahead, "build", lambda data, wait: (began.append(data.release.number), told.set()))
    ahead = BuildAhead()
    assert ahead.look() == ahead.look() == open_release().state
    assert told.wait(10)
    assert began == [1]
    assert BuildAhead(wanted=False).look() == open_release().state
    assert began == [1]
