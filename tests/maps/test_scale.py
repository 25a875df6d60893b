"""Classes and their limits, worked by hand."""

import pandas as pd
import pytest

from ocod_dash.maps.scale import even, of_few, quantiles
from ocod_dash.theme import DARK, LIGHT, Theme

EN = Theme("en")
ONE_TO_TEN = pd.Series(range(1, 11))


def limits(scale) -> list[str]:
    return [text for _, text in scale.classes(EN)]


def test_five_classes_share_out_the_values_at_printable_limits():
    # The fifths of 1 to 10 are at 2.8, 4.6, 6.4 and 8.2.
    scale = quantiles(ONE_TO_TEN, "in_plan")
    assert scale.limits == (3, 5, 6, 8)
    assert limits(scale) == ["1–2", "3–4", "5", "6–7", "8–10"]
    assert [scale.index(value) for value in (1, 2, 3, 5, 7, 8, 10)] == [0, 0, 1, 2, 3, 4, 4]


def test_each_value_falls_in_the_class_whose_limits_are_printed():
    scale = quantiles(ONE_TO_TEN, "in_plan")
    for value in ONE_TO_TEN:
        low, _, high = limits(scale)[scale.index(value)].partition("–")
        assert int(low) <= value <= int(high or low)


def test_percentages_have_a_decimal_and_their_sign():
    scale = quantiles(pd.Series([0, 25, 50, 75, 99.96, 100]), "percent_complete")
    assert scale.limits == (25.0, 50.0, 75.0, 100.0)
    assert limits(scale) == ["0.0%–25.0%", "25.0%–50.0%", "50.0%–75.0%", "75.0%–100.0%", "100.0%"]


def test_no_more_classes_than_values_differ_and_none_without_a_value():
    scale = quantiles(pd.Series([0, 50, 50, 100]), "percent_complete")
    assert scale.limits == (50, 100)
    assert [scale.index(value) for value in (0, 50, 100)] == [0, 1, 2]
    scale = quantiles(pd.Series([0, 0, 0, 0, 0, 0, 1, 2, 97, 98, 99, 100]), "percent_complete")
    assert {scale.index(value) for value in (0, 1, 2, 97, 98, 99, 100)} == set(range(len(scale.limits) + 1))


def test_places_of_few_centres_are_named_for_shares_alone(provinces):
    # 50 has two centres in the plan, 57 and 90 one each; 10 has a closed one.
    shares = of_few(quantiles(provinces.percent_complete, "percent_complete"), provinces)
    assert {"50", "57", "90"} <= set(shares) <= {"50", "57", "90", "10"}
    assert of_few(quantiles(provinces.in_plan, "in_plan"), provinces) == ()
    assert of_few(None, provinces) == ()


def test_equal_values_make_fewer_classes_and_no_empty_one():
    scale = quantiles(pd.Series([0] * 70 + [1] * 5 + [9] * 2), "in_progress")
    assert {scale.index(value) for value in (0, 1, 9)} == set(range(len(scale.limits) + 1)) or scale.limits == ()
    alike = quantiles(pd.Series([7, 7, 7]), "in_plan")
    assert (alike.limits, limits(alike)) == ((), ["7"])


def test_a_class_is_darker_in_the_light_the_more_it_holds_and_brighter_in_the_dark():
    scale = quantiles(ONE_TO_TEN, "in_plan")
    assert scale.colours(EN) == list(LIGHT.sequence)
    assert scale.colours(Theme("en", dark=True)) == list(DARK.sequence)
    assert (scale.colour(1, EN), scale.colour(10, EN)) == (LIGHT.sequence[0], LIGHT.sequence[-1])
    two = quantiles(pd.Series([1, 1, 1, 1, 9, 9]), "in_plan")
    assert {two.colour(1, EN), two.colour(9, EN)} == {LIGHT.sequence[0], LIGHT.sequence[-1]}


def test_what_is_unknown_has_no_class_and_no_colour():
    scale = quantiles(pd.Series([1, None, 3]), "per_100k")
    assert (scale.index(float("nan")), scale.colour(float("nan"), EN)) == (None, None)
    assert quantiles(pd.Series([None, None], dtype="float64"), "per_100k").limits == ()


@pytest.mark.parametrize(
    ("measure", "usual", "expected"),
    [
        ("percent_complete", 12.0, (20, 40, 60, 80)),
        ("in_plan", 93.0, (20, 40, 60, 80)),
        ("in_plan", 121.0, (50, 100, 150, 200)),
        ("in_progress", 1.0, (1, 2, 3, 4)),
        ("in_progress", 0.0, (1, 2, 3, 4)),
        ("per_100k", 4.2, (1, 2, 3, 4)),
        ("per_100k", 0.0, (0.1, 0.2, 0.3, 0.4)),
    ],
)
def test_even_classes_have_limits_that_are_round_numbers_and_never_read_the_same(measure, usual, expected):
    scale = even(measure, usual)
    assert scale.limits == pytest.approx(expected)
    assert len(set(limits(scale))) == 5


@pytest.mark.parametrize("usual", [0, 0.4, 1, 3, 4.4, 7.5, 29, 93, 101, 3_000])
@pytest.mark.parametrize("measure", ["in_plan", "overdue", "in_progress"])
def test_even_classes_of_counts_have_whole_limits(measure, usual):
    scale = even(measure, usual)
    assert all(limit == int(limit) for limit in scale.limits)
    assert not any("." in text for text in limits(scale))


def test_the_last_of_the_even_classes_holds_what_any_day_may_have():
    assert limits(even("per_100k", 4.4)) == ["0.0–1.0", "1.0–2.0", "2.0–3.0", "3.0–4.0", "≥ 4.0"]
    assert limits(even("overdue", 3)) == ["0", "1", "2", "3", "≥ 4"]
    assert even("overdue", 3).index(700) == 4
    assert limits(even("percent_complete", 90))[-1] == "80.0%–100.0%"


@pytest.mark.parametrize("values", [[0, 0, 1], [1, 2, 3], [100, 0, 50], [0.04, 99.96, 50]])
@pytest.mark.parametrize("measure", ["in_plan", "percent_complete", "per_100k"])
def test_there_are_at_most_five_classes_each_with_a_text_of_its_own(values, measure):
    texts = limits(quantiles(pd.Series(values), measure))
    assert 1 <= len(texts) == len(set(texts)) <= 5


def test_a_measure_that_may_be_negative_has_a_limit_at_0_and_a_class_below_it():
    scale = even("behind_plan", 6.3)
    assert scale.limits == (0.0, 2.0, 4.0, 6.0)
    assert [scale.index(value) for value in (-9.1, 0, 6.5)] == [0, 1, 4]
    assert limits(scale) == ["< 0.0", "0.0–2.0", "2.0–4.0", "4.0–6.0", "≥ 6.0"]
