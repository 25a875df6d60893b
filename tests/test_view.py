"""What a visitor looks at, and how it goes into an address and comes back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocod_dash import geography
from ocod_dash.i18n import Words
from ocod_dash.query import Notice
from ocod_dash.schema import STATUSES
from ocod_dash.view import View, tell

LATEST = date(2021, 5, 19)


def read(**query: str) -> tuple[View, list[Notice]]:
    return View.from_query({name: [value] for name, value in query.items()}, LATEST)


def test_a_bare_address_shows_the_country_today():
    assert read() == (View(), [])
    assert View().to_query() == {}


def test_an_address_says_what_is_looked_at():
    view, notices = read(region="north", province="50", district="5002", status="open,closed", as_of="2021-01-31")
    assert view == View(("north",), ("50",), "5002", ("open", "closed"), date(2021, 1, 31))
    assert notices == []


def test_a_view_is_written_with_codes_and_dates_alone():
    view = View(("north", "west"), ("50", "57"), None, ("open",), date(2021, 1, 31))
    assert view.to_query() == {
        "region": "north,west",
        "province": "50,57",
        "status": "open",
        "as_of": "2021-01-31",
    }


def test_repeated_and_spaced_values_are_taken_once_and_in_order():
    view, notices = View.from_query({"province": ["57, 50,57", "50"], "status": ["", ","]})
    assert (view.provinces, view.statuses, notices) == (("57", "50"), (), [])


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ({"region": "nort"}, Notice("notice.region", "nort", "north")),
        ({"province": "050"}, Notice("notice.province", "050", "50")),
        ({"province": "99"}, Notice("notice.province", "99")),
        ({"status": "opened"}, Notice("notice.status", "opened", "open")),
        ({"region": "ภาคเหนือ"}, Notice("notice.region", "ภาคเหนือ", "north")),
        ({"province": "Chiang Mai"}, Notice("notice.province", "Chiang Mai", "50")),
        ({"province": "เชียงไหม่"}, Notice("notice.province", "เชียงไหม่", "50")),
        ({"region": "<script>"}, Notice("notice.region", "<script>")),
    ],
)
def test_what_does_not_exist_is_dropped_and_the_nearest_is_named(query, notice):
    assert read(**query) == (View(), [notice])


def test_a_province_outside_the_chosen_regions_is_dropped_and_told():
    view, notices = read(region="north", province="50,10")
    assert view == View(("north",), ("50",))
    assert notices == [Notice("notice.outside", "10")]


def test_a_district_needs_its_one_province():
    for query in (
        {"district": "5002", "province": "10"},
        {"district": "5002", "province": "50,57"},
    ):
        view, (notice,) = read(**query)
        assert view.district is None
        assert (notice.key, notice.value) == ("notice.district", "5002")


def test_a_district_alone_chooses_its_province():
    assert read(district="3001") == (View(provinces=("30",), district="3001"), [])
    assert read(region="north", district="5002") == (View(("north",), ("50",), "5002"), [])
    view, (notice,) = read(region="south", district="5002")
    assert view == View(("south",))
    assert (notice.key, notice.value) == ("notice.district", "5002")


LIMITS = date(2000, 1, 1), LATEST


@pytest.mark.parametrize(
    ("day", "nearest"),
    [
        ("2021-05-20", LATEST),
        ("1999-12-31", date(2000, 1, 1)),
        ("2564-05-20", LATEST),
        ("05/19/2021", LATEST),
        ("1/2/64", date(2021, 2, 1)),
        ("2021-02-30", date(2021, 2, 28)),
        ("29/02/2564", date(2021, 2, 28)),
        ("yesterday", ""),
    ],
)
def test_a_day_that_the_register_cannot_know_is_dropped_and_told(day, nearest):
    assert read(as_of=day) == (View(), [Notice("notice.as_of", day, nearest, LIMITS)])


@pytest.mark.parametrize("day", ["2564-01-31", "31/01/2564", "31/1/2021", "๓๑ ม.ค. ๒๕๖๔", "31 Jan 2021", "31012564"])
def test_a_day_of_either_era_is_read_and_its_reading_is_told(day):
    read_as = date(2021, 1, 31)
    view, (notice,) = read(as_of=day)
    assert view == View(as_of=read_as)
    assert view.to_query() == {"as_of": "2021-01-31"}
    assert notice == Notice("notice.as_of", day, limits=LIMITS, read_as=read_as)
    assert tell(notice, Words("en")) == f"“{day}” was read as 31 Jan 2021."
    assert tell(notice, Words("th")) == f"อ่าน “{day}” เป็นวันที่ 31 ม.ค. 2564"


def test_a_day_that_cannot_be_used_is_told_with_its_limits_and_the_nearest():
    _, (notice,) = read(as_of="29/02/2564")
    assert tell(notice, Words("en")) == (
        "“29/02/2564” in the link is not a date from 1 Jan 2000 to 19 May 2021; it was ignored. Did you mean “28 Feb 2021”?"
    )
    assert "1 ม.ค. 2543 ถึง 19 พ.ค. 2564" in tell(notice, Words("th"))


def test_the_registers_own_day_needs_no_mention():
    assert read(as_of="2021-05-19") == (View(), [])


def test_a_bad_day_beside_a_good_one_does_not_hide_it():
    view, notices = View.from_query({"as_of": ["2021-01-31", "never"]}, LATEST)
    assert view.as_of == date(2021, 1, 31)
    assert [notice.value for notice in notices] == ["never"]


def test_places_one_level_below_the_place_in_view_are_compared():
    assert View().level == "region"
    assert View(regions=("north",)).level == "province"
    assert View(provinces=("50", "57")).level == "province"
    assert View(provinces=("50",)).level == "district"
    assert View(provinces=("50",), district="5001").level == "district"


def test_the_place_in_view_is_the_smallest_one_chosen():
    assert View().place is None
    assert View(regions=("north", "west")).place is None
    assert View(regions=("north",)).place == geography.place("north")
    assert View(regions=("north",), provinces=("50",)).place == geography.place("50")
    assert View(provinces=("50", "57")).place is None
    assert View(provinces=("50",), district="5001").place == geography.place("5001")


def test_regions_stand_for_their_provinces():
    assert View(regions=("west",)).province_codes == ("63", "70", "71", "76", "77")
    assert View(regions=("west",), provinces=("70",)).province_codes == ("70",)
    assert View().province_codes == ()


def test_going_to_a_place_keeps_the_day_and_the_statuses():
    here = View(("south",), ("90",), "9001", ("open",), date(2021, 1, 31))
    kept = {"statuses": ("open",), "as_of": date(2021, 1, 31)}
    assert here.at("north") == View(regions=("north",), **kept)
    assert here.at("50") == View(("north",), ("50",), **kept)
    assert here.at("5002") == View(("north",), ("50",), "5002", **kept)
    assert here.at(None) == View(**kept)
    assert here.on(None).as_of is None


def test_a_view_that_does_not_fit_together_is_made_whole():
    assert View(("north",), ("10",), "1001").consistent() == (View(("north",)), [Notice("notice.outside", "10")])
    assert View(provinces=("50",), district="1001").consistent() == (View(provinces=("50",)), [])


def test_the_whole_country_can_be_compared_by_province_and_no_other_place():
    view, notices = read(level="province")
    assert (view, view.level, notices) == (View(compared="province"), "province", [])
    assert view.to_query() == {"level": "province"}
    assert view.at("north") == View(("north",))
    assert read(level="region") == (View(), [])
    assert read(level="district") == (View(), [Notice("notice.level", "district")])
    assert read(level="province", region="north") == (View(("north",)), [])
    assert read(level="province", district="5001")[0].compared == ""


CODES = st.lists(st.sampled_from([p.code for p in geography.provinces()]), unique=True, max_size=4)
PARAMETERS = ("region", "province", "district", "level", "status", "as_of")


@given(
    provinces=CODES,
    statuses=st.lists(st.sampled_from(STATUSES), unique=True),
    day=st.none() | st.dates(date(2000, 1, 1), date(2021, 5, 18)),
)
def test_every_view_comes_back_from_its_address(provinces, statuses, day):
    regions = tuple(dict.fromkeys(geography.region_of(code) for code in provinces))
    district = geography.districts(provinces[0])[-1].code if len(provinces) == 1 else None
    view = View(regions, tuple(provinces), district, tuple(statuses), day)
    assert read(**view.to_query()) == (view, [])


@given(
    st.dictionaries(
        st.sampled_from(PARAMETERS), st.lists(st.text() | st.sampled_from(["50", "north", "5001", "0001-01-01"]))
    )
)
def test_no_address_can_break_a_view(query):
    view, notices = View.from_query(query, LATEST)
    assert read(**view.to_query()) == (view, [])
    assert all(notice.key.startswith("notice.") and notice.value for notice in notices)


def test_a_period_begins_on_any_day_up_to_the_one_in_view():
    assert read(since="1 ม.ค. 2564")[0] == View(since=date(2021, 1, 1))
    view, notices = read(as_of="2021-03-31", since="2021-01-01")
    assert (view, notices) == (View(as_of=date(2021, 3, 31), since=date(2021, 1, 1)), [])
    assert view.to_query() == {"as_of": "2021-03-31", "since": "2021-01-01"}
    assert read(as_of="2021-03-31", since="2021-03-31")[0].since == date(2021, 3, 31)


def test_a_period_that_would_begin_after_the_day_in_view_is_dropped_and_the_nearest_day_is_named():
    view, (notice,) = read(as_of="2021-03-31", since="2021-04-01")
    assert view == View(as_of=date(2021, 3, 31))
    assert (notice.key, notice.nearest) == ("notice.since", date(2021, 3, 31))
    assert "31 มี.ค. 2564" in tell(notice, Words("th"))
