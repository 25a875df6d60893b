"""What the API counts is what the pages count: figures worked by hand, in data/sample/centres.csv or in the test."""

import csv
import io
from collections import Counter
from datetime import date

import pytest

from ocod_dash.i18n import LANGUAGES, Words
from ocod_dash.metrics import MEASURES

COUNTS = ("in_plan", "open", "in_progress", "not_open")
REGISTER = """
    a  5001  at 18.80,98.98   due 2021-01-31  in_progress 2020-12-01  open 2021-02-10
    b  5001  at 18.81,98.99   due 2021-03-31  open 2021-03-20  closed 2021-05-01
    c  5701  due 2021-03-31  in_progress 2021-02-01  named =1+1
    d  1001  due 2021-06-30
    e  10    at 13.75,100.50  open 2021-04-01  suspended 2021-04-20
"""


def rows(answer) -> list[dict]:
    assert answer.status_code == 200, answer.text
    return answer.json()["rows"]


def of_csv(answer) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(b"\xef\xbb\xbf"), "Excel would not read the Thai"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("query", "counts", "percent"),
    [
        ("", (2394, 2144, 250, 250), "89.6%"),
        ("region=northeast", (815, 730, 85, 85), "89.6%"),
        ("region=north,south", (653, 585, 68, 68), "89.6%"),
        ("region=north&region=south", (653, 585, 68, 68), "89.6%"),
        ("province=50&district=5001", (4, 3, 1, 1), "75.0%"),
        ("district=5001", (4, 3, 1, 1), "75.0%"),
        ("as_of=2020-12-31", (2394, 1895, 321, 499), "79.2%"),
        ("status=in_progress", (2394, 2144, 250, 250), "89.6%"),
    ],
)
def test_the_summary_has_the_overviews_headline_numbers(api, query, counts, percent):
    (row,) = rows(api.get(f"/api/v1/summary?{query}"))
    assert tuple(row[name] for name in COUNTS) == counts
    assert MEASURES["percent_complete"].write(row["percent_complete"], Words("en")) == percent


def test_a_view_without_a_centre_counts_none_and_has_no_share(of_register):
    (row,) = rows(of_register(REGISTER).get("/api/v1/summary?province=40"))
    assert (row["in_plan"], row["open"], row["provinces_served"]) == (0, 0, 0)
    assert row["percent_complete"] is row["behind_plan"] is None


def test_places_are_counted_by_hand(of_register):
    api = of_register(REGISTER)
    by_code = {row["code"]: row for row in rows(api.get("/api/v1/provinces?region=north"))}
    assert len(by_code) == 9
    # Of Chiang Mai's two, one is open; two were due and two ever opened.
    chiang_mai = by_code["50"]
    assert (chiang_mai["in_plan"], chiang_mai["open"], chiang_mai["closed"], chiang_mai["opened"]) == (2, 1, 1, 2)
    assert (chiang_mai["percent_complete"], chiang_mai["behind_plan"]) == (50.0, 0.0)
    assert (by_code["57"]["in_progress"], by_code["51"]["in_plan"]) == (1, 0)
    assert chiang_mai["name_th"] == "เชียงใหม่"
    assert chiang_mai["population_as_of"] == "2022-12-31"


def test_the_regions_are_those_of_the_provinces_in_view_and_count_these_alone(of_register):
    found = rows(of_register(REGISTER).get("/api/v1/regions?province=57,10"))
    assert {row["code"]: row["in_plan"] for row in found} == {"north": 1, "central": 2}


def test_a_centre_without_a_known_district_is_in_none_and_told(of_register):
    answer = of_register(REGISTER).get("/api/v1/districts?province=10")
    assert {row["code"]: row["in_plan"] for row in rows(answer) if row["in_plan"]} == {"1001": 1}
    assert answer.json()["without_district"] == 1


def test_outlines_come_with_their_measures(api):
    for path, count, code, kind in (("provinces", 77, "40", "Polygon"), ("regions", 6, "northeast", "Polygon")):
        collection = api.get(f"/api/v1/{path}?format=geojson").json()
        assert (collection["type"], len(collection["features"])) == ("FeatureCollection", count)
        feature = next(each for each in collection["features"] if each["id"] == code)
        assert feature["geometry"]["type"] in (kind, f"Multi{kind}")
        assert feature["properties"]["in_plan"] == {"40": 66, "northeast": 815}[code]
        assert collection["sample"] is True


def test_centres_have_their_status_on_the_day_and_their_point(of_register):
    api = of_register(REGISTER)
    statuses = {row["centre_id"]: (row["status"], row["since"]) for row in rows(api.get("/api/v1/centres"))}
    assert statuses == {
        "a": ("open", "2021-02-10"),
        "b": ("closed", "2021-05-01"),
        "c": ("in_progress", "2021-02-01"),
        "d": ("planned", None),
        "e": ("suspended", "2021-04-20"),
    }
    earlier = rows(api.get("/api/v1/centres?as_of=2021-04-10&status=open"))
    assert [row["centre_id"] for row in earlier] == ["a", "b", "e"]
    points = {f["id"]: f["geometry"] for f in api.get("/api/v1/centres?format=geojson").json()["features"]}
    assert points["a"] == {"type": "Point", "coordinates": [98.98, 18.80]}
    assert points["c"] is None


def test_pages_follow_each_other_and_have_each_centre_once(api):
    seen, address, pages = [], "/api/v1/centres?region=northeast&limit=300", 0
    while address:
        answer = api.get(address)
        assert answer.json()["total"] == 815
        seen += [row["centre_id"] for row in rows(answer)]
        address, pages = answer.json()["next"], pages + 1
        assert answer.links.get("next", {}).get("url") == address
    assert (pages, len(seen), len(set(seen))) == (3, 815, 815)
    assert seen == sorted(seen)


def test_a_page_that_is_just_full_has_no_next(of_register):
    answer = of_register(REGISTER).get("/api/v1/centres?limit=5").json()
    assert (len(answer["rows"]), answer["next"]) == (5, None)


def test_a_file_of_centres_is_whole_unless_a_limit_is_said(api):
    whole = of_csv(api.get("/api/v1/centres?format=csv"))
    assert len(whole) == 2394
    assert sum(row["status"] == "open" for row in whole) == 2144
    assert len(api.get("/api/v1/centres?format=geojson").json()["features"]) == 2394
    assert len(of_csv(api.get("/api/v1/centres?format=csv&limit=7"))) == 7


def test_a_file_that_is_read_in_many_parts_is_the_same(of_register, monkeypatch):
    api = of_register(REGISTER)
    queries = ("csv", "csv&status=open", "geojson", "geojson&province=40")
    before = [api.get(f"/api/v1/centres?format={query}").content for query in queries]
    monkeypatch.setattr("ocod_dash.api.endpoints.READ", 1)
    assert [api.get(f"/api/v1/centres?format={query}").content for query in queries] == before


def test_a_csv_names_its_source_on_every_row_and_holds_no_formula(of_register):
    api = of_register(REGISTER)
    found = of_csv(api.get("/api/v1/centres?format=csv&lang=th"))
    assert {row["source"] for row in found} == {"ที่มา: ทะเบียนศูนย์ ชุดข้อมูลที่ 1 ณ 19 พ.ค. 2564"}
    assert {row["name_th"] for row in found if row["centre_id"] == "c"} == {"'=1+1"}
    assert {row["name_th"] for row in rows(api.get("/api/v1/centres")) if row["centre_id"] == "c"} == {"=1+1"}


@pytest.mark.parametrize("path", ["summary", "regions", "provinces", "districts", "centres"])
def test_what_is_of_the_sample_says_so_in_every_format(api, path):
    told = api.get(f"/api/v1/{path}").json()
    assert told["release"]["number"] == 1
    assert told["release"]["as_of"] == told["day"] == "2021-05-19"
    assert told["sample"] is True
    assert told["note"]["en"].startswith("Sample data: ")
    assert told["note"]["th"].startswith("ข้อมูลตัวอย่าง: ")
    assert "Not the official register" in told["note"]["en"]
    assert "มิใช่ทะเบียนทางการ" in told["note"]["th"]
    assert told["source"] == {
        "en": "Source: sample register, release 1, 19 May 2021",
        "th": "ที่มา: ทะเบียนตัวอย่าง ชุดข้อมูลที่ 1 ณ 19 พ.ค. 2564",
    }
    file = api.get(f"/api/v1/{path}?format=csv")
    assert {row["source"] for row in of_csv(file)} == {"Source: sample register, release 1, 19 May 2021"}
    assert (file.headers["ocod-sample"], file.headers["ocod-release"]) == ("true", "1")
    assert file.headers["ocod-as-of"] == "2021-05-19"
    assert file.headers["ocod-published-at"] == told["release"]["published_at"]
    assert f"{path}_sample_2021-05-19.csv" in file.headers["content-disposition"]


def test_a_real_register_is_no_sample(of_register):
    told = of_register(REGISTER).get("/api/v1/summary").json()
    assert told["sample"] is False
    assert told["source"]["en"] == "Source: register, release 1, 19 May 2021"


def test_claims_are_those_of_the_day_with_who_said_them_and_are_no_sample(api):
    answer = api.get("/api/v1/claims?programme=ocod&on=2021-05-19")
    found = {row["claim_id"]: row for row in rows(answer)}
    done = found["ocod-2021-done"]
    assert (done["value"], done["publisher"], done["address"]) == (
        2144,
        "Matichon",
        "https://www.matichon.co.th/economy/news_2731819",
    )
    assert all(row["as_of"] <= "2021-05-19" and row["publisher"] and row["subject"] == "ocod" for row in found.values())
    told = answer.json()
    assert (told["sample"], answer.headers["ocod-sample"]) == (False, "false")
    assert "not register counts" in told["note"]["en"]
    assert told["source"]["en"] == "Source: published figures, release 1, 19 May 2021"
    assert of_csv(api.get("/api/v1/claims?format=csv"))[0]["publisher"]


def test_inconsistencies_are_those_of_the_page_with_their_claims_and_sentences(api):
    found = rows(api.get("/api/v1/inconsistencies?programme=ocod&on=2026-02-24"))
    assert list(dict.fromkeys(row["kind"] for row in found)) == ["part_as_whole", "totals", "calculated", "fell"]
    (one,) = [row for row in found if row["finding"] == "totals:ocod-2026-02-existing"]
    assert (one["value"], one["qualifier"], one["other_value"], one["days_apart"]) == (1722, "about", 2222, 1)
    assert (one["as_of"], one["other_as_of"]) == ("2026-02-23", "2026-02-24")
    cost = next(row for row in found if row["kind"] == "calculated")
    assert (cost["value"], cost["calculated"]) == (592_000, True)
    assert cost["claim_ids"] == "ocod-2023-contract-value;ocod-2023-contract-centres;ocod-2023-contract-years"
    assert "over 592,000 (Feb 2023, calculated)" in cost["finding_en"]
    assert "กว่า 592,000" in cost["finding_th"]
    assert rows(api.get("/api/v1/inconsistencies?programme=gdcc")) == []
    assert rows(api.get("/api/v1/inconsistencies?on=2021-05-19")) == []
    first = of_csv(api.get("/api/v1/inconsistencies?format=csv"))[0]
    assert all(first[f"{name}_{language}"] for name in ("finding", "reading") for language in LANGUAGES)


def test_programmes_stand_as_on_the_day_with_the_sources_that_name_them(api):
    found = {row["programme_id"]: row for row in rows(api.get("/api/v1/programmes?on=2022-05-31"))}
    assert (found["morchana"]["status"], found["digital_entrepreneurs"]["status"]) == ("last_in_service", "in_service")
    assert found["ocod"]["evidence_publisher"] == "TOT, news of the visit of 23 July 2018"
    assert found["gdcc"]["status_en"] == "In service (last reported 2021)"
    assert [code for code, row in found.items() if not row["is_programme"]] == ["wsis_prize_2021", "wsis_forum_2021"]
    assert "Matichon" in found["ocod"]["publishers"]
    assert "มติชน" in found["ocod"]["publishers_th"]
    assert "https://www.matichon.co.th/economy/news_2731819" in found["ocod"]["addresses"]
    centres = rows(api.get("/api/v1/programmes?kind=centres"))
    assert "ocod" in {row["programme_id"] for row in centres}
    assert {row["kind"] for row in centres} == {"centres"}


def test_the_day_of_what_was_published_is_today_unless_said(api, monkeypatch):
    monkeypatch.setattr("ocod_dash.api.params.today", lambda: date(2020, 1, 1))
    assert api.get("/api/v1/claims").json()["day"] == "2020-01-01"


FLOWS = ("open_before", "opened_between", "reopened_between", "closed_between", "suspended_between", "open")


def test_january_to_march_by_province_adds_up_to_the_total(api):
    answer = api.get("/api/v1/change?since=2021-01-01&as_of=31/3/2564")
    found, total = rows(answer), answer.json()["totals"]
    assert len(found) == 77
    assert tuple(total[name] for name in FLOWS) == (1895, 180, 0, 0, 0, 2075)
    assert {name: sum(row[name] for row in found) for name in FLOWS} == {name: total[name] for name in FLOWS}
    assert (found[0]["code"], found[0]["first_day"], found[0]["last_day"]) == ("10", "2021-01-01", "2021-03-31")
    assert answer.json()["asked"] == {"as_of": "2021-03-31", "since": "2021-01-01", "level": "province"}
    assert [each["parameter"] for each in answer.json()["read_as"]] == ["as_of"]


def test_a_change_of_a_place_at_any_level_is_counted_by_hand(of_register):
    api = of_register(REGISTER)
    (north,) = rows(api.get("/api/v1/change?since=2021-01-01&level=region&region=north"))
    assert tuple(north[name] for name in FLOWS) == (0, 2, 0, 1, 0, 1)  # a and b opened, b closed on 1 May
    answer = api.get("/api/v1/change?since=2021-04-01&level=district&province=10")
    assert {row["code"]: row["in_plan"] for row in rows(answer) if row["in_plan"]} == {"1001": 1}
    assert (answer.json()["without_district"], answer.json()["totals"]["suspended_between"]) == (1, 1)  # e
    assert api.get("/api/v1/change?province=40").json()["totals"] is None


def test_openings_by_month_are_those_of_the_change(api):
    query = "since=2021-01-01&as_of=2021-03-31"
    months = rows(api.get(f"/api/v1/openings?{query}&level=region"))
    changes = rows(api.get(f"/api/v1/change?{query}&level=region"))
    assert {row["month"] for row in months} == {"2021-01-01", "2021-02-01", "2021-03-01"}
    for region in changes:
        opened = sum(row["opened_between"] for row in months if row["code"] == region["code"])
        assert opened == region["opened_between"]
    assert min(row["month"] for row in rows(api.get("/api/v1/openings"))) == "2020-06-01"  # twelve months


@pytest.mark.parametrize(
    ("query", "parameter", "nearest"),
    [
        ("since=2021-05-20", "since", "2021-05-19"),
        ("since=2564-04-01&as_of=2021-03-31", "since", "2021-03-31"),
        ("since=soon", "since", ""),
        ("level=provinces", "level", "province"),
    ],
)
def test_a_period_that_cannot_be_is_refused_with_the_nearest(api, query, parameter, nearest):
    answer = api.get(f"/api/v1/change?{query}")
    assert answer.status_code == 422
    (fault,) = answer.json()["faults"]
    assert (fault["parameter"], fault["nearest"] or "") == (parameter, nearest)


def test_the_review_has_each_open_centre_once_and_an_option_is_a_part_of_it(api):
    every = api.get("/api/v1/review?limit=10000").json()
    assert (len(every["rows"]), every["total"], every["next"]) == (2144, 2144, None)
    options = Counter(row["option"] for row in every["rows"])
    assert options.total() == 2144
    closing = api.get("/api/v1/review?option=close&limit=10000").json()
    assert closing["total"] == options["close"]
    assert {row["option"] for row in closing["rows"]} == {"close"}
    more = api.get("/api/v1/review?option=close&limits=few_visits:5&limit=1").json()
    assert more["total"] > options["close"]
    assert more["next"].endswith(f"after={more['rows'][0]['centre_id']}")


def test_the_review_as_geojson_has_a_point_for_each_open_centre(api):
    rows = {row["centre_id"]: row for row in api.get("/api/v1/review?province=50&limit=10000").json()["rows"]}
    found = api.get("/api/v1/review?province=50&format=geojson").json()
    assert {feature["id"] for feature in found["features"]} == rows.keys()
    for feature in found["features"]:
        row = rows[feature["id"]]
        assert feature["geometry"]["coordinates"] == [row.pop("longitude"), row.pop("latitude")]
        assert feature["properties"] == row


def test_a_threshold_that_is_none_is_refused_with_the_nearest(api):
    answer = api.get("/api/v1/review?limits=few_visit:3")
    assert answer.status_code == 422
    assert "few_visits:3" in answer.text
