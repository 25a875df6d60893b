"""How the API is asked: what is wrong is refused with what would be right, and what is known is not sent again."""

from datetime import date
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocod_dash import geography
from ocod_dash.api.params import negotiated
from ocod_dash.view import View

ONE = "a 5001 open 2021-02-10"


def faults(answer) -> dict[str, dict]:
    assert answer.status_code == 422, answer.text
    return {fault["parameter"]: fault for fault in answer.json()["faults"]}


@pytest.mark.parametrize(
    ("query", "parameter", "value", "allowed", "nearest"),
    [
        ("region=nroth", "region", "nroth", "northeast", "north"),
        ("region=ภาคเหนือ", "region", "ภาคเหนือ", "north", "north"),
        ("province=99", "province", "99", "50", None),
        ("province=Chiang Mai", "province", "Chiang Mai", "50", "50"),
        ("province=เชียงไหม่", "province", "เชียงไหม่", "50", "50"),
        ("region=south&province=50", "province", "50", "90", None),
        ("province=50&district=5199", "district", "5199", "5001", "5119"),
        ("province=50&district=แม่ริม", "district", "แม่ริม", "5007", "5007"),
        ("status=opened", "status", "opened", "open", "open"),
        ("as_of=2021-02-31", "as_of", "2021-02-31", "2000-01-01…2021-05-19", "2021-02-28"),
        ("as_of=29/02/2564", "as_of", "29/02/2564", "2000-01-01…2021-05-19", "2021-02-28"),
        ("as_of=05/18/2021", "as_of", "05/18/2021", "2000-01-01…2021-05-19", "2021-05-18"),
        ("as_of=soon", "as_of", "soon", "2000-01-01…2021-05-19", None),
        ("as_of=2999-01-01", "as_of", "2999-01-01", "2000-01-01…2021-05-19", "2021-05-19"),
        ("lang=fr", "lang", "fr", "th", None),
        ("format=cvs", "format", "cvs", "csv", "csv"),
        ("as_of=2021-01-31&as_of=2020-12-31", "as_of", "2021-01-31,2020-12-31", None, "2020-12-31"),
        ("province=50&district=5001,5002", "district", "5001,5002", None, "5002"),
        ("after=a&after=b", "after", "a,b", None, "b"),
        ("provnice=50", "provnice", "50", "province", "province"),
        ("limit=0", "limit", "0", "1…10000", None),
        ("limit=10001", "limit", "10001", "1…10000", None),
        ("limit=ten", "limit", "ten", "1…10000", None),
        ("limit=" + "9" * 2000, "limit", "9" * 2000, "1…10000", None),
    ],
)
def test_what_is_wrong_is_named_with_what_is_allowed_and_what_is_nearest(
    api, query, parameter, value, allowed, nearest
):
    fault = faults(api.get(f"/api/v1/centres?{query}"))[parameter]
    assert fault["value"] == value
    assert allowed in (fault["allowed"] or [None])
    if query == "province=50&district=5199":  # of Chiang Mai's, whichever is like it
        assert fault["nearest"] in fault["allowed"]
    else:
        assert fault["nearest"] == nearest
    for language in ("th", "en"):
        assert parameter in fault["message"][language]


def test_a_district_beside_several_provinces_is_told_its_own(api):
    fault = faults(api.get("/api/v1/summary?province=50,51&district=5001"))["district"]
    assert fault["nearest"] == "province=50&district=5001"
    assert api.get(f"/api/v1/summary?{fault['nearest']}").status_code == 200


@pytest.mark.parametrize("day", ["2563-12-31", "31/12/2563", "31/12/2020", "31 ธ.ค. 2563", "๓๑/๑๒/๒๕๖๓"])
def test_a_day_of_either_era_is_understood_and_the_answer_tells_how(api, day):
    plain, answer = (api.get("/api/v1/summary", params={"as_of": value}).json() for value in ("2020-12-31", day))
    assert plain["read_as"] == []
    assert answer["rows"] == plain["rows"]
    assert answer["day"] == answer["asked"]["as_of"] == "2020-12-31"
    (told,) = answer["read_as"]
    assert (told["parameter"], told["value"], told["day"]) == ("as_of", day, "2020-12-31")
    assert told["message"]["en"] == f"“{day}” was read as 31 Dec 2020."
    assert told["message"]["th"] == f"อ่าน “{day}” เป็นวันที่ 31 ธ.ค. 2563"


def test_the_day_of_published_figures_is_understood_in_either_era_and_a_wrong_one_has_the_nearest(api):
    answer = api.get("/api/v1/claims", params={"on": "01/06/2565", "format": "csv"})
    assert answer.headers["ocod-day"] == "2022-06-01"
    assert api.get("/api/v1/claims?on=2565-06-01").json()["read_as"][0]["day"] == "2022-06-01"
    assert faults(api.get("/api/v1/claims?on=6/13/2022"))["on"]["nearest"] == "2022-06-13"
    assert faults(api.get("/api/v1/claims?on=2022"))["on"]["nearest"] is None


def test_all_that_is_wrong_is_told_at_once(api):
    found = faults(api.get("/api/v1/provinces?region=nroth&as_of=soon&limit=3"))
    assert set(found) == {"region", "as_of", "limit"}
    assert "limit" not in found["limit"]["allowed"]


def test_published_figures_take_a_date_of_their_own_and_their_pages_filters(api):
    found = faults(api.get("/api/v1/claims?on=2150-01-01&programme=gdc&region=north"))
    assert found["on"]["allowed"] == ["2000-01-01…2099-12-31"]
    assert found["programme"]["nearest"] == "gdcc"
    assert "region" not in found["region"]["allowed"]
    assert faults(api.get("/api/v1/programmes?kind=centers&agency=onda"))["kind"]["nearest"] == "centres"


def test_what_has_no_place_on_a_map_has_no_geojson(api):
    assert faults(api.get("/api/v1/claims?format=geojson"))["format"]["allowed"] == ["json", "csv"]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12)
VALUES = WORDS | st.sampled_from(["north", "50", "5001", "open", "2021-01-01", "10,11", "csv", "th", "7"])
# What takes one value is refused when it has two; a page takes one of them.
NAMES = st.sampled_from(["region", "province", "district", "status", "as_of", "lang", "format", "limit", "after"])


@settings(max_examples=60)
@given(query=st.lists(st.tuples(NAMES, VALUES), max_size=4))
def test_any_address_is_answered_or_refused_and_only_what_the_pages_take_is_answered(api, query):
    answer = api.get(f"/api/v1/centres?{urlencode(query)}")
    assert answer.status_code in (200, 422)
    params = {name: [value for other, value in query if other == name] for name, _ in query}
    _, notices = View.from_query(params, date(2021, 5, 19))
    if any(not notice.read_as for notice in notices):
        assert answer.status_code == 422


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("application/geo+json, application/json;q=0.5", "geojson"),
        ("application/json;q=0.2, text/csv;q=0.9", "csv"),
        ("text/csv;q=0", "json"),
        ("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "json"),
        (";;q=,,", "json"),
        ("text/csv;q=nan", "json"),
    ],
)
def test_the_format_is_what_the_program_accepts_most(accept, format):
    assert negotiated(accept, ("json", "csv", "geojson")) == format


def test_the_format_that_is_asked_for_goes_before_the_one_accepted(api):
    def kind(address: str, accept: str) -> str:
        return api.get(address, headers={"Accept": accept}).headers["content-type"]

    assert kind("/api/v1/regions", "text/csv") == "text/csv; charset=utf-8"
    assert kind("/api/v1/regions?format=geojson", "text/csv") == "application/geo+json; charset=utf-8"
    assert kind("/api/v1/claims", "application/geo+json, text/csv;q=0.5") == "text/csv; charset=utf-8"


def test_what_a_program_has_is_not_sent_again(api):
    first = api.get("/api/v1/provinces?region=north")
    assert first.headers["cache-control"] == "no-cache"
    again = api.get("/api/v1/provinces?region=north", headers={"If-None-Match": f'"x", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


def test_the_tag_is_of_what_is_asked_however_it_is_written(api):
    def tag(query: str, **headers: str) -> str:
        return api.get(f"/api/v1/provinces?{query}", headers=headers).headers["etag"]

    assert tag("region=north,south&as_of=2020-12-31") == tag("as_of=2020-12-31&region=north&region=south")
    assert tag("as_of=2021-05-19") == tag("")
    tags = {tag(query) for query in ("", "region=north", "as_of=2020-12-31", "format=csv", "format=csv&lang=th")}
    assert len(tags) == 5
    assert tag("format=csv", **{"Accept-Language": "th-TH,th;q=0.9"}) == tag("format=csv&lang=th")


def test_a_new_release_is_a_new_answer(of_register):
    api = of_register(ONE)
    first = api.get("/api/v1/summary")
    of_register("a 5001 open 2021-02-10\nb 5001")
    second = api.get("/api/v1/summary", headers={"If-None-Match": first.headers["etag"]})
    assert second.status_code == 200
    assert (second.json()["release"]["number"], second.json()["rows"][0]["in_plan"]) == (2, 2)


def test_what_is_wrong_is_never_kept(api):
    assert api.get("/api/v1/summary?x=1").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v2", "/api/v2/summary", "/api/v1/sumary", "/api/v1/a/b"])
def test_an_address_that_is_not_there_is_told_in_json(api, path):
    answer = api.get(path)
    assert (answer.status_code, answer.json()["status"]) == (404, 404)
    if path == "/api/v1/sumary":
        assert answer.json()["faults"][0]["nearest"] == "/summary"


def test_the_start_of_the_api_leads_to_its_description(api):
    for path in ("/api/v1", "/api/v1/"):
        assert api.get(path, follow_redirects=False).headers["location"] == "/api/v1/docs"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_written(api, method):
    answer = api.request(method, "/api/v1/centres")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert answer.json()["message"]["en"].startswith("The API is read-only")


def test_the_head_of_an_answer_can_be_asked_for(api):
    told = api.head("/api/v1/regions")
    assert (told.status_code, told.headers["etag"]) == (200, api.get("/api/v1/regions").headers["etag"])


def test_an_empty_store_is_told(store, client):
    answer = client.get("/api/v1/summary")
    assert answer.status_code == 503
    assert "no release yet" in answer.json()["message"]["en"]


def test_a_release_whose_tables_are_gone_is_told_without_a_traceback(of_register, store):
    api = of_register(ONE)
    for file in (store.folder / "centres").glob("*.parquet"):
        file.unlink()
    answer = api.get("/api/v1/summary")
    assert answer.status_code == 503
    assert set(answer.json()) == {"status", "message", "faults"}


def test_every_code_of_a_place_is_taken(api):
    for province in geography.provinces()[::11]:
        assert api.get(f"/api/v1/summary?province={province.code}").status_code == 200
