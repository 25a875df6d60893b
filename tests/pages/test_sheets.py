"""What is kept for all visitors who look at the same is never shown to one who does not; a page that fails is told."""

import pytest
from lxml import html

from ocod_dash.metrics import findings
from ocod_dash.view import View
from ocod_dash.web import url_state

from .conftest import field, numbers, parts, ran


def links(app, part):
    return [link.get("href") for link in html.fromstring(parts(app)[part]["head"]).iter("a")]


@pytest.mark.parametrize(("page", "part"), [("forum", "proposed"), ("ledger", "ledger_add")])
def test_a_published_page_leads_back_to_what_each_visitor_looked_at_before(open_page, page, part):
    for status in ("open", "closed"):
        app = open_page(page, lang="en")
        app.session_state["view"] = View(statuses=(status,))
        (to,) = links(ran(app.run()), part)
        assert f"status={status}" in to


def test_a_link_carries_the_visitors_own_day(open_page):
    open_page("map", as_of="2020-12-31")
    (to,) = [to for to in links(open_page("map", as_of="2021-01-31"), "bar") if "/regions" in to]
    assert to == "/regions?as_of=2021-01-31"


def test_a_link_keeps_the_language_only_where_one_was_chosen(open_page):
    for query in ({"lang": "en"}, {}):
        app = open_page("regions", region="north", **query)
        assert all(("lang=en" in to) == bool(query) for to in links(app, "breadcrumb"))


def test_one_chart_alone_does_not_stay_for_who_asks_for_the_page(open_page, monkeypatch):
    with monkeypatch.context() as embedded:
        embedded.setattr(url_state, "is_embedded", lambda: True)
        alone = parts(open_page(chart="s_curve"))
    assert "card_s_curve" in alone
    assert not {"card_provinces", "title", "cards", "breadcrumb"} & alone.keys()
    assert "badges" in alone
    assert "card_provinces" in parts(open_page())


def test_a_page_that_fails_says_so_once_and_keeps_what_stands_round_it(open_page, monkeypatch):
    def fail(*_):
        raise ValueError("what a visitor need not read")

    app = open_page(region="north", lang="en")
    with monkeypatch.context() as broken:
        broken.setattr(findings, "headline", fail)
        app.query_params["region"] = "south"
        app.run()
        assert len(app.exception) == 1
        assert {"bar", "badges", "breadcrumb"} < parts(app).keys()
        assert "title" not in parts(app)
        assert field(app, "filter_regions") == ["South"]
    app.query_params["region"] = "east"
    assert numbers(ran(app.run()))["In the plan"] == "165"


def test_a_path_of_no_page_shows_the_overview(open_page, monkeypatch):
    app = open_page(region="north", lang="en")
    monkeypatch.setattr(url_state, "path_name", PATH_NAME)
    monkeypatch.setattr(url_state, "urlsplit", lambda _: type("Url", (), {"path": "/nowhere"}))
    ran(app.run())
    assert "North" in parts(app)["breadcrumb"]["head"]


PATH_NAME = url_state.path_name


@pytest.mark.parametrize(("page", "announced"), [("overview", [1, 0]), ("present", [0, 0])])
def test_a_new_release_is_announced_once_and_not_over_slides(open_page, page, announced):
    app = open_page(page)
    app.session_state["seen_release"] = 0
    assert [len(app.run().toast) for _ in range(2)] == announced
