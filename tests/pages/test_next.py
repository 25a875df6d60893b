"""The page of the next centres: site after site at once, and the solver's plan when it is there."""

import re
import threading
from html import unescape

import pytest

from ocod_dash.exhibits import next_plan
from ocod_dash.siting import jobs

from .conftest import charts, numbers, parts, ran, says, table, text, title


class Slow:
    """Solves only when it is let."""

    def __init__(self, monkeypatch):
        self.let, real = threading.Event(), jobs.solve_apart

        def solve(study, on_progress, stop=None, seconds=None):
            while not self.let.wait(0.01):
                on_progress(0.5)
                if stop and stop.is_set():
                    return jobs.Plan.greedy(study, "stopped")
            return real(study, on_progress, stop, seconds)

        monkeypatch.setattr(jobs, "solve_apart", solve)


@pytest.fixture
def slow(monkeypatch):
    solver = Slow(monkeypatch)
    yield solver
    solver.let.set()


def answer(app, ask):
    """Ask for an answer of the solver's part, as the browser does."""
    from ocod_dash.web import answers

    token = next(sheet["token"] for sheet in sheets(app) if sheet.get("token"))
    return answers._sheets[token]().answers["next_solver"][ask]()


def sheets(app):
    from .conftest import sent

    return [sheet for key, sheet in sent(app).items() if key == "sheet_next"]


def job(app):
    return next_plan.current(app.session_state["page"])


def test_site_after_site_is_there_at_once_and_the_solvers_plan_when_it_has_one(open_page, slow):
    app = open_page("next", lang="en", province="50", new="5", within="10")
    first = parts(app)["next_solver"]["head"]
    assert 'data-waits="state"' in first
    assert "chosen site by site" in text(first)
    assert table(app, "next_sites").shape[0] == 5
    assert "data-waits" in str(answer(app, "state").html)
    slow.let.set()
    job(app).wait()
    assert "data-waits" not in str(answer(app, "state").html)
    ran(app.run())
    assert "no other choice of sites is better" in text(parts(app)["next_solver"]["head"])
    assert "data-waits" not in parts(app)["next_solver"]["head"]


def test_a_solver_that_is_stopped_leaves_the_plan_and_says_so(open_page, slow):
    app = open_page("next", lang="en", province="50", new="4", within="10")
    answer(app, "stop")
    job(app).wait()
    ran(app.run())
    assert "the computation was stopped" in text(parts(app)["next_solver"]["head"])
    assert table(app, "next_sites").shape[0] == 4


def test_the_title_the_cards_the_table_and_the_map_are_of_one_plan(open_page):
    app = open_page("next", lang="en", region="north", new="12", within="10")
    job(app).wait()
    ran(app.run())
    plan = job(app).plan
    assert title(app).startswith("Sample data: in the North, 12 new centres would bring")
    assert numbers(app, "next_cards")["New sites"] == "12"
    rows = table(app, "next_sites")
    assert [int(n.replace(",", "")) for n in rows["People added"]] == [round(n) for n in plan.adds]
    picture = charts(app)["next_map"]["svg"]
    assert picture.count('href="#mark-site"') == 12 + 1  # and what the mark means
    written = [int(n) for n in re.findall(r'<text x="[\d.]+" y="[\d.]+">(\d+)</text>', picture)]
    assert written == sorted(set(written) & set(range(1, 13)), reverse=True)  # none over another: some have no room
    assert written[-1] == 1
    assert "nothing follows from this page for real places" in says(app)


@pytest.mark.parametrize(
    ("query", "says_"),
    [
        ({"province": "50", "new": "7000"}, "only"),
        ({"budget": "3"}, "does not pay for one centre"),
    ],
)
def test_a_question_without_an_answer_says_what_would_work(open_page, query, says_):
    app = open_page("next", lang="en", **query)
    assert "This question has no answer" in says(app)
    assert says_ in says(app)
    assert "next_question" in parts(app)  # where it can be changed


def test_a_share_that_not_every_place_can_have_is_said_when_the_solver_knows(open_page):
    app = open_page("next", lang="en", province="50", goal="fair", share="100", new="1")
    job(app).wait()
    ran(app.run())
    assert "the highest share that every place can have is" in says(app)


def test_a_value_that_cannot_be_used_is_said_with_the_nearest(open_page):
    app = open_page("next", lang="en", within="0", province="50")
    assert "“0” is not a distance from 0.1 to 200 km" in says(app)
    assert "“0.1”" in says(app)


@pytest.mark.parametrize("goal", ["most", "cover", "nearest", "fair"])
@pytest.mark.parametrize("language", ["th", "en"])
def test_every_goal_is_shown_in_each_language(open_page, goal, language):
    app = open_page("next", lang=language, goal=goal, new="6", share="40", within="20", region="west")
    job(app).wait()
    ran(app.run())
    shown = {"next_map", "next_places"} | ({"next_curve"} if goal != "nearest" else set())
    assert shown <= set(charts(app))
    fields = unescape(parts(app)["next_question"]["head"])
    assert ('data-param="share"' in fields) == (goal in ("cover", "fair"))
    assert ('data-param="new"' in fields) == (goal != "cover")


def test_a_register_without_an_open_centre_still_has_a_plan(published_by_hand, open_page):
    published_by_hand("a 5001 planned 2021-01-01")
    app = open_page("next", lang="en", province="50", new="3")
    job(app).wait()
    ran(app.run())
    assert title(app).startswith("Chiang Mai: 3 new centres would bring")
