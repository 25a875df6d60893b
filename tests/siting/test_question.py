"""The question of an address: what is read, what is refused, and what would work instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocod_dash.problem import Problem
from ocod_dash.siting.question import GOALS, NUMBERS, Question


def test_an_address_without_any_asks_for_a_hundred_sites_within_five_km():
    assert Question.parse({}) == (Question("most", 100, None, 5.0, 80.0, 1.3), [])
    assert Question().query() == {}


def test_numbers_may_have_commas_and_the_last_of_several_counts():
    found, notices = Question.parse({"goal": ["nearest"], "new": ["5", "1,200"], "within": ["7.5"]})
    assert (found.goal, found.new, found.within, notices) == ("nearest", 1200, 7.5, [])


@pytest.mark.parametrize(
    ("name", "value", "nearest"),
    [
        ("goal", "mots", "most"),
        ("new", "0", "1"),
        ("new", "2.5", "2"),
        ("new", "9000", "7500"),
        ("new", "many", "100"),
        ("within", "0", "0.1"),
        ("within", "-3", "0.1"),
        ("within", "nan", "5"),
        ("within", "1e400", "5"),
        ("share", "120", "100"),
        ("detour", "0.5", "1"),
        ("budget", "0", "1"),
        ("budget", "lots", ""),
    ],
)
def test_what_cannot_be_used_is_named_with_the_nearest_that_can(name, value, nearest):
    found, [notice] = Question.parse({name: [value]})
    assert found == Question()
    assert (notice.parameter, notice.value, notice.nearest) == (name, value, nearest)


@given(
    st.sampled_from(GOALS),
    st.integers(1, 7500),
    st.none() | st.integers(1, 10**9),
    st.integers(1, 2000),
    st.integers(10, 1000),
    st.integers(100, 300),
)
def test_an_address_brings_back_the_question_that_wrote_it(goal, new, budget, within, share, detour):
    asked = Question(goal, new, float(budget) if budget else None, within / 10, share / 10, detour / 100)
    assert Question.parse({name: [value] for name, value in asked.query().items()}) == (asked, [])


@given(st.dictionaries(st.sampled_from(["goal", *NUMBERS]), st.lists(st.text(max_size=20), max_size=3)))
def test_any_address_is_read(query):
    found, _ = Question.parse(query)
    assert all(number.read(f"{getattr(found, name)}") or name == "budget" for name, number in NUMBERS.items())


def test_a_budget_is_divided_by_what_a_centre_costs():
    assert Question(budget=50_000_000).number(400_000) == 125
    assert Question(budget=999_999).number(400_000) == 2
    assert Question(new=7).number(400_000) == 7


def test_of_the_usual_number_no_more_is_asked_for_than_there_are_sites():
    assert Question().number(None, 8) == 8
    assert Question(new=101).number(None, 8) == 101  # which is refused, with how many there are


def test_a_budget_too_small_for_one_centre_says_what_one_costs():
    with pytest.raises(Problem, match=r"399,999 baht a year does not pay for one centre.*about 400,000"):
        Question(budget=399_999).number(400_000)
    with pytest.raises(Problem, match="no cost of a centre is known"):
        Question(budget=1).number(None)
