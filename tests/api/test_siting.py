"""The next centres by the API: 202 while the solver is at work, then the sites, and what cannot be answered."""

import time

import pytest

from ocod_dash.exhibits import next_plan
from ocod_dash.siting import jobs


def answered(api, query):
    """Ask until there is an answer."""
    while (response := api.get(f"/api/v1/siting?{query}")).status_code == 202:
        assert response.json()["state"] == "solving"
        assert response.headers["location"].endswith(f"/api/v1/siting?{query}")
        assert response.headers["cache-control"] == "no-store"
        time.sleep(int(response.headers["retry-after"]) / 10)
    return response


def test_sites_come_in_the_order_of_what_each_adds(api):
    response = answered(api, "region=north&new=15&within=10")
    found = response.json()
    assert response.status_code == 200
    assert found["asked"] == {"region": "north", "new": "15", "within": "10"}
    assert [row["number"] for row in found["rows"]] == list(range(1, 16))
    assert found["plan"]["proven"]
    assert found["plan"]["people_after"] - found["plan"]["people_before"] == sum(row["adds"] for row in found["rows"])
    assert [place["code"] for place in found["plan"]["by_place"]] == [
        "50",
        "51",
        "52",
        "53",
        "54",
        "55",
        "56",
        "57",
        "58",
    ]


def test_until_it_is_solved_the_answer_is_that_it_is_not(api, monkeypatch):
    class Working:
        share, plan, problem = 0.75, None, None

        def wait(self, seconds):
            pass

    monkeypatch.setattr(next_plan, "job", lambda *asked: Working())
    response = api.get("/api/v1/siting?new=5")
    assert (response.status_code, response.json()) == (202, {"state": "solving", "proven": 0.75})
    assert response.headers["location"].endswith("/api/v1/siting?new=5")
    assert "etag" not in response.headers


def test_an_answer_that_a_program_has_is_not_solved_again(api, monkeypatch):
    first = answered(api, "province=50&new=3")
    monkeypatch.setattr(next_plan, "job", None)
    again = api.get("/api/v1/siting?province=50&new=3", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    other = answered_tag(api, "province=50&new=4", monkeypatch)
    assert other != first.headers["etag"]


def answered_tag(api, query, monkeypatch):
    monkeypatch.undo()
    return answered(api, query).headers["etag"]


def test_the_formats(api):
    features = answered(api, "province=50&new=3&format=geojson").json()
    assert [feature["geometry"]["type"] for feature in features["features"]] == ["Point"] * 3
    assert features["features"][0]["id"] == features["features"][0]["properties"]["code"]
    text = answered(api, "province=50&new=3&format=csv").text
    assert len(text.splitlines()) == 4


@pytest.mark.parametrize(
    ("query", "nearest"),
    [
        ("new=0", "1"),
        ("within=0", "0.1"),
        ("goal=mots", "most"),
        ("share=101", "100"),
        ("detour=9", "3"),
        ("budget=x", None),
    ],
)
def test_what_is_no_question_is_refused_with_the_nearest_that_is(api, query, nearest):
    response = api.get(f"/api/v1/siting?{query}")
    (fault,) = response.json()["faults"]
    assert response.status_code == 422
    assert (fault["parameter"], fault["nearest"]) == (query.split("=")[0], nearest)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("province=50&new=7000", "only"),
        ("budget=10", "does not pay for one centre"),
        ("goal=fair&share=100&new=1&province=50", "the highest share that every place can have"),
    ],
)
def test_what_cannot_be_solved_says_what_would_work(api, query, says):
    response = answered(api, query)
    assert response.status_code == 422
    assert says in response.json()["message"]["en"]


def test_too_many_questions_at_once_are_put_off(api, monkeypatch):
    monkeypatch.setattr(jobs.Job, "waiting", jobs.MOST_WAITING)
    response = api.get("/api/v1/siting?new=4321")
    assert response.status_code == 503
    assert "Too many questions" in response.json()["message"]["en"]
