"""Saved plans on the page of the next centres and on the Data page."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from ocod_dash.exhibits import Context, next_plan, plan_exhibits
from ocod_dash.loader import open_release
from ocod_dash.siting import jobs
from ocod_dash.siting.plan import Plan
from ocod_dash.siting.question import Question
from ocod_dash.store import save_plan, saved_plan
from ocod_dash.theme import Theme
from ocod_dash.view import View

from .conftest import charts, forget, numbers, parts, ran, says, sent, table, text, title

NAME = "North <b>$x$</b> 20"


@pytest.fixture
def open_page(open_page, sample, tmp_path, monkeypatch):
    """Open pages of a store of its own, in which a plan of the North of the middle of 2020 is saved."""
    shutil.copytree(sample, tmp_path / "store")
    monkeypatch.setenv("OCOD_STORE", str(tmp_path / "store"))
    forget()
    data, view = open_release(), View(regions=("north",), as_of=date(2020, 6, 30))
    plan = Plan.greedy(next_plan.study(data, view, Question(new=20)))
    context = Context(data, view, Theme("en"))
    save_plan(data.store, plan_exhibits.to_save(context, plan, NAME, "malee@example.org"))
    return open_page


def test_two_plans_stand_side_by_side_by_one_question(open_page):
    app = open_page("next", lang="en", region="north", new="10", beside=NAME)
    next_plan.current(app.session_state["page"]).wait()
    ran(app.run())
    assert numbers(app, "next_cards")["New sites"] == "10"
    figures = table(app, "next_beside").set_index("Figure")
    assert figures.columns.to_list() == ["Plan above", NAME]
    here, saved = figures.loc["New centres"]
    assert (here, int(saved) <= 20) == ("10", True)
    drawn = charts(app)
    assert {"next_map", "next_beside_map", "next_beside_places"} <= set(drawn)
    assert drawn["next_beside_map"]["svg"].count('href="#mark-site"') == int(saved) + 1  # and what the mark means
    assert "fewer within 5 km than “North <b>$x$</b> 20”" in says(app)
    done = table(app, "next_saved")
    assert len(done) == 20
    assert f"at {(done['Centre opened since'] != '–').sum()} of 20 sites" in says(app)
    assert 'value="North &lt;b&gt;$x$&lt;/b&gt; 20"' in parts(app)["next_question"]["head"]


def test_no_half_of_the_page_is_empty_where_a_plan_of_distances_has_no_curve(open_page):
    app = open_page("next", lang="en", region="north", new="10", goal="nearest", beside=NAME)
    rows = [item["items"] for sheet in sent(app).values() for item in sheet.get("parts", ()) if "columns" in item]
    assert len(rows) == 3
    assert all(cell for row in rows for cell in row)


def test_without_a_choice_nothing_is_beside_the_plan_and_a_name_that_is_not_kept_is_said(open_page):
    app = open_page("next", lang="en", region="north", new="10")
    assert not [key for key in parts(app) if "beside" in key]
    app = open_page("next", lang="en", region="north", new="10", beside="North 20")
    assert "There is no saved plan “North 20”" in text(parts(app)["next_unknown"]["head"])
    assert title(app).startswith("Sample data: in the North, 10 new centres")


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_data_page_lists_the_plans_each_with_its_own_question(open_page, language):
    app = open_page("data", lang=language, part="plans", region="north", new="30")
    (row,) = table(app, "plans").to_dict("records")
    assert NAME in row.values()
    assert "20" in row.values()
    link = parts(app)["plans"]["head"]
    assert "region=north" in link
    assert "new=20" in link
    assert "beside=North+%3Cb%3E" in link
    assert "malee" not in link
    command = app.code[0].value  # who is no steward gets the command
    assert command.startswith("ocod site --new 30 --region north --save ")


def test_looking_at_the_saved_plans_does_not_ask_the_solver(open_page, monkeypatch):
    def asked(*question):
        raise AssertionError("the solver was asked")

    monkeypatch.setattr(jobs, "job", asked)
    app = open_page("data", lang="en", part="plans", region="north", new="30")
    assert "30 new centres would bring" in " ".join(each.value for each in app.markdown)


def test_what_is_kept_meanwhile_is_there_at_the_next_run(open_page):
    app = open_page("next", lang="en", region="north", new="10")
    store = open_release().store
    first = saved_plan(store, NAME)
    assert "another" not in parts(app)["next_question"]["head"]
    save_plan(store, replace(first, name="another"))
    ran(app.run())
    assert "another" in parts(app)["next_question"]["head"]
