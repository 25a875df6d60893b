"""The sample's activity, contracts, costs, answers and decisions: random, mild between provinces, and published with it."""

import subprocess
import sys
from datetime import date

import polars as pl
import pytest

from ocod_dash import ingest
from ocod_dash.config import DATA, ROOT
from ocod_dash.exhibits import Context, release_changes
from ocod_dash.ingest import FORMS, Mapping
from ocod_dash.loader import Data
from ocod_dash.store import Store, compose, examine, publish_draft
from ocod_dash.store.sample import AS_OF, OF_REVIEW, publish_when_empty
from ocod_dash.store.sampled import MARKED
from ocod_dash.theme import Theme
from ocod_dash.view import View

SCRIPT = ROOT / "scripts" / "make_sample.py"


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Store:
    store = Store(str(tmp_path_factory.mktemp("sample") / "store"))
    publish_when_empty(store)
    return store


@pytest.fixture(scope="module")
def published(store):
    return {name: store.rows(store.current(), name) for name in ("centres", "milestones", *MARKED)}


def test_the_script_makes_the_same_bytes_again(tmp_path):
    subprocess.run([sys.executable, SCRIPT, "--out", tmp_path / "centres.csv"], check=True, cwd=ROOT)
    for name in OF_REVIEW.values():
        assert (tmp_path / f"{name}.csv").read_bytes() == (DATA / "sample" / f"{name}.csv").read_bytes(), name


@pytest.mark.parametrize("kind", OF_REVIEW)
def test_nothing_is_found_in_a_file_of_the_sample(kind, published):
    tables = {name: published[name] for name in ("centres", "milestones")}
    outcome = ingest.run(DATA / "sample" / f"{OF_REVIEW[kind]}.csv", Mapping(FORMS[kind]), AS_OF, tables)
    assert outcome.report.counts == {}


def test_the_first_release_is_the_registers_with_all_of_it_marked_as_sample(store, published):
    release = store.current()
    assert (release.number, release.file, release.sample, release.report["read"]) == (1, "centres.csv", True, 2394)
    for name in MARKED:
        assert published[name].height > 0
        assert published[name]["sample"].all(), name


def test_an_actual_register_takes_none_of_it_along_and_real_rows_stay(store, tmp_path):
    first = store.current()
    own = tmp_path / "activity.csv"
    own.write_text("centre_id,month,visits\nSAMPLE-00001,2021-05,7\n", "utf-8")
    outcome, base = examine(store, own, Mapping(FORMS["activity"]))
    second = publish_draft(store, compose(store, outcome, base), "malee")
    assert second.counts["activity"] == first.counts["activity"] + 1
    register = tmp_path / "register.csv"
    register.write_text("centre_id,name_th,province,status\nreal,ศูนย์,50,open\n", "utf-8")
    outcome, base = examine(store, register, as_of=AS_OF)
    third = publish_draft(store, compose(store, outcome, base, scope=()), "malee")
    assert {name: third.counts[name] for name in MARKED} == dict.fromkeys(MARKED, 0) | {"activity": 1}
    assert store.rows(third, "activity")["centre_id"].to_list() == ["SAMPLE-00001"]
    store.rollback(1, "malee")


def test_months_run_from_the_opening_to_april_2021_and_some_are_not_reported(published):
    activity = published["activity"].join(
        published["milestones"].filter(pl.col("status") == "open").select("centre_id", opened="on"), on="centre_id"
    )
    assert activity.height == published["activity"].height
    assert (activity["month"] >= activity["opened"].dt.truncate("1mo")).all()
    assert activity["month"].max() == date(2021, 4, 1)
    of_centre = activity.group_by("centre_id", "opened").agg(n=pl.len())
    assert of_centre["n"].max() <= 24
    old = of_centre.filter(pl.col("opened") < date(2019, 5, 1))
    assert (old["n"] < 24).any()
    assert 0 < activity["learners"].null_count() / activity.height < 0.1


def test_nine_in_ten_open_centres_answered_and_no_province_is_singled_out(published):
    opened = published["milestones"].filter(pl.col("status") == "open")["centre_id"].unique()
    surveys = published["surveys"]
    assert round(surveys.height / opened.len(), 2) == 0.9
    assert surveys["surveyed_on"].is_between(date(2021, 3, 15), date(2021, 5, 14)).all()
    province = (
        published["centres"].select("centre_id", "province_code").filter(pl.col("centre_id").is_in(opened.implode()))
    )
    unwanted = surveys.select("centre_id", "surveyed_on", unwanted=pl.col("still_wanted") == "no")
    of_province = province.join(unwanted, on="centre_id", how="left").group_by("province_code").agg(
        asked=pl.col("surveyed_on").is_not_null().mean(), unwanted=pl.col("unwanted").mean(), n=pl.len()
    )  # fmt: skip
    large = of_province.filter(pl.col("n") >= 20)
    assert large["asked"].min() > 0.75
    assert large["unwanted"].max() < 0.25


def test_a_handful_of_decisions_each_in_another_province(published):
    decisions = published["decisions"].join(published["centres"], on="centre_id")
    assert (decisions.height, decisions["province_code"].n_unique()) == (6, 6)
    assert (decisions["decided_on"] <= AS_OF).all()


def test_what_a_file_of_it_changes_is_shown_with_its_days_and_answers(store, tmp_path):
    lines = [
        "centre_id,surveyed_on,in_use,condition",
        "SAMPLE-00001,2021-04-23,no,broken",
        "SAMPLE-00001,2021-05-18,yes,",
    ]
    path = tmp_path / "answers.csv"
    path.write_text("\n".join(lines), "utf-8")
    outcome, base = examine(store, path, Mapping(FORMS["survey"]))
    changes = compose(store, outcome, base).changes
    (table,) = release_changes.tables(changes, Context(Data(store, store.current()), View(), Theme("en")))
    rows = table.rows.to_numpy().tolist()
    assert [row[1:6] for row in rows] == [
        ["SAMPLE-00001", "18 May 2021", "Is the centre in use?", "", "yes"],
        ["SAMPLE-00001", "23 Apr 2021", "Is the centre in use?", "yes", "no"],
        ["SAMPLE-00001", "23 Apr 2021", "Condition", "good", "broken"],
    ]
