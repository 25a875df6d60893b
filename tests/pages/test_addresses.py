"""What an address says is taken up where it can be, and told where it cannot."""

import pytest

from .conftest import clear, field, numbers, parameters_of, ran, says


@pytest.mark.parametrize("page", ["overview", "regions", "map"])
@pytest.mark.parametrize(
    ("query", "left", "notice"),
    [
        ({"region": "nroth"}, {}, "Unrecognised region “nroth” in the link was ignored. Did you mean “north”?"),
        ({"province": "50,99"}, {"province": "50"}, "Unrecognised province “99” in the link was ignored"),
        ({"province": ["50", "51"]}, {"province": "50,51"}, ""),
        ({"region": "north,north", "province": ["50", "50"]}, {"region": "north", "province": "50"}, ""),
        ({"region": "south", "province": "50"}, {"region": "south"}, "Chiang Mai in the link was ignored: it is not in"),
        ({"province": "50", "district": "4001"}, {"province": "50"}, "District “4001” in the link was ignored: it is not"),
        ({"district": "5001"}, {"province": "50", "district": "5001"}, ""),
        ({"status": "shut"}, {}, "Unrecognised status “shut” in the link was ignored"),
        ({"as_of": "2021-05-20"}, {}, "“2021-05-20” in the link is not a date from 1 Jan 2000 to 19 May 2021"),
        ({"as_of": "05/19/2021"}, {}, "Did you mean “19 May 2021”?"),
        ({"as_of": "19/05/2564"}, {}, "“19/05/2564” was read as 19 May 2021."),
        ({"as_of": "2563-12-31"}, {"as_of": "2020-12-31"}, "“2563-12-31” was read as 31 Dec 2020."),
        ({"as_of": "2021-05-19"}, {}, ""),
        ({"since": "2021-01-01"}, {"since": "2021-01-01"}, ""),
        ({"since": "1/1/2564"}, {"since": "2021-01-01"}, "“1/1/2564” was read as 1 Jan 2021."),
        ({"since": "2021-05-20"}, {}, "Did you mean “19 May 2021”?"),
        (
            {"as_of": "2021-03-31", "since": "2564-04-01"}, {"as_of": "2021-03-31"},
            "“2564-04-01” in the link is not a date from 1 Jan 2000 to 31 Mar 2021; it was ignored. Did you mean “31 Mar 2021”?",
        ),
        ({"lang": "de"}, {}, "language “de” in the link was ignored; th and en are available"),
        ({"region": "", "province": ",", "utm": "a"}, {"utm": "a"}, ""),
    ],
)  # fmt: skip
def test_an_address_is_taken_up_as_far_as_it_can_be(open_page, page, query, left, notice):
    app = open_page(page, **query)
    assert parameters_of(app) == left
    assert len(app.warning) == bool(notice)
    assert notice in says(app)


@pytest.mark.parametrize(
    ("page", "param"), [("programmes", "on"), ("forum", "on"), ("ledger", "on"), ("ledger", "count_on")]
)
@pytest.mark.parametrize("day", ["2564-05-18", "18/05/2564"])
def test_a_day_of_published_figures_is_taken_up_in_the_buddhist_era(open_page, page, param, day):
    app = open_page(page, **{param: day, "lang": "th"})
    assert parameters_of(app) == {param: "2021-05-18", "lang": "th"}
    assert f"อ่าน “{day}” เป็นวันที่ 18 พ.ค. 2564" in says(app)


def test_a_place_outside_the_chosen_region_is_said_in_thai(open_page):
    assert "เชียงใหม่" in says(open_page(region="south", province="50", lang="th"))


def test_what_is_told_is_told_once(open_page):
    app = open_page(region="nroth")
    assert len(app.warning) == 1
    del app.query_params["region"]  # as the browser writes the address then
    assert len(ran(app.run()).warning) == 0


def test_another_language_keeps_what_is_chosen(open_page):
    app = open_page("regions", region="north", status="open")
    app.query_params["lang"] = "th"
    ran(app.run())
    assert parameters_of(app) == {"region": "north", "status": "open", "lang": "th"}
    assert field(app, "filter_regions") == ["ภาคเหนือ"]


def test_clearing_the_filters_keeps_the_language(open_page):
    app = open_page(region="north", as_of="2020-12-31", lang="en")
    clear(app, "clear")
    assert parameters_of(app) == {"lang": "en"}
    assert numbers(app)["In the plan"] == "2,394"
