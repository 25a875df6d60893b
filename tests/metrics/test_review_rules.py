"""Rules from figures to options: what is read, what is known, what is decided, and how sure that is."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocod_dash.criteria.conditions import parse
from ocod_dash.criteria.figures import ANSWERS, FIGURES, YES_NO
from ocod_dash.criteria.limits import THRESHOLDS, Limits
from ocod_dash.i18n import Words
from ocod_dash.metrics import review_language as language
from ocod_dash.metrics.review_alternatives import alternatives
from ocod_dash.metrics.review_rules import Rule, decide, numbers, read, suggest
from ocod_dash.problem import Problem
from ocod_dash.schema import OPTIONS
from ocod_dash.store.product import review_rules

DEFAULT = Limits()
# A centre that the default rules keep: used, surveyed, in order.
KEPT = {
    "months_known": 12, "visits_per_open_day": 5.0, "visits_a_month": 100.0, "hours_week": 35.0, "computers_working": 5,
    "only_20km": 0, "surveyed_on": pd.Timestamp(2021, 5, 1), "in_use": True, "condition": "good", "still_wanted": "yes",
    "would_take_over": "no",
}  # fmt: skip
NOBODY = {"surveyed_on": None, "in_use": None, "condition": None, "still_wanted": None, "would_take_over": None}


def centres(*each: dict) -> pd.DataFrame:
    """Make figures of centres, each with what differs from :data:`KEPT`; figures that no rule uses are missing."""
    rows = [dict.fromkeys(FIGURES) | KEPT | one | {"centre_id": f"c{n}"} for n, one in enumerate(each)]
    return pd.DataFrame(rows).drop(columns="hours_percent")


def rules(*written: tuple[str, str]) -> tuple[Rule, ...]:
    rows = [
        {"position": n, "option": option, "condition": condition, "text_th": "ก", "text_en": "a"}
        for n, (option, condition) in enumerate(written, 1)
    ]
    return read(pd.DataFrame(rows))


@pytest.fixture(scope="module")
def shipped() -> tuple[Rule, ...]:
    return read(review_rules().to_pandas())


# Reading


@pytest.mark.parametrize(
    ("condition", "key", "figures"),
    [
        (
            "visits_per_day < few_visits",
            "review.rule.name",
            {"value": "visits_per_day", "nearest": "visits_per_open_day"},
        ),
        ("visits_per_open_day < few_visit", "review.rule.name", {"value": "few_visit", "nearest": "few_visits"}),
        ("still_wanted == noo", "review.rule.name", {"value": "noo", "nearest": "no"}),
        ("in_use is knwon", "review.rule.name", {"value": "knwon", "nearest": "known"}),
        ("still_wanted < no", "review.rule.words", {"name": "still_wanted", "expected": "yes, partly, no"}),
        ("condition == 3", "review.rule.words", {"name": "condition", "expected": "good, worn, broken"}),
        ("visits_per_open_day <", "review.rule.syntax", {}),
        ("visits_per_open_day = 3", "review.rule.syntax", {}),
        ("visits_per_open_day", "review.rule.syntax", {"value": "visits_per_open_day"}),
        ("few_visits < 3", "review.rule.syntax", {"value": "few_visits … 3"}),
        ("visits_per_open_day + 1 < 3", "review.rule.syntax", {"value": "visits_per_open_day + 1"}),
        ("visits_per_open_day < True", "review.rule.syntax", {"value": "True"}),
        ("in_use is not known", "review.rule.syntax", {}),
        ("__import__('os').system('true')", "review.rule.syntax", {}),
        ("(lambda: 1)() < trend", "review.rule.syntax", {}),
        ("", "review.rule.syntax", {}),
        ("(" * 300 + "trend < 1" + ")" * 300, "review.rule.syntax", {}),
    ],
)
def test_anything_else_is_refused_with_its_place_and_the_nearest_name(condition, key, figures):
    with pytest.raises(Problem) as caught:
        parse(condition, 4)
    assert caught.value.key == key
    assert caught.value.figures | figures | {"position": 4} == caught.value.figures
    assert all("4" in caught.value.tell(Words(each)) for each in ("th", "en"))


def test_a_rule_names_its_figures_and_thresholds_in_their_order():
    (rule,) = rules(("improve", "hours_percent < short_hours and (condition == broken or in_use is missing)"))
    assert rule.names == ("hours_percent", "condition", "in_use")
    assert rule.compared == ("hours_percent", "condition")
    assert rule.thresholds == ("short_hours", "hours_due")


# Three values


@pytest.mark.parametrize(
    ("condition", "yes", "no"),
    [
        ("trend < 0", [True, False, False], [False, True, False]),
        ("not trend < 0", [False, True, False], [True, False, False]),
        ("trend is missing", [False, False, True], [True, True, False]),
        ("trend is known and trend < 0", [True, False, False], [False, True, True]),
        ("trend < 0 or months_known > 5", [True, True, True], [False, False, False]),
        ("trend < 0 and months_known < 5", [False, False, False], [True, True, True]),
        ("-20 < trend <= 8", [True, True, False], [False, False, False]),
        ("still_wanted != no", [True, False, False], [False, True, False]),
    ],
)
def test_what_is_missing_makes_a_condition_neither_true_nor_false(condition, yes, no):
    frame = centres(
        {"trend": -10.0, "still_wanted": "yes"},
        {"trend": 8.0, "still_wanted": "no"},
        {"trend": None, "still_wanted": None},
    )
    (rule,) = rules(("keep", condition))
    truth = rule.apply(numbers(frame, DEFAULT), DEFAULT)
    assert (truth.yes.tolist(), truth.no.tolist()) == (yes, no)


def decided(*truths: tuple[str, bool | None]) -> tuple[str, int, bool]:
    """Decide about one centre from what each rule suggests and whether it holds."""
    each = [language.Truth(np.array([holds is True]), np.array([holds is False])) for _, holds in truths]
    found = decide(each, [option for option, _ in truths], 1)
    return OPTIONS[found.option[0]], int(found.rule[0]), bool(found.unclear[0])


def test_the_first_rule_that_holds_decides():
    assert decided(("close", False), ("move", True), ("keep", True)) == ("move", 1, False)


def test_where_none_holds_the_centre_is_asked_about():
    assert decided(("close", False), ("keep", False)) == ("ask", -1, False)


def test_an_earlier_rule_that_may_hold_sends_the_centre_to_ask():
    assert decided(("close", None), ("keep", True)) == ("ask", 0, True)
    assert decided(("close", None), ("move", None), ("move", True)) == ("ask", 0, True)
    assert decided(("keep", None)) == ("ask", 0, True)


def test_a_later_rule_that_may_hold_changes_nothing():
    assert decided(("keep", True), ("close", None)) == ("keep", 0, False)


def test_an_earlier_rule_of_the_same_option_may_hold_or_not():
    assert decided(("close", None), ("close", True), ("keep", True)) == ("close", 1, False)


# The default rules


@pytest.mark.parametrize(
    ("differs", "option", "position"),
    [
        ({}, "keep", 7),
        ({"months_known": 5} | NOBODY, "ask", 1),
        ({"visits_per_open_day": 1.9} | NOBODY, "ask", 2),
        (NOBODY, "keep", 7),  # good reports suffice to keep a centre
        ({"would_take_over": "yes"}, "hand_over", 3),
        ({"would_take_over": "yes", "still_wanted": "no"}, "keep", 7),
        ({"visits_per_open_day": 1.9, "still_wanted": "no"}, "close", 4),
        ({"in_use": False, "still_wanted": "no"}, "close", 4),
        ({"visits_per_open_day": None, "visits_a_month": 0.0, "still_wanted": "no"}, "close", 4),
        ({"visits_per_open_day": 1.9, "still_wanted": "no", "only_20km": 20_000}, "ask", None),
        ({"visits_per_open_day": 1.9}, "move", 5),
        ({"visits_per_open_day": 1.9, "condition": "broken"}, "improve", 6),
        ({"visits_per_open_day": 1.9, "hours_week": 24.0}, "improve", 6),  # 24 of 35 hours are 68.6%
        ({"hours_week": 24.5}, "keep", 7),  # 70%
        ({"computers_working": 2}, "improve", 6),
        ({"computers_working": None}, "keep", 7),
        ({"in_use": False}, "ask", None),  # the reports and the survey differ
        ({"hours_week": None}, "ask", 6),  # neither reports nor the survey say
        ({"hours_week": None, "hours_kept": True}, "keep", 7),
        ({"hours_week": None, "hours_kept": False}, "improve", 6),
    ],
)
def test_each_default_rule_suggests_its_option(shipped, differs, option, position):
    row = suggest(centres(differs), shipped, DEFAULT).iloc[0]
    assert (row.option, None if pd.isna(row.position) else row.position) == (option, position)


def test_what_is_missing_is_named(shipped):
    found = suggest(
        centres({"hours_week": None}, {}, {"still_wanted": None, "visits_per_open_day": 1.0}), shipped, DEFAULT
    )
    assert found.missing.tolist() == ["hours_percent,hours_kept", "", "still_wanted"]
    assert found.unclear.tolist() == [True, False, True]


def test_a_threshold_changes_what_is_suggested(shipped):
    limits, _ = Limits.parse(["few_visits:6"])
    assert suggest(centres({}), shipped, limits).option.tolist() == ["move"]
    limits, _ = Limits.parse(["hours_due:70"])
    assert suggest(centres({}), shipped, limits).hours_percent.tolist() == [50.0]


def test_an_option_that_changes_when_a_threshold_moves_by_a_tenth_flips(shipped):
    each = [2.0, 2.19, 2.21, 1.99, 1.81, 1.79]  # against 2 visits a day: 1.8 and 2.2
    found = suggest(centres(*({"visits_per_open_day": n} for n in each)), shipped, DEFAULT)
    assert found.option.tolist() == ["keep"] * 3 + ["move"] * 3
    assert found.flips.tolist() == [True, True, False, True, True, False]
    # 26 of 35 hours are 74.3%, of 38.5 hours 67.5%; 28 hours are 80% and 72.7%: not less than 70%, nor the 80% than 77%
    hours = suggest(centres({"hours_week": 26.0}, {"hours_week": 28.0}), shipped, DEFAULT)
    assert hours.flips.tolist() == [True, False]


def test_what_is_decided_on_less_than_six_months_is_marked_and_what_is_asked_is_not(shipped):
    found = suggest(centres({"months_known": 5}, {"months_known": 6}, {"months_known": 5} | NOBODY), shipped, DEFAULT)
    assert found.decided_on_little.tolist() == [True, False, False]


# What would have to be different


def test_each_single_figure_that_would_lead_to_another_option_is_named(shipped):
    found = alternatives(centres({}), shipped, DEFAULT)
    told = [tuple(None if pd.isna(v) else v for v in row) for row in found.itertuples(index=False)]
    assert told == [
        ("c0", "visits_per_open_day", "less", 2.0, None, "move"),
        ("c0", "would_take_over", "is", None, "yes", "hand_over"),
        ("c0", "in_use", "is", None, "no", "ask"),
        ("c0", "hours_percent", "less", 70.0, None, "improve"),
        ("c0", "condition", "is", None, "broken", "improve"),
        ("c0", "computers_working", "less", 3.0, None, "improve"),
    ]


def test_a_missing_answer_that_would_decide_is_named(shipped):
    found = alternatives(centres({"visits_per_open_day": 1.0, "still_wanted": None}), shipped, DEFAULT)
    own = found[found.figure == "still_wanted"]
    assert set(zip(own.answer, own.option, strict=True)) == {("yes", "move"), ("no", "close")}


@pytest.mark.parametrize(
    ("condition", "needed", "value"),
    [
        ("trend > 3", "at_most", 3.0),
        ("trend >= 3", "less", 3.0),
        ("3 < trend", "at_most", 3.0),
        ("trend == 5", "at_most", 3.0),
        ("2 < trend < 8", "at_most", 2.0),
    ],
)
def test_the_least_change_is_said_as_the_condition_draws_its_line(condition, needed, value):
    found = alternatives(centres({"trend": 5.0}), rules(("keep", condition), ("close", "trend <= 3")), DEFAULT)
    closed = found[found.option.isin(["close", "ask"])].iloc[0]
    assert (closed.needed, closed.value) == (needed, value)


NUMBERS = ("months_known", "visits_per_open_day", "visits_a_month", "hours_week", "computers_working", "only_20km")
one_centre = st.fixed_dictionaries(
    {name: st.one_of(st.none(), st.sampled_from([0.0, 1.9, 2.0, 5.0, 6.0, 24.0, 35.0, 20_000.0])) for name in NUMBERS}
    | {
        name: st.one_of(st.none(), st.sampled_from([True, False] if words == YES_NO else words))
        for name, words in ANSWERS.items()
        if words
    }
)


@given(st.lists(one_centre, min_size=1, max_size=12), st.randoms())
def test_the_order_of_the_rows_changes_nothing(shipped, each, random):
    frame = centres(*each)
    order = list(range(len(frame)))
    random.shuffle(order)
    one, other = suggest(frame, shipped, DEFAULT), suggest(frame.iloc[order].reset_index(drop=True), shipped, DEFAULT)
    pd.testing.assert_frame_equal(one.iloc[order].reset_index(drop=True), other, check_dtype=False)
    there, moved = (alternatives(f, shipped, DEFAULT) for f in (frame, frame.iloc[order].reset_index(drop=True)))
    assert sorted(map(str, there.itertuples(index=False))) == sorted(map(str, moved.itertuples(index=False)))


@given(one_centre)
def test_an_alternative_does_what_it_says(shipped, centre):
    frame = centres(centre)
    for row in alternatives(frame, shipped, DEFAULT).itertuples():
        if row.figure == "hours_percent":
            name, value = "hours_week", row.value * 35 / 100
        else:
            name, value = row.figure, row.value
        if row.needed == "is" and name in ANSWERS:
            value = row.answer == "yes" if ANSWERS[name] == YES_NO else row.answer
        else:
            value += {"less": -1e-6, "at_most": 0, "at_least": 1e-9, "more": 1e-6, "is": 0}[row.needed]
        changed = frame.assign(**{name: [value]})
        assert suggest(changed, shipped, DEFAULT).option[0] == row.option != suggest(frame, shipped, DEFAULT).option[0]


# Thresholds in an address


@given(st.fixed_dictionaries({}, optional={t.id: st.floats(t.low, t.high) for t in THRESHOLDS.values()}))
def test_an_address_carries_thresholds_to_twelve_digits(values):
    limits = DEFAULT
    for name, value in values.items():
        limits = limits.having(name, float(f"{value:.12g}"))
    text = limits.encode()
    assert Limits.parse([text]) == (limits, [])
    assert DEFAULT.encode() == ""


def test_it_is_counted_how_many_thresholds_are_not_the_usual_ones():
    assert DEFAULT.changed == 0
    assert DEFAULT.having("few_visits", 3.0).having("short_hours", 60.0).changed == 2
    assert DEFAULT.having("few_visits", 3.0).having("few_visits", 2.0).changed == 0


def test_an_address_has_only_what_is_not_the_default():
    assert (
        Limits.parse(["few_visits:3", "short_hours: 60,few_visits:2.5"])[0].encode() == "few_visits:2.5,short_hours:60"
    )
    assert Limits.parse(["few_visits:2"])[0].encode() == ""


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("few_visit:3", "few_visits:3"),
        ("few_visits:-1", "few_visits:0"),
        ("short_hours:120", "short_hours:100"),
        ("few_visits:many", "few_visits:2"),
        ("few_visits:nan", "few_visits:2"),
        ("few_visits", "few_visits:2"),
        ("xyz:1", ""),
    ],
)
def test_a_threshold_that_cannot_be_used_is_named_with_the_nearest_that_can(text, nearest):
    limits, (notice,) = Limits.parse([text])
    assert (limits, notice.key, notice.value, notice.nearest) == (DEFAULT, "notice.limits", text, nearest)
