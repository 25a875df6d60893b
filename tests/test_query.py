"""The parameters of an address: what is accepted, and the notice for what is not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocod_dash.exhibits.parameters import PARAMETERS
from ocod_dash.query import Notice, Parameter, flatten, split

SORT = Parameter(("newest", "oldest"), ("newest",))
DAYS = date(2000, 1, 1), date(2099, 12, 31)
DAY = Parameter(days=DAYS)
WORD = Parameter(accepts=lambda text: len(text) <= 5)


def test_values_stand_one_by_one_or_with_commas():
    assert flatten(["57, 50", "", ",", "10"]) == ["57", "50", "10"]


def test_a_value_counts_once_and_another_gets_the_nearest_that_is_allowed():
    assert split(["open,opne", "open", "zzz"], ["open", "closed"]) == (("open",), [("opne", "open"), ("zzz", "")])


@pytest.mark.parametrize(
    ("values", "usable", "notices"),
    [
        (["oldest"], ("oldest",), []),
        (["oldst"], (), [Notice("notice.sort", "oldst", "oldest")]),
        ([], (), []),
    ],
)
def test_a_listed_value_is_read(values, usable, notices):
    assert SORT.read("sort", values) == (usable, notices)


@pytest.mark.parametrize(
    ("values", "usable", "notices"),
    [
        (["first", " last "], ("last",), []),
        ([""], (), []),
        (["a,b"], ("a,b",), []),
        (["too long"], (), [Notice("notice.search", "too long")]),
    ],
)
def test_a_text_is_read_whole_the_last_one_where_there_are_several(values, usable, notices):
    assert WORD.read("search", values) == (usable, notices)


@pytest.mark.parametrize(
    ("values", "usable", "notices"),
    [
        (["2021-05-19"], ("2021-05-19",), []),
        (["2021-05-18", " 2021-05-19 "], ("2021-05-19",), []),
        (["19/05/2564"], ("2021-05-19",), [Notice("notice.on", "19/05/2564", limits=DAYS, read_as=date(2021, 5, 19))]),
        (["19/05/64"], (), [Notice("notice.on", "19/05/64", date(2021, 5, 19), DAYS)]),
        (["soon"], (), [Notice("notice.on", "soon", limits=DAYS)]),
        ([""], (), []),
    ],
)
def test_a_day_is_read_in_either_era_and_its_value_is_in_iso_form(values, usable, notices):
    assert DAY.read("on", values) == (usable, notices)


def test_a_parameter_may_have_a_form_of_its_own():
    limits = PARAMETERS["limits"]
    assert limits.read("limits", ["few_visits:3", "short_hours:60"]) == (("few_visits:3,short_hours:60",), [])
    wrong = Notice("notice.limits", "short_hours:120", "short_hours:100")
    assert limits.read("limits", ["few_visits:3,short_hours:120"]) == (("few_visits:3",), [wrong])
    assert limits.read("limits", ["few_visits:2"]) == ((), []), "the usual one needs no place in an address"


@given(st.lists(st.text()), st.lists(st.text(min_size=1)))
def test_every_value_is_either_usable_or_reported(values, allowed):
    usable, others = split(values, allowed)
    assert {*usable, *(value for value, _ in others)} == set(flatten(values))
