"""Plans of next centres saved by name, beside the releases."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from ocod_dash.problem import Problem
from ocod_dash.store import SavedPlan, Store, save_plan, saved_plan, saved_plans
from ocod_dash.store.checkup import check
from ocod_dash.store.saved_plans import NONE, SITES, version

ROW = {
    "code": "500101", "name_th": "ศรีภูมิ", "name_en": "Si Phum", "region": "north", "province": "50", "district": "5001",
    "latitude": 18.79, "longitude": 98.99, "adds": 1200.0,
}  # fmt: skip
PLAN = SavedPlan(
    "North", {"new": "1"}, {"region": "north"}, date(2021, 5, 19), 1, True, "exact", 0.0, 5000, 1000, 2200,
    pl.DataFrame([ROW], schema=SITES), "malee@example.org",
)  # fmt: skip


def test_a_plan_comes_back_as_it_was_kept(store):
    assert (saved_plans(store), version(store)) == ({}, NONE)
    assert save_plan(store, replace(PLAN, name="  My   <b>plan</b> ")) == "My <b>plan</b>"
    found = saved_plan(store, "My <b>plan</b>")
    assert found.sites.equals(PLAN.sites)
    assert replace(found, name="North", sites=PLAN.sites, saved_at="") == PLAN
    assert found.saved_at > "2021"


def test_of_several_plans_of_one_name_the_last_counts_and_it_comes_first(store):
    save_plan(store, PLAN)
    save_plan(store, replace(PLAN, name="South"))
    save_plan(store, replace(PLAN, question={"new": "2"}))
    assert [(plan.name, plan.question) for plan in saved_plans(store).values()] == [
        ("North", {"new": "2"}), ("South", {"new": "1"}),
    ]  # fmt: skip
    assert saved_plans(Store(store.url)).keys() == {"North", "South"}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("", "store.plan.unnamed"),
        ("  ", "store.plan.unnamed"),
        ("a\u202eb", "store.plan.unnamed"),
        ("x" * 81, "store.plan.long"),
    ],
)
def test_a_name_that_cannot_be_read_is_refused(store, name, key):
    with pytest.raises(Problem) as told:
        save_plan(store, replace(PLAN, name=name))
    assert (told.value.key, saved_plans(store)) == (key, {})


def test_a_plan_without_sites_is_refused(store):
    with pytest.raises(Problem) as told:
        save_plan(store, replace(PLAN, sites=PLAN.sites.clear()))
    assert (told.value.key, saved_plans(store)) == ("store.plan.empty", {})


def test_an_unknown_name_is_answered_with_the_nearest(store):
    save_plan(store, PLAN)
    save_plan(store, replace(PLAN, name="South"))
    with pytest.raises(Problem) as told:
        saved_plan(store, "Nroth")
    assert told.value.figures == {"value": "Nroth", "names": "North"}


def test_the_checkup_reads_the_plans(store):
    save_plan(store, PLAN)
    assert not check(store).damages
    (file,) = (store.folder / "site_plans").glob("*.parquet")
    file.write_bytes(file.read_bytes()[:100])
    assert [damage.table for damage in check(store).damages] == ["site_plans"]
