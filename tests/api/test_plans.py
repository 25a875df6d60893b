"""The saved plans by the API."""

import polars as pl

from ocod_dash.store import SavedPlan, save_plan
from ocod_dash.store.saved_plans import SITES


def saved(store, name):
    """Save a plan of one site, at which no centre stands."""
    row = dict.fromkeys(SITES, "x") | {"latitude": 6.0, "longitude": 98.0, "adds": 10.0}
    current = store.current()
    save_plan(
        store,
        SavedPlan(
            name, {"new": "1"}, {}, current.as_of, current.number, current.sample, "exact", 0.0, 50, 20, 30,
            pl.DataFrame([row], schema=SITES), "malee@example.org",
        ),
    )  # fmt: skip


def test_a_kept_plan_is_in_the_next_answer_without_a_new_release(of_register, store):
    api = of_register("A 5001 open 2021-02-10")
    before = api.get("/api/v1/plans")
    assert before.json()["rows"] == []
    saved(store, "<b>one</b>")
    tagged = {"If-None-Match": before.headers["etag"]}
    after = api.get("/api/v1/plans", headers=tagged)
    (row,) = after.json()["rows"]
    assert (row["name"], row["question"], row["sites"], row["done"], row["people_after"]) == (
        "<b>one</b>",
        "new=1",
        1,
        0,
        30,
    )
    assert "malee@" not in after.text
    assert api.get("/api/v1/plans", headers={"If-None-Match": after.headers["etag"]}).status_code == 304
