"""The parameters of an address: what is accepted, and the notice for what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocod_dash.query import Notice, Parameter, flatten, split

SORT = Parameter(("newest", "oldest"), ("newest",))
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


@given(st.lists(st.text()), st.lists(st.text(min_size=1)))
def test_every_value_is_either_usable_or_reported(values, allowed):
    usable, others = split(values, allowed)
    assert {*usable, *(value for value, _ in others)} == set(flatten(values))
